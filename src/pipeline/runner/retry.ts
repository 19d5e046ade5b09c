import type { JobErrorCode } from './run';
import type { Resend } from './vendor';

export interface RetryPolicy {
  /** Of the first wait; each further one may be twice as long. */
  readonly baseSeconds: number;
  readonly mostSeconds: number;
  /** A supplier that asks for more patience than this is given up for now. */
  readonly patienceSeconds: number;
}

export const RETRY: RetryPolicy = { baseSeconds: 1, mostSeconds: 60, patienceSeconds: 600 };

/** Asking the same supplier again may help. The others are as true the second time. */
const PASSING: readonly JobErrorCode[] = ['RATE_LIMITED', 'TRANSIENT', 'TIMED_OUT', 'BAD_REPLY'];
/** It is the supplier that is in the way, and not what was ordered: another one may do it. */
const ITS_OWN: readonly JobErrorCode[] = [...PASSING, 'UNAUTHORISED', 'OUT_OF_CREDIT'];

export const mayHelpAgain = (code: JobErrorCode): boolean => PASSING.includes(code);
export const mayHelpElsewhere = (code: JobErrorCode): boolean => ITS_OWN.includes(code);

/** Money that nobody can account for is risked again once, and not twice. */
const MOST_LOSSES = 1;

export interface Attempted {
  readonly code: JobErrorCode;
  /** 1 for the first. */
  readonly attempt: number;
  readonly mostAttempts: number;
  /** How many calls of this make were lost, this one included. */
  readonly losses: number;
  readonly retryAfterSeconds: number | null;
  /** From 0 to below 1. */
  readonly random: number;
}

/** How long to wait before the same supplier is asked again; null: it is not. */
export function secondsUntilNext(attempted: Attempted, policy: RetryPolicy = RETRY): number | null {
  const { code, attempt, mostAttempts, losses, retryAfterSeconds, random } = attempted;
  if (losses > MOST_LOSSES || attempt >= mostAttempts) return null;
  if (code === 'LOST') return 0;
  if (!mayHelpAgain(code)) return null;
  const jitter = random * Math.min(policy.mostSeconds, policy.baseSeconds * 2 ** (attempt - 1));
  if (retryAfterSeconds === null) return jitter;
  return retryAfterSeconds > policy.patienceSeconds ? null : retryAfterSeconds + jitter;
}

/** What becomes of the money of a call that failed. `KEPT`: it is set aside for the next try. */
export type Fate = 'KEPT' | 'RELEASED' | 'LOST' | 'OVERDUE' | 'BILLED';

export interface Fated {
  readonly billed: 'NOTHING' | 'UNKNOWN' | 'AMOUNT';
  readonly resend: Resend;
  /** The supplier has taken the order under a name of its own. */
  readonly isTaken: boolean;
  readonly isTriedAgain: boolean;
}

export function fateOf({ billed, resend, isTaken, isTriedAgain }: Fated): Fate {
  if (billed === 'AMOUNT') return 'BILLED';
  if (billed === 'NOTHING' || resend === 'FREE') return isTriedAgain ? 'KEPT' : 'RELEASED';
  if (isTaken) return isTriedAgain ? 'KEPT' : 'OVERDUE';
  return resend === 'KEYED' && isTriedAgain ? 'KEPT' : 'LOST';
}
