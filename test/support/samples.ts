import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawn } from './pictures';
import { Recordings } from './recordings';
import { voice, wav } from './sounds';

/** Of what speaks or plays. */
export const SAMPLE_SECONDS = 2;

const WAVE_HEADER_BYTES = 44;

/** Real media of each type that a double hands out. */
const SAMPLES: Readonly<Record<string, () => Promise<Buffer>>> = {
  'image/png': async () => drawn('image/png', 320, 180),
  'image/jpeg': async () => drawn('image/jpeg', 320, 180),
  'audio/wav': async () => spoken(),
  'audio/pcm': async () => spoken().subarray(WAVE_HEADER_BYTES),
  'audio/mpeg': () => recorded('sound.mp3'),
  'video/mp4': () => recorded('film.mp4'),
};

const made = new Map<string, Promise<Buffer>>();

export function sampleOf(type: string): Promise<Buffer> {
  const make = SAMPLES[type];
  if (!make) throw new Error(`There is no sample of ${type}.`);
  const sample = made.get(type) ?? make();
  made.set(type, sample);
  return sample;
}

const spoken = (): Buffer => wav(voice(SAMPLE_SECONDS, { sampleRate: 24_000 }), 24_000);

async function recorded(name: 'sound.mp3' | 'film.mp4'): Promise<Buffer> {
  const dir = await mkdtemp(join(tmpdir(), 'workprint-samples-'));
  try {
    return await new Recordings(dir).bytes(name);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
