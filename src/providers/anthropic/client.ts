import type Anthropic from '@anthropic-ai/sdk';
import { baseUrl, type Call, type Means, type Model, secretKey } from '../provider';
import { signalOfItsOwn } from '../signal-of-its-own';
import { through } from '../through';
import { anthropicDialect } from './dialect';

const KEY = 'ANTHROPIC_API_KEY';
export const ANTHROPIC_URL = 'ANTHROPIC_BASE_URL';

/** What all that Anthropic does for us has in common. Its SDK says of its idempotency keys that they have no effect. */
export const ANTHROPIC = {
  vendor: 'anthropic',
  source: 'anthropic',
  settings: [
    secretKey(KEY, 'The key of an account at Anthropic.'),
    baseUrl(ANTHROPIC_URL, 'https://api.anthropic.com'),
  ],
  resend: 'NEVER',
  atOnce: 4,
} as const;

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
    baseURL: means.setting(ANTHROPIC_URL),
    fetch,
    maxRetries: 0,
    timeout: LONGEST_MS,
    logLevel: 'off',
  });
}

export async function checkAnthropic(call: Pick<Call<Model>, 'means' | 'signal'>): Promise<void> {
  await through(call, anthropicDialect, async (fetch) =>
    anthropic({ means: call.means, fetch }).models.list({ limit: 1 }, { signal: signalOfItsOwn(call.signal) }),
  );
}
