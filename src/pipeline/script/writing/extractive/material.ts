import type { Atom } from '../../../knowledge/atom';
import { splitSentences } from '../../../values/sentences';
import { type FigureMention, figureMentions } from '../../figure-mentions';
import { wordCount } from '../../paragraphs';
import type { BriefSource } from '../brief';
import { contentStems } from '../content-words';
import { condensed, type Manner } from './condense';
import { type Part, partsOf } from './parts';

/** A sentence that may be quoted. */
export interface Sentence {
  /** In the order of the sources and their texts. The one before it in its paragraph is `id - 1`. */
  readonly id: number;
  readonly source: number;
  /** Of its atom. */
  readonly position: number;
  readonly part: Part;
  /** Without what links it to the sentence before, and with it. */
  readonly alone: string;
  readonly linked: string;
  /** It makes sense only right after the sentence before it. */
  readonly leans: boolean;
  /** It speaks of `the difference`: what was said just before, or a figure, tells which. */
  readonly assumes: boolean;
  readonly words: number;
  readonly stems: ReadonlySet<string>;
  /** What it names, and what it named before it was condensed. */
  readonly names: readonly FigureMention[];
  readonly discusses: readonly FigureMention[];
  /** 0 is the first of its paragraph. */
  readonly place: number;
  readonly atom: Atom;
}

/** What one source has to say. */
export interface Material {
  readonly source: BriefSource;
  readonly manner: Manner;
  readonly sentences: readonly Sentence[];
  /** What its paragraphs name, in their order, with the id of the first sentence that does, fit to be quoted or not. */
  readonly firstNamed: ReadonlyMap<string, { readonly id: number; readonly position: number; readonly part: Part }>;
  readonly parts: ReadonlyMap<number, Part | null>;
  /** Of its title's atoms. */
  readonly titles: readonly number[];
  /** In how many sentences each stem is. */
  readonly counts: ReadonlyMap<string, number>;
}

const QUOTED_KINDS: readonly string[] = ['ABSTRACT', 'PARAGRAPH', 'QUOTE'];
const NOT_SPOKEN: readonly (string | null)[] = ['LIST_ITEM', 'CODE', 'REFERENCE', 'EQUATION'];

export const nameOf = ({ kind, number }: Pick<FigureMention, 'kind' | 'number'>): string => `${kind} ${number}`;

interface Shelf {
  readonly idx: number;
  readonly firstId: number;
  readonly language: string;
}

export function materialOf(source: BriefSource, { idx, firstId, language }: Shelf): Material {
  const parts = partsOf(source.atoms);
  const manner = mannerOf(source, language);
  const sentences: Sentence[] = [];
  const firstNamed = new Map<string, { id: number; position: number; part: Part }>();
  let id = firstId;
  for (const atom of source.atoms) {
    const part = parts.get(atom.position) ?? null;
    if (part === null || !QUOTED_KINDS.includes(atom.kind) || NOT_SPOKEN.includes(atom.form)) continue;
    splitSentences(atom.text, language).forEach((raw, place) => {
      id += 1;
      for (const mention of part === 'INTRO' ? [] : figureMentions(raw)) {
        if (!firstNamed.has(nameOf(mention))) firstNamed.set(nameOf(mention), { id, position: atom.position, part });
      }
      const sentence = sentenceOf(raw, { id, source: idx, part, place, atom }, manner);
      if (sentence) sentences.push(sentence);
    });
    id += 1; // so that the last of a paragraph is not the one before the first of the next
  }
  const titles = source.atoms.flatMap(({ kind, position }) => (kind === 'TITLE' ? [position] : []));
  return { source, manner, sentences, firstNamed, parts, titles, counts: countsOf(sentences) };
}

function countsOf(sentences: readonly Sentence[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { stems } of sentences) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
}

type Place = Pick<Sentence, 'id' | 'source' | 'part' | 'place' | 'atom'>;

function sentenceOf(raw: string, place: Place, manner: Manner): Sentence | null {
  const said = condensed(raw, manner);
  if (!said) return null;
  const names = figureMentions(said.linked);
  const { alone, linked, leans, assumes, figures } = said;
  const stems = new Set(contentStems(alone));
  const discusses = [...names, ...figures];
  const { position } = place.atom;
  return {
    ...place,
    position,
    alone,
    linked,
    leans: leans || assumes,
    assumes: assumes && !leans,
    names,
    discusses,
    stems,
    words: wordCount(alone),
  };
}

function mannerOf({ atoms, authors }: BriefSource, language: string): Manner {
  const text = atoms.flatMap((atom) => (QUOTED_KINDS.includes(atom.kind) ? [atom.text] : [])).join('\n');
  const english = /^en\b/i.test(language);
  return {
    english,
    authors: authors.length === 1 ? 'ONE' : 'SEVERAL',
    acronyms: acronymsOf(text),
    names: namesOf(text),
  };
}

/** Short forms that are used more than once. */
function acronymsOf(text: string): Set<string> {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/\b[A-Z][A-Za-z0-9-]*[A-Z](?=s?\b)/g))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > 1).map(([word]) => word));
}

/** With a capital after a small word: no sentence begins there. */
function namesOf(text: string): Set<string> {
  return new Set([...text.matchAll(/(?<=[a-z,] )\p{Lu}[\p{L}\p{N}'’-]*/gu)].map(([word]) => word));
}
