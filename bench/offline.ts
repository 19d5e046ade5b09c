import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PieceEncoder } from '../src/pipeline/render/piece-encoder.tool';
import type { ImageProvider } from '../src/providers/image/image';
import { openOfflineImage } from '../src/providers/image/offline';
import { openOfflineSpeech } from '../src/providers/speech/offline';
import type { SpeechProvider } from '../src/providers/speech/speech';
import { offlineVideo } from '../src/providers/video/offline';
import type { VideoProvider } from '../src/providers/video/video';
import { assetPath } from '../src/server/assets';
import { motionStudio } from '../src/server/motion-studio';
import type { Benchmark } from './harness/benchmark';
import { cpuSecondsOfChildren } from './harness/cpu';
import { type Contenders, type Figures, takeTurns } from './harness/turns';
import { callOf } from './offline/call';

const SECONDS = 'seconds';
const CPU_SECONDS = 'CPU s';
const COLD = 'from nothing';
const WARM = 'once it is warm';
const FFMPEG: { path: string } = require('@ffmpeg-installer/ffmpeg');
const FULL_HD = { width: 1920, height: 1080 };
const MOST_SECONDS = { still: 1.5, speech: 1, clip: 3 } as const;

/** About ten seconds when it is spoken; a number makes it one that was never spoken before. */
const narration = (round: number) =>
  `In round ${round} the city is warmer than the fields around it. Streets and roofs take in the sun by day, and give it back at night, long after the air outside has cooled.`;

const STILLS = [
  'Portrait of a woman in a red coat',
  'Interior of a diner at night',
  'Crowded street market',
  'Desert road at noon',
];

async function drawStill(painter: ImageProvider, round: number): Promise<Uint8Array> {
  if (painter.answers !== 'at once') throw new Error('The painter answers at once.');
  const prompt = STILLS[round % STILLS.length] ?? '';
  const order = { task: 'GENERATE', prompt, style: null, size: FULL_HD, variation: round } as const;
  const { media } = await painter.make({ ...order, inputs: [], mask: null, caption: null }, callOf(painter));
  if (media instanceof Uint8Array) return media;
  throw new Error('A still is handed over in memory.');
}

async function speak(speaker: SpeechProvider, round: number): Promise<void> {
  if (speaker.answers !== 'at once') throw new Error('The speaker answers at once.');
  const order = { text: narration(round), voice: null, language: 'en', before: null, after: null, variation: 0 };
  await speaker.make(order, callOf(speaker));
}

async function film(camera: VideoProvider, still: Uint8Array, round: number): Promise<void> {
  if (camera.answers !== 'at once') throw new Error('The camera answers at once.');
  const order = { durationSeconds: 8, size: { width: 1280, height: 720 }, rate: { numerator: 24, denominator: 1 } };
  const { media } = await camera.make({ ...order, still, prompt: 'slow push in', variation: round }, callOf(camera));
  if (!(media instanceof Uint8Array)) await rm(media.file);
}

interface Maker {
  make(round: number): Promise<unknown>;
  close(): Promise<void>;
}

/** A turn from nothing opens the maker, whose processes start with the first order; the other asks one that has made something. */
function contenders(open: () => Promise<Maker>, warm: Maker): Contenders {
  let round = 0;
  return {
    [COLD]: async () => {
      const cpuBefore = await cpuSecondsOfChildren();
      const began = performance.now();
      const maker = await open();
      await maker.make(round);
      const seconds = (performance.now() - began) / 1000;
      await maker.close();
      return { [SECONDS]: seconds, [CPU_SECONDS]: (await cpuSecondsOfChildren()) - cpuBefore };
    },
    [WARM]: async (): Promise<Figures> => {
      round += 1;
      const began = performance.now();
      await warm.make(round);
      return { [SECONDS]: (performance.now() - began) / 1000 };
    },
  };
}

async function openPainter(): Promise<Maker> {
  const painter = openOfflineImage();
  return { make: (round) => drawStill(painter, round), close: async () => painter.close?.() };
}

async function openSpeaker(): Promise<Maker> {
  // No search path: what speaks is the engine of the package, not one that this machine may have.
  const speaker = await openOfflineSpeech({ searchPath: '', signal: new AbortController().signal });
  return { make: (round) => speak(speaker, round), close: async () => speaker.close?.() };
}

function openCamera(scratchDir: string, still: Uint8Array): () => Promise<Maker> {
  return async () => {
    const encoder = new PieceEncoder({ ffmpeg: FFMPEG, wasm: assetPath('resample.wasm'), workers: 1 });
    const camera = offlineVideo(motionStudio({ encoder, scratchDir }));
    return { make: (round) => film(camera, still, round), close: () => encoder.close() };
  };
}

/** Processes that are idle do not keep this one alive, and one that is being ended is idle. */
async function stayingAlive<T>(work: () => Promise<T>): Promise<T> {
  const clock = setInterval(() => undefined, 1_000);
  return work().finally(() => clearInterval(clock));
}

export const offline: Benchmark = {
  about: `What stands in for suppliers, from nothing (processes and all) and once it is warm: a still of 1920×1080, limit ${MOST_SECONDS.still} s; about ten
seconds of speech, limit ${MOST_SECONDS.speech} s; a clip of 8 s in 720p24 out of a 1080p still, limit ${MOST_SECONDS.clip} s.`,
  async run({ rounds }, { say, show }) {
    const directory = await mkdtemp(join(tmpdir(), 'workprint-offline-'));
    const measure = async (title: string, open: () => Promise<Maker>, most: number) => {
      say(title);
      const warm = await open();
      await warm.make(0);
      const figures = await takeTurns(contenders(open, warm), rounds).finally(() => warm.close());
      const targets = [COLD, WARM].map((of) => ({ of, figureAtMost: most }));
      show({ title, figure: SECONDS, peer: WARM, targets, rounds: figures });
    };
    await stayingAlive(async () => {
      const painter = openOfflineImage();
      const still = await drawStill(painter, 1).finally(() => painter.close?.());
      await measure('A still of 1920×1080', openPainter, MOST_SECONDS.still);
      await measure('Ten seconds of speech', openSpeaker, MOST_SECONDS.speech);
      await measure('A clip of 8 s in 720p24', openCamera(directory, still), MOST_SECONDS.clip);
    }).finally(() => rm(directory, { recursive: true, force: true }));
  },
};
