import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MediaRefused } from '../errors';
import { abreast } from './abreast';
import { adtsPackets, chunkPackets } from './adts';
import { sizeOf, writeWhole } from './cache-file.tool';
import type { Ffmpeg } from './ffmpeg.tool';
import { mediaInput } from './ffmpeg-arguments';
import { chunkFingerprint, type HeardClip, PRE_ROLL_PACKETS, type SoundChunk } from './sound-chunks';
import { soundFormat } from './sound-format';
import { chunkArguments, type SoundSource } from './sound-graph';

export interface SoundWork {
  readonly ffmpeg: Ffmpeg;
  /** Chunks are `<dir>/<fingerprint>.aac`. */
  readonly dir: string;
  mediaFile(sha256: string, signal: AbortSignal): Promise<string>;
  readonly signal: AbortSignal;
  readonly onChunk?: () => void;
}

export interface ChunkFile {
  readonly path: string;
  readonly packets: number;
  readonly encoded: boolean;
}

const AT_A_TIME = 2;

/** Every chunk as a file, in order; what is not there yet, or not whole, is encoded. Equal chunks are encoded once. */
export async function chunkFiles(chunks: readonly SoundChunk[], work: SoundWork): Promise<ChunkFile[]> {
  const sources = new SoundSources(work);
  const named = chunks.map((chunk) => ({ chunk, path: join(work.dir, `${nameOf(chunk, work)}.aac`) }));
  const different = [...new Map(named.map((one) => [one.path, one])).values()];
  const encoded = await abreast({
    items: different,
    limit: AT_A_TIME,
    signal: work.signal,
    each: async ({ chunk, path }, signal) => {
      const missing = !(await isWhole(path, chunk.packets));
      if (missing) await encodeChunk(chunk, path, { ...work, signal, sources });
      work.onChunk?.();
      return missing ? [path] : [];
    },
  });
  const made = new Set(encoded.flat());
  return named.map(({ chunk, path }) => ({ path, packets: chunk.packets, encoded: made.has(path) }));
}

function nameOf(chunk: SoundChunk, { ffmpeg }: SoundWork): string {
  return chunkFingerprint(chunk, ffmpeg.version);
}

async function isWhole(path: string, packets: number): Promise<boolean> {
  if ((await sizeOf(path)) === null) return false;
  try {
    return adtsPackets(await readFile(path)).length === packets;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

async function encodeChunk(
  chunk: SoundChunk,
  path: string,
  { ffmpeg, sources, signal }: SoundWork & { sources: SoundSources },
): Promise<void> {
  const found = new Map<HeardClip, SoundSource>();
  for (const clip of chunk.clips) found.set(clip, await sources.of(clip));
  const args = chunkArguments(chunk, (clip) => {
    const source = found.get(clip);
    if (!source) throw new Error(`No source was found for ${clip.sha256}.`);
    return source;
  });
  const { stdout } = await ffmpeg.run(args, { signal });
  const kept = chunkPackets(stdout, { preRollPackets: PRE_ROLL_PACKETS, packets: chunk.packets });
  await writeWhole(path, (unfinished) => writeFile(unfinished, kept));
}

/** Where each sound lies and what it is. Each is looked up once a render, and only when a chunk needs it. */
class SoundSources {
  readonly #known = new Map<string, Promise<SoundSource>>();

  constructor(readonly work: SoundWork) {}

  of({ sha256, loops }: HeardClip): Promise<SoundSource> {
    const key = `${loops}${sha256}`;
    const known = this.#known.get(key) ?? (loops ? this.#loop(sha256) : this.#file(sha256));
    this.#known.set(key, known);
    return known;
  }

  async #file(sha256: string): Promise<SoundSource> {
    const path = await this.work.mediaFile(sha256, this.work.signal);
    const format = soundFormat(await headOf(path));
    if (format !== null) return { path, format };
    throw new MediaRefused(`The sound ${sha256} is in no format that is taken.`, {
      expected: 'WAV, FLAC, Ogg, MP4, MP3 or AAC',
      got: 'other bytes',
      remedy: 'Convert the sound, or make it anew.',
    });
  }

  /** Decoded once: in raw samples, which position of the loop a chunk begins at costs nothing. */
  async #loop(sha256: string): Promise<SoundSource> {
    const { ffmpeg, dir, signal } = this.work;
    const path = join(dir, `${sha256}.s16le`);
    if (!(await sizeOf(path))) {
      const input = mediaInput(await this.#file(sha256));
      const raw = ['-map', '0:a:0', '-ar', '48000', '-ac', '2', '-fflags', '+bitexact', '-f', 's16le', '-y'];
      await writeWhole(path, async (unfinished) => {
        await ffmpeg.run([...input, ...raw, unfinished], { signal });
      });
    }
    const loopSamples = Math.floor(((await sizeOf(path)) ?? 0) / 4);
    if (loopSamples > 0) return { path, format: 's16le', loopSamples };
    throw new MediaRefused(`The sound ${sha256} is empty and cannot be looped.`, {
      expected: 'at least one sample',
      got: 'none',
      remedy: 'Choose another ambience.',
    });
  }
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
