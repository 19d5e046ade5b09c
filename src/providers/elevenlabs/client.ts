import type { ElevenLabsClient } from '@elevenlabs/elevenlabs-js';
import { baseUrl, type Call, type Means, type Model, secretKey } from '../provider';
import { signalOfItsOwn } from '../signal-of-its-own';
import { through } from '../through';
import { elevenLabsDialect } from './dialect';

const KEY = 'ELEVENLABS_API_KEY';
export const ELEVENLABS_URL = 'ELEVENLABS_BASE_URL';

/** What all that ElevenLabs does for us has in common. It documents no idempotency keys. */
export const ELEVENLABS = {
  vendor: 'elevenlabs',
  source: 'elevenlabs',
  settings: [
    secretKey(KEY, 'The key of an account at ElevenLabs.'),
    baseUrl(ELEVENLABS_URL, 'https://api.elevenlabs.io'),
  ],
  resend: 'NEVER',
  // Of the plans, Creator lets five through at once; of all of them more wait in their queue before they are turned away.
  atOnce: 5,
  // 5,439 modules: 1.4 s, in which nobody is answered.
  load: () => void loaded(),
} as const;

function loaded() {
  const sdk: typeof import('@elevenlabs/elevenlabs-js') = require('@elevenlabs/elevenlabs-js');
  const core: typeof import('@elevenlabs/elevenlabs-js/core/index.js') = require('@elevenlabs/elevenlabs-js/core');
  return { sdk, core };
}

interface Client {
  readonly means: Means;
  readonly fetch: typeof globalThis.fetch;
}

/** Everything is asked through a client of its own; how long is waited, the runner says. */
export function elevenLabs({ means, fetch }: Client): ElevenLabsClient {
  const { sdk, core } = loaded();
  return new sdk.ElevenLabsClient({
    apiKey: means.setting(KEY),
    baseUrl: means.setting(ELEVENLABS_URL),
    fetch,
    maxRetries: 0,
    // Its own timer would run on after a call that failed.
    fetcher: (order) => core.fetcher({ ...order, timeoutMs: undefined }),
  });
}

export async function checkElevenLabs(call: Pick<Call<Model>, 'means' | 'signal'>): Promise<void> {
  await through(call, elevenLabsDialect, async (fetch) =>
    elevenLabs({ means: call.means, fetch }).models.list({ abortSignal: signalOfItsOwn(call.signal) }),
  );
}
