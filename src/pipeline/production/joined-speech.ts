import { readWave, type Samples, writeWave } from '../values/wave';
import { heardSentences } from './heard-sentences';

export interface Stretch {
  readonly text: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** One part of a text, as somebody spoke it. */
export interface SpokenPart {
  readonly wav: Uint8Array;
  readonly voice: string;
  readonly sentences: readonly Stretch[] | null;
  readonly words: readonly Stretch[] | null;
  readonly costMicros: bigint;
}

export interface JoinedSpeech extends Omit<SpokenPart, 'sentences'> {
  readonly durationSeconds: number;
  readonly sentences: readonly Stretch[];
}

/** Between two sentences, as most voices leave it. */
const PAUSE_SECONDS = 0.35;
/** Left of the silence before and behind a part. */
const EDGE_SECONDS = 0.03;
/** A part that ends in mid-sound is faded out over so long: a step in the wave is heard as a click. */
const FADE_SECONDS = 0.005;
/** About -54 dBFS. */
const SILENCE = 64;

/** The parts of one text after each other, as if it had been spoken at once; with where each sentence is heard. */
export function joinedSpeech(
  spoken: readonly SpokenPart[],
  { parts, language }: { readonly parts: readonly string[]; readonly language: string },
): JoinedSpeech {
  const told = spoken.map((part, index) => withSentences(part, { text: parts[index] ?? '', language }));
  const [first] = told;
  if (!first) throw new Error('There is nothing to be joined.');
  const costMicros = spoken.reduce((sum, part) => sum + part.costMicros, 0n);
  const { rate } = first.samples;
  const only = told.length === 1;
  const cut = told.map((part) => (only ? { ...part, from: 0 } : trimmed(part, rate)));
  const pause = Math.round(rate * PAUSE_SECONDS);
  const starts: number[] = [];
  let length = 0;
  for (const { samples } of cut) {
    starts.push(length);
    length += samples.values.length + pause;
  }
  const values = new Int16Array(Math.max(0, length - pause));
  for (const [index, { samples }] of cut.entries()) values.set(samples.values, starts[index] ?? 0);
  const moved = (pick: (part: Told) => readonly Stretch[]) =>
    cut.flatMap((part, index) => pick(part).map(movedInto({ ...part, rate, start: starts[index] ?? 0 })));
  return {
    wav: only ? first.wav : writeWave({ rate, values }),
    durationSeconds: values.length / rate,
    voice: first.voice,
    sentences: moved(({ sentences }) => sentences),
    words: told.every(({ words }) => words !== null) ? moved(({ words }) => words ?? []) : null,
    costMicros,
  };
}

interface Told extends Omit<SpokenPart, 'sentences'> {
  readonly samples: Samples;
  readonly sentences: readonly Stretch[];
}

function withSentences(part: SpokenPart, { text, language }: { text: string; language: string }): Told {
  const samples = readWave(part.wav);
  if (samples.values.length === 0) throw new Error('There is no sound in it.');
  const sentences = part.sentences ?? heardSentences({ text, language, words: part.words, samples });
  return { ...part, samples, sentences };
}

/** `from`: how many samples went at its beginning. */
function trimmed(part: Told, rate: number): Told & { readonly from: number } {
  const { values, rate: its } = part.samples;
  if (its !== rate) throw new Error(`The parts of one speech have ${rate} and ${its} samples a second.`);
  const edge = Math.round(rate * EDGE_SECONDS);
  const isSound = (value: number) => Math.abs(value) > SILENCE;
  const from = Math.max(0, values.findIndex(isSound) - edge);
  const endExclusive = Math.min(values.length, values.findLastIndex(isSound) + 1 + edge);
  const kept = values.slice(from, Math.max(from, endExclusive));
  return { ...part, samples: { rate, values: faded(kept, Math.round(rate * FADE_SECONDS)) }, from };
}

function faded(values: Int16Array, over: number): Int16Array {
  const most = Math.min(over, values.length >> 1);
  for (let at = 0; at < most; at += 1) {
    const share = at / most;
    values[at] = Math.round((values[at] ?? 0) * share);
    const back = values.length - 1 - at;
    values[back] = Math.round((values[back] ?? 0) * share);
  }
  return values;
}

interface Place {
  readonly samples: Samples;
  readonly rate: number;
  readonly from: number;
  /** In samples of the whole. */
  readonly start: number;
}

/** What was said to reach into silence that went at an edge of its part ends at that edge: it would reach into the next part. */
const movedInto =
  ({ samples, rate, from, start }: Place) =>
  ({ text, startSeconds, endSeconds }: Stretch): Stretch => {
    const most = start + samples.values.length;
    const moved = (seconds: number) => Math.min(Math.max(start, seconds * rate - from + start), most) / rate;
    return { text, startSeconds: moved(startSeconds), endSeconds: moved(endSeconds) };
  };
