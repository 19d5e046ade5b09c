import type { Concept } from '../atom';
import { type Acronym, acronymKey, acronymsIn, singularName, singularShort } from './acronyms';
import { isShortForm, namesIn, Spelling } from './names';
import { type BareAtom, type Found, isAboutSomething, mostWritten, sayable } from './topics';
import { conceptKey, spokenText } from './words';

const MOST_ENTITIES = 60;
/** Each is looked for in each text. */
const MOST_ACRONYMS = 200;
const MOST_CHARACTERS = 1_500_000;
/** Of a longer document, what is named once is named in passing. */
const SHORT_DOCUMENT = 9_000;

interface Entity {
  count: number;
  place: number;
  readonly atoms: Set<number>;
  readonly names: Map<string, number>;
}

/** The names of a document: people, places, data sets, methods, and what its acronyms stand for. */
export function entitiesOf(atoms: readonly BareAtom[]): Found {
  const texts = namable(atoms);
  const entities = new Entities(texts);
  for (const text of texts) entities.take(text);
  return entities.found(atoms);
}

interface NamedText {
  readonly position: number;
  readonly text: string;
  readonly place: number;
}

/** Headings and titles capitalise words that name nothing, and code is none of a text. */
function namable(atoms: readonly BareAtom[]): NamedText[] {
  let characters = 0;
  const texts: NamedText[] = [];
  for (const atom of atoms) {
    const isHead = atom.kind === 'TITLE' || atom.kind === 'SECTION_HEADER' || atom.kind === 'KEYWORD';
    if (
      !isAboutSomething(atom) ||
      isHead ||
      atom.form === 'CODE' ||
      characters > MOST_CHARACTERS ||
      isTitled(atom.text)
    )
      continue;
    const said = sayable(atom);
    characters += said.length;
    texts.push({ position: atom.position, text: spokenText(said), place: atom.kind === 'ABSTRACT' ? 2 : 1 });
  }
  return texts;
}

/** In capitals, or like a title: then capitals name nothing. */
function isTitled(text: string): boolean {
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  return words.filter((word) => /^\p{Lu}/u.test(word)).length > words.length * 0.6;
}

class Entities {
  readonly #spelling = new Spelling();
  readonly #acronyms = new Map<string, Acronym>();
  readonly #entities = new Map<string, Entity>();
  readonly #isShort: boolean;

  constructor(texts: readonly NamedText[]) {
    for (const { text } of texts) {
      this.#spelling.take(text);
      for (const acronym of acronymsIn(text)) this.#explained(acronym);
    }
    this.#isShort = texts.reduce((sum, { text }) => sum + text.length, 0) < SHORT_DOCUMENT;
  }

  #explained(acronym: Acronym): void {
    const isNew = !this.#acronyms.has(acronym.short) && this.#acronyms.size < MOST_ACRONYMS;
    if (isNew) this.#acronyms.set(acronym.short, acronym);
  }

  take(atom: NamedText): void {
    for (const long of this.#longIn(atom.text)) this.#named(singularName(long), atom);
    for (const name of namesIn(atom.text, this.#spelling)) this.#named(singularShort(name), atom);
  }

  /** Expansions in lower case are no names by their letters. Each as often as it is there. */
  #longIn(text: string): string[] {
    const lower = text.toLowerCase();
    return [...this.#acronyms.values()]
      .filter(({ long }) => /^\p{Ll}/u.test(long))
      .flatMap(({ long }) => Array<string>(lower.split(long.toLowerCase()).length - 1).fill(long));
  }

  #named(name: string, { position, place }: NamedText): void {
    const acronym = this.#acronyms.get(name);
    const key = acronym ? acronymKey(acronym) : conceptKey(name);
    if (key === '' || !/\p{L}/u.test(key)) return;
    const entity = this.#entities.get(key) ?? {
      count: 0,
      place: 1,
      atoms: new Set<number>(),
      names: new Map<string, number>(),
    };
    entity.count += 1;
    entity.place = Math.max(entity.place, place);
    entity.atoms.add(position);
    entity.names.set(name, (entity.names.get(name) ?? 0) + 1);
    this.#entities.set(key, entity);
  }

  found(atoms: readonly BareAtom[]): Found {
    this.#joinSurnames();
    const expanded = new Set([...this.#acronyms.values()].map(acronymKey));
    const ranked = [...this.#entities]
      .filter(([key, entity]) => this.#isEntity(entity) || expanded.has(key))
      .map(([key, entity]) => ({
        key,
        entity,
        score: entity.count * (1 + Math.log2(entity.atoms.size)) * entity.place,
      }))
      .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
      .slice(0, MOST_ENTITIES);
    const highest = ranked[0]?.score ?? 1;
    const concepts = ranked.map(({ key, entity, score }) => conceptOf(key, entity, score / highest));
    return { concepts, keys: keysByAtom(atoms, ranked) };
  }

  #isEntity({ count, names, place }: Entity): boolean {
    const name = mostWritten(names);
    return count >= 2 || this.#isShort || place > 1 || (name.includes(' ') && !isShortForm(name.split(' ')[0] ?? ''));
  }

  /** `Okafor` is Ada Okafor where there is no other. */
  #joinSurnames(): void {
    const byLast = new Map<string, string[]>();
    for (const key of this.#entities.keys()) {
      const words = key.split(' ');
      const last = words.at(-1) ?? '';
      if (words.length > 1) byLast.set(last, [...(byLast.get(last) ?? []), key]);
    }
    for (const [key, entity] of [...this.#entities]) {
      const [full, other] = byLast.get(key) ?? [];
      const whole = full !== undefined && other === undefined ? this.#entities.get(full) : undefined;
      if (!whole || key.includes(' ') || !looksLikePerson(mostWritten(whole.names))) continue;
      whole.count += entity.count;
      for (const position of entity.atoms) whole.atoms.add(position);
      this.#entities.delete(key);
    }
  }
}

const looksLikePerson = (name: string): boolean =>
  /^\p{Lu}(?:\p{Ll}+|\.)(?:\s\p{Lu}(?:\p{Ll}+|\.))?\s\p{Lu}[\p{L}’'-]+$/u.test(name);

function conceptOf(key: string, { names, atoms }: Entity, weight: number): Concept {
  return { key, name: mostWritten(names), count: atoms.size, weight: Math.round(weight * 1000) / 1000 };
}

function keysByAtom(
  atoms: readonly BareAtom[],
  ranked: readonly { readonly key: string; readonly entity: Entity }[],
): string[][] {
  const keys = atoms.map((): string[] => []);
  for (const { key, entity } of ranked) for (const position of entity.atoms) keys[position]?.push(key);
  return keys;
}
