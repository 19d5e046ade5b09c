import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFfmpeg } from '../src/pipeline/render/ffmpeg.tool';
import { PieceEncoder } from '../src/pipeline/render/piece-encoder.tool';
import { secondsOfFrames } from '../src/pipeline/values/frames';
import { assetPath } from '../src/server/assets';
import type { Benchmark } from './harness/benchmark';
import { takeTurns } from './harness/turns';
import { makeStory } from './render/story';
import { contendersOf, DELIVERY, FILM_COPY, PICTURE_COPY, REPLACED } from './render/turns';

const WORKERS = 2;
const MOST_COPIES = 3;

export const render: Benchmark = {
  about: `The demo's script as a film of 1080p24: with everything cached (warm), with one picture in its middle replaced, and into an empty
cache (cold), by ${WORKERS} encoders. Delivery is the time in which none of them is at work: join and check, limit ${MOST_COPIES} × an FFmpeg that only
copies the same pieces together. Each turn is checked: a warm one encodes nothing, a replacement one piece, and the film with
the replaced picture has the bytes of the cold one.`,
  rounds: { usual: 5, fewest: 2 },
  async run({ rounds }, { say, show }) {
    const directory = await mkdtemp(join(tmpdir(), 'workprint-render-'));
    const { signal } = new AbortController();
    const ffmpeg = await findFfmpeg({ explicit: null, searchPath: undefined, dataDir: directory, signal });
    const encoder = new PieceEncoder({ ffmpeg, wasm: assetPath('resample.wasm'), workers: WORKERS });
    try {
      say('narrations and pictures');
      const story = await makeStory(directory, ffmpeg);
      const { durationFrames, rate, picture } = story.before;
      const film = `${secondsOfFrames(durationFrames, rate).toFixed(1)} s of film, ${durationFrames} frames, ${picture.length} pictures`;
      say(`${film}; the first render fills the cache`);
      const contenders = await contendersOf({ ffmpeg, encoder, story, directory });
      say('turns');
      const figures = await takeTurns(contenders, rounds);
      say('checked in every round: a warm render encodes nothing and gives the same bytes again');
      say('checked in every round: one piece is encoded for one picture, and the film has the bytes of a cold render');
      const comparison = { figure: DELIVERY, rounds: figures };
      const targets = [{ of: REPLACED, ratioAtMost: MOST_COPIES }];
      show({ ...comparison, title: `Delivering ${film}: beside a copy of the picture`, peer: PICTURE_COPY, targets });
      show({ ...comparison, title: 'The same beside a copy of picture and sound', peer: FILM_COPY, targets });
    } finally {
      await encoder.close();
      await rm(directory, { recursive: true, force: true });
    }
  },
};
