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
export async function fenced<T>({ studio: { store }, executorId, closing }: House, act: () => Promise<T>): Promise<T> {
  await patiently(closing.signal, () => assertEnrolled(store.manager, executorId));
  return act();
}

/** A question to our database, asked again until it is back: while it is away nobody is retired, and no job has failed. */
export async function patiently<T>(closing: AbortSignal, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isOutage(error)) throw error;
      await delay(ASK_AGAIN_MS, undefined, { signal: closing });
    }
  }
}
