import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fetched, Refused, refusedBy } from './refusal';

export interface Upload {
  /** As `createUpload` answered it: signed, so that it needs no token. */
  readonly url: string;
  readonly file: string;
  readonly mimeType: string;
  readonly signal?: AbortSignal;
}

/** Streamed from the disk: an old run is as large as its films. */
export async function uploadFile({ url, file, mimeType, signal }: Upload): Promise<void> {
  const { size } = await stat(file);
  const headers = { 'content-type': mimeType, 'content-length': String(size) };
  const body = Readable.toWeb(createReadStream(file)) as ReadableStream;
  const sent: RequestInit & { duplex: 'half' } = { method: 'PUT', headers, body, signal, duplex: 'half' };
  const response = await fetched(url, sent);
  const answer = await response.text();
  if (!response.ok) throw refusedBy(errorsIn(answer)) ?? refusedByStatus(response, answer);
}

/** Null where an answer is no JSON: a bucket refuses in XML. */
function errorsIn(answer: string): unknown {
  try {
    return (JSON.parse(answer) as { errors?: unknown } | null)?.errors;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function refusedByStatus({ status, url }: Response, answer: string): Refused {
  const { origin, pathname } = new URL(url); // without the signature
  const got = [`status ${status}`, answer.slice(0, 200)].filter(Boolean).join(': ');
  const remedy = 'Ask for a new URL with `createUpload`.';
  return new Refused([{ code: 'UPLOAD_REFUSED', message: `${origin}${pathname} did not take the file.`, got, remedy }]);
}
