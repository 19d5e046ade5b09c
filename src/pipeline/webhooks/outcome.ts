import { nextWaitSeconds, retryAfterSeconds } from './retries';
import type { DeliveryStatus } from './webhook';

/** What came of one attempt. */
export type Answer =
  | { readonly kind: 'REPLY'; readonly statusCode: number; readonly retryAfter: string | null; readonly text: string }
  /** Nobody answered, or nothing was sent. */
  | { readonly kind: 'FAILURE'; readonly why: string }
  /** We broke it off ourselves, and the receiver may have it: it is due again at once. */
  | { readonly kind: 'CUT_OFF' };

/** What the delivery's row says from now on. */
export interface Outcome {
  readonly status: DeliveryStatus;
  readonly nextTryAt: Date | null;
  readonly responseCode: number | null;
  readonly error: string | null;
  /** The receiver said that it is gone for good: nothing more is to be sent there. */
  readonly isGone: boolean;
}

interface Attempted {
  readonly attempts: number;
  readonly firstAttemptAt: Date;
  readonly now: Date;
  readonly draw: number;
}

const GONE = 410;
const MOST_QUOTED_CHARACTERS = 200;

export function outcomeOf(answer: Answer, attempted: Attempted): Outcome {
  if (answer.kind === 'CUT_OFF') {
    const error = 'This server was stopped while it was sending.';
    return { status: 'PENDING', nextTryAt: attempted.now, responseCode: null, error, isGone: false };
  }
  if (answer.kind === 'FAILURE') return failed({ responseCode: null, error: answer.why }, null, attempted);
  const { statusCode: responseCode, retryAfter } = answer;
  if (responseCode >= 200 && responseCode < 300) {
    return { status: 'DELIVERED', nextTryAt: null, responseCode, error: null, isGone: false };
  }
  const said = { responseCode, error: whatItSaid(answer) };
  if (responseCode === GONE) return { status: 'FAILED', nextTryAt: null, ...said, isGone: true };
  return failed(said, retryAfterSeconds(retryAfter, attempted.now.getTime()), attempted);
}

function failed(
  said: Pick<Outcome, 'responseCode' | 'error'>,
  retryAfterSeconds: number | null,
  { attempts, firstAttemptAt, now, draw }: Attempted,
): Outcome {
  const elapsedSeconds = (now.getTime() - firstAttemptAt.getTime()) / 1_000;
  const waitSeconds = nextWaitSeconds({ attempts, elapsedSeconds, retryAfterSeconds, draw });
  if (waitSeconds === null) return { status: 'FAILED', nextTryAt: null, ...said, isGone: false };
  const nextTryAt = new Date(now.getTime() + waitSeconds * 1_000);
  return { status: 'PENDING', nextTryAt, ...said, isGone: false };
}

function whatItSaid({ statusCode, text }: { readonly statusCode: number; readonly text: string }): string {
  if (statusCode >= 300 && statusCode < 400)
    return `The receiver answered ${statusCode}; redirects are not followed, so give the URL that it leads to.`;
  const quoted = text
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .trim()
    .slice(0, MOST_QUOTED_CHARACTERS)
    .replace(/\p{Surrogate}/gu, '');
  return `The receiver answered ${statusCode}${quoted ? `: ${quoted}` : '.'}`;
}
