import type { IncomingMessage } from 'node:http';
import { MOST_CHARACTERS } from '../reads/limits';
import { HttpError } from './http-error';

/** A script of a million characters in four-byte letters, escaped, with room to spare. */
export const MOST_BODY_BYTES = 6_000_000;
/** A body that is too large is read to its end and thrown away, so that its sender hears why; past this it is cut off. */
const MOST_DISCARDED_BYTES = 100_000_000;

/** Uploads may take hours; what is read here is short. */
const MOST_MS = 300_000;

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const late = setTimeout(() => request.destroy(), MOST_MS);
  try {
    return await wholeBody(request);
  } finally {
    clearTimeout(late);
  }
}

async function wholeBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MOST_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
    if (bytes > MOST_DISCARDED_BYTES) request.destroy();
  }
  if (bytes > MOST_BODY_BYTES) throw tooLarge(bytes);
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

const A_DOCUMENT = 'a JSON object with `query` and, if need be, `variables` and `operationName`';

export function parseJson(body: Buffer, expected = A_DOCUMENT): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new HttpError(400, 'BAD_REQUEST', 'The body is not JSON.', {
      expected,
      remedy: 'Send the body as JSON with the content type application/json.',
    });
  }
}

function tooLarge(bytes: number): HttpError {
  return new HttpError(413, 'LIMIT_EXCEEDED', `The body has ${bytes} bytes; at most ${MOST_BODY_BYTES} are read.`, {
    expected: `at most ${MOST_BODY_BYTES} bytes`,
    got: `${bytes} bytes`,
    remedy: 'Send large texts in parts, and media by upload.',
  });
}

/** Documents are short; large values belong into variables. Looked at before anything parses it. */
export function assertShortDocument(body: unknown): void {
  const query = (body as { query?: unknown } | null)?.query;
  if (typeof query !== 'string' || query.length <= MOST_CHARACTERS) return;
  throw new HttpError(
    413,
    'LIMIT_EXCEEDED',
    `The document has ${query.length} characters; at most ${MOST_CHARACTERS} are read.`,
    {
      expected: `at most ${MOST_CHARACTERS} characters`,
      got: `${query.length} characters`,
      remedy: 'Put large values into variables.',
    },
  );
}
