import type { SupplierFailed } from '../../src/pipeline/runner/supplier-failed';
import { BadReply, OutOfCredit, RateLimited, Refused, Transient, Unauthorised } from '../../src/providers/failures';
import type { Play } from '../support/double';

export interface Expected {
  readonly type: new (...said: never[]) => SupplierFailed;
  readonly billed?: 'NOTHING' | 'UNKNOWN';
  readonly retryAfterSeconds?: number | null;
  /** What came is kept for people to look at. */
  readonly isKept?: boolean;
}

const DENIED: Expected = { type: Unauthorised, billed: 'NOTHING' };
const NO_GOOD: Expected = { type: BadReply, billed: 'UNKNOWN', isKept: true };
const BROKEN: Expected = { type: Transient, billed: 'UNKNOWN' };

/** What may go wrong with any request of anybody, and what it is called. */
export const FAILURES: readonly (readonly [says: string, play: Play, expected: Expected])[] = [
  [
    'too many calls, and when to come back',
    { deed: { does: 'FAIL', status: 429, headers: { 'retry-after': '7' } } },
    { type: RateLimited, billed: 'NOTHING', retryAfterSeconds: 7 },
  ],
  ['a wrong key', { deed: { does: 'FAIL', status: 401 } }, DENIED],
  ['an empty account', { deed: { does: 'RUN OUT' } }, { type: OutOfCredit, billed: 'NOTHING' }],
  [
    'a fault of its own',
    { deed: { does: 'FAIL', status: 500 } },
    { type: Transient, billed: 'NOTHING', retryAfterSeconds: null },
  ],
  ['a gateway that gave up', { deed: { does: 'FAIL', status: 504 } }, BROKEN],
  [
    'an order that it does not understand',
    { deed: { does: 'FAIL', status: 422 } },
    { type: Refused, billed: 'NOTHING' },
  ],
  ['less than it announced', { deed: { does: 'CUT', by: 'LENGTH' } }, BROKEN],
  ['chunks without an end', { deed: { does: 'CUT', by: 'CHUNKS' } }, BROKEN],
  ['a page of somebody else', { deed: { does: 'PAGE' } }, NO_GOOD],
  ['an object with nothing in it', { deed: { does: 'EMPTY' } }, NO_GOOD],
  ['another address', { deed: { does: 'REDIRECT', to: 'https://elsewhere.test/' } }, BROKEN],
];

/** And with a file that a reply names. */
export const FILE_FAILURES: readonly (readonly [says: string, play: Play, expected: Expected])[] = [
  ['a page of somebody else', { deed: { does: 'PAGE' } }, NO_GOOD],
  ['nothing any more', { deed: { does: 'FAIL', status: 404 } }, { type: Transient }],
  ['half of it', { deed: { does: 'CUT', by: 'LENGTH' } }, { type: Transient }],
  ['nothing but words', { deed: { does: 'EMPTY' } }, NO_GOOD],
  ['a place within this machine', { deed: { does: 'REDIRECT', to: 'http://127.0.0.1:9/' } }, { type: BadReply }],
];
