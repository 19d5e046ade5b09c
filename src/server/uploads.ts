import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { type AnnouncedUpload, announcedUpload, otherBytesCame, storeUpload } from '../pipeline';
import { Conflict, DomainError, InvalidInput, MediaRefused } from '../pipeline/errors';
import { checkedPicture } from '../pipeline/library/picture-check.tool';
import { parseGlobalId } from '../pipeline/values/global-id';
import { type Sha256, toSha256 } from '../storage/storage';
import { HttpError, httpErrorOf } from './http-error';
import type { Services } from './services';

/** A body that is refused is read to its end and thrown away, so that its sender hears why; past this it is cut off. */
const MOST_DISCARDED_BYTES = 100_000_000;
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
    const sha256 = await receive(services, uploadId, request);
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
    response.end(JSON.stringify({ sha256 }));
  } catch (error) {
    if (request.destroyed && !request.complete) return void response.destroy(); // nobody is there to be told
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

async function receive({ studio, storage }: Services, uploadId: string, request: IncomingMessage): Promise<Sha256> {
  const upload = await announcedUpload(studio, uploadId);
  const gone = new AbortController();
  request.once('close', () => request.complete || gone.abort());
  const counted = inBlocks(asAnnounced(request.iterator({ destroyOnReturn: false }), upload.bytes));
  const expected = upload.sha256 ?? upload.expectedSha256;
  const put = storage.put(Readable.from(upload.sha256 ? counted : checkedPicture(counted), { objectMode: false }), {
    signal: gone.signal,
    maxBytes: upload.bytes,
    expectedSha256: expected === null ? undefined : toSha256(expected),
  });
  const { sha256 } = await put.catch((error) => {
    throw isOtherBytes(upload, error) ? otherBytesCame() : error;
  });
  await storeUpload(studio, { uploadId, sha256 });
  return sha256;
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

function isOtherBytes({ sha256 }: AnnouncedUpload, error: unknown): boolean {
  return sha256 !== null && (error instanceof HttpError || error instanceof InvalidInput);
}

async function discardRest(request: IncomingMessage): Promise<void> {
  if (request.readableEnded) return;
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > MOST_DISCARDED_BYTES) return void request.destroy();
  }
}

/** In a picture that somebody brings, the fault is in what they sent. */
function withStatus(error: unknown): unknown {
  const status = error instanceof MediaRefused ? 422 : error instanceof Conflict ? 409 : null;
  if (status === null || !(error instanceof DomainError)) return error;
  const { code, message, detail } = httpErrorOf(error);
  return new HttpError(status, code, message, detail);
}
