import { setTimeout as delay } from 'node:timers/promises';
import { isOutage } from './outage';

const FIRST_WAIT_MS = 250;
const MOST_WAIT_MS = 30_000;

/** A database that is restarted is away for seconds: what must be written down is written when it is back. */
export async function patiently<T>(act: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(MOST_WAIT_MS, waitMs * 2)) {
    try {
      return await act();
    } catch (error) {
      if (!isOutage(error)) throw error;
      await delay(waitMs, undefined, { signal });
    }
  }
}
