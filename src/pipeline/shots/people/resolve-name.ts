import { type CastIndex, chosen, type Entry, nodeAt, type Person } from './lexicon';
import { numbered, wordsOf } from './person-name';
import { genderOfTitle, isRank, titleOf } from './titles';

const NOBODY: ReadonlySet<number> = new Set();

/** Whom a whole name means: one person, a group, or nobody that is known. */
export function resolveName(index: CastIndex, text: string, inScene: ReadonlySet<number> = NOBODY): readonly number[] {
  const said = wordsOf(text);
  const words = said[0] === 'the' && said.length > 1 ? said.slice(1) : said;
  if (words.length === 0) return [];
  const whole = meant(index, said, inScene) ?? meant(index, words, inScene) ?? withTitle(index, words, inScene);
  return whole ?? ofType(index, words, inScene) ?? described(index, words, inScene) ?? [];
}

/** `PARAMEDIC #2` is one of the cast's paramedics: they are drawn alike. Where the cast has no such type, each number is a person. */
function ofType(index: CastIndex, said: readonly string[], inScene: ReadonlySet<number>): readonly number[] | null {
  const { words, number } = numbered(said);
  const found = number === null ? null : meant(index, words, inScene);
  return found?.every((person) => index.people[person]?.tier === 3) ? found : null;
}

const DESCRIPTIONS = /^(?:an?|old|older|young|younger|little|elderly|aged|aging|poor|teenage|adult|drunk|dying|dead)$/;

/** `OLD MAEVE`, who is no other than Maeve; an `OLD GUARD` is not the guard. */
function described(index: CastIndex, said: readonly string[], inScene: ReadonlySet<number>): readonly number[] | null {
  const from = said.findIndex((word) => !DESCRIPTIONS.test(word));
  if (from < 1) return null;
  const words = said.slice(from);
  const found = meant(index, words, inScene) ?? withTitle(index, words, inScene);
  return found?.length === 1 && found.every((person) => index.people[person]?.isRole === false) ? found : null;
}

function meant(index: CastIndex, words: readonly string[], inScene: ReadonlySet<number>): readonly number[] | null {
  const node = nodeAt(index.root, words);
  if (node === null) return null;
  const one = node.entries.filter(({ strength }) => strength !== 'MANY');
  if (one.length === 0) return membersOf(node.group, node.entries);
  const person = chosen(one, index.people, inScene);
  return person === null ? null : [person];
}

export function membersOf(group: readonly number[], entries: readonly Entry[]): readonly number[] | null {
  const all = [...new Set([...group, ...entries.map(({ person }) => person)])];
  return all.length === 0 ? null : all;
}

function withTitle(index: CastIndex, words: readonly string[], inScene: ReadonlySet<number>): readonly number[] | null {
  let from = 0;
  const titles: string[] = [];
  while (from < words.length - 1) {
    const title = titleOf(words[from] ?? '');
    if (title === null) break;
    titles.push(title);
    from += 1;
  }
  const node = titles.length === 0 ? null : nodeAt(index.root, words.slice(from));
  const bearers = titled(node?.entries ?? [], titles, index.people);
  const person = chosen(bearers, index.people, inScene);
  return person === null ? null : [person];
}

/** Those who may bear these titles, and of them whoever is known to, if anybody is. */
export function titled(
  entries: readonly Entry[],
  titles: readonly string[],
  people: readonly Person[],
): readonly Entry[] {
  if (titles.length === 0) return entries;
  const possible = entries.filter(
    ({ person, strength }) => strength !== 'MANY' && titles.every((title) => mayBear(people[person], title)),
  );
  const known = possible.filter(({ person }) => titles.every((title) => people[person]?.titles.has(title)));
  return known.length > 0 ? known : possible;
}

function mayBear(person: Person | undefined, title: string): boolean {
  if (person === undefined || person.isRole) return false;
  if (person.titles.has(title)) return true;
  const gender = genderOfTitle(title);
  if (gender === null) return isRank(title) || title === 'mx';
  const others = [...person.titles].map(genderOfTitle).filter((other) => other !== null);
  return (person.gender ?? gender) === gender && others.every((other) => other === gender);
}
