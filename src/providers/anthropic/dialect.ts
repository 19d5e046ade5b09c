import { z } from 'zod';
import type { Dialect, FailureKind } from '../through';

/** By the type of an error: it is said in the midst of a stream too, where there is no status. */
const KINDS: ReadonlyMap<string, FailureKind> = new Map([
  ['authentication_error', 'UNAUTHORISED'],
  ['permission_error', 'UNAUTHORISED'],
  ['billing_error', 'OUT_OF_CREDIT'],
  ['rate_limit_error', 'RATE_LIMITED'],
  ['overloaded_error', 'TRANSIENT'],
  ['api_error', 'TRANSIENT'],
  ['timeout_error', 'TRANSIENT'],
]);
/** An account that is empty, or has spent what it may, is told as a request that is wrong. */
const SPENT = /credit balance is too low|usage limits?\b|spend(?:ing)? limit/i;

const failed = z.object({ error: z.object({ type: z.string(), message: z.string() }) });

export const anthropicDialect: Dialect = {
  vendor: 'Anthropic',
  read(body) {
    const { type, message } = failed.safeParse(body).data?.error ?? { type: '', message: null };
    const isSpent = type === 'invalid_request_error' && SPENT.test(message ?? '');
    return { message, is: isSpent ? 'OUT_OF_CREDIT' : KINDS.get(type) };
  },
};
