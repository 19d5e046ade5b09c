import { type Allowance, reachOf } from '../../pipeline/values/allowance';
import { callOut, type Incoming, Unanswered } from './call-out';
import { addressesOf, beforeItIsOver, type Lookup } from './lookup';

/** Of a reply that is read into memory: a picture of 67 megapixels as base64 and what is said of it. */
const MOST_REPLY_BYTES = 128 * 1024 * 1024;
/** A model may think for long before it says its first word. */
const SILENCE_MS = 300_000;

/** Where calls may lead. */
export interface Bounds {
  /** Origins that the configuration names: there may be any address behind them, and http too. */
  readonly chosen: ReadonlySet<string>;
  /** Origins that vendors name themselves: hosts of the open internet. */
  readonly known: ReadonlySet<string>;
  readonly allowance: Allowance;
  readonly lookup: Lookup;
  readonly silenceMs?: number;
}

/**
 * `fetch` for SDKs: it asks at the origins within its bounds and nowhere else, follows no redirect (a key would go along), and reads
 * no reply without an end. The name is looked up once, and the connection goes to the address that was judged.
 */
export function fetchWithin(bounds: Bounds): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const addresses = await judged(url, bounds, request.signal);
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : null;
    const reply = await callOut(
      { url, method: request.method, headers: Object.fromEntries(request.headers), body },
      { addresses, mostBytes: MOST_REPLY_BYTES, silenceMs: bounds.silenceMs ?? SILENCE_MS, signal: request.signal },
    );
    return responseOf(reply);
  };
}

async function judged(url: URL, { chosen, known, allowance, lookup }: Bounds, signal: AbortSignal): Promise<string[]> {
  if (!chosen.has(url.origin) && !known.has(url.origin))
    throw new Unanswered(`It would have led to ${url.host}, which neither we nor the configuration chose.`, false);
  const addresses = await beforeItIsOver(addressesOf(url, lookup), signal);
  if (addresses.length === 0) throw new Unanswered(`The host ${url.host} cannot be found.`, false);
  if (chosen.has(url.origin) || reachOf(url, addresses, allowance) === 'OPEN') return addresses;
  throw new Unanswered(`The host ${url.host} has an address that is not of the open internet.`, false);
}

const BODILESS = [101, 204, 205, 304];

async function responseOf({ status, statusText, headers, bytes }: Incoming): Promise<Response> {
  const isBodiless = BODILESS.includes(status);
  const leadsOn = status >= 300 && status < 400 && status !== 304;
  if (isBodiless || leadsOn) await bytes.return(undefined);
  if (leadsOn)
    throw new Unanswered(`It wants us to go elsewhere (status ${status}), where its key would go along.`, true);
  const body = isBodiless ? null : ReadableStream.from(bytes);
  return new Response(body as ConstructorParameters<typeof Response>[0], { status, statusText, headers });
}
