import { nodeAt, nodeFor } from './lexicon';
import { wordsOf } from './person-name';
import { isRole, plural, singular } from './roles';
import type { Roster } from './roster';
import { calledBy } from './titles';

const KIN: Readonly<Record<string, 'MALE' | 'FEMALE' | null>> = {
  brothers: 'MALE',
  sisters: 'FEMALE',
  twins: null,
  siblings: null,
  family: null,
  boys: 'MALE',
  girls: 'FEMALE',
  kids: null,
  couple: null,
};
const TOGETHER = ['twin', 'triplet', 'brother', 'sister', 'sibling'] as const;

/** Names for several people at once, as far as the cast says them. */
export function addGroups(roster: Roster): void {
  addFamilies(roster);
  addSharedAliases(roster);
  for (const word of TOGETHER) addDescribed(roster, word);
  addAlike(roster);
  addBearers(roster, ranksOf(roster));
  addBearers(roster, rolesOf(roster));
}

/** `the Calders`, `the Reyes brothers`. */
function addFamilies({ names, people, index }: Roster): void {
  const families = new Map<string, number[]>();
  for (const [person, { parts, titles, isRole: isWhat }] of names.entries()) {
    const last = parts.at(-1)?.join(' ');
    if (isWhat || last === undefined || parts.length + titles.length < 2) continue;
    families.set(last, [...(families.get(last) ?? []).slice(0, 50), person]);
  }
  for (const [last, members] of families) {
    const words = last.split(' ');
    if (members.length < 2) continue;
    nodeFor(index.root, [...words.slice(0, -1), plural(words.at(-1) ?? '')]).group = members;
    for (const [kin, gender] of Object.entries(KIN)) {
      const fitting = members.filter((person) => gender === null || (people[person]?.gender ?? gender) === gender);
      if (fitting.length > 1) nodeFor(index.root, [...words, kin]).group = fitting;
    }
  }
}

/** `the twins` of whom nobody says it: the only two of one family and one age. Two women so are `the sisters`. */
function addAlike({ names, people, index }: Roster): void {
  const alike = new Map<string, number[]>();
  for (const [person, { parts, isRole: isWhat }] of names.entries()) {
    const [last, years] = [parts.at(-1)?.join(' '), people[person]?.years ?? null];
    if (isWhat || parts.length < 2 || years === null || years % 10 === 0) continue;
    const key = `${last} ${years}`;
    alike.set(key, [...(alike.get(key) ?? []).slice(0, 2), person]);
  }
  const pairs = [...alike.values()].filter(({ length }) => length > 1);
  const [pair] = pairs;
  if (pair === undefined || pairs.length > 1 || pair.length !== 2) return;
  const genders = new Set(pair.map((person) => people[person]?.gender));
  const siblings =
    genders.size > 1 ? [] : genders.has('FEMALE') ? ['sisters'] : genders.has('MALE') ? ['brothers'] : [];
  for (const word of ['twins', ...siblings]) {
    const node = nodeAt(index.root, [word]);
    if (node === null || (node.entries.length === 0 && node.group.length === 0)) makeGroup(index.root, [word], pair);
  }
}

/** `the twins`, where both are said to be called so. */
function addSharedAliases({ entries, index }: Roster): void {
  const bearers = new Map<string, Set<number>>();
  for (const [person, { aliases }] of entries.entries()) {
    for (const alias of aliases) {
      const words = wordsOf(alias).filter((word, at) => at > 0 || word !== 'the');
      if (singular(words.at(-1) ?? '') === words.at(-1)) continue;
      const key = words.join(' ');
      bearers.set(key, (bearers.get(key) ?? new Set()).add(person));
    }
  }
  for (const [alias, people] of bearers) {
    if (people.size > 1) makeGroup(index.root, alias.split(' '), [...people]);
  }
}

function makeGroup(root: Roster['index']['root'], words: readonly string[], people: readonly number[]): void {
  const node = nodeFor(root, words);
  node.entries.length = 0;
  node.group = people;
}

function addDescribed({ entries, index }: Roster, word: string): void {
  const said = new RegExp(`\\b${word}s?\\b`, 'i');
  const members = [...entries.entries()]
    .filter(([, { tier, role, aliases, look, signature }]) => {
      const words = [role, look.marks, look.build, signature, ...aliases].filter((text) => text !== null);
      return tier !== 3 && words.some((text) => said.test(text));
    })
    .map(([person]) => person);
  const many = plural(word);
  if (members.length > 1 && (nodeAt(index.root, [many])?.entries.length ?? 0) === 0)
    makeGroup(index.root, [many], members);
}

function ranksOf({ names }: Roster): [string, number][] {
  return [...names.entries()].flatMap(([person, { titles, isRole: isWhat }]) =>
    isWhat ? [] : titles.flatMap((title) => calledBy(title).map((word): [string, number] => [word, person])),
  );
}

function rolesOf({ entries, names }: Roster): [string, number][] {
  return [...entries.entries()].flatMap(([person, { role, tier }]): [string, number][] => {
    const words = role === null || tier === 0 || names[person]?.isRole ? [] : wordsOf(role);
    return words.length > 0 && words.length < 3 && isRole(words) ? [[words.join(' '), person]] : [];
  });
}

/** `the detective`, where one person alone is one and nobody is called so. */
function addBearers({ index }: Roster, bearers: readonly (readonly [string, number])[]): void {
  const byWord = new Map<string, Set<number>>();
  for (const [word, person] of bearers) byWord.set(word, (byWord.get(word) ?? new Set()).add(person));
  for (const [word, people] of byWord) {
    const [person] = people;
    const node = nodeAt(index.root, word.split(' '));
    if (people.size !== 1 || person === undefined || (node !== null && node.entries.length > 0)) continue;
    nodeFor(index.root, word.split(' ')).entries.push({ person, strength: 'HEAD', isWord: false });
  }
}
