import { DETERMINERS, isThirdPerson, PREPOSITIONS, PRONOUN_OBJECTS, VERBS } from './grammar';
import { type CastIndex, chosen, type Entry, type Node } from './lexicon';
import { membersOf, titled } from './resolve-name';
import { ROLE_VERBS, THINGS_OF_ROLES } from './roles';
import { titleOf } from './titles';
import type { Token } from './tokens';
import { isNameHere } from './word-names';

/** People, named in a paragraph. */
export interface Mention {
  readonly from: number;
  readonly endExclusive: number;
  readonly people: readonly number[];
}

interface Reach {
  readonly node: Node;
  readonly endExclusive: number;
}

const GROUP_BEFORE = new Set(['the', 'both', 'two', 'three', 'these', 'those', 'all', 'and']);
const NO_ROLE_BEFORE = new Set([
  'to',
  'on',
  'off',
  'stand',
  'stands',
  'stood',
  'standing',
  'keeps',
  'keep',
  'under',
  'will',
  'he',
  'she',
  'who',
  'they',
  'not',
]);
const STREETS = new Set(
  'street st avenue ave road rd lane boulevard blvd drive alley square plaza park bridge hotel bank building county beach hospital hall'.split(
    ' ',
  ),
);

/** Names in the order of the text, each the longest that fits. Linear: no name is longer than the longest of the cast. */
export function mentionsIn(tokens: readonly Token[], index: CastIndex, inScene: ReadonlySet<number>): Mention[] {
  const mentions: Mention[] = [];
  let at = 0;
  while (at < tokens.length) {
    const place = reachesFrom(index.places, tokens, at).findLast(({ node }) => node.group.length > 0);
    const mention = place === undefined ? mentionAt(tokens, at, index, inScene) : null;
    if (mention !== null) mentions.push(mention);
    at = mention?.endExclusive ?? place?.endExclusive ?? at + 1;
  }
  return mentions;
}

function mentionAt(
  tokens: readonly Token[],
  at: number,
  index: CastIndex,
  inScene: ReadonlySet<number>,
): Mention | null {
  const reaches = reachesFrom(index.root, tokens, at);
  for (let longest = reaches.length - 1; longest >= 0; longest -= 1) {
    const reach = reaches[longest];
    const mention = reach === undefined ? null : mentionOf(tokens, at, reach, index, inScene);
    if (mention !== null) return mention;
  }
  return null;
}

const NOWHERE: readonly Reach[] = [];

/** All names that begin here, the shortest first. */
function reachesFrom(root: Node, tokens: readonly Token[], at: number): readonly Reach[] {
  const first = tokens[at];
  if (first === undefined || nextOf(root, first) === undefined) return NOWHERE;
  const reaches: Reach[] = [];
  let node: Node | undefined = root;
  for (let index = at; index < tokens.length; index += 1) {
    const token: Token | undefined = tokens[index];
    if (token === undefined || (index > at && !joins(token, tokens[index - 1]))) break;
    const next: Node | undefined = nextOf(node, token);
    if (next === undefined) break;
    node = next;
    reaches.push({ node, endExclusive: index + 1 });
  }
  return reaches;
}

/** `Raes' hands` are Rae's. */
function nextOf({ next }: Node, { norm, isPossessive }: Token): Node | undefined {
  return next.get(norm) ?? (isPossessive && norm.endsWith('s') ? next.get(norm.slice(0, -1)) : undefined);
}

