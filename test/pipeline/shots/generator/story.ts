import type { Screenplay, ScreenplayScene } from '../../../../src/pipeline/screenplay/screenplay';
import type { StoryFormat } from '../../../../src/pipeline/shots/shot';
import { type Artifacts, artifactsOf } from './artifacts';
import { beatOf } from './beats';
import { Dice } from './dice';
import { bibleName, castOf, groupsOf, type Person } from './people';
import { type Place, placesOf, sluglineOf } from './places';
import { type Company, type ElementTruth, SceneWriter, type WrittenElement } from './scene-writer';
import { CONFLICTS } from './speech';

export interface StoryTruth {
  /** Of each scene. */
  readonly settingKeys: readonly string[];
  /** Background types too. */
  readonly cast: readonly { readonly key: string; readonly name: string }[];
  readonly scenes: readonly { readonly elements: readonly ElementTruth[] }[];
}

export interface GeneratedStory extends Artifacts {
  readonly screenplay: Screenplay;
  readonly truth: StoryTruth;
  /** What it was made of, so that more of it can be written. */
  readonly company: Company;
  readonly places: readonly Place[];
}

export interface GeneratedScene {
  readonly scene: ScreenplayScene;
  readonly settingKey: string;
  readonly elements: readonly ElementTruth[];
}

/** Mean seconds of a scene: forty of them are a feature of 6,929. */
const MEAN_SECONDS: Readonly<Record<StoryFormat, number>> = {
  TIKTOK: 14,
  REEL: 18,
  YOUTUBE: 30,
  SHORT_FILM: 60,
  FEATURE: 173.225,
  SERIES_EP: 75,
};

/** A minute of film has so many moments, and a short one fewer. */
const BEATS: Readonly<Record<StoryFormat, readonly [number, number]>> = {
  TIKTOK: [2, 3],
  REEL: [2, 4],
  YOUTUBE: [3, 6],
  SHORT_FILM: [5, 9],
  FEATURE: [12, 19],
  SERIES_EP: [6, 10],
};

/** The same seed tells the same story. */
export function generateStory(of: {
  readonly seed: number;
  readonly scenes?: number;
  readonly settings?: number;
  readonly characters?: number;
  readonly format?: StoryFormat;
}): GeneratedStory {
  const { seed, scenes = 40, settings = 12, characters = 20, format = 'FEATURE' } = of;
  const dice = new Dice(seed);
  const { people, types } = castOf(dice, characters);
  const company = { people, types, groups: groupsOf(people) };
  const places = placesOf(dice, settings);
  const seconds = secondsOf(dice, scenes, MEAN_SECONDS[format]);
  const known = new Set<Person>();
  const order = whereabouts(dice, places, scenes);
  const written = order.map((place, at) =>
    writtenScene(dice, { company, place, known, at, scenes, seconds: seconds[at] ?? null, beats: BEATS[format] }),
  );
  return {
    ...artifactsOf(people, types, places),
    ...told(written, { company, places }),
    screenplay: { ...frontOf(seed, format), scenes: written.map(({ scene }) => scene) },
  };
}

/** Screenplay and truth out of scenes; the front of the screenplay is added by who calls. */
export function told(
  written: readonly GeneratedScene[],
  of: { readonly company: Company; readonly places: readonly Place[] },
): Pick<GeneratedStory, 'truth' | 'company' | 'places'> {
  const { people, types } = of.company;
  const truth = {
    settingKeys: written.map(({ settingKey }) => settingKey),
    cast: [
      ...people.map((one) => ({ key: one.key, name: bibleName(one) })),
      ...types.map(({ key, name }) => ({ key, name })),
    ],
    scenes: written.map(({ elements }) => ({ elements })),
  };
  return { truth, company: of.company, places: of.places };
}

function frontOf(seed: number, format: StoryFormat): Omit<Screenplay, 'scenes'> {
  const [title, author] = [`The Long Way Down ${seed}`, 'A. Writer'];
  return {
    title,
    author,
    format,
    genre: 'dude_with_a_problem',
    logline: 'A burnt-out courier has one night to return a bag that everybody in the city wants.',
    titlePage: [
      { key: 'Title', value: title },
      { key: 'Author', value: author },
    ],
    opening: [{ kind: 'TRANSITION', text: 'FADE IN:' }],
    extra: {},
  };
}

