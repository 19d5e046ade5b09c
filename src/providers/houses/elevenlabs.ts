import { z } from 'zod';
import type { DocumentedReply } from '../documented';
import { baseUrl, type Call, type Means, type Model, secretKey } from '../provider';
import { perThousandCharacters } from '../tariff';
import { type Dialect, type FailureKind, through } from '../through';

const KEY = 'ELEVENLABS_API_KEY';
const URL = 'ELEVENLABS_BASE_URL';

/** What all that ElevenLabs does for us has in common. It documents no idempotency keys. */
export const ELEVENLABS = {
  vendor: 'elevenlabs',
  source: 'elevenlabs',
  settings: [secretKey(KEY, 'The key of an account at ElevenLabs.'), baseUrl(URL, 'https://api.elevenlabs.io')],
  resend: 'NEVER',
  // Of the plans, Creator lets five through at once; of all of them more wait in their queue before they are turned away.
  atOnce: 5,
} as const;

/** Everything there is counted in credits: a character of most models is one. */
export const CREDITS = perThousandCharacters('0.30');

/** What a reply says that it cost; null: it does not. */
export function billedMicros(headers: Headers): bigint | null {
  const said = headers.get('character-cost');
  return said !== null && /^\d{1,9}(?:\.\d{1,6})?$/.test(said) ? CREDITS.cost(Number(said)) : null;
}

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

/** Everything is asked through a client of its own; how long is waited, the runner says. */
export async function elevenLabs({ means, fetch }: { readonly means: Means; readonly fetch: typeof globalThis.fetch }) {
  const { ElevenLabsClient }: typeof import('@elevenlabs/elevenlabs-js') = require('@elevenlabs/elevenlabs-js');
  const {
    fetcher,
  }: typeof import('@elevenlabs/elevenlabs-js/core/index.js') = require('@elevenlabs/elevenlabs-js/core');
  return new ElevenLabsClient({
    apiKey: means.setting(KEY),
    baseUrl: means.setting(URL),
    fetch,
    maxRetries: 0,
    // Its own timer would run on after a call that failed.
    fetcher: (order) => fetcher({ ...order, timeoutMs: undefined }),
  });
}

export async function checkElevenLabs(call: Pick<Call<Model>, 'means' | 'signal'>): Promise<void> {
  await through(call, elevenLabsDialect, async (fetch) =>
    (await elevenLabs({ means: call.means, fetch })).models.list({ abortSignal: call.signal }),
  );
}

/** What goes for all of its documented replies. */
export const ELEVENLABS_DOCUMENTED = {
  baseUrl: URL,
  error: { detail: { status: 'error', message: '{{said}}' } },
  outOfCredit: { status: 401, json: { detail: { status: 'quota_exceeded', message: '{{said}}' } } },
  checked: {
    method: 'GET',
    path: '/v1/models',
    body: {
      json: [{ model_id: 'eleven_multilingual_v2', name: 'Eleven Multilingual v2', can_do_text_to_speech: true }],
    },
  },
} as const;

/** What it answers to what its policy forbids. */
export function refusedAt(path: string): DocumentedReply {
  const json = { detail: { status: 'content_against_policy', message: '{{said}}' } };
  return { method: 'POST', path, status: 400, body: { json } };
}
