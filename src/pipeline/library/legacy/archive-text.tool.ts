import { DomainError, InvalidInput, LimitExceeded, MediaRefused } from '../../errors';
import type { Archive } from './archive.tool';
import { type JsonPart, JsonParts } from './json-parts';

const MOST_JSON_BYTES = 256 * 2 ** 20;
/** A script of a million characters, and what else is said of its segments. */
const MOST_TEXT_BYTES = 16 * 2 ** 20;

/** A JSON document of an archive, part by part: never whole. */
export async function* jsonParts(
  archive: Archive,
  member: string,
  { within, signal }: { within: string; signal: AbortSignal },
): AsyncGenerator<JsonPart> {
  assertFits(archive, member, MOST_JSON_BYTES);
  const parts = new JsonParts({ within });
  try {
    for await (const text of textOf(archive.read(member, signal))) yield* parts.take(text);
    yield* parts.end();
  } catch (error) {
    throw named(error, member);
  }
}

/** A text of an archive as a whole. */
export async function wholeText(archive: Archive, member: string, signal: AbortSignal): Promise<string> {
  assertFits(archive, member, MOST_TEXT_BYTES);
  const texts: string[] = [];
  try {
    for await (const text of textOf(archive.read(member, signal))) texts.push(text);
  } catch (error) {
    throw named(error, member);
  }
  return texts.join('');
}

/** Without the mark that some programs of Windows begin a file with. */
async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

function assertFits(archive: Archive, member: string, mostBytes: number): void {
  const bytes = archive.bytesOf(member);
  if (bytes <= mostBytes) return;
  throw new LimitExceeded(`${member} is too long.`, {
    field: ['input', 'uploadId'],
    expected: `at most ${mostBytes} bytes`,
    got: `${bytes} bytes`,
    remedy: 'Divide it, and import the parts one after another.',
  });
}

/** Which of the files it is that cannot be read. */
function named(error: unknown, member: string): unknown {
  if (error instanceof MediaRefused) return error;
  if (error instanceof DomainError) {
    const { expected, got, remedy, message } = error;
    return new InvalidInput(`${member}: ${message}`, { field: ['input', 'uploadId'], expected, got, remedy });
  }
  if (!(error instanceof TypeError) || Object(error).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') return error;
  return new InvalidInput(`${member} is no text in UTF-8.`, {
    field: ['input', 'uploadId'],
    expected: 'text in UTF-8',
    got: 'other bytes',
    remedy: 'Save it as UTF-8, and pack the directory again.',
  });
}
