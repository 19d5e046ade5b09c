import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { type AnnouncedUpload, announcedUpload, otherBytesCame, storeUpload } from '../pipeline';
import { Conflict, DomainError, InvalidInput, MediaRefused, NotConfigured } from '../pipeline/errors';
import { MediaCheck } from '../pipeline/library/media-check.tool';
import { probePassed } from '../pipeline/library/probe.tool';
import type { ProbedMedia } from '../pipeline/library/probed-media';
import { parseGlobalId } from '../pipeline/values/global-id';
import { claimedType, demuxerOf } from '../pipeline/values/media-type';
import { type Sha256, toSha256 } from '../storage/storage';
import { HttpError, httpErrorOf } from './http-error';
import type { Services } from './services';

/** A body that is refused is read to its end and thrown away, so that its sender hears why; past this it is told at once. */
const MOST_DISCARDED_BYTES = 100_000_000;
const MOST_SILENT_MS = 60_000;
/** How long it may then go on sending. */
const HEARD_OUT_MS = 10_000;
/** A body may come in chunks of one byte, each of which would cost a write, a hash and an inflation: 58 µs a byte. */
const BLOCK_BYTES = 65_536;

/** `PUT /uploads/<id>`: by signed URL alone. Bytes are checked as they come, so what is refused is never kept. */
export async function receiveUpload(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const uploadId = genuineUploadId(services, request);
    const sha256 = await receive(services, uploadId, { request, response });
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
    response.end(JSON.stringify({ sha256 }));
  } catch (error) {
    if (response.destroyed || (request.destroyed && !request.complete)) return void response.destroy(); // nobody is there to be told
    await discardRest(request);
    throw withStatus(error);
  }
}

function genuineUploadId({ uploadLinks, studio }: Services, request: IncomingMessage): string {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://uploads');
  const id = pathname.slice('/uploads/'.length);
  const [expires, signature] = [searchParams.get('expires') ?? '', searchParams.get('signature') ?? ''];
  const rowId = parseGlobalId(id)?.rowId;
  if (rowId && uploadLinks.isGenuine({ id, expires, signature }, studio.now().getTime())) return rowId;
  throw new HttpError(403, 'FORBIDDEN', 'This upload URL has expired or was changed.', {
    expected: 'a URL as `createUpload` gave it, before it expires',
    remedy: 'Ask for another with `createUpload`.',
  });
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function receive(services: Services, uploadId: string, exchange: Exchange): Promise<Sha256> {
  const upload = await announcedUpload(services.studio, uploadId);
  const signal = untilTheyLeave(exchange.response);
  const source = steady(exchange.request);
  const counted = inBlocks(asAnnounced(source, upload.bytes));
  if (upload.sha256 === null) return receiveFirst(services, { uploadId, upload, counted, signal });
  const { sha256 } = await services.storage
    .put(Readable.from(counted, { objectMode: false }), {
      signal,
      maxBytes: upload.bytes,
      expectedSha256: toSha256(upload.sha256),
    })
    .catch((error) => {
      throw error instanceof HttpError || error instanceof InvalidInput ? otherBytesCame() : error;
    });
  return sha256;
}

interface Arrival {
  readonly uploadId: string;
  readonly upload: AnnouncedUpload;
  readonly counted: AsyncIterable<Buffer>;
  readonly signal: AbortSignal;
}

async function receiveFirst(services: Services, { uploadId, upload, counted, signal }: Arrival): Promise<Sha256> {
  const { studio, storage } = services;
  const { check, facts, inspect } = await gateOf(services, upload, signal);
  const { sha256 } = await storage.put(Readable.from(check.pass(counted), { objectMode: false }), {
    signal,
    maxBytes: upload.bytes,
    expectedSha256: upload.expectedSha256 === null ? undefined : toSha256(upload.expectedSha256),
    inspect,
  });
  await storeUpload(studio, { uploadId, sha256, facts: facts() });
  return sha256;
}

/** What the bytes must pass on their way in, and then as a file. Without FFmpeg sound and film are not even received. */
async function gateOf(services: Services, { mimeType }: AnnouncedUpload, signal: AbortSignal) {
  const claimed = claimedType(mimeType);
  const check = new MediaCheck(claimed);
  const ffmpeg = claimed && demuxerOf(claimed) ? await services.ffmpeg() : new NotConfigured('Not asked for.');
  if (claimed && demuxerOf(claimed) && ffmpeg instanceof NotConfigured) throw ffmpeg;
  let found: ProbedMedia | null = null;
  const inspect = async (path: string) => {
    found = await probePassed(path, check.type, { ffmpeg, signal });
  };
  const facts = (): ProbedMedia => {
    if (!found) throw new Error('The storage kept what nobody had looked at.');
    return found;
  };
  return { check, facts, inspect };
}

/** Also while it is being probed, when all of the request has come. */
function untilTheyLeave(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => response.writableFinished || gone.abort());
  return gone.signal;
}

/** Its chunks. Who sends nothing for a minute is cut off; a probe that follows may take longer. */
async function* steady(request: IncomingMessage): AsyncGenerator<Buffer> {
  request.setTimeout(MOST_SILENT_MS, () => request.destroy());
  try {
    yield* request.iterator({ destroyOnReturn: false });
  } finally {
    request.setTimeout(0);
  }
}

async function* asAnnounced(source: AsyncIterable<Buffer>, announced: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > announced) throw otherLength(413, 'LIMIT_EXCEEDED', { announced, got: `more than ${announced} bytes` });
    yield chunk;
  }
  // An empty file is told by what it is.
  if (bytes > 0 && bytes < announced) throw otherLength(400, 'INVALID_INPUT', { announced, got: `${bytes} bytes` });
}

async function* inBlocks(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let block = Buffer.allocUnsafe(BLOCK_BYTES);
  let filled = 0;
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; ) {
      const copied = chunk.copy(block, filled, at);
      [at, filled] = [at + copied, filled + copied];
      if (filled < BLOCK_BYTES) continue;
      yield block;
      [block, filled] = [Buffer.allocUnsafe(BLOCK_BYTES), 0];
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}

function otherLength(status: number, code: string, { announced, got }: { announced: number; got: string }): HttpError {
  return new HttpError(status, code, 'This is not as long as was announced.', {
    expected: `${announced} bytes`,
    got,
    remedy: 'Announce the size of the file with `createUpload`, and send all of it.',
  });
}

async function discardRest(request: IncomingMessage): Promise<void> {
  if (request.readableEnded) return;
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > MOST_DISCARDED_BYTES) return void setTimeout(() => request.destroy(), HEARD_OUT_MS).unref();
  }
}

/** In media that somebody brings, the fault is in what they sent. */
function withStatus(error: unknown): unknown {
  const status = error instanceof MediaRefused ? 422 : error instanceof Conflict ? 409 : null;
  if (status === null || !(error instanceof DomainError)) return error;
  const { code, message, detail } = httpErrorOf(error);
  return new HttpError(status, code, message, detail);
}
