import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Caller } from '../pipeline';
import { MediaCorrupt, NotFound } from '../pipeline/errors';
import { type ByteRange, parseByteRange } from '../pipeline/values/byte-range';
import { UUID } from '../pipeline/values/uuid';
import { isSha256, type Sha256 } from '../storage/storage';
import { callerFrom } from './auth';
import { HttpError } from './http-error';
import type { Services } from './services';

interface Content {
  sha256: Sha256;
  mimeType: string;
  bytes: number;
}

/** Two projects with the same content, or two days: a name never means other bytes, so a copy is good for ever. */
const FOREVER = 'private, max-age=31536000, immutable';

/** A stored MIME type is shown, never guessed; what is shown can run nothing and reach nothing. */
const HARMLESS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'",
  'cross-origin-resource-policy': 'same-site',
  'accept-ranges': 'bytes',
};

/** `/media/<sha256>`: by token, or by a signed URL that has not expired. The hash alone opens nothing. */
export async function sendMedia(services: Services, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '', 'http://media');
  const name = url.pathname.slice('/media/'.length);
  const projects = await projectsOf(services, request, url, name);
  const content = isSha256(name) ? await contentOf(services, name, projects) : null;
  if (!content) throw noSuchMedia();
  if (url.searchParams.get('verify') === 'true') await services.storage.verify(content.sha256);
  await sendContent(services, content, { request, response });
}

/** Whose media may be looked for: the caller's, or the one project that a genuine signature names. */
async function projectsOf(
  { tokens, mediaLinks }: Services,
  request: IncomingMessage,
  { searchParams }: URL,
  sha256: string,
): Promise<Caller['projects']> {
  const signature = searchParams.get('signature');
  if (signature === null) return (await callerFrom(tokens, request.headers.authorization)).projects;
  const [project = '', expires = ''] = [searchParams.get('project') ?? '', searchParams.get('expires') ?? ''];
  const genuine = UUID.test(project) && mediaLinks.isGenuine({ sha256, project, expires, signature }, Date.now());
  if (genuine) return [project];
  throw new HttpError(403, 'FORBIDDEN', 'This media URL has expired or was changed.', {
    expected: 'a URL as `Media.url` gave it, before it expires',
    remedy: 'Ask for `Media.url` again.',
  });
}

async function contentOf({ studio }: Services, sha256: Sha256, projects: Caller['projects']): Promise<Content | null> {
  const [row] = await studio.store.query(
    `SELECT mime_type, bytes FROM asset WHERE sha256 = $1 AND ($2::uuid[] IS NULL OR project_id = ANY($2)) LIMIT 1`,
    [sha256, projects === 'all' ? null : projects],
  );
  return row ? { sha256, mimeType: row.mime_type, bytes: Number(row.bytes) } : null;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

async function sendContent(services: Services, content: Content, { request, response }: Exchange): Promise<void> {
  const etag = `"${content.sha256}"`;
  const headers = { ...HARMLESS, etag, 'cache-control': FOREVER, 'content-type': content.mimeType };
  if (matches(request.headers['if-none-match'], etag)) return void response.writeHead(304, headers).end();
  const range = rangeOf(request, etag, content.bytes);
  if (range === 'unsatisfiable') {
    return void response.writeHead(416, { ...HARMLESS, 'content-range': `bytes */${content.bytes}` }).end();
  }
  const { start, endExclusive } = range ?? { start: 0, endExclusive: content.bytes };
  const partial = range ? { 'content-range': `bytes ${start}-${endExclusive - 1}/${content.bytes}` } : {};
  const head = { ...headers, ...partial, 'content-length': endExclusive - start };
  if (request.method === 'HEAD')
    return void response.writeHead(200, { ...headers, 'content-length': content.bytes }).end();
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const opened = await services.storage.open(content.sha256, {
    signal: gone.signal,
    expectedBytes: content.bytes,
    range: range ?? undefined,
  });
  if (!opened) throw lost(content.sha256);
  response.writeHead(range ? 206 : 200, head);
  await pipeline(opened, response).catch(unlessGone(gone.signal));
}

/** A range of another version of the thing would be nonsense: `If-Range` asks for the whole then. */
function rangeOf({ headers }: IncomingMessage, etag: string, bytes: number): ByteRange | 'unsatisfiable' | null {
  const ifRange = headers['if-range'];
  return ifRange && ifRange !== etag ? null : parseByteRange(headers.range, bytes);
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  return (
    ifNoneMatch?.split(',').some((given) => given.trim().replace(/^W\//, '') === etag || given.trim() === '*') ?? false
  );
}

function unlessGone(gone: AbortSignal): (error: unknown) => void {
  return (error) => {
    if (!gone.aborted) throw error;
  };
}

function noSuchMedia(): NotFound {
  return new NotFound('There is no such media for you.', {
    expected: '/media/ and the SHA-256 of an asset that you may see',
    remedy: 'Take `Media.url` of the asset.',
  });
}

function lost(sha256: string): MediaCorrupt {
  return new MediaCorrupt('The storage does not have the bytes of this asset.', {
    expected: `a blob named ${sha256}`,
    got: 'none',
    remedy: 'Bring the blob back from a backup of the storage, or make the asset anew with `regenerateAssets`.',
  });
}
