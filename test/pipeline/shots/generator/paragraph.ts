import type { Dice } from './dice';
import { introductionOf, mentionOf, oneOf, possessive, pronounOf, someOf } from './mention';
import type { Group, Person, Type } from './people';
import { SLOTS } from './prose';

/** Who may be named, and under which slot. */
export interface Roles {
  readonly A?: Person;
  readonly B?: Person;
  readonly C?: Person;
  /** Whom a pronoun alone means. */
  readonly meant?: Person;
  readonly group?: Group;
  readonly type?: Type;
  readonly people: readonly Person[];
}

export interface Paragraph {
  readonly text: string;
  /** Keys of those who are seen, in the order in which they are named. */
  readonly shown: readonly string[];
}

const SLOT = /\{([A-Za-z]+)('s)?\}/g;

/** A template with everybody in it. Whoever is named twice is called the same twice. */
export function filled(dice: Dice, template: string, roles: Roles): Paragraph {
  const shown = new Set<string>();
  const names = new Map<string, string>();
  const text = template.replace(SLOT, (slot, name: string, owns: string | undefined) => {
    for (const key of keysIn(name, roles)) shown.add(key);
    const said = names.get(slot) ?? wordsFor(dice, name, roles);
    names.set(slot, said);
    return owns ? possessive(dice, said) : said;
  });
  const startsWithPerson = /^\{[ABC]/.test(template);
  return { text: startsWithPerson ? text : text.charAt(0).toUpperCase() + text.slice(1), shown: [...shown] };
}

function keysIn(slot: string, { meant, group, type, ...roles }: Roles): string[] {
  if (slot === 'A' || slot === 'INTRO') return keys([roles.A]);
  if (slot === 'B' || slot === 'C') return keys([roles[slot]]);
  if (slot === 'He' || slot === 'His' || slot === 'HIM') return keys([meant]);
  if (slot === 'he') return keys([meant ?? roles.A]);
  if (slot === 'G') return keys(group?.people ?? []);
  return slot === 'T' || slot === 'Ts' || slot === 't' ? keys([type]) : [];
}

function keys(of: readonly ({ readonly key: string } | undefined)[]): string[] {
  return of.flatMap((one) => one?.key ?? []);
}

function wordsFor(dice: Dice, slot: string, roles: Roles): string {
  const person = roles[slot as 'A' | 'B' | 'C'];
  if ((slot === 'A' || slot === 'B' || slot === 'C') && person) return mentionOf(dice, person, roles.people);
  if (slot === 'INTRO' && roles.A) return introductionOf(roles.A);
  if (slot === 'G' && roles.group) return roles.group.name;
  if (roles.type && slot === 'T') return oneOf(dice, roles.type);
  if (roles.type && slot === 'Ts') return someOf(dice, roles.type);
  if (roles.type && slot === 't') return roles.type.name;
  const words = SLOTS[slot];
  if (words) return dice.pick(words);
  const meant = roles.meant ?? roles.A;
  if (!meant) throw new RangeError(`Nobody stands for {${slot}}.`);
  return pronounOf(meant, slot);
}
