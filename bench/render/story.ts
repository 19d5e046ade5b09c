import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ffmpeg } from '../../src/pipeline/render/ffmpeg.tool';
import { measureLoudness } from '../../src/pipeline/render/loudness.tool';
import type { Cut } from '../../src/pipeline/timeline/cut';
import { explainerCut, type NarratedSegment } from '../../src/pipeline/timeline/explainer-cut';
import type { ImageProvider } from '../../src/providers/image/image';
import { openOfflineImage } from '../../src/providers/image/offline';
import type { Call, Model } from '../../src/providers/provider';
import { openOfflineSpeech } from '../../src/providers/speech/offline';
import type { SpeechProvider } from '../../src/providers/speech/speech';
import { assetPath } from '../../src/server/assets';

const FULL_HD = { width: 1920, height: 1080 };

/** A film before and after one of its pictures was made anew. */
export interface Story {
  readonly before: Cut;
  readonly after: Cut;
  mediaFile(sha256: string): Promise<string>;
}

interface Suppliers {
  readonly ffmpeg: Ffmpeg;
  readonly speech: SpeechProvider;
  readonly image: ImageProvider;
  readonly dir: string;
}

/** The demo's script, spoken and drawn as in a production without keys: the same bytes at every run. */
export async function makeStory(dir: string, ffmpeg: Ffmpeg): Promise<Story> {
  const text = await readFile(assetPath('demo', 'script.txt'), 'utf8');
  const { signal } = new AbortController();
  // No search path: what speaks is the engine of the package, not one that this machine may have.
  const speech = await openOfflineSpeech({ searchPath: '', signal });
  const image = openOfflineImage();
  const suppliers = { ffmpeg, speech, image, dir };
  try {
    const paragraphs = text.trim().split(/\n\s*\n/);
    const segments = await Promise.all(paragraphs.map((paragraph, idx) => segmentOf(paragraph, idx, suppliers)));
    const replaced = await withAnotherPicture(segments, suppliers);
    return { before: cutOf(segments), after: cutOf(replaced), mediaFile: async (sha256) => join(dir, sha256) };
  } finally {
    await Promise.all([speech.close?.(), image.close?.()]);
  }
}

function cutOf(segments: readonly NarratedSegment[]): Cut {
  return explainerCut({ segments, ambience: null, rate: { numerator: 24, denominator: 1 }, size: FULL_HD });
}

async function segmentOf(text: string, idx: number, suppliers: Suppliers): Promise<NarratedSegment> {
  const { ffmpeg, speech, dir } = suppliers;
  const { signal } = new AbortController();
  const { wav, durationSeconds, sentences } = await spoken(speech, text);
  const sha256 = await keep(dir, wav);
  const { integratedLufs } = await measureLoudness(ffmpeg, join(dir, sha256), { format: 'wav', signal });
  const audio = { assetId: `voice ${idx}`, sha256, durationSeconds, loudnessLufs: integratedLufs, sentences };
  return { id: `segment ${idx}`, text, audio, picture: await pictureOf(text, 0, suppliers) };
}

/** One in the middle of the film, between two cuts: its neighbours show nothing of it. */
async function withAnotherPicture(segments: readonly NarratedSegment[], suppliers: Suppliers) {
  const middle = segments.length >> 1;
  const segment = segments[middle];
  if (!segment) throw new Error('The script is empty.');
  return segments.with(middle, { ...segment, picture: await pictureOf(segment.text, 1, suppliers) });
}

async function spoken(speech: SpeechProvider, text: string) {
  if (speech.answers !== 'at once') throw new Error(`${speech.name} is asked later.`);
  const request = { text, voice: null, language: 'en', before: null, after: null, variation: 0 };
  const said = await speech.make(request, callOf(speech, new AbortController().signal));
  return { ...said, sentences: said.sentences ?? [] };
}

/** Of one who calls nobody. */
function callOf<M extends Model>({ models: [model] }: { readonly models: readonly M[] }, signal: AbortSignal): Call<M> {
  if (!model) throw new Error('It has no model.');
  const nobody = () => Promise.reject(new Error('Nobody is called.'));
  const means = { setting: () => '', fetch: nobody, mask: (text: string) => text, download: nobody };
  return { model, means, signal, idempotencyKey: 'story', progress: () => undefined };
}

async function pictureOf(prompt: string, variation: number, { image, dir }: Suppliers) {
  const { signal } = new AbortController();
  if (image.answers !== 'at once') throw new Error(`${image.name} is asked later.`);
  const request = { task: 'GENERATE', prompt, style: null, size: FULL_HD, variation } as const;
  const { media } = await image.make({ ...request, inputs: [], mask: null, caption: null }, callOf(image, signal));
  if (!(media instanceof Uint8Array)) throw new Error(`${image.name} handed over a file.`);
  const sha256 = await keep(dir, media);
  return { assetId: sha256, sha256, moves: true };
}

async function keep(dir: string, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await writeFile(join(dir, sha256), bytes);
  return sha256;
}
