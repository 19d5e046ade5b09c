import { splitSentences } from '../values/sentences';
import type { Samples } from '../values/wave';

interface Stretch {
  readonly text: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export interface Heard {
  readonly text: string;
  readonly language: string;
  /** Where each word is heard, if anybody told. */
  readonly words: readonly Stretch[] | null;
  readonly samples: Samples;
}

/** So long a pause may be one between two sentences. */
const LEAST_PAUSE_SECONDS = 0.12;
/** A pause is quieter than a fiftieth of the loudest. */
const QUIET = 50;
/** How far from where it was expected a pause may be and still be the one. */
const REACH_SECONDS = 1.2;

/** Where each sentence is heard: by its words where they are known, else at the pauses nearest to where their length puts them. */
export function heardSentences({ text, language, words, samples }: Heard): Stretch[] {
  const sentences = splitSentences(text, language);
  return (words && byWords(sentences, words)) ?? byPauses(sentences, samples);
}

/** Null where the words are not those of the text. */
function byWords(sentences: readonly string[], words: readonly Stretch[]): Stretch[] | null {
  const counts = sentences.map((sentence) => sentence.split(/\s+/).filter(Boolean).length);
  if (counts.reduce((sum, count) => sum + count, 0) !== words.length) return null;
  let at = 0;
  return sentences.map((text, index) => {
    const its = words.slice(at, at + (counts[index] ?? 0));
    at += its.length;
    return { text, startSeconds: its[0]?.startSeconds ?? 0, endSeconds: its.at(-1)?.endSeconds ?? 0 };
  });
}

interface Pause {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

function byPauses(sentences: readonly string[], { values, rate }: Samples): Stretch[] {
  const seconds = values.length / rate;
  const quiet = quietest({ values, rate });
  const head = quiet[0]?.startSeconds === 0 ? (quiet[0]?.endSeconds ?? 0) : 0;
  const last = quiet.at(-1);
  const tail = last && last.endSeconds >= seconds && last.startSeconds > head ? last.startSeconds : seconds;
  const inner = quiet.filter(({ startSeconds, endSeconds }) => startSeconds > head && endSeconds < tail);
  const letters = sentences.map((sentence) => sentence.length);
  const all = letters.reduce((sum, count) => sum + count, 0);
  const told: Stretch[] = [];
  let start = head;
  let before = 0;
  for (const [index, text] of sentences.entries()) {
    before += letters[index] ?? 0;
    const expected = head + ((tail - head) * before) / all;
    const isLast = index === sentences.length - 1;
    const pause = isLast ? null : nearest(inner, { expected, after: start });
    const end = isLast ? tail : Math.max(start, pause?.startSeconds ?? expected);
    told.push({ text, startSeconds: start, endSeconds: end });
    start = Math.max(end, pause?.endSeconds ?? end);
  }
  return told;
}

function nearest(pauses: readonly Pause[], { expected, after }: { expected: number; after: number }): Pause | null {
  const far = ({ startSeconds, endSeconds }: Pause) => Math.abs((startSeconds + endSeconds) / 2 - expected);
  const open = pauses.filter((pause) => pause.startSeconds > after && far(pause) <= REACH_SECONDS);
  return open.reduce<Pause | null>((best, pause) => (best && far(best) <= far(pause) ? best : pause), null);
}

/** The silences, those at the beginning and the end among them. */
function quietest({ values, rate }: Samples): Pause[] {
  let loudest = 0;
  for (const value of values) loudest = Math.max(loudest, Math.abs(value));
  const threshold = loudest / QUIET;
  const least = LEAST_PAUSE_SECONDS * rate;
  const pauses: Pause[] = [];
  let from = 0;
  for (let at = 0; at <= values.length; at += 1) {
    if (at < values.length && Math.abs(values[at] ?? 0) <= threshold) continue;
    const atEdge = from === 0 || at === values.length;
    if (at > from && (atEdge || at - from >= least)) pauses.push({ startSeconds: from / rate, endSeconds: at / rate });
    from = at + 1;
  }
  return pauses;
}
