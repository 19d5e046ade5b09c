import { actName, actNamed } from './act-names';
import type { Polarity, ScreenplayElement, ScreenplayScene } from './screenplay';

/** What neither Fountain nor Final Draft has a word for. It travels as notes of the heading: `beat: Catalyst`. */
export type SceneFacts = Pick<
  ScreenplayScene,
  | 'act'
  | 'beat'
  | 'conflict'
  | 'emotionalStart'
  | 'emotionalEnd'
  | 'targetSeconds'
  | 'boardCardNumber'
  | 'charactersPresent'
  | 'snowflakeSceneId'
>;

export const NO_FACTS: SceneFacts = {
  act: null,
  beat: null,
  conflict: null,
  emotionalStart: null,
  emotionalEnd: null,
  targetSeconds: null,
  boardCardNumber: null,
  charactersPresent: [],
  snowflakeSceneId: null,
};

interface Fact {
  readonly member: keyof SceneFacts;
  /** Undefined: the value says nothing of the kind, and the note stays a note. */
  readonly read: (value: string) => SceneFacts[keyof SceneFacts] | undefined;
  /** Null: there is nothing to say. */
  readonly write: (facts: SceneFacts) => string | null;
}

const FACTS: Readonly<Record<string, Fact>> = {
  act: { member: 'act', read: actOf, write: ({ act }) => (act === null ? 'none' : actName(act)) },
  beat: { member: 'beat', read: words, write: ({ beat }) => beat },
  conflict: { member: 'conflict', read: words, write: ({ conflict }) => conflict },
  starts: { member: 'emotionalStart', read: polarityOf, write: ({ emotionalStart }) => emotionalStart },
  ends: { member: 'emotionalEnd', read: polarityOf, write: ({ emotionalEnd }) => emotionalEnd },
  target: { member: 'targetSeconds', read: secondsOf, write: ({ targetSeconds: s }) => (s === null ? null : `${s} s`) },
  card: { member: 'boardCardNumber', read: cardOf, write: ({ boardCardNumber: n }) => (n === null ? null : `${n}`) },
  present: { member: 'charactersPresent', read: namesOf, write: ({ charactersPresent: all }) => all.join(', ') },
  'scene id': { member: 'snowflakeSceneId', read: words, write: ({ snowflakeSceneId }) => snowflakeSceneId },
};
const LONGEST_KEY = 20;

function words(value: string): string | undefined {
  return value || undefined;
}

function actOf(value: string): number | null | undefined {
  return value.toLowerCase() === 'none' ? null : (actNamed(`ACT ${value}`) ?? undefined);
}

export function polarityOf(value: string): Polarity | undefined {
  const word = value.trim().toLowerCase();
  if (['+', 'positive', 'plus', 'up'].includes(word)) return '+';
  return ['-', '−', '–', 'negative', 'minus', 'down'].includes(word) ? '-' : undefined;
}

const SECONDS = /^(\d+(?:\.\d+)?(?:e[+-]?\d+)?)[ \t]*(?:s|sec|secs|seconds?)?$/i;
const CLOCK = /^(?:(\d+):)?(\d+):(\d\d(?:\.\d+)?)$/;

/** `95`, `95s`, `1:35`, `0:01:35`. */
function secondsOf(value: string): number | undefined {
  const [, plain] = SECONDS.exec(value) ?? [];
  const [, hours, minutes, rest] = CLOCK.exec(value) ?? [];
  const seconds = plain ? Number(plain) : Number(hours ?? 0) * 3_600 + Number(minutes) * 60 + Number(rest);
  return seconds > 0 && Number.isFinite(seconds) ? seconds : undefined;
}

function cardOf(value: string): number | undefined {
  const card = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  return Number.isSafeInteger(card) ? card : undefined;
}

function namesOf(value: string): string[] | undefined {
  const names = value
    .replace(/[\r\n]/g, ' ')
    .split(',')
    .map((name) => name.trim());
  const said = names.filter((name) => name !== '');
  return said.length > 0 ? said : undefined;
}

/** The one fact that a note states; null where it is a remark like any other. */
export function factOf(note: string): Partial<SceneFacts> | null {
  const colon = note.slice(0, LONGEST_KEY).indexOf(':');
  if (colon < 0) return null;
  const key = note.slice(0, colon).trim().toLowerCase().replace(/\s+/g, ' ');
  const fact = Object.hasOwn(FACTS, key) ? FACTS[key] : undefined;
  const value = fact?.read(note.slice(colon + 1).trim());
  return fact && value !== undefined ? { [fact.member]: value } : null;
}

/** Notes that state what is known of a scene; its act where `sectionAct`, what the sections before it say, is another. */
export function factNotes(facts: SceneFacts, sectionAct: number | null): string[] {
  return Object.entries(FACTS).flatMap(([key, { member, write }]) => {
    if (member === 'act' && facts.act === sectionAct) return [];
    const value = write(facts);
    return value ? [`${key}: ${value}`] : [];
  });
}

export function factMembers(facts: SceneFacts, sectionAct: number | null): Set<string> {
  return new Set(factNotes(facts, sectionAct).flatMap((note) => Object.keys(factOf(note) ?? {})));
}

const ABOVE_THE_TEXT: ReadonlySet<string> = new Set(['NOTE', 'SYNOPSIS']);

/** What the notes right under a heading state, and the elements without them. What is said twice is a fact once: the first time. */
export function withFactsOfNotes(elements: readonly ScreenplayElement[], known: ReadonlySet<string> = new Set()) {
  if (!ABOVE_THE_TEXT.has(elements[0]?.kind ?? 'ACTION')) return { facts: {}, elements };
  const taken = new Set(known);
  const facts: Partial<SceneFacts> = {};
  const rest: ScreenplayElement[] = [];
  let at = 0;
  for (; at < elements.length; at++) {
    const element = elements[at];
    if (!element || !ABOVE_THE_TEXT.has(element.kind)) break;
    const fact = element.kind === 'NOTE' ? factOf(element.text) : null;
    const [member] = Object.keys(fact ?? {});
    if (member === undefined || taken.has(member)) rest.push(element);
    else {
      taken.add(member);
      Object.assign(facts, fact);
    }
  }
  return { facts, elements: [...rest, ...elements.slice(at)] };
}
