import { splitSentences } from '../../values/sentences';
import type { FigureKind } from '../segment';
import type { BriefSource } from './brief';
import { contentStems } from './content-words';
import { type NumberSaid, numbersIn } from './numbers';
import { superlativesIn } from './superlatives';

/** A sentence of a source, and where it stands. */
export interface Passage {
  readonly documentId: string;
  /** Of its atom; null of a title or a caption that is no atom. */
  readonly position: number | null;
  readonly page: number | null;
  readonly stems: ReadonlySet<string>;
  /** Its atom counts in per cent, here or nearby. */
  readonly saysPercent: boolean;
}

export interface NumberFound {
  readonly number: NumberSaid & { readonly value: number };
  readonly passage: Passage;
}

export interface FigureFound {
  readonly documentId: string;
  readonly position: number | null;
  readonly page: number | null;
}

/** What sources say that can be looked up. */
export interface Evidence {
  readonly numbers: ReadonlyMap<number, readonly NumberFound[]>;
  /** Each different number once, rising. */
  readonly values: readonly number[];
  readonly names: ReadonlyMap<string, readonly Passage[]>;
  readonly superlatives: ReadonlyMap<string, readonly Passage[]>;
  readonly figures: ReadonlyMap<string, readonly FigureFound[]>;
}

interface Text {
  readonly text: string;
  readonly documentId: string;
  readonly position: number | null;
  readonly page: number | null;
}

export const figureName = (kind: FigureKind, number: number): string => `${kind} ${number}`;

export function evidenceOf(sources: readonly BriefSource[]): Evidence {
  const numbers = new Map<number, NumberFound[]>();
  const names = new Map<string, Passage[]>();
  const superlatives = new Map<string, Passage[]>();
  for (const text of sources.flatMap(textsOf)) {
    if (!SAYS_SOMETHING.test(text.text)) continue;
    const saysPercent = /%|per\s?cent/iu.test(text.text);
    for (const sentence of splitSentences(text.text, 'en')) {
      keepSentence(sentence, { ...text, saysPercent }, { numbers, names, superlatives });
    }
  }
  const values = [...numbers.keys()].sort((a, b) => a - b);
  return { numbers, values, names, superlatives, figures: figuresOf(sources) };
}

/** Sentences of atoms that have neither a number nor a superlative are not taken apart. */
const SAYS_SOMETHING =
  /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|million|one|zero|first|only|most|least|best|worst|\w+est|unprecedented|never|state)\b/iu;

function textsOf({ documentId, title, attribution, atoms, figures }: BriefSource): Text[] {
  const own = atoms.map(({ text, position, page }) => ({ text, documentId, position, page }));
  const captions = figures.map(({ caption, description, kind, number, page }) => {
    const position = atoms.find(({ figure }) => figure?.kind === kind && figure.number === number)?.position ?? null;
    return { text: `${caption}\n\n${description}`, documentId, position, page };
  });
  return [...own, ...captions, { text: `${title}\n\n${attribution ?? ''}`, documentId, position: null, page: null }];
}

interface Kept {
  readonly numbers: Map<number, NumberFound[]>;
  readonly names: Map<string, Passage[]>;
  readonly superlatives: Map<string, Passage[]>;
}

function keepSentence(sentence: string, where: Text & { saysPercent: boolean }, kept: Kept): void {
  const [numbers, superlatives] = [numbersIn(sentence), superlativesIn(sentence)];
  if (numbers.length === 0 && superlatives.length === 0) return;
  const { documentId, position, page, saysPercent } = where;
  const passage = { documentId, position, page, saysPercent, stems: new Set(contentStems(sentence)) };
  for (const number of numbers) {
    const { value, name } = number;
    if (value !== null) add(kept.numbers, value, { number: { ...number, value }, passage });
    if (name !== null) add(kept.names, name, passage);
  }
  for (const { key } of superlatives) add(kept.superlatives, key, passage);
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function figuresOf(sources: readonly BriefSource[]): Map<string, FigureFound[]> {
  const found = new Map<string, FigureFound[]>();
  for (const { documentId, atoms, figures } of sources) {
    const places = new Map<string, FigureFound>();
    for (const { figure, position, page } of atoms) {
      if (figure) places.set(figureName(figure.kind, figure.number), { documentId, position, page });
    }
    for (const { kind, number, page } of figures) {
      const name = figureName(kind, number);
      if (!places.has(name)) places.set(name, { documentId, position: null, page });
    }
    for (const [name, place] of places) add(found, name, place);
  }
  return found;
}
