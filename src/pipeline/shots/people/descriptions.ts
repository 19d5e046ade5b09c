import { ADVERBS, AUXILIARIES, CONJUNCTIONS, DETERMINERS, isVerbForm, PREPOSITIONS, VERBS } from './grammar';
import type { Person } from './lexicon';
import type { Memory } from './memory';
import type { Gender } from './titles';
import type { Token } from './tokens';

/** People of whom a text says sex, age or number alone: `the old woman`, `both men`, `the three of them`. */
export interface Description {
  readonly people: readonly number[];
  readonly endExclusive: number;
}

interface Kind {
  readonly gender: Gender | null;
  readonly least: number;
  readonly most: number;
}

const ANY = 200;
const MAN: Kind = { gender: 'MALE', least: 15, most: ANY };
const WOMAN: Kind = { gender: 'FEMALE', least: 15, most: ANY };
/** Prose calls women of twenty girls more readily than men of twenty boys. */
const GIRL: Kind = { gender: 'FEMALE', least: 0, most: 22 };
const BOY: Kind = { gender: 'MALE', least: 0, most: 17 };
const CHILD: Kind = { gender: null, least: 0, most: 14 };
const ONE = new Map<string, Kind>(
  Object.entries({ man: MAN, woman: WOMAN, girl: GIRL, boy: BOY, child: CHILD, kid: CHILD }),
);
const MANY = new Map<string, Kind>(
  Object.entries({ men: MAN, women: WOMAN, girls: GIRL, boys: BOY, children: CHILD, kids: CHILD }),
);
const AGES = new Map([
  ['old', { least: 60, most: ANY }],
  ['elderly', { least: 60, most: ANY }],
  ['young', { least: 15, most: 35 }],
]);
const COUNTS = new Map(Object.entries({ both: 2, neither: 2, two: 2, three: 3, four: 4, five: 5 }));
const REACH = 12;

export function describedAt(tokens: readonly Token[], at: number, memory: Memory): Description | null {
  const word = tokens[at]?.norm ?? '';
  if (word === 'the')
    return countedOfThem(tokens, at, memory) ?? manyAt(tokens, at, memory) ?? oneAt(tokens, at, memory);
  return word === 'both' || word === 'neither' ? manyAt(tokens, at, memory) : null;
}

/** `the three of them`: exactly so many were named just before. */
function countedOfThem(tokens: readonly Token[], at: number, memory: Memory): Description | null {
  const count = COUNTS.get(beside(tokens, at + 1)) ?? 0;
  if (count < 3 || beside(tokens, at + 2) !== 'of' || beside(tokens, at + 3) !== 'them') return null;
  const people = memory.lately();
  return people.length === count ? { people, endExclusive: at + 4 } : null;
}

/** `both women`, `the two men`, `neither girl`, `the girls`: exactly so many are there. */
function manyAt(tokens: readonly Token[], at: number, memory: Memory): Description | null {
  const word = tokens[at]?.norm ?? '';
  const counted = COUNTS.get(word === 'the' ? beside(tokens, at + 1) : word);
  const head = word === 'the' && counted !== undefined ? at + 2 : at + 1;
  const kind = (word === 'neither' ? ONE : MANY).get(beside(tokens, head));
  if (kind === undefined || memory.strangers.has(kind) || !endsAt(tokens, head)) return null;
  const people = fitting(memory, memory.met, kind);
  return people.length === (counted ?? 2) ? { people, endExclusive: head + 1 } : null;
}

function oneAt(tokens: readonly Token[], at: number, memory: Memory): Description | null {
  const age = AGES.get(beside(tokens, at + 1));
  const head = age === undefined ? at + 1 : at + 2;
  const kind = ONE.get(beside(tokens, head));
  if (kind === undefined || memory.strangers.has(kind) || !endsAt(tokens, head)) return null;
  const people = fitting(memory, [...memory.met, ...memory.listed], { ...kind, ...age });
  return people.length === 1 ? { people, endExclusive: head + 1 } : null;
}

function fitting({ people }: Memory, present: Iterable<number>, kind: Kind): number[] {
  return [...new Set(present)].filter((person) => {
    const one = people[person];
    return one !== undefined && !one.isMany && one.tier !== 3 && fits(one, kind);
  });
}

function fits({ gender, years }: Person, kind: Kind): boolean {
  if (kind.gender !== null && gender !== kind.gender) return false;
  const isAnyAge = kind.least === 15 && kind.most === ANY;
  return years === null ? isAnyAge : years >= kind.least && years <= kind.most;
}

/** `the boy nods`, `the boy off her`; neither `the girl who left`, `the man with a cane` nor `the girl band`. */
function endsAt(tokens: readonly Token[], head: number): boolean {
  const [next, second] = [tokens[head + 1], tokens[head + 2]];
  if (tokens[head]?.isPossessive || next === undefined || next.isStart || next.gap !== ' ') return true;
  if (/^(?:who|whose|whom|that|he|she|they|i|we|you)$/.test(next.norm)) return false;
  if (/^(?:with|in|from|at|behind|on|of|by|inside|under|near|without)$/.test(next.norm))
    return /^(?:his|her|him|their)$/.test(second?.norm ?? '') || next.norm === 'by';
  return (
    [ADVERBS, AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS].some((words) => words.has(next.norm)) ||
    isVerbForm(next.norm) ||
    VERBS.has(next.norm)
  );
}

/** `a girl sells flowers`: from here on `the girl` is that one, unless her name follows in capitals. */
export function noteStranger(tokens: readonly Token[], at: number, memory: Memory): void {
  const word = tokens[at]?.norm ?? '';
  if (!/^(?:an?|another|some|several|two|three)$/.test(word) || tokens[at - 1]?.norm === 'the') return;
  let kind: Kind | undefined;
  for (let index = at + 1; index < at + REACH; index += 1) {
    const token = tokens[index];
    if (token === undefined || (token.isStart && !isNaming(tokens, index))) break;
    if (token.casing === 'UPPER') return;
    if (kind === undefined && index < at + 4) kind = ONE.get(token.norm) ?? MANY.get(token.norm);
    if (kind === undefined && (index >= at + 4 || PREPOSITIONS.has(token.norm))) return;
  }
  if (kind !== undefined) memory.strangers.add(kind);
}

/** `This is MIA`. */
function isNaming(tokens: readonly Token[], at: number): boolean {
  return /^(?:this|its)$/.test(tokens[at]?.norm ?? '');
}

function beside(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return token === undefined || token.isStart || token.gap !== ' ' ? '' : token.norm;
}
