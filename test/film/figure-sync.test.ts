import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spokenNarration } from '../../src/pipeline/production/spoken/spoken-narration';
import type { WordTimer } from '../../src/pipeline/production/word-timer';
import type { Ffmpeg } from '../../src/pipeline/render/ffmpeg.tool';
import { renderFilm } from '../../src/pipeline/render/film.stage';
import { PieceEncoder } from '../../src/pipeline/render/piece-encoder.tool';
import { explainerCut, type NarratedSegment } from '../../src/pipeline/timeline/explainer-cut';
import { readWave, type Samples, trimSilence, writeWave } from '../../src/pipeline/values/wave';
import type { SpeechEngine } from '../../src/providers/speech/engine';
import { openSpeechEngine } from '../../src/providers/speech/offline';
import { openWordTimer } from '../../src/providers/speech/word-timer';
import { npmFfmpeg } from '../support/ffmpeg';
import { MediaFolder } from '../support/sounds';
import { drawn } from '../support/stills';
import { never, workerExecArgv } from '../support/suppliers';

jest.setTimeout(240_000);

const SIZE = { width: 320, height: 180 };
const RATE = { numerator: 24, denominator: 1 };
/** Before the first voice: a second of picture and a quarter of lead; between two: half a second behind and a quarter before. */
const [OPENING_SECONDS, LEAD_SECONDS, TAIL_SECONDS] = [1, 0.25, 0.5];

/** Each as it is spoken in parts: a part begins at the mention of a figure. */
const SEGMENTS: readonly (readonly string[])[] = [
  ['A hedge holds the snow that the wind has carried over the plateau.'],
  ['Trees cool the street at noon, and as', 'Figure 3 shows, the effect grows with their age.'],
  ['In the second winter the drift was deeper, which', 'Table 2 makes plain, while', 'Fig. 5 tells why.'],
  ['Nobody had expected it, but', 'Figure 6 leaves little doubt about what the melting snow had done.'],
];
const MENTIONED = [[], ['FIGURE 3'], ['TABLE 2', 'FIGURE 5'], ['FIGURE 6']];

let dir: string;
let ffmpeg: Ffmpeg;
let engine: SpeechEngine;
let timer: WordTimer & { close(): Promise<void> };
let encoder: PieceEncoder;
let media: MediaFolder;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-sync-'));
  ffmpeg = await npmFfmpeg();
  engine = await openSpeechEngine({ searchPath: '', signal: never, workerExecArgv });
  timer = openWordTimer({ engine, workerExecArgv });
  const wasm = join(__dirname, '../../assets/resample.wasm');
  encoder = new PieceEncoder({ ffmpeg, wasm, workers: 2, execArgv: workerExecArgv });
  media = new MediaFolder(dir);
});
afterAll(async () => {
  await encoder.close();
  await timer.close();
  await engine.close();
  await rm(dir, { recursive: true, force: true });
});

const narrationOf = (text: string) => spokenNarration(text, { language: 'en', pronunciations: [] });

async function said(text: string): Promise<Samples> {
  const sound = trimSilence(readWave(await engine.say(narrationOf(text).spoken, 'en', never)));
  if (!sound) throw new Error(`Nothing is heard of ${text}.`);
  return sound;
}

interface Spoken {
  readonly segment: NarratedSegment;
  readonly seconds: number;
  /** Where its parts begin but the first: known by how it was joined. */
  readonly mentions: readonly number[];
}

/** A picture of its own for each name, unlike all others. */
async function pictureOf(name: string): Promise<string> {
  const seed = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7);
  return media.add(
    drawn(SIZE.width, SIZE.height, (context) => {
      for (let n = 0; n < 24; n += 1)
        context.fillRect((n * (seed % 89)) % 300, (n * (seed % 61)) % 160, 12 + (seed % 30), 10 + (n % 9));
    }),
  );
}

