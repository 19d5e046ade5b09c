import { setTimeout as delay } from 'node:timers/promises';
import { assertEnrolled } from './executor.verb';
import type { House } from './housekeeping.tool';
import { isOutage } from './outage';

const ASK_AGAIN_MS = 500;

/**
 * Does what is no transaction, such as asking a supplier, only as long as we are enrolled: a process that was stopped and wakes
 * finds what it had taken in hand still before it, and would pay for it a second time. What it records afterwards is refused
 * by DBOS, which knows each workflow's owner, and what it writes by `assertEnrolled`.
 */
export async function fenced<T>(house: House, act: () => Promise<T>): Promise<T> {
  await stillEnrolled(house);
  return act();
}

/** While the database is away nobody is retired, and nobody begins anything. */
async function stillEnrolled({ studio: { store }, executorId, closing }: House): Promise<void> {
  for (;;) {
    try {
      return await assertEnrolled(store.manager, executorId);
    } catch (error) {
      if (!isOutage(error)) throw error;
      await delay(ASK_AGAIN_MS, undefined, { signal: closing.signal });
    }
  }
}
