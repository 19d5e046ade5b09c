import type { JobErrorCode } from './run';
import type { Rate } from './vendor';

/** How a supplier has behaved lately. Times in milliseconds, all by the clock of the database. */
export interface Health {
  readonly failuresInRow: number;
  /** It is left alone until then; afterwards one call tries whether it is back. */
  readonly closedUntilMs: number | null;
  /** The earliest moment of the next call that its rate allows. */
  readonly nextAtMs: number | null;
  readonly stoppedReason: string | null;
  readonly lastError: string | null;
}

export const HEALTHY: Health = {
  failuresInRow: 0,
  closedUntilMs: null,
  nextAtMs: null,
  stoppedReason: null,
  lastError: null,
};

export type Leave =
  | { readonly is: 'GO'; readonly waitMs: number }
  | { readonly is: 'CLOSED'; readonly reason: string; readonly opensInMs: number }
  | { readonly is: 'STOPPED'; readonly reason: string };

/** So many failures in a row, and a supplier is left alone for a while, which doubles with each further one. */
const MOST_IN_ROW = 5;
const ALONE_MS = 30_000;
const MOST_ALONE_MS = 600_000;
/** How long one call may try whether it is back before another may. */
const TRIAL_MS = 60_000;
/** What a person has to mend: asking again at once is of no use. */
const CLOSES_AT_ONCE: readonly JobErrorCode[] = ['UNAUTHORISED', 'OUT_OF_CREDIT'];
const COUNTS: readonly JobErrorCode[] = [...CLOSES_AT_ONCE, 'TRANSIENT', 'TIMED_OUT', 'BAD_REPLY'];

/** Whether and when it may be called, and what is remembered of having asked: of many who ask, each gets a turn of its own. */
export function askedFor(
  health: Health,
  { nowMs, rate }: { nowMs: number; rate: Rate | null },
): { readonly leave: Leave; readonly health: Health } {
  const { stoppedReason, closedUntilMs, lastError } = health;
  if (stoppedReason !== null) return { leave: { is: 'STOPPED', reason: stoppedReason }, health };
  if (closedUntilMs !== null && closedUntilMs > nowMs) {
    const reason = lastError ?? 'It failed too often.';
    return { leave: { is: 'CLOSED', reason, opensInMs: closedUntilMs - nowMs }, health };
  }
  const turnMs = Math.max(nowMs, health.nextAtMs ?? nowMs);
  const nextAtMs = rate ? turnMs + (rate.seconds * 1000) / rate.calls : health.nextAtMs;
  const trial = closedUntilMs === null ? null : nowMs + TRIAL_MS;
  return { leave: { is: 'GO', waitMs: turnMs - nowMs }, health: { ...health, nextAtMs, closedUntilMs: trial } };
}

export function afterSuccess(health: Health): Health {
  return { ...health, failuresInRow: 0, closedUntilMs: null };
}

interface Failed {
  readonly code: JobErrorCode;
  readonly message: string;
  readonly retryAfterSeconds: number | null;
  readonly nowMs: number;
}

/** A refusal is the order's fault and says nothing of the supplier. One that asks for patience is given it by everybody. */
export function afterFailure(health: Health, { code, message, retryAfterSeconds, nowMs }: Failed): Health {
  const told = { ...health, lastError: message };
  if (code === 'RATE_LIMITED') {
    const nextAtMs = Math.max(health.nextAtMs ?? 0, nowMs + (retryAfterSeconds ?? 0) * 1000);
    return { ...told, nextAtMs: retryAfterSeconds === null ? health.nextAtMs : nextAtMs };
  }
  if (!COUNTS.includes(code)) return told;
  const failuresInRow = CLOSES_AT_ONCE.includes(code)
    ? Math.max(MOST_IN_ROW, health.failuresInRow + 1)
    : health.failuresInRow + 1;
  if (failuresInRow < MOST_IN_ROW) return { ...told, failuresInRow };
  const aloneMs = Math.min(MOST_ALONE_MS, ALONE_MS * 2 ** (failuresInRow - MOST_IN_ROW));
  return { ...told, failuresInRow, closedUntilMs: nowMs + aloneMs };
}
