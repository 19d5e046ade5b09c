import type { ReferenceSpeech } from '../../pipeline/production/alignment/aligned-to-speech';
import type { SpokenWord } from '../../pipeline/production/spoken/spoken-narration';
import { splitSentences } from '../../pipeline/values/sentences';
import { readWave, type Samples } from '../../pipeline/values/wave';
import type { SpeechEngine } from './engine';
import { spokenText } from './spoken-text';

/** How loud words are in turn, of a hundred: so far apart that a word which was run into the one before it is missed. */
const LOUDNESS = [100, 70, 47, 30] as const;
/** What is quieter says too little of how loud its word is. */
const AUDIBLE = 160;
/** So many samples after each other of another loudness begin another word. */
const LEAST_RUN = 6;
/** Of one call of the engine: it begins anew each time, which takes as long as a second of speech. */
const MOST_CHARACTERS = 600;

export interface Marking {
  readonly engine: SpeechEngine;
  readonly voiceOf: (sentence: string) => string;
  readonly language: string;
  readonly signal: AbortSignal;
}

/**
 * A text by the offline engine, with where each word is heard in it, to the millisecond: it is spoken twice, once all words as loud as each
 * other and once each in a loudness of its own, and the one divided by the other tells the words. Commands stand before words in both, since
 * the engine runs fewer words together where one stands.
 */
export async function markedSpeech(words: readonly SpokenWord[], marking: Marking): Promise<ReferenceSpeech | null> {
  const pieces = piecesOf(words, marking);
  const spoken = await Promise.all(pieces.map((piece) => spokenPiece(piece, marking)));
  const rate = spoken.find((piece) => piece)?.samples.rate;
  if (!rate) return null;
  return joinedPieces(spoken, pieces, rate);
}

interface Piece {
  readonly words: readonly SpokenWord[];
  readonly voice: string;
}

/** Whole sentences of one voice. */
function piecesOf(words: readonly SpokenWord[], { language, voiceOf }: Marking): Piece[] {
  const pieces: { words: SpokenWord[]; voice: string; length: number }[] = [];
  let at = 0;
  const spoken = words.flatMap(({ said }) => said).join(' ');
  for (const sentence of splitSentences(spoken, language)) {
    const voice = voiceOf(sentence);
    const its: SpokenWord[] = [];
    for (let left = sentence.split(/\s+/).length; left > 0 && at < words.length; at += 1) {
      const word = words[at];
      if (!word) break;
      left -= word.said.length;
      its.push(word);
    }
    const last = pieces.at(-1);
    if (last && last.voice === voice && last.length + sentence.length <= MOST_CHARACTERS) {
      last.words.push(...its);
      last.length += sentence.length;
    } else pieces.push({ words: its, voice, length: sentence.length });
  }
  pieces.at(-1)?.words.push(...words.slice(at));
  return pieces;
}

async function spokenPiece({ words, voice }: Piece, { engine, signal }: Marking): Promise<ReferenceSpeech | null> {
  const text = (loudness: (index: number) => number) =>
    words
      .map(({ said }, index) => (said.length > 0 ? `\u0001${loudness(index)}A ${spokenText(said.join(' '))}` : ''))
      .join(' ')
      .trim();
  const say = (marked: string) => engine.say(marked, voice, signal).then(readWave);
  const [even, uneven] = await Promise.all([say(text(() => 100)), say(text((index) => LOUDNESS[index % 4] ?? 100))]);
  if (even.values.length !== uneven.values.length) throw new Error('The engine says one text in two lengths.');
  return { samples: even, words: stretchesOf(words, runsOf(even, uneven), even.rate) };
}

interface Run {
  readonly loudness: number;
  readonly from: number;
  endExclusive: number;
}

/** Stretches of one loudness. */
function runsOf({ values: even }: Samples, { values: uneven }: Samples): Run[] {
  const runs: Run[] = [];
  let [other, since, count] = [-1, 0, 0];
  for (let at = 0; at < even.length; at += 1) {
    const whole = even[at] ?? 0;
    if (whole < AUDIBLE && whole > -AUDIBLE) continue;
    const loudness = nearestTo(((uneven[at] ?? 0) / whole) * 100);
    const last = runs.at(-1);
    if (last?.loudness === loudness) {
      last.endExclusive = at + 1;
      count = 0;
      continue;
    }
    if (loudness !== other || count === 0) [other, since, count] = [loudness, at, 0];
    count += 1;
    if (count < LEAST_RUN) continue;
    runs.push({ loudness, from: since, endExclusive: at + 1 });
    count = 0;
  }
  return runs;
}

function nearestTo(percent: number): number {
  let best = 0;
  for (const [index, its] of LOUDNESS.entries())
    if (Math.abs(its - percent) < Math.abs((LOUDNESS[best] ?? 0) - percent)) best = index;
  return best;
}

/** Of a word that has no run of its own a share of the one before: the engine said both as one. */
function stretchesOf(words: readonly SpokenWord[], runs: readonly Run[], rate: number) {
  const own: (Run | null)[] = words.map(() => null);
  let at = 0;
  for (const run of runs) {
    const found = [0, 1, 2, 3]
      .map((ahead) => at + ahead)
      .find((index) => index % 4 === run.loudness && index < words.length);
    if (found === undefined) continue;
    own[found] = run;
    at = found + 1;
  }
  return words.map((_, index) => shareOf(index, { words, own, rate }));
}

interface Sharing {
  readonly words: readonly SpokenWord[];
  readonly own: readonly (Run | null)[];
  readonly rate: number;
}

function shareOf(index: number, { words, own, rate }: Sharing) {
  let first = index;
  while (first > 0 && !own[first]) first -= 1;
  let endExclusive = index + 1;
  while (endExclusive < words.length && !own[endExclusive]) endExclusive += 1;
  const run = own[first] ?? { from: 0, endExclusive: 0 };
  const letters = (from: number, to: number) =>
    words.slice(from, to).reduce((sum, { said }) => sum + said.join('').replace(/[^\p{L}\p{N}]/gu, '').length, 0);
  const all = Math.max(1, letters(first, endExclusive));
  const moment = (share: number) => (run.from + ((run.endExclusive - run.from) * share) / all) / rate;
  return { startSeconds: moment(letters(first, index)), endSeconds: moment(letters(first, index + 1)) };
}

function joinedPieces(
  spoken: readonly (ReferenceSpeech | null)[],
  pieces: readonly Piece[],
  rate: number,
): ReferenceSpeech {
  const values = new Int16Array(spoken.reduce((sum, piece) => sum + (piece?.samples.values.length ?? 0), 0));
  let at = 0;
  const words = spoken.flatMap((piece, index) => {
    const start = at / rate;
    if (!piece) return (pieces[index]?.words ?? []).map(() => ({ startSeconds: start, endSeconds: start }));
    values.set(piece.samples.values, at);
    at += piece.samples.values.length;
    return piece.words.map(({ startSeconds, endSeconds }) => ({
      startSeconds: startSeconds + start,
      endSeconds: endSeconds + start,
    }));
  });
  return { samples: { rate, values }, words };
}
