import { z } from 'zod';
import type { Dialect, FailureKind } from '../through';

/** Codes, by which it says more than by the status. */
const KINDS: ReadonlyMap<string, FailureKind> = new Map([
  ['quota_exceeded', 'OUT_OF_CREDIT'],
  ['insufficient_credits', 'OUT_OF_CREDIT'],
  ['payment_required', 'OUT_OF_CREDIT'],
  ['content_against_policy', 'REFUSED'],
  ['content_policy_violation', 'REFUSED'],
  ['voice_access_denied', 'REFUSED'],
  ['output_format_not_allowed', 'REFUSED'],
  ['subscription_required', 'REFUSED'],
  ['system_busy', 'TRANSIENT'],
  ['too_many_concurrent_requests', 'RATE_LIMITED'],
]);

const detailed = z.object({
  detail: z.union([
    z.string().transform((message) => ({ message, status: undefined, code: undefined })),
    z.object({ message: z.string(), status: z.string().optional(), code: z.string().optional() }),
    // Of a request that was not understood: one of each field.
    z.array(z.object({ msg: z.string() })).transform((faults) => ({
      message: faults.map(({ msg }) => msg).join('; '),
      status: undefined,
      code: undefined,
    })),
  ]),
});

export const elevenLabsDialect: Dialect = {
  vendor: 'ElevenLabs',
  read(body) {
    const said = detailed.safeParse(body).data?.detail;
    const is = [said?.code, said?.status].map((code) => KINDS.get(code ?? '')).find((kind) => kind !== undefined);
    return { message: said?.message ?? null, is };
  },
};
