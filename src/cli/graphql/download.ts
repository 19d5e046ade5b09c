import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { fetched, Refused } from './refusal';

/** Media as the contract tells of them: a link that opens without a token, and what must come out of it. */
export interface MediaSource {
  readonly url: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** The bytes as they come. The stream fails at its end when they are others than were promised. */
export async function openMedia({ url, ...promised }: MediaSource, signal?: AbortSignal): Promise<Readable> {
  const response = await fetched(url, { signal });
  if (!response.ok || !response.body) throw notSent(url, `status ${response.status}`);
  const source = Readable.fromWeb(response.body as ReadableStream);
  const checked = checking(url, promised);
  source.once('error', (error) => checked.destroy(error));
  checked.once('close', () => source.destroy());
  return source.pipe(checked);
}

/** To its name only when it is whole; what was written of it before a failure is removed. */
export async function downloadMedia(media: MediaSource, file: string, signal?: AbortSignal): Promise<void> {
  try {
    await pipeline(await openMedia(media, signal), createWriteStream(`${file}.part`), { signal });
    await rename(`${file}.part`, file);
  } catch (error) {
    await rm(`${file}.part`, { force: true });
    throw error;
  }
}

function checking(url: string, { sha256, bytes }: Omit<MediaSource, 'url'>): Transform {
  const hash = createHash('sha256');
  let came = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      came += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      const got = hash.digest('hex');
      if (came === bytes && got === sha256) return done();
      done(notSent(url, `${came} bytes with the SHA-256 ${got}`, `${bytes} bytes with the SHA-256 ${sha256}`));
    },
  });
}

function notSent(url: string, got: string, expected = 'the bytes of the media'): Refused {
  const { origin, pathname } = new URL(url); // without the signature
  const remedy = 'Run the same command again; if it stays so, the media of the server are damaged.';
  return new Refused([
    { code: 'MEDIA_REFUSED', message: `${origin}${pathname} did not send its media.`, expected, got, remedy },
  ]);
}
