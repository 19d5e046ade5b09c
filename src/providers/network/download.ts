import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Allowance, reachOf } from '../../pipeline/values/allowance';
import { describedBytes } from '../../pipeline/values/image-header';
import {
  KINDS,
  kindOf,
  type MediaKind,
  type MediaType,
  SNIFF_BYTES,
  sniffedType,
  withoutPicture,
  withPicture,
} from '../../pipeline/values/media-type';
import type { Downloaded } from '../provider';
import { callOut, gathered, type Incoming, Unanswered } from './call-out';
import { addressesOf, beforeItIsOver, type Lookup } from './lookup';
import { Unusable } from './unusable';

const MOST_MS = 600_000;
const SILENCE_MS = 30_000;
const MOST_REDIRECTS = 3;

export interface Hosts {
  readonly allowance: Allowance;
  readonly lookup: Lookup;
  /** Origins that the configuration names. */
  readonly chosen: ReadonlySet<string>;
  /** Where sound and film are put. */
  readonly scratchDir: string;
  readonly mostBytes?: number;
  /** However it dribbles. */
  readonly mostMs?: number;
  readonly silenceMs?: number;
}

interface Wanted {
  readonly kind: MediaKind;
  readonly signal: AbortSignal;
}

/** Fetches what a reply names: its address is judged, and every one that it sends us on to. What it is, its bytes say. */
export async function download(hosts: Hosts, address: string, { kind, signal }: Wanted): Promise<Downloaded> {
  const mostMs = hosts.mostMs ?? MOST_MS;
  const late = AbortSignal.timeout(mostMs);
  const within = AbortSignal.any([signal, late]);
  const mostBytes = hosts.mostBytes ?? KINDS[kind].mostBytes;
  try {
    const reply = await answered(hosts, address, { mostBytes, signal: within });
    return await kept(reply, { kind, scratchDir: hosts.scratchDir, signal: within });
  } catch (error) {
    signal.throwIfAborted();
    if (late.aborted) throw new Unanswered(`What it made did not come within ${mostMs / 1000} s.`, true);
    throw error;
  }
}

async function answered(
  hosts: Hosts,
  address: string,
  { mostBytes, signal }: { mostBytes: number; signal: AbortSignal },
): Promise<AsyncIterable<Uint8Array>> {
  let url = urlOf(address, null);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    if (url.protocol === 'data:') return inlined(url, mostBytes);
    const addresses = await judged(hosts, url, signal);
    const outgoing = { url, method: 'GET', headers: { accept: '*/*', 'user-agent': 'workprint' }, body: null };
    const way = { addresses, mostBytes, silenceMs: hosts.silenceMs ?? SILENCE_MS, signal };
    const reply = await callOut(outgoing, way);
    if (reply.status === 200) return reply.bytes;
    await reply.bytes.return(undefined);
    url = nextOf(reply, url);
  }
  throw new Unusable(`Its address leads on more than ${MOST_REDIRECTS} times.`);
}

function urlOf(address: string, from: URL | null): URL {
  const base = from?.href;
  if (!URL.canParse(address, base)) throw new Unusable(`It names no address: ${JSON.stringify(address.slice(0, 80))}.`);
  const url = new URL(address, base);
  if (!/^https?:$/.test(url.protocol) && (url.protocol !== 'data:' || from))
    throw new Unusable(`It names an address that is not of the web: ${url.protocol}`);
  if (url.username || url.password) throw new Unusable('It names an address with a password.');
  return url;
}

function nextOf({ status, headers }: Incoming, url: URL): URL {
  const location = headers.get('location');
  if ([301, 302, 303, 307, 308].includes(status) && location) return urlOf(location, url);
  throw new Unanswered(`What it made was answered for with status ${status}.`, true);
}

async function judged({ allowance, lookup, chosen }: Hosts, url: URL, signal: AbortSignal): Promise<string[]> {
  const addresses = await beforeItIsOver(addressesOf(url, lookup), signal);
  const reach = reachOf(url, addresses, allowance);
  if (reach === 'UNKNOWN') throw new Unanswered(`The host ${url.host} of what it made cannot be found.`, true);
  if (reach === 'OPEN' || chosen.has(url.origin)) return addresses;
  const why = reach === 'PLAIN' ? 'is reached without encryption' : 'is no host of the open internet';
  throw new Unusable(`What it made is said to be at ${url.host}, which ${why} and is not asked.`);
}

function inlined(url: URL, mostBytes: number): AsyncIterable<Uint8Array> {
  const [head = '', data = ''] = url.href.slice('data:'.length).split(/,(.*)/s);
  if (!head.endsWith(';base64') || data.length / 1.3 > mostBytes)
    throw new Unusable('What it made is within its reply, but not as base64, or too long.');
  return Readable.from([Buffer.from(unescaped(data), 'base64')]);
}

function unescaped(data: string): string {
  try {
    return decodeURIComponent(data);
  } catch {
    throw new Unusable('What it made is within its reply, but not as base64.');
  }
}

interface Keeping extends Wanted {
  readonly scratchDir: string;
}

async function kept(bytes: AsyncIterable<Uint8Array>, { kind, scratchDir, signal }: Keeping): Promise<Downloaded> {
  const source = bytes[Symbol.asyncIterator]();
  try {
    const first = await firstOf(source);
    const mimeType = assertKind(first, kind);
    const all = again(first, source);
    const media = kind === 'picture' ? await gathered(all) : { file: await written(all, scratchDir, signal) };
    return { media, mimeType };
  } finally {
    await source.return?.();
  }
}

/** A file alone, not one in a folder: whoever takes it over removes no more than it. */
async function written(bytes: AsyncIterable<Uint8Array>, scratchDir: string, signal: AbortSignal): Promise<string> {
  const file = join(scratchDir, `download-${randomUUID()}`);
  try {
    await pipeline(Readable.from(bytes), createWriteStream(file, { flags: 'wx' }), { signal });
    return file;
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

/** As much as it takes to tell what it is. */
async function firstOf(source: AsyncIterator<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for (let bytes = 0; bytes < SNIFF_BYTES; ) {
    const { done, value } = await source.next();
    if (done) break;
    chunks.push(value);
    bytes += value.length;
  }
  return Buffer.concat(chunks);
}

async function* again(first: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}

/** A container may hold sound or film: which of them, a probe finds out. */
function assertKind(first: Uint8Array, kind: MediaKind): MediaType {
  const sniffed = sniffedType(first);
  const type = 'type' in sniffed ? [sniffed.type, withPicture(sniffed.type), withoutPicture(sniffed.type)] : [];
  const found = type.find((one) => kindOf(one) === kind);
  if (found) return found;
  const got = 'refused' in sniffed ? sniffed.refused : describedBytes(first);
  throw new Unusable(`${KINDS[kind].noun} was ordered, and this is ${got}.`, first.subarray(0, SNIFF_BYTES));
}
