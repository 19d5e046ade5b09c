import { assertEnrolled } from './executor.verb';
import type { House } from './housekeeping.tool';
import { patiently } from './patience.tool';

/**
 * Does what is no transaction, such as asking a supplier, only as long as we are enrolled: a process that was stopped and wakes
 * finds what it had taken in hand still before it, and would pay for it a second time. What it records afterwards is refused
 * by DBOS, which knows each workflow's owner, and what it writes by `assertEnrolled`.
 */
export async function fenced<T>({ studio: { store }, executorId, closing }: House, act: () => Promise<T>): Promise<T> {
  await patiently(() => assertEnrolled(store.manager, executorId), closing.signal);
  return act();
}
