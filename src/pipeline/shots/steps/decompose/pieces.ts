import { splitSentences } from '../../../values/sentences';
import { isThirdPerson } from '../../people/grammar';
import type { Seen } from './units';
import { countWords, foldedWords } from './words';

export interface Piece {
  readonly text: string;
  readonly words: readonly string[];
  readonly count: number;
  readonly people: readonly string[];
}

interface Cutting {
  /** More than these are cut at the ends of sentences. */
  readonly mostWords: number;
  /** A vertical picture holds one sentence. */
  readonly bySentence: boolean;
  readonly nameOf: (key: string) => string;
}

const SEVERAL = /[.!?…。！？]["'”’)\]]{0,3}\s?\S/u;

/** A paragraph whole, or its sentences, each with those of its people whom it names. */
export function piecesOf({ text, people }: Pick<Seen, 'text' | 'people'>, cutting: Cutting): Piece[] {
  const count = countWords(text);
  const isCut = (cutting.bySentence || count > cutting.mostWords) && SEVERAL.test(text);
  const sentences = isCut ? splitSentences(text, 'en') : [text];
  if (sentences.length <= 1) return [{ text, words: foldedWords(text), count, people }];
  const pieces = sentences.map((sentence) => ({ text: sentence, words: foldedWords(sentence) }));
  const shown = peopleOf(pieces, people, cutting.nameOf);
  return pieces.map((piece, at) => ({ ...piece, count: countWords(piece.text), people: shown[at] ?? [] }));
}

const PRONOUNS = new Set(['he', 'she', 'they', 'him', 'her', 'his', 'hers', 'them', 'their', 'both']);

/** Who is named in it; with a pronoun alone, or a verb (`Breathes out.`), those of the sentence before. Who is named nowhere goes by another name: they are in all. */
function peopleOf(
  pieces: readonly Pick<Piece, 'words'>[],
  people: readonly string[],
  nameOf: (key: string) => string,
): string[][] {
  const byWord = new Map<string, string[]>();
  for (const key of people) {
    for (const word of foldedWords(nameOf(key)))
      if (word.length > 1) byWord.set(word, [...(byWord.get(word) ?? []), key]);
  }
  const named = pieces.map(({ words }) => words.flatMap((word) => byWord.get(word.replace(/['’]s?$/u, '')) ?? []));
  const found = new Set(named.flat());
  const elsewhere = people.filter((key) => !found.has(key));
  let before: string[] = [];
  return pieces.map(({ words }, at) => {
    const here = new Set([...(named[at] ?? []), ...elsewhere]);
    const isOfBefore = words.some((word) => PRONOUNS.has(word)) || isThirdPerson(words[0] ?? '');
    const meant = here.size === 0 && isOfBefore ? before : [...here];
    before = meant;
    return meant;
  });
}
