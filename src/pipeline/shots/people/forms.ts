import type { CastTier } from '../bible';
import { DETERMINERS } from './grammar';
import { NAME_WORDS } from './name-words';
import { numbered, type PersonName, personName, wordsOf } from './person-name';
import { isRole, isRoleWord, ORDINALS, plural, singular, VAGUE } from './roles';

/** FULL: the whole name. ROLE: what somebody is. HEAD: the last word of that. MANY: several of them. */
export type Strength = 'FULL' | 'PART' | 'ROLE' | 'HEAD' | 'MANY';

/** One way in which a text may name somebody. */
export interface Form {
  readonly words: readonly string[];
  readonly strength: Strength;
  /** It is an English word besides: lower case does not name anybody. */
  readonly isWord: boolean;
}

export function formsOf(name: PersonName, aliases: readonly string[], tier: CastTier | null): Form[] {
  const forms =
    tier === 3
      ? typeForms(name)
      : name.isRole
        ? roleForms(name.parts.flat())
        : personForms(withNicknames(name, aliases));
  const others = [...name.others, ...aliases].flatMap((alias) => aliasForms(alias, tier));
  return distinct([...forms, ...others].filter(({ words }) => words.length > 0));
}

/** An alias of one word stands where a nickname does: `ROBERT "BUZZ" KOWALSKI`. */
function withNicknames(name: PersonName, aliases: readonly string[]): PersonName {
  const short = aliases.map(wordsOf).filter((words) => words.length === 1);
  return { ...name, nicknames: [...name.nicknames, ...short] };
}

function personForms({ parts, nicknames }: PersonName): Form[] {
  const words = parts.flat();
  const [first = [], last = []] = [parts[0], parts.at(-1)];
  const full = [form(words, 'FULL'), ...(parts.length > 2 ? [form([...first, ...last], 'FULL')] : [])];
  const nicks = nicknames.flatMap((nick) => [
    form(nick, 'PART'),
    form([...nick, ...last], 'FULL'),
    form([...first, ...nick, ...parts.slice(1).flat()], 'FULL'),
  ]);
  const whole = words.length > 0 && words[0] === 'the' ? [form(words.slice(1), 'PART')] : [];
  if (parts.length < 2 || words[0] === 'the') return [...full, ...whole, ...nicks];
  const family = particled(parts);
  return [...full, form(first, 'PART'), form(last, 'PART'), form(family, 'PART'), ...nicks];
}

/** `de la Cruz` of `Maria de la Cruz`. */
function particled(parts: readonly (readonly string[])[]): string[] {
  let from = parts.length - 1;
  while (from > 1 && /^(?:de|la|del|da|di|van|von|der|den|el|al|bin|le|du|st|mac|mc)$/.test(parts[from - 1]?.[0] ?? ''))
    from -= 1;
  return parts.slice(from).flat();
}

function roleForms(said: readonly string[]): Form[] {
  const bare = said[0] === 'the' ? said.slice(1) : said;
  const { words, number } = numbered(bare);
  if (number === null) return [role(words, 'ROLE'), ...manyOf(words), ...headOf(words)];
  const spelled = ORDINALS[Number(number) - 1];
  const counted = [number, spelledNumber(number)].map((last) => role([...words, last], 'FULL'));
  const first = spelled === undefined ? [] : [role([spelled, ...words], 'FULL')];
  return [...counted, ...first, role(words, 'HEAD'), ...manyOf(words)];
}

function spelledNumber(number: string): string {
  return (
    ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'][Number(number)] ?? number
  );
}

/** `Street Vendors / hawkers` → both, one and many. */
function typeForms({ parts, others }: PersonName): Form[] {
  const names = alternatives(parts.flat());
  return [...names, ...others.map(wordsOf)].flatMap((words) => {
    const bare = words.filter((word, index) => index > 0 || !DETERMINERS.has(word));
    const head = bare.at(-1) ?? '';
    const one = [...bare.slice(0, -1), singular(head)];
    return [role(bare, 'ROLE'), role(one, 'ROLE'), ...manyOf(one), ...headOf(one, true)];
  });
}

function alternatives(words: readonly string[]): string[][] {
  const found: string[][] = [[]];
  for (const word of words) {
    if (word === 'and' || word === 'or') found.push([]);
    else found.at(-1)?.push(word);
  }
  return found;
}

function manyOf(words: readonly string[]): Form[] {
  const head = words.at(-1);
  return head === undefined ? [] : [role([...words.slice(0, -1), plural(head)], 'MANY')];
}

/** `vendor` of `street vendor`, unless too many are called so. */
function headOf(words: readonly string[], isType = false): Form[] {
  const head = words.at(-1);
  if (words.length < 2 || head === undefined || VAGUE.has(head) || !(isType || isRoleWord(head))) return [];
  return [role([head], 'HEAD'), role([plural(head)], 'MANY')];
}

function aliasForms(alias: string, tier: CastTier | null): Form[] {
  const name = personName(alias);
  if (tier === 3) return typeForms(name);
  const words = name.parts.flat();
  if (isRole(words)) return roleForms(words);
  return personForms(name).map((found) =>
    found.strength === 'FULL' && words.length === 1 ? { ...found, strength: 'PART' } : found,
  );
}

function form(words: readonly string[], strength: Strength): Form {
  return { words, strength, isWord: words.every((word) => NAME_WORDS.has(word) || DETERMINERS.has(word)) };
}

function role(words: readonly string[], strength: Strength): Form {
  return { words, strength, isWord: false };
}

function distinct(forms: readonly Form[]): Form[] {
  const found = new Map<string, Form>();
  for (const item of forms) {
    const key = item.words.join(' ');
    if (!found.has(key)) found.set(key, item);
  }
  return [...found.values()];
}
