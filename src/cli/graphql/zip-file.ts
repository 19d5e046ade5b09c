import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { ZipFile } from 'yazl';

/** An archive to its file. yazl tells of a source that failed beside its stream, which alone would never end. */
export async function writeZip(zip: ZipFile, file: string, signal: AbortSignal): Promise<void> {
  const failed = new AbortController();
  zip.on('error', (error: Error) => failed.abort(error));
  zip.end();
  try {
    await pipeline(zip.outputStream, createWriteStream(file), { signal: AbortSignal.any([signal, failed.signal]) });
  } catch (error) {
    throw failed.signal.aborted ? failed.signal.reason : error;
  }
}
