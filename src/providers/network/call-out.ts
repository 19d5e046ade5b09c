import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
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

/** What is known of a connection besides what comes over it. */
interface Line {
  isConnected: boolean;
  /** Why it was given up. */
  silence: Unanswered | null;
}

/** One request over a connection of its own: one that is kept for later was judged for now. */
export async function callOut(outgoing: Outgoing, way: Way): Promise<Incoming> {
  way.signal.throwIfAborted();
  const request = requestOf(outgoing, way);
  const line = lineOf(request, way);
  try {
    const reply = await new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve).on('error', reject);
      request.once('upgrade', ({ statusCode }, socket) => {
        socket.destroy();
        reject(new Unanswered(`It wants to speak otherwise (status ${statusCode}).`, true));
      });
      request.end(outgoing.body);
    });
    const { statusCode: status = 0, statusMessage: statusText = '' } = reply;
    const bytes = closing(reply, bytesOf(reply, { way, line }));
    return { status, statusText, headers: headersOf(reply), bytes };
  } catch (error) {
    throw brokenOff(error, { signal: way.signal, line });
  }
}

function requestOf({ url, method, headers, body }: Outgoing, { addresses, silenceMs, signal }: Way): ClientRequest {
  return (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, {
    method,
    headers: { ...headers, 'accept-encoding': 'identity', ...(body ? { 'content-length': String(body.length) } : {}) },
    agent: false,
    lookup: leadingTo(addresses),
    maxHeaderSize: MOST_HEADER_BYTES,
    // As an option it counts from the first packet on; `setTimeout` would begin with the connection, which may never be.
    timeout: silenceMs,
    signal,
  });
}

function lineOf(request: ClientRequest, { silenceMs }: Way): Line {
  const line: Line = { isConnected: false, silence: null };
  request.once('socket', (socket) => {
    socket.once(request.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
      line.isConnected = true;
    });
  });
  request.once('timeout', () => {
    line.silence = new Unanswered(`It was silent for ${silenceMs / 1000} s.`, line.isConnected);
    request.destroy(line.silence);
  });
  return line;
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  return headers;
}

/** A generator that was never begun ends without its `finally`: a reply that nobody reads would keep its connection. */
function closing(reply: IncomingMessage, bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const end = bytes.return.bind(bytes);
  bytes.return = (value) => {
    reply.destroy();
    return end(value);
  };
  return bytes;
}

async function* bytesOf(
  reply: IncomingMessage,
  { way: { mostBytes, signal }, line }: { way: Way; line: Line },
): AsyncGenerator<Uint8Array> {
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
    throw brokenOff(error, { signal, line, afterBytes: bytes });
  } finally {
    reply.destroy();
  }
}

interface Break {
  readonly signal: AbortSignal;
  readonly line: Line;
  readonly afterBytes?: number;
}

/** By its code alone: the message of a failed connection names the address. */
function brokenOff(error: unknown, { signal, line, afterBytes }: Break): unknown {
  if (signal.aborted) return signal.reason;
  if (line.silence) return line.silence;
  if (error instanceof Unanswered) return error;
  const { code } = Object(error) as { code?: unknown };
  if (typeof code !== 'string') return error;
  const message =
    afterBytes === undefined ? `The call failed: ${code}.` : `Its reply broke off after ${afterBytes} bytes: ${code}.`;
  return new Unanswered(message, line.isConnected, { cause: error });
}

/** All of them, at once. */
export async function gathered(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}
