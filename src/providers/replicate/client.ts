import type Replicate from 'replicate';
import { z } from 'zod';
import { LimitExceeded } from '../../pipeline/errors';
import type { JsonValue } from '../../pipeline/values/canonical-json';
import { baseUrl, type Call, type Model, secretKey } from '../provider';
import { through } from '../through';
import { billedAs } from './billed-as';
import { DIALECT } from './dialect';
import { InputFile, type Inputs } from './input';

const TOKEN = 'REPLICATE_API_TOKEN';
export const REPLICATE_URL = 'REPLICATE_BASE_URL';

export const SETTINGS = [
  secretKey(TOKEN, 'An API token of your account at Replicate.'),
  baseUrl(REPLICATE_URL, 'https://api.replicate.com/v1'),
];

export type Asking = Pick<Call<Model>, 'means' | 'signal'>;

/** Asks by a client of its own. What it throws is told as it happened. */
export function asking<T>(call: Asking, ask: (replicate: Replicate) => Promise<T>): Promise<T> {
  const { means } = call;
  return through(call, DIALECT, async (fetch) => {
    const { default: Client } = await import('replicate');
    const auth = means.setting(TOKEN);
    return ask(
      new Client({ auth, baseUrl: means.setting(REPLICATE_URL), fetch: askedOnce(fetch), userAgent: 'workprint' }),
    );
  });
}

/**
 * The SDK cannot be told not to try again: whatever `fetch` throws, it asks five more times at once. An order of which nobody
 * heard would be placed six times; so the first failure is what all of them hear.
 */
function askedOnce(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  let failed: { readonly error: unknown } | null = null;
  return async (input, init) => {
    if (failed) throw failed.error;
    try {
      return await fetch(input, init);
    } catch (error) {
      failed = { error };
      throw error;
    }
  };
}

/** A data URI is advised up to 256 kB; the body of an order with more than 20 MB in it fails without saying why. */
const MOST_INLINE_BYTES = 256_000;
/** What the house keeps of a file. */
const MOST_FILE_BYTES = 100_000_000;

/** The same inputs with an address for each file: one after the other, so that no more than one is held twice. */
export async function placed(inputs: Inputs, call: Asking): Promise<Record<string, JsonValue>> {
  const files = Object.values(inputs).filter((input) => input instanceof InputFile);
  for (const { bytes } of files) assertKeepable(bytes);
  const result: Record<string, JsonValue> = {};
  for (const [name, input] of Object.entries(inputs)) {
    result[name] = input instanceof InputFile ? await addressOf(input, { name, call }) : input;
  }
  return result;
}

function assertKeepable({ length }: Uint8Array): void {
  if (length <= MOST_FILE_BYTES) return;
  throw new LimitExceeded('Replicate keeps no file of this length.', {
    expected: `at most ${MOST_FILE_BYTES} bytes`,
    got: `${length}`,
    remedy: 'Compress it more, or order something shorter.',
  });
}

async function addressOf(file: InputFile, { name, call }: { name: string; call: Asking }): Promise<string> {
  const { bytes, mimeType } = file;
  if (bytes.length > MOST_INLINE_BYTES) return uploaded(file, { name, call });
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
  return `data:${mimeType};base64,${base64}`;
}

const kept = z.object({ urls: z.object({ get: z.url() }) });

/** Files are kept for a day and for nothing: nothing has been ordered yet, whatever goes wrong. */
async function uploaded(
  { bytes, mimeType }: InputFile,
  { name, call }: { name: string; call: Asking },
): Promise<string> {
  const file = new File([bytes], `${name}.${mimeType.split('/')[1]}`, { type: mimeType });
  try {
    return await asking(call, async (replicate) => {
      const { urls } = kept.parse(await replicate.files.create(file, {}, { signal: call.signal }));
      return urls.get;
    });
  } catch (error) {
    throw billedAs(error, 'NOTHING');
  }
}
