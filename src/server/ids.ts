import { randomBytes, randomInt } from 'node:crypto';
import { MOST_COUNT, uuidV7 } from '../pipeline/values/uuid';

/**
 * Makes ids that rise: also those of one millisecond, and when the clock steps back. Rows of one transaction come out of
 * a list in the order in which they were made.
 */
export function createIds(now: () => number = Date.now): () => string {
  let lastMs = 0;
  let count = 0;
  return () => {
    const ms = now();
    if (ms > lastMs) [lastMs, count] = [ms, randomInt((MOST_COUNT + 1) / 2)];
    else if (count < MOST_COUNT) count += 1;
    else [lastMs, count] = [lastMs + 1, 0];
    return uuidV7(lastMs, count, randomBytes(8));
  };
}
