import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { leadingTo } from './lookup';

/** Nobody answered, or not to the end. */
export class Unanswered extends Error {
  constructor(
    message: string,
    /** Whether it may have heard us. */
    readonly mayHaveHeard: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'Unanswered';
  }
}

export interface Outgoing {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

export interface Way {
  /** Judged already. The connection goes to these, whatever the name leads to by then. */
  readonly addresses: readonly string[];
  /** Of the reply; more of it is not read. */
  readonly mostBytes: number;
  /** So long without a byte, and it is given up. */
  readonly silenceMs: number;
  readonly signal: AbortSignal;
}

export interface Incoming {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  /** Throws `Unanswered` where it breaks off or is too long. */
  readonly bytes: AsyncGenerator<Uint8Array>;
}

const MOST_HEADER_BYTES = 65_536;

/** One request over a connection of its own: one that is kept for later was judged for now. */
export async function callOut({ url, method, headers, body }: Outgoing, way: Way): Promise<Incoming> {
  const { addresses, silenceMs, signal } = way;
  signal.throwIfAborted();
  const request = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, {
    method,
    headers: { ...headers, 'accept-encoding': 'identity', ...(body ? { 'content-length': String(body.length) } : {}) },
    agent: false,
    lookup: leadingTo(addresses),
    maxHeaderSize: MOST_HEADER_BYTES,
    signal,
  });
  request.setTimeout(silenceMs, () =>
    request.destroy(new Unanswered(`It was silent for ${silenceMs / 1000} s.`, true)),
  );
  let isConnected = false;
  request.once('socket', (socket) => {
    const connected = url.protocol === 'https:' ? 'secureConnect' : 'connect';
    socket.once(connected, () => {
      isConnected = true;
    });
  });
  try {
    const reply = await new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve).on('error', reject).end(body);
    });
    const { statusCode: status = 0, statusMessage: statusText = '' } = reply;
    return { status, statusText, headers: headersOf(reply), bytes: bytesOf(reply, way) };
  } catch (error) {
    throw brokenOff(error, { signal, isConnected });
  }
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  return headers;
}

async function* bytesOf(reply: IncomingMessage, { mostBytes, signal }: Way): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    const encoding = reply.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity')
      throw new Unanswered(`Its reply is packed as ${encoding}, which nobody asked for.`, true);
    for await (const chunk of reply as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new Unanswered(`Its reply is longer than ${mostBytes} bytes.`, true);
      yield chunk;
    }
    if (!reply.complete) throw new Unanswered(`Its reply broke off after ${bytes} bytes.`, true);
  } catch (error) {
    throw brokenOff(error, { signal, isConnected: true, afterBytes: bytes });
  } finally {
    reply.destroy();
  }
}

interface Break {
  readonly signal: AbortSignal;
  readonly isConnected: boolean;
  readonly afterBytes?: number;
}

/** By its code alone: the message of a failed connection names the address. */
function brokenOff(error: unknown, { signal, isConnected, afterBytes }: Break): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof Unanswered) return error;
  const { code } = Object(error) as { code?: unknown };
  if (typeof code !== 'string') return error;
  const message =
    afterBytes === undefined ? `The call failed: ${code}.` : `Its reply broke off after ${afterBytes} bytes: ${code}.`;
  return new Unanswered(message, isConnected, { cause: error });
}

/** All of them, at once. */
export async function gathered(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}
