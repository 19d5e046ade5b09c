import { type PlacedMention, placedMentions } from '../script/figure-mentions';

interface Stretch {
  readonly text: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** A narration as far as it tells when a figure is spoken of. */
export interface Said {
  readonly text: string;
  readonly durationSeconds: number;
  readonly sentences: readonly Stretch[];
  /** Of the text as it is written, split at white space; null where nobody timed them. */
  readonly words?: readonly Stretch[] | null;
}

export interface FigureMoment extends Omit<PlacedMention, 'at'> {
  /** Within the narration. */
  readonly seconds: number;
}

/**
 * When each mention of a figure is heard, in the order of the text: at the word that names it where the words were timed, else as far
 * into its sentence, or into the whole, as it stands in the text.
 */
export function figureMoments(said: Said): FigureMoment[] {
  const words = timedWords(said);
  let earliest = 0;
  return placedMentions(said.text).map(({ at, ...mention }) => {
    const seconds = Math.max(earliest, words ? (words[wordAt(said.text, at)]?.startSeconds ?? 0) : guessed(said, at));
    earliest = seconds;
    return { ...mention, seconds };
  });
}

/** Null where they are not those of the text. */
function timedWords({ text, words }: Said): readonly Stretch[] | null {
  return words && words.length === wordCount(text) ? words : null;
}

const wordCount = (text: string): number => text.split(/\s+/u).filter(Boolean).length;

/** How many words lie whole before the one that has this character. */
function wordAt(text: string, at: number): number {
  const before = text.slice(0, at);
  return wordCount(before) - (/\S$/u.test(before) ? 1 : 0);
}

function guessed({ text, sentences, durationSeconds }: Said, at: number): number {
  let from = 0;
  for (const sentence of sentences) {
    const start = text.indexOf(sentence.text, from);
    if (start < 0) break;
    const end = start + sentence.text.length;
    if (at < end) {
      const share = Math.max(0, at - start) / Math.max(1, end - start);
      return sentence.startSeconds + share * (sentence.endSeconds - sentence.startSeconds);
    }
    from = end;
  }
  return (durationSeconds * at) / Math.max(1, text.length);
}
