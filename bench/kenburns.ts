import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PieceEncoder } from '../src/pipeline/render/piece-encoder.tool';
import type { Benchmark } from './harness/benchmark';
import { type Figures, takeTurns } from './harness/turns';
import { jitterOf } from './kenburns/jitter';
import { FRAMES, pieceOf, STILL, spots, ZOOM } from './kenburns/move';
import { encodeWith, perspective, type Way, zoompan } from './kenburns/peers';

const OURS = 'ours';
const ZOOMPAN = 'zoompan, fed 4K';
const PEER = 'perspective, linear';
const AT_ONCE = 2;
const RATE = 'frames/s';
const JITTER = 'jitter px';
const LEAST_RATE = 60;
const MOST_JITTER = 0.15;
const FFMPEG: { path: string } = require('@ffmpeg-installer/ffmpeg');
const WASM = join(__dirname, '../../assets/resample.wasm');

/** Two pieces side by side, from the still on disk to two checked files, threads and all. */
async function ours(still: string, directory: string): Promise<void> {
  const encoder = new PieceEncoder({ ffmpeg: FFMPEG, wasm: WASM, workers: AT_ONCE });
  const { signal } = new AbortController();
  const encode = (n: number) =>
    encoder.encode({ piece: pieceOf(), stillFile: async () => still, to: join(directory, `${n}.mp4`), signal });
  await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => encode(n))).finally(() => encoder.close());
}

/** The same two files by FFmpeg alone, one thread each. */
async function peer(way: Way, still: string, directory: string): Promise<void> {
  const encode = (n: number) => encodeWith({ ffmpeg: FFMPEG.path, way, still, to: join(directory, `${n}.mp4`) });
  await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => encode(n)));
}

/** The jitter of a contender is one number: its bytes repeat. The first turn finds it. */
function contender(directory: string, make: () => Promise<void>): () => Promise<Figures> {
  let jitter: number | null = null;
  return async () => {
    const began = performance.now();
    await make();
    const rate = (AT_ONCE * FRAMES) / ((performance.now() - began) / 1000);
    jitter ??= await jitterOf(FFMPEG.path, join(directory, '0.mp4'));
    return { [RATE]: rate, [JITTER]: jitter };
  };
}

export const kenburns: Benchmark = {
  about: `A still of ${STILL.width}×${STILL.height} to ${AT_ONCE} pieces of ${FRAMES} frames in 1080p at once, zoom 1 to ${ZOOM}, encoded by x264 (as our pieces are, one thread
each) and, ours, decoded again to count the frames: frames a second, limit ${LEAST_RATE}, and how far spots of light shake in the
encoded picture (rms second difference of their centroids, the move's own acceleration included), limit ${MOST_JITTER} px.`,
  async run({ rounds }, { say, show }) {
    const directory = await mkdtemp(join(tmpdir(), 'workprint-kenburns-'));
    try {
      say(`a still with ${spots.length} spots of light`);
      const still = join(directory, 'still.png');
      await writeFile(still, await drawStill());
      const contenders = {
        [OURS]: contender(directory, () => ours(still, directory)),
        [ZOOMPAN]: contender(directory, () => peer(zoompan, still, directory)),
        [PEER]: contender(directory, () => peer(perspective, still, directory)),
      };
      const comparison = { peer: PEER, rounds: await takeTurns(contenders, rounds) };
      const fast = [{ of: OURS, figureAtLeast: LEAST_RATE }];
      const steady = [{ of: OURS, figureAtMost: MOST_JITTER }];
      show({ ...comparison, title: 'Moving a still: pace', figure: RATE, targets: fast });
      show({ ...comparison, title: 'Moving a still: steadiness', figure: JITTER, targets: steady });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  },
};

async function drawStill(): Promise<Buffer> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const canvas = createCanvas(STILL.width, STILL.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#101418';
  context.fillRect(0, 0, STILL.width, STILL.height);
  for (const { x, y } of spots) {
    const light = context.createRadialGradient(x, y, 0, x, y, 16);
    light.addColorStop(0, '#ffffff');
    light.addColorStop(0.5, '#c0c0c0');
    light.addColorStop(1, '#101418');
    context.fillStyle = light;
    context.fillRect(x - 20, y - 20, 40, 40);
  }
  return canvas.encode('png');
}
