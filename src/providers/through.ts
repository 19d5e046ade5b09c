import { DomainError } from '../pipeline/errors';
import { SupplierFailed } from '../pipeline/runner/supplier-failed';
import type { JsonValue } from '../pipeline/values/canonical-json';
import { BadReply, OutOfCredit, RateLimited, Refused, Transient, Unauthorised } from './failures';
import { Unanswered } from './network/call-out';
import { Unusable } from './network/unusable';
import type { Call, Model } from './provider';

export type FailureKind = 'RATE_LIMITED' | 'TRANSIENT' | 'REFUSED' | 'UNAUTHORISED' | 'OUT_OF_CREDIT';

/** How a house says no. */
export interface Dialect {
  readonly vendor: string;
  /** What the body of an error says, and what it is where its status does not tell. `body`: a text where it is no JSON. */
  read(body: JsonValue, status: number): { readonly message: string | null; readonly is?: FailureKind };
}

/** Of an error's body, and of a reply that nobody understood. */
const MOST_READ_BYTES = 65_536;
/** Longer than any key: the first part of one, left by the cut at the most, is known by no mask and goes with this end. */
const MOST_OF_A_KEY_BYTES = 1_024;
const MOST_SAID_CHARACTERS = 500;

type Asking = Pick<Call<Model>, 'means' | 'signal'>;

/**
 * Everything that a vendor asks goes through here, so that all fail alike, whatever their SDKs make of it: a reply that says no is read
 * by the dialect, a reply that breaks off or is not understood is told as such, with its beginning as evidence. SDKs are told not to try again.
 */
export async function through<T>(
  { means, signal }: Asking,
  dialect: Dialect,
  ask: (fetch: typeof globalThis.fetch) => Promise<T>,
): Promise<T> {
  const heard: Heard = { failure: null, beginning: Buffer.alloc(0) };
  const watching: typeof fetch = async (input, init) => {
    try {
      const reply = await means.fetch(input, { ...init, signal: withinBoth(signal, input, init) });
      if (!reply.ok) throw await failureOfReply(dialect, reply, means.mask);
      return watched(reply, heard);
    } catch (error) {
      heard.failure = error;
      throw error;
    }
  };
  try {
    return await ask(watching);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw failureOf(dialect, heard.failure ?? error, { mask: means.mask, beginning: heard.beginning });
  }
}

/** An SDK that was not told of the call's end, or forgets it, ends with it all the same. */
function withinBoth(signal: AbortSignal, input: Parameters<typeof fetch>[0], init: RequestInit = {}): AbortSignal {
  const own = init.signal ?? (input instanceof Request ? input.signal : null);
  return own ? AbortSignal.any([signal, own]) : signal;
}

interface Heard {
  /** What really went wrong: an SDK tells it in words of its own. */
  failure: unknown;
  beginning: Buffer;
}

function watched(reply: Response, heard: Heard): Response {
  if (!reply.body) return reply;
  // Of several replies it is the last that was not understood.
  heard.beginning = Buffer.alloc(0);
  const { status, statusText, headers } = reply;
  const body = ReadableStream.from(passed(reply.body as unknown as AsyncIterable<Uint8Array>, heard));
  return new Response(body as ConstructorParameters<typeof Response>[0], { status, statusText, headers });
}

async function* passed(body: AsyncIterable<Uint8Array>, heard: Heard): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of body) {
      const room = MOST_READ_BYTES - heard.beginning.length;
      if (room > 0) heard.beginning = Buffer.concat([heard.beginning, bytes.subarray(0, room)]);
      yield bytes;
    }
  } catch (error) {
    heard.failure = error;
    throw error;
  }
}

interface Telling {
  readonly mask: (text: string) => string;
  readonly beginning: Uint8Array;
}

function failureOf({ vendor }: Dialect, error: unknown, { mask, beginning }: Telling): unknown {
  const evidence = (bytes: Uint8Array) => {
    const masked = mask(Buffer.from(bytes).toString('latin1'));
    return Buffer.from(bytes.length < MOST_READ_BYTES ? masked : masked.slice(0, -MOST_OF_A_KEY_BYTES), 'latin1');
  };
  // A vendor that made nothing of a reply has nothing to show of it: what came is shown.
  if (error instanceof BadReply && !error.evidence?.length && beginning.length > 0)
    return Object.assign(error, { evidence: evidence(beginning) });
  if (error instanceof SupplierFailed || error instanceof DomainError) return error;
  const message = mask(error instanceof Error ? error.message : String(error)).slice(0, MOST_SAID_CHARACTERS);
  if (error instanceof Unanswered)
    return new Transient({ vendor, message, billed: error.mayHaveHeard ? 'UNKNOWN' : 'NOTHING' });
  if (error instanceof Unusable)
    return new BadReply({ vendor, message, evidence: error.evidence && evidence(error.evidence) });
  const told = new BadReply({ vendor, message, evidence: beginning.length > 0 ? evidence(beginning) : undefined });
  told.cause = error;
  return told;
}

async function failureOfReply(dialect: Dialect, reply: Response, mask: Telling['mask']): Promise<SupplierFailed> {
  const { status, headers } = reply;
  const body = bodyOf(await beginningOf(reply));
  const { message, is = kindOfStatus(status) } = dialect.read(body, status);
  const said = mask(message ?? `status ${status}`).slice(0, MOST_SAID_CHARACTERS);
  return failureOfKind(is, { vendor: dialect.vendor, message: said, status, retryAfterSeconds: retryAfter(headers) });
}

interface SaidNo {
  readonly vendor: string;
  readonly message: string;
  readonly status: number;
  readonly retryAfterSeconds: number | null;
}

/** Whoever stands before a vendor gives up waiting with these, while the vendor works on. */
const OF_GATEWAYS = [502, 504, 524];

function failureOfKind(is: FailureKind, said: SaidNo): SupplierFailed {
  if (is === 'RATE_LIMITED') return new RateLimited(said);
  if (is === 'REFUSED') return new Refused(said);
  if (is === 'UNAUTHORISED') return new Unauthorised(said);
  if (is === 'OUT_OF_CREDIT') return new OutOfCredit(said);
  return new Transient({ ...said, billed: OF_GATEWAYS.includes(said.status) ? 'UNKNOWN' : 'NOTHING' });
}

function kindOfStatus(status: number): FailureKind {
  if (status === 401 || status === 403) return 'UNAUTHORISED';
  if (status === 402) return 'OUT_OF_CREDIT';
  if (status === 429) return 'RATE_LIMITED';
  return status >= 500 || [408, 409, 425].includes(status) ? 'TRANSIENT' : 'REFUSED';
}

async function beginningOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of (body ?? []) as unknown as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= MOST_READ_BYTES) break;
    }
  } catch {
    // the status is known, and what came of the words is enough
  }
  return Buffer.concat(chunks).toString('utf8').slice(0, MOST_READ_BYTES);
}

function bodyOf(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** In seconds, or as a date. Null where nothing, or nothing that can be read, is said. */
function retryAfter(headers: Headers): number | null {
  const milliseconds = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (milliseconds >= 0) return milliseconds / 1000;
  const said = headers.get('retry-after');
  if (said === null) return null;
  if (/^\d+(?:\.\d+)?$/.test(said)) return Number(said);
  const at = Date.parse(said);
  const now = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(at) || Number.isNaN(now) ? null : Math.max(0, (at - now) / 1000);
}
