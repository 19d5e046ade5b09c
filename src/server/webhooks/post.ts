import { lookup } from 'node:dns/promises';
import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { DomainError } from '../../pipeline/errors';
import { isAddress } from '../../pipeline/values/public-address';
import type { Answer } from '../../pipeline/webhooks/outcome';
import { type Allowance, assertCallable, hostOf, unknownHost } from '../../pipeline/webhooks/target';

/** From the first look at the name to the last byte that is read. */
const TIMEOUT_MS = 15_000;
/** Of the reply: enough to say why it was refused. */
const MOST_READ_BYTES = 1_024;
const MOST_HEADER_BYTES = 8_192;

export interface Letter {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** All addresses of a name. */
export type Lookup = (host: string) => Promise<string[]>;

export interface Network {
  readonly allowance: Allowance;
  readonly lookup: Lookup;
}

export const systemLookup: Lookup = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/**
 * One POST. The name is looked up once, each of its addresses is judged, and the connection goes to those: a name that leads elsewhere a
 * moment later leads nowhere. Redirects are answers like any other. Never throws but for mistakes of ours.
 */
export async function post(letter: Letter, { allowance, lookup }: Network, signal: AbortSignal): Promise<Answer> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const over = AbortSignal.any([signal, timeout]);
  try {
    const url = new URL(letter.url);
    const addresses = await beforeItIsOver(addressesOf(url, lookup), over);
    assertCallable(url, addresses, allowance);
    return await exchange(letter, { url, addresses, signal: over });
  } catch (error) {
    if (signal.aborted) return { kind: 'CUT_OFF' };
    if (timeout.aborted) return { kind: 'FAILURE', why: `There was no answer within ${TIMEOUT_MS / 1_000} s.` };
    return { kind: 'FAILURE', why: whyNot(error) };
  }
}

async function addressesOf(url: URL, lookup: Lookup): Promise<string[]> {
  const host = hostOf(url);
  if (isAddress(host)) return [host];
  try {
    return await lookup(host);
  } catch {
    throw unknownHost(url); // whatever the resolver says: it differs by system, and the remedy does not
  }
}

/** A look-up cannot be broken off, only left. */
function beforeItIsOver<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

interface Place {
  readonly url: URL;
  readonly addresses: readonly string[];
  readonly signal: AbortSignal;
}

async function exchange(letter: Letter, place: Place): Promise<Answer> {
  const request = open(letter, place);
  try {
    const reply = await new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve).on('error', reject);
      request.end(letter.body);
    });
    const retryAfter = reply.headers['retry-after'] ?? null;
    return { kind: 'REPLY', statusCode: reply.statusCode ?? 0, retryAfter, text: await beginningOf(reply) };
  } finally {
    request.destroy();
  }
}

/** Without an agent: a connection that is kept for later was judged for now. */
function open({ headers, body }: Letter, { url, addresses, signal }: Place): ClientRequest {
  const request = url.protocol === 'https:' ? tlsRequest : plainRequest;
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  return request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'workprint-webhooks', ...length, ...headers },
    agent: false,
    lookup: leadingTo(addresses),
    maxHeaderSize: MOST_HEADER_BYTES,
    signal,
  });
}

/** Answers every name with these addresses. */
export function leadingTo(addresses: readonly string[]): LookupFunction {
  const known = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, { all }, callback) => {
    const [first] = known;
    if (all || !first) callback(null, known);
    else callback(null, first.address, first.family);
  };
}

/** The status is known by then: a body that ends badly, or not at all, changes nothing of it. */
async function beginningOf(reply: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of reply as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= MOST_READ_BYTES) break;
    }
  } catch {
    // what came of it is enough
  }
  return Buffer.concat(chunks).subarray(0, MOST_READ_BYTES).toString('utf8');
}

/** By its code alone: the message of a failed connection names the address. */
function whyNot(error: unknown): string {
  if (error instanceof DomainError) return `${error.message} ${error.remedy ?? ''}`.trim();
  const { code } = Object(error) as { code?: unknown };
  if (typeof code !== 'string') throw error;
  return `The call failed: ${code}.`;
}
