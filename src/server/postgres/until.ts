import { setTimeout as pause } from 'node:timers/promises';

/** Asks every 20 ms until the answer is yes (true) or `patienceMs` have passed (false); rejects when `signal` aborts. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  patienceMs: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (!(await condition())) {
    if (performance.now() > deadline) return false;
    await pause(20, undefined, { signal });
  }
  return true;
}
