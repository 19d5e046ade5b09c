import { InvalidInput } from '../../errors';
import { splitSentences } from '../../values/sentences';
import { guessedIntent } from '../intent';
import { WORDS_PER_MINUTE, wordCount } from '../paragraphs';
import type { SegmentIntent } from '../segment';
import type { StyleProfile } from '../style-profile';
import { connectivesOf, favouritesOf, wordsIn } from './favourites';
import { perMillion } from './plain-english';
import { wordsOf } from './read-transcript';
import type { SpokenSegment, Transcript } from './transcript';

const MOST_EXAMPLES = 3;
const MOST_CHARACTERS_OF_EXAMPLE = 300;
const LONG_LETTERS = 10;
const RARE_LETTERS = 7;
/** Nobody is understood who speaks slower or faster: the times are wrong. */
const [SLOWEST, FASTEST] = [60, 260];

/** How references speak. What they speak of stays with them. */
export function styleProfile(transcripts: readonly Transcript[]): StyleProfile {
  const told = transcripts.filter((transcript) => wordsOf(transcript) > 0);
  if (told.length === 0) throw nothingSaid();
  const segments = told.flatMap((transcript) => transcript.segments).filter(({ text }) => wordCount(text) > 0);
  const sentences = segments.flatMap(({ text }) => splitSentences(text, 'en'));
  return {
    wordsPerMinute: paceOf(segments),
    segmentWords: spreadOf(segments.map(({ text }) => wordCount(text))),
    sentenceWords: spreadOf(sentences.map(wordCount)),
    pauseSeconds: pauseOf(told),
    intents: intentsOf(told),
    openings: examplesOf(told, (all) => all[0]),
    closings: examplesOf(told, (all) => all.at(-1)),
    vocabulary: vocabularyOf(sentences),
    learnedFrom: {
      references: told.length,
      segments: segments.length,
      words: segments.reduce((sum, { text }) => sum + wordCount(text), 0),
    },
  };
}

function nothingSaid(): InvalidInput {
  return new InvalidInput('There is nothing to learn a style from.', {
    field: ['input', 'texts'],
    expected: 'at least one transcript with words',
    got: 'none',
    remedy: 'Bring a transcript: plain text, SRT, VTT, or the JSON of Whisper.',
  });
}

function paceOf(segments: readonly SpokenSegment[]): number {
  let [words, seconds] = [0, 0];
  for (const { text, startSeconds, endSeconds } of segments) {
    if (startSeconds === null || endSeconds === null || endSeconds <= startSeconds) continue;
    words += wordCount(text);
    seconds += endSeconds - startSeconds;
  }
  const pace = seconds > 0 ? Math.round((words * 60) / seconds) : WORDS_PER_MINUTE;
  return Math.min(FASTEST, Math.max(SLOWEST, pace));
}

function pauseOf(transcripts: readonly Transcript[]): number | null {
  const pauses = transcripts.flatMap(({ segments }) =>
    segments.slice(1).flatMap(({ startSeconds }, idx) => {
      const end = segments[idx]?.endSeconds ?? null;
      return startSeconds === null || end === null ? [] : [Math.max(0, startSeconds - end)];
    }),
  );
  return pauses.length === 0 ? null : rounded(at(pauses, 0.5), 2);
}

function spreadOf(counts: readonly number[]): StyleProfile['segmentWords'] {
  return { low: at(counts, 0.1), median: at(counts, 0.5), high: at(counts, 0.9) };
}

/** The one of the numbers that this share of them does not pass. */
function at(numbers: readonly number[], share: number): number {
  const rising = [...numbers].sort((a, b) => a - b);
  return rising[Math.min(rising.length - 1, Math.floor(rising.length * share))] ?? 0;
}

function intentsOf(transcripts: readonly Transcript[]): StyleProfile['intents'] {
  const counts = new Map<SegmentIntent, number>();
  let all = 0;
  for (const { segments } of transcripts) {
    for (const [idx, { text }] of segments.entries()) {
      const intent = guessedIntent(text, idx, segments.length);
      counts.set(intent, (counts.get(intent) ?? 0) + 1);
      all += 1;
    }
  }
  return [...counts]
    .map(([intent, count]) => ({ intent, share: count / all }))
    .sort((a, b) => b.share - a.share || (a.intent < b.intent ? -1 : 1));
}

type Pick = (sentences: readonly string[]) => string | undefined;

function examplesOf(transcripts: readonly Transcript[], pick: Pick): string[] {
  const sentences = transcripts.map(({ segments }) =>
    pick(splitSentences(segments.map(({ text }) => text).join(' '), 'en')),
  );
  const examples = sentences.flatMap((it) =>
    it ? [it.slice(0, MOST_CHARACTERS_OF_EXAMPLE).replace(/\p{Surrogate}$/u, '')] : [],
  );
  return [...new Set(examples)].slice(0, MOST_EXAMPLES);
}

function vocabularyOf(sentences: readonly string[]): StyleProfile['vocabulary'] {
  const words = sentences.map(wordsIn);
  const share = (sign: RegExp): number =>
    sentences.length === 0 ? 0 : rounded(sentences.filter((it) => sign.test(it)).length / sentences.length, 4);
  return {
    favourites: favouritesOf(words),
    connectives: connectivesOf(words),
    questionsShare: share(/\?["”’)]*$/u),
    firstPersonShare: share(/\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b/u),
    secondPersonShare: share(/\b[Yy]ou(?:rs?|rself)?\b/u),
    technicality: technicalityOf(words.flat()),
  };
}

function technicalityOf(words: readonly string[]): number {
  const hard = words.filter(
    (word) => word.length >= LONG_LETTERS || (word.length >= RARE_LETTERS && perMillion(word) === null),
  );
  return words.length === 0 ? 0 : rounded(hard.length / words.length, 4);
}

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));
