import type Anthropic from '@anthropic-ai/sdk';
import { z } from 'zod';
import type { JsonObject, JsonValue } from '../../pipeline/values/canonical-json';
import type { Documented, DocumentedReply } from '../documented';
import { baseUrl, type Call, type Means, type Model, secretKey } from '../provider';
import { type Dialect, type FailureKind, through } from '../through';

const KEY = 'ANTHROPIC_API_KEY';
const URL = 'ANTHROPIC_BASE_URL';

/** What all that Anthropic does for us has in common. Its SDK says of its idempotency keys that they have no effect. */
export const ANTHROPIC = {
  vendor: 'anthropic',
  source: 'anthropic',
  settings: [secretKey(KEY, 'The key of an account at Anthropic.'), baseUrl(URL, 'https://api.anthropic.com')],
  resend: 'NEVER',
  atOnce: 4,
} as const;

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

interface Client {
  readonly means: Means;
  readonly fetch: typeof globalThis.fetch;
}

/** The longest that a timer lasts: how long is waited, the runner says. */
const LONGEST_MS = 2 ** 31 - 1;

export function anthropic({ means, fetch }: Client): Anthropic {
  const sdk: typeof import('@anthropic-ai/sdk') = require('@anthropic-ai/sdk');
  return new sdk.default({
    apiKey: means.setting(KEY),
    baseURL: means.setting(URL),
    fetch,
    maxRetries: 0,
    timeout: LONGEST_MS,
    logLevel: 'off',
  });
}

export async function checkAnthropic(call: Pick<Call<Model>, 'means' | 'signal'>): Promise<void> {
  await through(call, anthropicDialect, async (fetch) =>
    anthropic({ means: call.means, fetch }).models.list({ limit: 1 }, { signal: call.signal }),
  );
}

const ASKED = { method: 'POST', path: '/v1/messages' } as const;

/** What goes for all of its documented replies. */
export const ANTHROPIC_DOCUMENTED: Documented = {
  baseUrl: URL,
  made: [
    {
      ...ASKED,
      body: { events: saying('{{reply}}', { delta: { stop_reason: 'end_turn' }, readTokens: 90, writtenTokens: 120 }) },
    },
  ],
  refused: refusing(),
  error: { type: 'error', error: { type: 'error', message: '{{said}}' }, request_id: 'req_011CSHoEeqs5C35K2UUqR7Fy' },
  outOfCredit: {
    status: 400,
    json: {
      type: 'error',
      error: { type: 'invalid_request_error', message: 'Your credit balance is too low. {{said}}' },
    },
  },
  checked: {
    method: 'GET',
    path: '/v1/models',
    body: {
      json: {
        data: [{ type: 'model', id: 'claude-sonnet-5-5', display_name: 'Claude Sonnet 5.5' }],
        has_more: false,
        first_id: 'claude-sonnet-5-5',
        last_id: 'claude-sonnet-5-5',
      },
    },
  },
};

interface Ending {
  readonly delta: JsonObject;
  readonly readTokens: number;
  readonly writtenTokens: number;
}

function saying(text: string, { delta, readTokens, writtenTokens }: Ending): JsonValue[] {
  const usage = {
    input_tokens: readTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: 0,
  };
  const message = { id: 'msg_1nZdL29xx5MUA1yADyHTEsnR', type: 'message', role: 'assistant', content: [], usage };
  return [
    { type: 'message_start', message: { ...message, model: 'claude-sonnet-5-5', stop_reason: null } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'ping' },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta, usage: { output_tokens: writtenTokens } },
    { type: 'message_stop' },
  ];
}

/** Before anything was said, nothing is counted. */
function refusing(): DocumentedReply {
  const stop_details = { type: 'refusal', category: 'general_harms', explanation: '{{said}}' };
  const delta = { stop_reason: 'refusal', stop_details };
  return { ...ASKED, body: { events: saying('', { delta, readTokens: 0, writtenTokens: 0 }) } };
}
