import type { ScreenplayElement } from '../../../../src/pipeline/screenplay/screenplay';
import type { Dice } from './dice';
import { cueOf } from './mention';
import { filled, type Paragraph } from './paragraph';
import type { Group, Person, Type } from './people';
import * as prose from './prose';
import { EXTENSIONS, LINES, MANNERS } from './speech';

export interface Company {
  readonly people: readonly Person[];
  readonly types: readonly Type[];
  readonly groups: readonly Group[];
}

export interface ElementTruth {
  /** Keys of those who are seen, by paragraph; of ACTION alone. */
  readonly shown: readonly (readonly string[])[];
  readonly speakers: readonly string[];
  /** Its first pronoun means somebody whom the element before names. */
  readonly leans: boolean;
}

export interface WrittenElement {
  readonly element: ScreenplayElement;
  readonly truth: ElementTruth;
}

interface Written extends Paragraph {
  readonly leans: boolean;
  /** Whom a pronoun in the next paragraph can mean. */
  readonly named: readonly Person[];
}

const KINDS = {
  one: 34,
  two: 15,
  three: 3,
  following: 9,
  other: 2,
  both: 2,
  tense: 8,
  climactic: 5,
  revealing: 6,
  moving: 6,
  empty: 8,
  confusable: 4,
  typed: 4,
  grouped: 2,
};

/** Writes what happens in one scene, a piece at a time, with the truth of who is in it. */
export class SceneWriter {
  readonly #dice: Dice;
  readonly #company: Company;
  /** Those who are there and have been introduced to the audience. */
  readonly #there: Person[];
  #before: readonly Person[] = [];

  constructor(dice: Dice, company: Company, there: readonly Person[]) {
    this.#dice = dice;
    this.#company = company;
    this.#there = [...there];
  }

