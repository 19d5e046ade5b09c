import { splitSentences } from '../values/sentences';
import type { SpokenNarration } from './spoken/spoken-narration';
import type { TimedWord } from './word-timer';

interface Stretch {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** Times of what was said as times of what is written. What is not said at all is where the word before it ends. Null: others were told of. */
export function writtenTimes({ words, spoken }: SpokenNarration, told: readonly TimedWord[]): TimedWord[] | null {
  if (told.map(({ text }) => text).join(' ') !== spoken) return null;
  return timesOf(words, told);
}

function timesOf(words: SpokenNarration['words'], times: readonly Stretch[]): TimedWord[] {
  let [at, ended] = [0, 0];
  return words.map(({ written, said }) => {
    const its = times.slice(at, at + said.length);
    at += said.length;
    const startSeconds = its[0]?.startSeconds ?? ended;
    ended = its.at(-1)?.endSeconds ?? startSeconds;
    return { text: written, startSeconds, endSeconds: ended };
  });
}

interface Sound {
  readonly sentences: readonly TimedWord[];
  readonly durationSeconds: number;
}

/** By how long words are to say, within the sentences that were found; within all of it where these hold other words. */
export function guessedTimes({ words, spoken }: SpokenNarration, { sentences, durationSeconds }: Sound): TimedWord[] {
  const isWhole = sentences.map(({ text }) => text.split(/\s+/).filter(Boolean).join(' ')).join(' ') === spoken;
  const all = [{ text: spoken, startSeconds: 0, endSeconds: durationSeconds }];
  return timesOf(words, (isWhole ? sentences : all).flatMap(shared));
}

function shared({ text, startSeconds, endSeconds }: TimedWord): Stretch[] {
  const weights = text.split(/\s+/).filter(Boolean).map(weightOf);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let before = 0;
  return weights.map((weight) => {
    const from = before;
    before += weight;
    const moment = (share: number) => startSeconds + ((endSeconds - startSeconds) * share) / sum;
    return { startSeconds: moment(from), endSeconds: moment(before) };
  });
}

/** Syllables, counted by their vowels, and a little for each word and the pause of a comma. */
function weightOf(word: string): number {
  const syllables =
    word.match(/[aeiouyäöüàéèêíóúáãõå]+|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/giu)
      ?.length ?? 0;
  return 0.4 + Math.max(syllables, word.length / 4) + (/[,;:]$/.test(word) ? 1 : 0);
}

interface Kept {
  readonly text: string;
  readonly language: string;
  readonly narration: SpokenNarration;
  readonly words: readonly TimedWord[];
  /** As they were found, of what was said. */
  readonly heard: readonly TimedWord[];
}

/** The sentences of the text as it is written: where those that were found hold the same words, at their times, else at their words'. */
export function writtenSentences({ text, language, narration, words, heard }: Kept): TimedWord[] {
  const written = splitSentences(text, language);
  const saidOf = runningCounts(written, narration);
  const told = heard.map((sentence) => sentence.text.split(/\s+/).filter(Boolean).length);
  const isAlike = told.length === saidOf.length && told.every((count, index) => count === saidOf[index]);
  let at = 0;
  return written.map((sentence, index) => {
    const its = words.slice(at, at + sentence.split(/\s+/).length);
    at += its.length;
    const { startSeconds = 0, endSeconds = 0 } = (isAlike ? heard[index] : null) ?? {
      startSeconds: its[0]?.startSeconds,
      endSeconds: its.at(-1)?.endSeconds,
    };
    return { text: sentence, startSeconds, endSeconds };
  });
}

/** How many words are said of each sentence. */
function runningCounts(sentences: readonly string[], { words }: SpokenNarration): number[] {
  let at = 0;
  return sentences.map((sentence) => {
    const its = words.slice(at, at + sentence.split(/\s+/).length);
    at += its.length;
    return its.reduce((sum, { said }) => sum + said.length, 0);
  });
}