/** Whole seconds whose mean is right to the second. */
function secondsOf(dice: Dice, scenes: number, mean: number): number[] {
  const shares = Array.from({ length: scenes }, () => 0.55 + dice.between(0, 90) / 100);
  const sum = shares.reduce((total, share) => total + share, 0);
  let [due, given] = [0, 0];
  return shares.map((share) => {
    due += (share / sum) * mean * scenes;
    const own = Math.max(1, Math.round(due) - given);
    given += own;
    return own;
  });
}

/** Every place once at least, where there are scenes enough. */
function whereabouts(dice: Dice, places: readonly Place[], scenes: number): Place[] {
  const more = Array.from({ length: Math.max(0, scenes - places.length) }, () => dice.pick(places));
  return dice.shuffled([...places.slice(0, scenes), ...more]);
}

interface SceneOrder {
  readonly company: Company;
  readonly place: Place;
  /** Those whom the audience knows; whoever comes in joins them. */
  readonly known: Set<Person>;
  readonly at: number;
  readonly scenes: number;
  readonly seconds: number | null;
  /** About as many shots as so many; a feature's unless told. */
  readonly beats?: readonly [number, number];
}

export function writtenScene(dice: Dice, of: SceneOrder): GeneratedScene {
  const present = presentIn(dice, of.company);
  const written = elementsOf(dice, of, present);
  const scene = { ...headOf(dice, of, present), elements: written.map(({ element }) => element) };
  return { scene, settingKey: of.place.key, elements: written.map(({ truth }) => truth) };
}

/** The hero more often than not; now and then the whole family. */
function presentIn(dice: Dice, { people, groups }: Company): Person[] {
  const [hero] = people;
  const family = dice.chance(0.15) ? dice.pick([[], ...groups.map((group) => group.people)]) : [];
  const others = dice.some(people.slice(1), dice.between(1, 4));
  return [...new Set([...(hero && dice.chance(0.65) ? [hero] : []), ...family, ...others])];
}

function elementsOf(
  dice: Dice,
  { company, known, beats = BEATS.FEATURE }: SceneOrder,
  present: readonly Person[],
): WrittenElement[] {
  const unseen = present.filter((one) => !known.has(one));
  const writer = new SceneWriter(
    dice,
    company,
    present.filter((one) => known.has(one)),
  );
  const elements: WrittenElement[] = [];
  const wanted = dice.between(...beats);
  for (let shots = 0; shots < wanted; ) {
    const enters = elements.length === 0 || dice.chance(0.5) ? unseen.shift() : undefined;
    const speech = !enters && dice.chance(0.3) ? writer.exchange() : [];
    const next = speech.length > 0 ? speech : [enters ? writer.introduction(enters) : writer.action()];
    if (enters) known.add(enters);
    elements.push(...next);
    shots += shotsOf(next);
  }
  for (const late of unseen) {
    known.add(late);
    elements.push(writer.introduction(late));
  }
  if (dice.chance(0.08)) elements.push(CUT_TO);
  return elements;
}

const CUT_TO: WrittenElement = {
  element: { kind: 'TRANSITION', text: 'CUT TO:' },
  truth: { shown: [], speakers: [], leans: false },
};

/** About as many as will be made of it: one of action, one for each of two speakers who take turns. */
function shotsOf(elements: readonly WrittenElement[]): number {
  const speakers = new Set(elements.flatMap(({ truth }) => truth.speakers));
  const lines = elements.filter(({ element }) => element.kind === 'CHARACTER').length;
  return speakers.size < 3 ? Math.max(1, speakers.size * Math.ceil(lines / 6)) : lines;
}

function headOf(dice: Dice, of: SceneOrder, present: readonly Person[]): Omit<ScreenplayScene, 'elements'> {
  const [A, B] = present.length > 1 ? present : of.company.people;
  const start = dice.pick(['+', '-'] as const);
  const conflict = dice
    .pick(CONFLICTS)
    .replace('{A}', A?.first ?? 'one')
    .replace('{B}', B?.first ?? 'the other');
  const style = dice.weighted({ full: 60, first: 25, capitals: 15 });
  const named = (one: Person) =>
    ({ full: `${one.first} ${one.last}`, first: one.first, capitals: one.first.toUpperCase() })[style];
  return {
    ...beatOf(of.at, of.scenes),
    label: null,
    slugline: sluglineOf(dice, of.place),
    emotionalStart: start,
    emotionalEnd: start === '+' ? '-' : '+',
    conflict,
    charactersPresent: present.map(named),
    targetSeconds: of.seconds,
    boardCardNumber: of.at + 1,
    snowflakeSceneId: null,
    extra: {},
  };
}
