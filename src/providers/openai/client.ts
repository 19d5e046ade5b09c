import type OpenAI from 'openai';
import { baseUrl, type Means, type Setting, secretKey } from '../provider';
import { signalOfItsOwn } from '../signal-of-its-own';

const [KEY, URL_OF_API] = ['OPENAI_API_KEY', 'OPENAI_BASE_URL'];

export const OPENAI_SETTINGS: readonly Setting[] = [
  secretKey(KEY, 'The key of a project at OpenAI.'),
  baseUrl(URL_OF_API, 'https://api.openai.com/v1'),
];

/** The settings that say with which key and where somebody is asked who speaks as OpenAI does. */
export interface Door {
  readonly key: string;
  readonly url: string;
}

export const OPENAI_DOOR: Door = { key: KEY, url: URL_OF_API };

/** The longest that a timer can be set to; whoever calls stops the call. */
const MOST_MS = 2_147_483_647;

/** Loaded by whoever asks it first: it takes 80 ms, and most servers have a key for few vendors. */
export const sdk = (): typeof import('openai') => require('openai');

/** The SDK would read what is left out, or undefined, from the environment. */
export function clientAt(means: Means, fetch: typeof globalThis.fetch, door: Door): OpenAI {
  const { default: Client } = sdk();
  return new Client({
    apiKey: means.setting(door.key),
    baseURL: means.setting(door.url),
    fetch,
    maxRetries: 0,
    timeout: MOST_MS,
    logLevel: 'off',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
  });
}

export const until = (signal: AbortSignal) => ({ signal: signalOfItsOwn(signal) });
