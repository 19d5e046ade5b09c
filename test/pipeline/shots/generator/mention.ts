import type { Dice } from './dice';
import type { Person, Type } from './people';

/** How a writer calls somebody in prose this time. */
export function mentionOf(dice: Dice, person: Person, people: readonly Person[]): string {
  const name = namedAs(dice, person, people);
  if (dice.chance(0.03)) return name.toUpperCase();
  return name === person.first && !person.isWord && dice.chance(0.04) ? name.toLowerCase() : name;
}

function namedAs(dice: Dice, person: Person, people: readonly Person[]): string {
  const { first, last, title, nickname } = person;
  const isOnlyOne = people.every((other) => other === person || other.last !== last);
  if (title && dice.chance(0.6)) return `${title} ${last}`;
  if (nickname && dice.chance(0.6)) return nickname;
  const how = dice.weighted({ first: 82, full: 9, last: isOnlyOne ? 9 : 0 });
  return { first, full: [title, first, last].filter(Boolean).join(' '), last }[how];
}

export function possessive(dice: Dice, name: string): string {
  const mark = dice.chance(0.8) ? "'" : '’';
  const isBare = /s$/i.test(name) && dice.chance(0.6);
  const ending = name === name.toUpperCase() ? 'S' : 's';
  return `${name}${mark}${isBare ? '' : ending}`;
}

/** `EDUARDO "MANNY" REYES (30s, lean)`. */
export function introductionOf({ first, last, title, nickname, look }: Person): string {
  const name = [title, first, nickname ? `"${nickname}"` : null, last].filter(Boolean).join(' ');
  return `${name.toUpperCase()} (${look})`;
}

export function cueOf(dice: Dice, { first, last, title, nickname }: Person): string {
  const usual = title ? `${title} ${last}` : (nickname ?? first);
  const how = dice.weighted({ usual: 86, first: 6, full: 8 });
  return { usual, first, full: `${first} ${last}` }[how].toUpperCase();
}

export function oneOf(dice: Dice, { name }: Type): string {
  const article = /^[aeiou]/.test(name) ? 'an' : 'a';
  return dice.pick([`${article} ${name}`, `${article} ${name}`, `the ${name}`, `another ${name}`]);
}

export function someOf(dice: Dice, { plural }: Type): string {
  return dice.pick([`two ${plural}`, `two ${plural}`, `three ${plural}`, `a pair of ${plural}`, plural]);
}

const PRONOUNS = {
  female: { he: 'she', him: 'her', his: 'her', himself: 'herself' },
  male: { he: 'he', him: 'him', his: 'his', himself: 'himself' },
} as const;

/** Of a word for a man, the word for this person. */
export function pronounOf(person: Person, word: string): string {
  const words: Readonly<Record<string, string>> = PRONOUNS[person.gender];
  const found = words[word.toLowerCase()];
  if (found === undefined) throw new RangeError(`${word} is no pronoun.`);
  return word === 'He' || word === 'His' ? found.charAt(0).toUpperCase() + found.slice(1) : found;
}
