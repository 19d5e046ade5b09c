import { DETERMINERS, PREPOSITIONS } from './grammar';
import type { Memory, Named } from './memory';
import type { Gender } from './titles';
import type { Token } from './tokens';

export type PronounKind = 'SUBJECT' | 'OBJECT' | 'POSSESSIVE' | 'REFLEXIVE';
export interface Pronoun {
  readonly gender: Gender | 'PLURAL';
  readonly kind: PronounKind;
}

const PRONOUNS: Readonly<Record<string, Pronoun>> = {
  he: { gender: 'MALE', kind: 'SUBJECT' },
  hes: { gender: 'MALE', kind: 'SUBJECT' },
  him: { gender: 'MALE', kind: 'OBJECT' },
  his: { gender: 'MALE', kind: 'POSSESSIVE' },
  himself: { gender: 'MALE', kind: 'REFLEXIVE' },
  she: { gender: 'FEMALE', kind: 'SUBJECT' },
  her: { gender: 'FEMALE', kind: 'OBJECT' },
  hers: { gender: 'FEMALE', kind: 'POSSESSIVE' },
  herself: { gender: 'FEMALE', kind: 'REFLEXIVE' },
  they: { gender: 'PLURAL', kind: 'SUBJECT' },
  them: { gender: 'PLURAL', kind: 'OBJECT' },
  their: { gender: 'PLURAL', kind: 'POSSESSIVE' },
  theirs: { gender: 'PLURAL', kind: 'POSSESSIVE' },
  themselves: { gender: 'PLURAL', kind: 'REFLEXIVE' },
  themself: { gender: 'PLURAL', kind: 'REFLEXIVE' },
  both: { gender: 'PLURAL', kind: 'SUBJECT' },
};
/** Behind these a person may be their own object: `closes the door behind him`. */
const SELF = new Set([
  'behind',
  'around',
  'about',
  'with',
  'before',
  'above',
  'below',
  'ahead',
  'beneath',
  'under',
  'front',
  'over',
]);

/** `puts her back to the wall`, and not `leads her back to the car`. */
const HAS_A_BACK = new Set(
  'puts put presses pressed turns turned keeps kept leans flattens arches arched throws rubs straightens on against with behind has'.split(
    ' ',
  ),
);

/** What is said of people without a name. */
export function pronounAt(tokens: readonly Token[], at: number): Pronoun | null {
  const token = tokens[at];
  if (token === undefined) return null;
  const found = Object.hasOwn(PRONOUNS, token.norm) ? PRONOUNS[token.norm] : undefined;
  if (found === undefined) return pairAt(tokens, at);
  if (token.norm === 'her' && isBeforeNoun(tokens, at)) return { ...found, kind: 'POSSESSIVE' };
  return token.norm === 'both' && !isPair(tokens, at) ? null : found;
}

/** `Both run`, `they both nod`, `both of them`; neither `both hands`, `both the doors` nor `orders for both`. */
function isPair(tokens: readonly Token[], at: number): boolean {
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  if (!tokens[at]?.isStart && before !== undefined && PREPOSITIONS.has(before.norm) && next?.norm !== 'of')
    return false;
  if (next === undefined || next.isStart || next.gap !== ' ') return true;
  return !DETERMINERS.has(next.norm) && !/[^s]s$|^(?:feet|men|women|people|children)$/.test(next.norm);
}

/** `each other`, `one another`, `the two of them`, `the pair`. */
function pairAt(tokens: readonly Token[], at: number): Pronoun | null {
  const [word, before, next] = [tokens[at]?.norm, tokens[at - 1]?.norm, tokens[at + 1]];
  if ((word === 'other' && before === 'each') || (word === 'another' && before === 'one'))
    return { gender: 'PLURAL', kind: 'REFLEXIVE' };
  if (before !== 'the') return null;
  const endsHere = next === undefined || next.isStart || next.gap !== ' ' || /s$|^of$|^in$|^at$|^on$/.test(next.norm);
  if (word === 'two' && endsHere && !/(?:men|women|people)$/.test(next?.norm ?? '') && !isThing(next?.norm ?? ''))
    return { gender: 'PLURAL', kind: 'SUBJECT' };
  return (word === 'pair' || word === 'duo') && next?.norm !== 'of' ? { gender: 'PLURAL', kind: 'SUBJECT' } : null;
}

function isThing(word: string): boolean {
  return /^(?:guards|cars|cops|doors|brothers|sisters|twins|guns|glasses|bodies|figures|vans|trucks|boys|girls|friends|agents|officers|strangers)$/.test(
    word,
  );
}

function isBeforeNoun(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  if (next === undefined || next.isStart || next.gap !== ' ') return false;
  if (next.norm === 'back') return HAS_A_BACK.has(tokens[at - 1]?.norm ?? '');
  return (
    !PREPOSITIONS.has(next.norm) &&
    !DETERMINERS.has(next.norm) &&
    !/^(?:and|but|as|while|when|then|back|up|down|away|off|who|hard|again|closer|too)$/.test(next.norm)
  );
}

/** Whom a pronoun of one person means; null where that is uncertain, and where nobody is known. */
export function meantBy(pronoun: Pronoun, memory: Memory, tokens: readonly Token[], at: number): Named | null {
  if (pronoun.gender === 'PLURAL') return null;
  const { gender, kind } = pronoun;
  const except = kind === 'OBJECT' && !isOwnObject(tokens, at) ? memory.clauseSubject : null;
  const isInside = kind === 'POSSESSIVE' || kind === 'REFLEXIVE';
  const here = memory.suitable(gender, isInside).filter(({ person }) => person !== except);
  const known = here.filter(({ person }) => memory.genderOf(person) === gender);
  const fitting = known.length > 0 ? known : here;
  if (fitting.length > 0) return fitting.find(({ isSubject }) => isSubject) ?? fitting.at(-1) ?? null;
  if (kind === 'REFLEXIVE') return null;
  const before = memory.latest(gender, except);
  return before === null || before.person < 0 ? null : before;
}

/** `closes the door behind him`: something stands between the verb and the preposition. */
function isOwnObject(tokens: readonly Token[], at: number): boolean {
  if (!SELF.has(tokens[at - 1]?.norm ?? '') || tokens[at]?.isStart) return false;
  for (let index = at - 2; index >= at - 6 && index >= 0; index -= 1) {
    if (DETERMINERS.has(tokens[index]?.norm ?? '')) return true;
    if (tokens[index + 1]?.isStart) return false;
  }
  return false;
}

/** Whom `they` means beyond those whom the sentence shows. */
export function meantTogether({ kind }: Pronoun, memory: Memory): readonly number[] {
  const here = memory.named.map(({ person }) => person);
  const others = here.filter((person) => memory.genderOf(person) === 'OTHER');
  if (others.length > 0 && kind !== 'OBJECT') return [];
  if (kind === 'REFLEXIVE' && here.length > 0 && memory.lastPair().length < 2) return [];
  if (here.length > 1 && kind !== 'OBJECT') return [];
  const pair = memory.lastPair();
  if (kind === 'OBJECT' && memory.clauseSubject !== null && pair.includes(memory.clauseSubject)) return [];
  if (here.length > 1) return [];
  if (pair.length === 0) return lastOther(memory);
  return pair;
}

function lastOther(memory: Memory): readonly number[] {
  const last = memory.latest('OTHER', null);
  return last === null || last.person < 0 || memory.genderOf(last.person) !== 'OTHER' ? [] : [last.person];
}
