import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mediaInput } from '../../src/pipeline/render/ffmpeg-arguments';
import type { SoundClip } from '../../src/pipeline/timeline/cut';
import { npmFfmpeg } from './ffmpeg';

/** A WAV of one channel, 16 bits. */
export function wav(samples: Float32Array, sampleRate = 48_000): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + 2 * samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(2 * sampleRate, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(2 * samples.length, 40);
  return Buffer.concat([header, Buffer.from(Int16Array.from(samples, (value) => Math.round(value * 32_767)).buffer)]);
}

/** Something that a loudness meter takes for a voice: a chord that swells three times a second. */
export function voice(seconds: number, { pitch = 220, level = 0.3, sampleRate = 48_000 } = {}): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, index) => {
    const t = index / sampleRate;
    const chord = [1, 2.01, 3.02, 5.03].reduce(
      (sum, ratio) => sum + Math.sin(2 * Math.PI * pitch * ratio * t) / ratio,
      0,
    );
    return level * 0.5 * chord * (0.55 - 0.45 * Math.cos(2 * Math.PI * 3 * t));
  });
}

export function withClicks(samples: Float32Array, at: readonly number[], level = 0.9): Float32Array {
  const clicked = Float32Array.from(samples);
  for (const sample of at) clicked[sample] = level;
  return clicked;
}

/** Media by its hash, in a folder. */
export class MediaFolder {
  constructor(readonly dir: string) {}

  readonly mediaFile = async (sha256: string): Promise<string> => join(this.dir, sha256);

  async add(bytes: Uint8Array): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await writeFile(join(this.dir, sha256), bytes);
    return sha256;
  }
}

export function soundClip(
  clip: Pick<SoundClip, 'sha256' | 'startFrame' | 'durationFrames'> & Partial<SoundClip>,
): SoundClip {
  return { ownerId: clip.sha256, assetId: clip.sha256, gainDb: 0, loops: false, ...clip };
}

/** The left channel at 48 kHz, from −1 to 1. */
export async function decoded(path: string, format: string): Promise<Float32Array> {
  const ffmpeg = await npmFfmpeg();
  const raw = ['-map', '0:a:0', '-ar', '48000', '-af', 'pan=mono|c0=c0', '-f', 's16le', 'pipe:1'];
  const { stdout } = await ffmpeg.run([...mediaInput({ path, format }), ...raw], {
    signal: new AbortController().signal,
  });
  return Float32Array.from({ length: stdout.length / 2 }, (_, index) => stdout.readInt16LE(2 * index) / 32_768);
}
