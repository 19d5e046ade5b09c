/** A delivery that fails is tried for this long after its first attempt, and once more at the end of it. */
export const TRIED_FOR_SECONDS = 24 * 3_600;

const FIRST_LONGEST_WAIT_SECONDS = 10;
const LONGEST_WAIT_SECONDS = 6 * 3_600;
const SHORTEST_WAIT_SECONDS = 1;

interface Failed {
  /** How many attempts there were, the one that just failed among them. */
  readonly attempts: number;
  /** From the first attempt to now. */
  readonly elapsedSeconds: number;
  /** What the receiver asked for; null: nothing. */
  readonly retryAfterSeconds: number | null;
  /** From 0 to just below 1. */
  readonly draw: number;
}

/**
 * How long to wait before the next attempt; null: there is none. The longest wait is 10 s, then 40 s, 160 s and so on up
 * to 6 h; the wait is drawn from all of it, so that a receiver which comes back is not met by everybody at once. That
 * makes some 15 attempts.
 */
export function nextWaitSeconds({ attempts, elapsedSeconds, retryAfterSeconds, draw }: Failed): number | null {
  const leftSeconds = TRIED_FOR_SECONDS - elapsedSeconds;
  if (leftSeconds <= 0) return null;
  const longest = Math.min(LONGEST_WAIT_SECONDS, FIRST_LONGEST_WAIT_SECONDS * 4 ** (attempts - 1));
  return Math.min(leftSeconds, Math.max(SHORTEST_WAIT_SECONDS, longest * draw, retryAfterSeconds ?? 0));
}

/** `Retry-After`: whole seconds, or an HTTP date; null where it is neither. */
export function retryAfterSeconds(header: string | null, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const atMs = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? null : Math.max(0, (atMs - nowMs) / 1_000);
}
