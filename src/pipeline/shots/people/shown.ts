import { describedAt, noteStranger } from './descriptions';
import { CONJUNCTIONS, DETERMINERS, isThirdPerson, PREPOSITIONS } from './grammar';
import type { Memory } from './memory';
import type { Mention } from './mentions';
import { isBodyBehind, isOfAnimal } from './owners';
import { meantBy, meantTogether, type Pronoun, pronounAt } from './pronouns';
import { singular } from './roles';
import type { Token } from './tokens';
import { isUnseen } from './unseen';
import { isTitleCard } from './written';

export interface ParagraphReader {
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  readonly memory: Memory;
  /** Whose speech it stands in: `(wiping her eyes)`. */
  readonly speaker: readonly number[];
}

const SUBORDINATE =
  /^(?:as|when|while|before|after|once|with|from|in|at|behind|without|if|because|although|though|hearing|seeing)$|ing$/;
const FAR = 25;
const PLURAL_NOUN = /^\p{L}{2,}[^su']s$|^(?:people|men|women|children|police)$/u;

/** Whom a paragraph shows, in the order in which it says so. */
export function readParagraph(reader: ParagraphReader): number[] {
  const { tokens, mentions, memory, speaker } = reader;
  const shown: number[] = [];
  if (isTitleCard(tokens)) return shown;
  for (const person of speaker) memory.note(person, true, true);
  let next = 0;
  memory.startParagraph();
  for (let at = 0; at < tokens.length; at += 1) {
    if (at > 0 && tokens[at]?.isStart) memory.endSentence();
    const mention = mentions[next];
    if (mention !== undefined && mention.from <= at) {
      shown.push(...readMention(reader, mention, next));
      next += 1;
      at = Math.max(at, mention.endExclusive - 1);
      continue;
    }
    const described = tokens[at]?.isQuoted ? null : describedAt(tokens, at, memory);
    if (described !== null && (mention === undefined || mention.from >= described.endExclusive)) {
      shown.push(...readMention(reader, { ...described, from: at }, next));
      at = described.endExclusive - 1;
      continue;
    }
    noteStranger(tokens, at, memory);
    const pronoun = pronounAt(tokens, at);
    if (pronoun !== null && !tokens[at]?.isQuoted) shown.push(...readPronoun(reader, pronoun, at, next));
  }
  memory.endSentence();
  return shown;
}

function readMention({ tokens, mentions, memory }: ParagraphReader, mention: Mention, at: number): readonly number[] {
  const span = { ...mention, isPossessive: tokens[mention.endExclusive - 1]?.isPossessive === true };
  const isSeen = !isUnseen(tokens, span);
  const isSubject = isSubjectAt(tokens, mention.from, memory);
  for (const person of mention.people) memory.note(person, isSubject, isSeen);
  if (!isSeen) return [];
  const before = mentions[at - 1];
  const isJoined = before !== undefined && isAnd(tokens, before, mention);
  const last = tokens[mention.endExclusive - 1]?.norm ?? '';
  const isMany =
    isSubject && mention.people.every((person) => memory.people[person]?.tier === 3) && singular(last) !== last;
  memory.isOfCrowd ||= isMany;
  if (mention.people.length > 1 || isMany) memory.notePair(mention.people);
  else if (isJoined) memory.notePair(joined(mentions, at, tokens));
  return mention.people;
}

/** `Rae, Manny and Ana`. */
function joined(mentions: readonly Mention[], at: number, tokens: readonly Token[]): number[] {
  const people: number[] = [];
  for (let index = at; index >= 0 && index > at - 6; index -= 1) {
    const [mention, after] = [mentions[index], mentions[index + 1]];
    if (mention === undefined || (index < at && after !== undefined && !isListed(tokens, mention, after))) break;
    people.unshift(...mention.people);
  }
  return people;
}

function isAnd(tokens: readonly Token[], before: Mention, mention: Mention): boolean {
  const [word, after] = [tokens[before.endExclusive], mention.from - before.endExclusive];
  return (
    word?.norm === 'and' && (after === 1 || (after === 2 && DETERMINERS.has(tokens[mention.from - 1]?.norm ?? '')))
  );
}

function isListed(tokens: readonly Token[], before: Mention, mention: Mention): boolean {
  return (
    isAnd(tokens, before, mention) || (before.endExclusive === mention.from && tokens[mention.from]?.gap.trim() === ',')
  );
}

/** Not behind a preposition, nor behind the verb of one who was named before in the clause. */
function isSubjectAt(tokens: readonly Token[], from: number, memory: Memory): boolean {
  let at = from;
  while (at > 0 && at > from - 3 && !tokens[at]?.isStart && DETERMINERS.has(tokens[at - 1]?.norm ?? '')) at -= 1;
  const [token, before] = [tokens[at], tokens[at - 1]];
  if (token === undefined || token.isStart || before === undefined) return true;
  if (/[,;:–—]|--/.test(token.gap) || CONJUNCTIONS.has(before.norm)) return true;
  if (PREPOSITIONS.has(before.norm) || isThirdPerson(before.norm)) return false;
  return memory.clauseSubject === null;
}

function readPronoun(
  { tokens, mentions, memory }: ParagraphReader,
  pronoun: Pronoun,
  at: number,
  next: number,
): readonly number[] {
  if (isOwnedByOthers(tokens, pronoun, at, memory)) return [];
  const isSeen = !isUnseen(tokens, { from: at, endExclusive: at + 1, isPossessive: pronoun.kind === 'POSSESSIVE' });
  const people =
    pronoun.gender === 'PLURAL'
      ? isOfThings(tokens, mentions, { at, next })
        ? []
        : together(pronoun, memory)
      : onePerson(tokens, mentions, pronoun, { memory, at, next });
  const isSubject = pronoun.kind === 'SUBJECT';
  for (const { person, isVisible } of people) memory.note(person, isSubject, isSeen && isVisible);
  return isSeen ? people.filter(({ isVisible }) => isVisible).map(({ person }) => person) : [];
}

function isOwnedByOthers(tokens: readonly Token[], { gender, kind }: Pronoun, at: number, memory: Memory): boolean {
  if (gender !== 'PLURAL') return memory.named.length === 0 && isOfAnimal(tokens, at);
  if (kind === 'POSSESSIVE') return !(isBodyBehind(tokens, at) && memory.isPairFresh());
  return memory.isOfCrowd;
}

interface Meant {
  readonly person: number;
  readonly isVisible: boolean;
}

/** `Passengers shuffle by, eyes on their phones`: theirs, for the sentence names nobody else. */
function isOfThings(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  { at, next }: { readonly at: number; readonly next: number },
): boolean {
  let start = at;
  while (start > 0 && start > at - FAR && !tokens[start]?.isStart) start -= 1;
  const isNamed = next > 0 && (mentions[next - 1]?.endExclusive ?? 0) > start;
  if (isNamed) return false;
  for (let index = start; index < Math.min(at, start + 3); index += 1) if (isManyThings(tokens, index)) return true;
  return false;
}

/** `guards` of `the guards check their posts`, `cops` of `two cops`; not `sweeps` of `a flashlight sweeps over them`. */
function isManyThings(tokens: readonly Token[], at: number): boolean {
  const [word, before] = [tokens[at]?.norm ?? '', tokens[at]?.isStart ? '' : (tokens[at - 1]?.norm ?? '')];
  if (!PLURAL_NOUN.test(word)) return false;
  return (
    before === '' || !isThirdPerson(word) || DETERMINERS.has(before) || /^(?:two|three|four|five|six|\d+)$/.test(before)
  );
}

function together(pronoun: Pronoun, memory: Memory): Meant[] {
  return meantTogether(pronoun, memory).map((person) => ({ person, isVisible: true }));
}

interface Where {
  readonly memory: Memory;
  readonly at: number;
  /** The first mention behind the pronoun. */
  readonly next: number;
}

function onePerson(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  pronoun: Pronoun,
  { memory, at, next }: Where,
): Meant[] {
  const ahead = memory.named.length === 0 ? announced(tokens, mentions[next], pronoun, { memory, at, next }) : null;
  if (ahead !== null) return [{ person: ahead, isVisible: true }];
  const meant = meantBy(pronoun, memory, tokens, at);
  return meant === null ? [] : [{ person: meant.person, isVisible: meant.isSeen }];
}

/** `As she steps in, Rae…`, `Wiping her hands, Rae…`: the name follows. */
function announced(
  tokens: readonly Token[],
  mention: Mention | undefined,
  { gender }: Pronoun,
  { memory, at }: Where,
): number | null {
  if (mention === undefined || mention.from - at > FAR || mention.people.length !== 1) return null;
  if (!/,/.test(tokens[mention.from]?.gap ?? '')) return null;
  let start = at;
  while (start > 0 && start > at - FAR && !tokens[start]?.isStart) start -= 1;
  for (let index = at + 1; index <= mention.from; index += 1) if (tokens[index]?.isStart) return null;
  const [person = -1] = mention.people;
  const own = memory.genderOf(person);
  const isSuitable = own === gender || own === null;
  return isSuitable && SUBORDINATE.test(tokens[start]?.norm ?? '') ? person : null;
}
