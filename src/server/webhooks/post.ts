import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { DomainError } from '../../pipeline/errors';
import type { Allowance } from '../../pipeline/values/allowance';
import type { Answer } from '../../pipeline/webhooks/outcome';
import { assertCallable } from '../../pipeline/webhooks/target';
import { addressesOf, beforeItIsOver, type Lookup, leadingTo } from '../../providers/network/lookup';

/** From the first look at the name to the last byte that is read, unless told otherwise. */
const TIMEOUT_MS = 15_000;
/** Of the reply: enough to say why it was refused. */
const MOST_READ_BYTES = 1_024;
const MOST_HEADER_BYTES = 8_192;

export interface Letter {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Network {
  readonly allowance: Allowance;
  readonly lookup: Lookup;
  readonly timeoutMs?: number;
}

/**
 * One POST. The name is looked up once, each of its addresses is judged, and the connection goes to those: a name that
 * leads elsewhere a moment later leads nowhere. Redirects are answers like any other. Never throws but for mistakes of
 * ours.
 */
export async function post(letter: Letter, network: Network, signal: AbortSignal): Promise<Answer> {
  const { timeoutMs = TIMEOUT_MS } = network;
  const over = new AbortController();
  const cut = () => over.abort();
  signal.addEventListener('abort', cut); // by hand: of a signal that lives as long as the server, `any` keeps something for each call
  const timer = setTimeout(cut, timeoutMs);
  try {
    if (signal.aborted) return CUT_OFF;
    return await judgedExchange(letter, network, over.signal);
  } catch (error) {
    if (signal.aborted) return CUT_OFF;
    if (over.signal.aborted) return { kind: 'FAILURE', why: `There was no answer within ${timeoutMs / 1_000} s.` };
    return { kind: 'FAILURE', why: whyNot(error) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cut);
  }
}

const CUT_OFF: Answer = { kind: 'CUT_OFF' };

async function judgedExchange(letter: Letter, { allowance, lookup }: Network, signal: AbortSignal): Promise<Answer> {
  const url = new URL(letter.url);
  const addresses = await beforeItIsOver(addressesOf(url, lookup), signal);
  assertCallable(url, addresses, allowance);
  return exchange(letter, { url, addresses, signal });
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
