import { readFile } from 'node:fs/promises';
import { fetched, Refused, refusedBy } from './refusal';

export interface Upload {
  /** As `createUpload` answered it: signed, so that it needs no token. */
  readonly url: string;
  readonly file: string;
  readonly mimeType: string;
  readonly signal?: AbortSignal;
}

/** Whole in memory: what the demo sends are pages and pictures, not films. */
export async function uploadFile({ url, file, mimeType, signal }: Upload): Promise<void> {
  const body = await readFile(file);
  const response = await fetched(url, { method: 'PUT', headers: { 'content-type': mimeType }, body, signal });
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