async function spoken(parts: readonly string[], index: number): Promise<Spoken> {
  const sounds = await Promise.all(parts.map(said));
  const rate = sounds[0]?.rate ?? 0;
  const wav = writeWave({ rate, values: Int16Array.from(sounds.flatMap(({ values }) => [...values])) });
  const ends = sounds.map((_, nth) => sounds.slice(0, nth + 1).reduce((sum, one) => sum + one.values.length, 0) / rate);
  const text = parts.join(' ');
  const durationSeconds = ends.at(-1) ?? 0;
  const words = await timer.time({ wav, narration: narrationOf(text), language: 'en', signal: never });
  const sentences = [{ text, startSeconds: 0, endSeconds: durationSeconds }];
  const sound = { assetId: `voice ${index}`, sha256: await media.add(Buffer.from(wav)), loudnessLufs: -20 };
  const pages = await Promise.all(
    (MENTIONED[index] ?? []).map(async (name) => {
      const [kind, number] = name.split(' ');
      const sha256 = await pictureOf(name);
      return {
        kind: kind === 'TABLE' ? ('TABLE' as const) : ('FIGURE' as const),
        number: Number(number),
        assetId: name,
        sha256,
      };
    }),
  );
  const picture = index === 0 ? { assetId: 'first', sha256: await pictureOf('first'), moves: false } : null;
  const audio = { ...sound, durationSeconds, sentences, words };
  return {
    segment: { id: `${index}`, text, audio, picture, pages },
    seconds: durationSeconds,
    mentions: ends.slice(0, -1),
  };
}

/** Grey frames one after another. */
async function frames(args: readonly string[]): Promise<Buffer[]> {
  const raw = join(dir, 'frames.raw');
  await ffmpeg.run(
    [
      '-protocol_whitelist',
      'file',
      ...args,
      '-vf',
      `scale=${SIZE.width}:${SIZE.height}`,
      '-pix_fmt',
      'gray',
      '-f',
      'rawvideo',
      '-y',
      raw,
    ],
    {
      signal: never,
    },
  );
  const bytes = await readFile(raw);
  const each = SIZE.width * SIZE.height;
  return Array.from({ length: bytes.length / each }, (_, n) => bytes.subarray(n * each, (n + 1) * each));
}

/** Of 255, on average. */
function apart(one: Buffer, other: Buffer): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
  return sum / one.length;
}

test('each figure is seen within two frames of its mention, found in the film by what it looks like', async () => {
  const told: Spoken[] = [];
  for (const [index, parts] of SEGMENTS.entries()) told.push(await spoken(parts, index));
  const cut = explainerCut({ segments: told.map(({ segment }) => segment), ambience: null, rate: RATE, size: SIZE });
  const to = join(dir, 'film.mp4');
  await renderFilm(cut, {
    ffmpeg,
    encoder,
    mediaFile: media.mediaFile,
    cacheDir: join(dir, 'cache'),
    to,
    signal: never,
  });
  const film = await frames(['-f', 'mov', '-i', to]);
  expect(film).toHaveLength(cut.durationFrames);
  const late: number[] = [];
  let startSeconds = OPENING_SECONDS;
  for (const [index, { seconds, mentions }] of told.entries()) {
    const voiceSeconds = startSeconds + LEAD_SECONDS;
    for (const [nth, name] of (MENTIONED[index] ?? []).entries()) {
      const file = join(dir, 'page.png');
      await writeFile(file, await readFile(await media.mediaFile(await pictureOf(name))));
      const [page = Buffer.alloc(0)] = await frames(['-f', 'png_pipe', '-i', file]);
      const seenFrame = film.findIndex((frame) => apart(frame, page) < 4);
      late.push(seenFrame - (voiceSeconds + (mentions[nth] ?? 0)) * RATE.numerator);
    }
    startSeconds = voiceSeconds + Math.ceil(seconds * RATE.numerator) / RATE.numerator + TAIL_SECONDS;
  }
  expect(late).toHaveLength(4);
  for (const framesLate of late) expect(Math.abs(framesLate)).toBeLessThanOrEqual(2);
});
