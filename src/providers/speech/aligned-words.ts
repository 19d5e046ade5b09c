import type { SpokenStretch } from './speech';

/** Where each character is heard, in order: lists of one length. */
export interface Alignment {
  readonly characters: readonly string[];
  readonly startSeconds: readonly number[];
  readonly endSeconds: readonly number[];
}

interface Aligned {
  readonly text: string;
  /** Of the sound: nothing is heard behind its end. */
  readonly durationSeconds: number;
}

/**
 * The words of a text, where their characters are heard: in order, and none ends before it begins. Null where the characters are not those of
 * the text, so that no word is given the time of another.
 */
export function alignedWords(alignment: Alignment, { text, durationSeconds }: Aligned): SpokenStretch[] | null {
  const words = wordsOf(alignment);
  if (words.map((word) => word.text).join(' ') !== text.split(/\s+/).filter(Boolean).join(' ')) return null;
  let after = 0;
  return words.map((word) => {
    const startSeconds = Math.min(Math.max(word.startSeconds, after), durationSeconds);
    const endSeconds = Math.min(Math.max(word.endSeconds, startSeconds), durationSeconds);
    after = endSeconds;
    return { text: word.text, startSeconds, endSeconds };
  });
}

function wordsOf({ characters, startSeconds, endSeconds }: Alignment): SpokenStretch[] {
  const words: SpokenStretch[] = [];
  let isWithin = false;
  for (const [index, character] of characters.entries()) {
    const endsAt = endSeconds[index] ?? 0;
    const last = isWithin ? words.at(-1) : undefined;
    const isBlank = character.trim() === '';
    if (last && !isBlank) words[words.length - 1] = { ...last, text: last.text + character, endSeconds: endsAt };
    else if (!isBlank) words.push({ text: character, startSeconds: startSeconds[index] ?? 0, endSeconds: endsAt });
    isWithin = !isBlank;
  }
  return words;
}