  /** `RAE CALDER (30s, lean) steps in.` */
  introduction(person: Person): WrittenElement {
    const found = filled(this.#dice, this.#dice.pick(prose.ENTERING), { A: person, people: this.#company.people });
    this.#there.push(person);
    this.#before = [person];
    return actionOf([{ ...found, leans: false, named: [person] }]);
  }

  /** An element of one paragraph, seldom of more. */
  action(): WrittenElement {
    const count = this.#dice.chance(0.82) ? 1 : this.#dice.between(2, 3);
    return actionOf(Array.from({ length: count }, () => this.#paragraph()));
  }

  /** What needs no paragraph before it, and what no pronoun after it could mean somebody else by. */
  line(): WrittenElement {
    this.#before = [];
    return actionOf([this.#plain(this.#dice.pick(this.#there.length > 0 ? prose.ONE : prose.EMPTY))]);
  }

  /** One to seven lines of one to three people. */
  exchange(): WrittenElement[] {
    const speakers = this.#speakers();
    if (speakers.length === 0) return [];
    const lines = speakers.length === 1 ? this.#dice.between(1, 2) : this.#dice.between(2, 7);
    this.#before = [];
    return Array.from({ length: lines }, (_, line) => this.#speech(speakers[line % speakers.length] as Speaker)).flat();
  }

  #speakers(): Speaker[] {
    const count = Number(this.#dice.weighted({ 1: 35, 2: 52, 3: 13 }));
    const people: Speaker[] = this.#dice
      .some(this.#there, count)
      .map((person) => ({ key: person.key, cue: cueOf(this.#dice, person) }));
    if (this.#company.types.length > 0 && this.#dice.chance(0.05)) {
      const { key, name } = this.#dice.pick(this.#company.types);
      people.splice(-1, 1, { key, cue: `${name.toUpperCase()}${this.#dice.chance(0.3) ? ' #2' : ''}` });
    }
    return people;
  }

  #speech({ key, cue }: Speaker): WrittenElement[] {
    const extension = this.#dice.chance(0.12) ? ` ${this.#dice.pick(EXTENSIONS)}` : '';
    const spokenOf = this.#dice.pick(this.#company.people.filter((one) => one.key !== key));
    const name = spokenOf.nickname ?? (spokenOf.title ? `${spokenOf.title} ${spokenOf.last}` : spokenOf.first);
    const line = this.#dice.pick(LINES).replaceAll('{N}', name);
    const text = this.#dice.chance(0.2) ? `${line} ${this.#dice.pick(LINES).replaceAll('{N}', name)}` : line;
    const parts: ScreenplayElement[] = [{ kind: 'CHARACTER', text: `${cue}${extension}` }];
    if (this.#dice.chance(0.18)) parts.push({ kind: 'PARENTHETICAL', text: this.#dice.pick(MANNERS) });
    parts.push({ kind: 'DIALOGUE', text });
    return parts.map((element) => ({ element, truth: { shown: [], speakers: [key], leans: false } }));
  }

  #paragraph(): Written {
    const found = this.#leaning(this.#dice.weighted(KINDS));
    this.#before = found.named;
    return found;
  }

  #leaning(kind: keyof typeof KINDS): Written {
    const { people } = this.#company;
    const [first, second] = this.#before;
    const alone = this.#dice.some(this.#before, 9).find((one) => isOnlyOfTheirs(one, this.#before));
    if (kind === 'following' && alone) {
      const found = filled(this.#dice, this.#dice.pick(prose.FOLLOWING), { meant: alone, people });
      return { ...found, shown: [alone.key], leans: true, named: [alone] };
    }
    const other = this.#there.find((one) => one.gender !== first?.gender);
    if (kind === 'other' && first && !second && other) {
      const roles = { A: other, meant: first, people };
      return { ...filled(this.#dice, this.#dice.pick(prose.AT_THE_OTHER), roles), leans: true, named: [other, first] };
    }
    if (kind === 'both' && first && second && this.#before.length === 2) {
      const found = filled(this.#dice, this.#dice.pick(prose.BOTH_OF_THEM), { people });
      return { ...found, shown: [first.key, second.key], leans: true, named: [first, second] };
    }
    return this.#plain(this.#template(kind));
  }

  #template(kind: keyof typeof KINDS): string {
    const { one, two, three, tense, climactic, revealing, moving, empty, confusable, typed, grouped } = TEMPLATES;
    const pools = { one, two, three, tense, climactic, revealing, moving, empty, confusable, typed, grouped };
    const pool = kind === 'following' || kind === 'other' || kind === 'both' ? one : pools[kind];
    const possible = pool.filter((template) => this.#isPossible(template));
    return this.#dice.pick(possible.length > 0 ? possible : prose.EMPTY);
  }

  #isPossible(template: string): boolean {
    const needed = ['{A', '{B', '{C'].filter((slot) => template.includes(slot)).length;
    const hasGroup = !template.includes('{G}') || this.#groups().length > 0;
    return (
      needed <= this.#there.length && hasGroup && (!/\{Ts?\}|\{t\}/.test(template) || this.#company.types.length > 0)
    );
  }

  /** Those all of whom are there. */
  #groups(): Group[] {
    return this.#company.groups.filter(({ people }) => people.every((one) => this.#there.includes(one)));
  }

  #plain(template: string): Written {
    const [A, B, C] = this.#dice.shuffled(this.#outside(template));
    const group = template.includes('{G}') ? this.#dice.pick(this.#groups()) : undefined;
    const type = this.#company.types.length > 0 ? this.#dice.pick(this.#company.types) : undefined;
    const found = filled(this.#dice, template, { A, B, C, group, type, people: this.#company.people });
    const isClear = !group && !/\{Ts?\}|\{t\}/.test(template);
    const named = isClear ? this.#there.filter(({ key }) => found.shown.includes(key)) : [];
    return { ...this.#lengthened(found, named), leans: false, named };
  }

  /** Whoever is named beside a group is not of it. */
  #outside(template: string): Person[] {
    if (!template.includes('{G}')) return this.#there;
    const grouped = new Set(this.#company.groups.flatMap(({ people }) => people));
    const outside = this.#there.filter((one) => !grouped.has(one));
    return outside.length > 0 ? outside : this.#there;
  }

  /** Rae slides behind the dumpster. `She looks around, sees nobody, moves on.` */
  #lengthened(found: Paragraph, named: readonly Person[]): Paragraph {
    const alone = named.find((one) => isOnlyOfTheirs(one, named));
    if (!alone || !this.#dice.chance(0.3)) return found;
    const more = filled(this.#dice, this.#dice.pick(prose.FOLLOWING), { meant: alone, people: this.#company.people });
    return { text: `${found.text} ${more.text}`, shown: found.shown };
  }
}

interface Speaker {
  readonly key: string;
  readonly cue: string;
}

const TEMPLATES = {
  one: prose.ONE,
  two: prose.TWO,
  three: prose.THREE,
  tense: prose.TENSE,
  climactic: prose.CLIMACTIC,
  revealing: prose.REVEALING,
  moving: prose.MOVING,
  empty: prose.EMPTY,
  confusable: prose.CONFUSABLE,
  typed: prose.TYPED,
  grouped: prose.GROUPED,
};

/** Whether a pronoun can mean nobody else of them. */
function isOnlyOfTheirs(person: Person, among: readonly Person[]): boolean {
  return among.every((other) => other === person || other.gender !== person.gender);
}

function actionOf(paragraphs: readonly Written[]): WrittenElement {
  return {
    element: { kind: 'ACTION', text: paragraphs.map(({ text }) => text).join('\n\n') },
    truth: { shown: paragraphs.map(({ shown }) => shown), speakers: [], leans: paragraphs[0]?.leans ?? false },
  };
}