function joins(token: Token, before: Token | undefined): boolean {
  if (before?.isPossessive && token.gap !== ' ') return false;
  return !token.isStart && /^[ "“”'‘’#.\-()]{1,3}$/.test(token.gap);
}

function mentionOf(
  tokens: readonly Token[],
  from: number,
  { node, endExclusive }: Reach,
  index: CastIndex,
  inScene: ReadonlySet<number>,
): Mention | null {
  if (isGlued(tokens, from, endExclusive)) return null;
  const titles = titlesBefore(tokens, from);
  const fitting = node.entries.filter((entry) => fits(tokens, from, endExclusive, entry, index));
  const people = titled(fitting, titles, index.people);
  const one = people.filter(({ strength }) => strength !== 'MANY');
  if (one.length === 0) return groupMention(tokens, from, { node, endExclusive }, fitting);
  const person = chosen(capitalFirst(one, tokens[from]), index.people, inScene);
  if (person === null) return null;
  const isWord = one.every((entry) => entry.isWord) && endExclusive - from === 1 && titles.length === 0;
  if (
    isWord &&
    !isNameHere({ tokens, from, endExclusive, isInScene: inScene.has(person), isName: nameTest(tokens, index) })
  )
    return null;
  if (!isWord && isStreet(tokens, endExclusive)) return null;
  return { from: from - titles.length, endExclusive, people: [person] };
}

function nameTest(tokens: readonly Token[], { root }: CastIndex): (at: number) => boolean {
  return (at) => {
    const token = tokens[at];
    return token !== undefined && token.casing !== 'LOWER' && root.next.has(token.norm);
  };
}

/** A role and a person may share a word: in lower case the role is meant. */
function capitalFirst(entries: readonly Entry[], token: Token | undefined): readonly Entry[] {
  const named = entries.filter(({ strength }) => strength === 'FULL' || strength === 'PART');
  return token?.casing !== 'LOWER' && named.length > 0 ? named : entries;
}

function fits(
  tokens: readonly Token[],
  from: number,
  endExclusive: number,
  entry: Entry,
  { people }: CastIndex,
): boolean {
  const isRole = people[entry.person]?.isRole === true || entry.strength === 'ROLE' || entry.strength === 'HEAD';
  if (isRole) return isRoleHere(tokens, from, endExclusive, entry, people[entry.person]?.isRole === true);
  const [token, before] = [tokens[from], tokens[from]?.isStart ? undefined : tokens[from - 1]];
  if (token?.casing === 'LOWER' && before !== undefined && DETERMINERS.has(before.norm)) return false;
  if (!entry.isWord || (token?.casing === 'LOWER' && beginsClause(tokens, from, endExclusive))) return true;
  for (let index = from; index < endExclusive; index += 1) {
    if (tokens[index]?.casing === 'LOWER' && !DETERMINERS.has(tokens[index]?.norm ?? '')) return false;
  }
  return true;
}

/** `will steps in`: whoever writes no capitals writes names without them, too. */
function beginsClause(tokens: readonly Token[], from: number, endExclusive: number): boolean {
  const next = tokens[endExclusive];
  return tokens[from]?.isStart === true && next?.isStart === false && next.gap === ' ' && isThirdPerson(next.norm);
}

/** `the guard`, `GUARD`, `a guard's hand`; not `guard booth`, `on guard`, `Rae guards the door`. */
function isRoleHere(
  tokens: readonly Token[],
  from: number,
  endExclusive: number,
  entry: Entry,
  isCalledSo: boolean,
): boolean {
  const [token, next] = [tokens[from], tokens[endExclusive]];
  const before = token?.isStart ? undefined : tokens[from - 1];
  if (token === undefined) return false;
  if (!isCalledSo && before?.norm !== 'the' && token.casing !== 'UPPER') return false;
  const isBeside = next !== undefined && next.gap === ' ' && !next.isStart && !tokens[endExclusive - 1]?.isPossessive;
  if (isBeside && THINGS_OF_ROLES.has(next.norm) && !(entry.strength === 'MANY' && VERBS.has(next.norm))) return false;
  if (token.casing === 'UPPER' || endExclusive - from > 1) return true;
  if (before !== undefined && token.gap === ' ' && NO_ROLE_BEFORE.has(before.norm)) return false;
  return !(entry.strength === 'MANY' && isVerbHere(tokens, from, before, next));
}

function isVerbHere(
  tokens: readonly Token[],
  from: number,
  before: Token | undefined,
  next: Token | undefined,
): boolean {
  const word = tokens[from]?.norm ?? '';
  const stem = word.endsWith('ches') || word.endsWith('sses') ? word.slice(0, -2) : word.slice(0, -1);
  if (!ROLE_VERBS.has(stem) || before === undefined) return false;
  const takes = next !== undefined && !next.isStart && (DETERMINERS.has(next.norm) || PRONOUN_OBJECTS.has(next.norm));
  return (
    takes &&
    !DETERMINERS.has(before.norm) &&
    before.norm !== 'and' &&
    !PREPOSITIONS.has(before.norm) &&
    !/^\d|two|three/.test(before.norm)
  );
}

function groupMention(
  tokens: readonly Token[],
  from: number,
  { node, endExclusive }: Reach,
  entries: readonly Entry[],
): Mention | null {
  const many = entries.filter(({ strength }) => strength === 'MANY');
  const before = tokens[from]?.isStart ? undefined : tokens[from - 1];
  const isSaid =
    many.length > 0 || (before !== undefined && GROUP_BEFORE.has(before.norm)) || tokens[from]?.casing !== 'LOWER';
  const people = isSaid ? membersOf(node.group, many) : null;
  return people === null ? null : { from, endExclusive, people };
}

/** `ex-Rae`, `Manny-sized`. */
function isGlued(tokens: readonly Token[], from: number, endExclusive: number): boolean {
  const [first, next] = [tokens[from], tokens[endExclusive]];
  return (from > 0 && first?.gap === '-') || (next?.gap === '-' && next.casing === 'LOWER');
}

function titlesBefore(tokens: readonly Token[], from: number): string[] {
  const titles: string[] = [];
  for (let at = from - 1; at >= 0 && at >= from - 3; at -= 1) {
    const [token, after] = [tokens[at], tokens[at + 1]];
    const title = token === undefined || token.casing === 'LOWER' || token.isPossessive ? null : titleOf(token.norm);
    if (title === null || after === undefined || after.isStart || !/^\.? $/.test(after.gap)) break;
    titles.unshift(title);
  }
  return titles;
}

/** `Calder Street`. */
function isStreet(tokens: readonly Token[], endExclusive: number): boolean {
  const [last, next] = [tokens[endExclusive - 1], tokens[endExclusive]];
  if (next === undefined || next.isStart || next.gap !== ' ' || last?.isPossessive || next.casing === 'LOWER')
    return false;
  return last?.casing === next.casing && STREETS.has(next.norm);
}
