import { paragraphsOf } from '../../../../src/pipeline/screenplay/paragraphs';
import type {
  ElementKind,
  Screenplay,
  ScreenplayElement,
  ScreenplayScene,
} from '../../../../src/pipeline/screenplay/screenplay';
import type { Bible } from '../../../../src/pipeline/shots/bible';
import type { ScenePeople } from '../../../../src/pipeline/shots/people/scene-people';
import type { FilmedShot, Slugline, TimeOfDay } from '../../../../src/pipeline/shots/shot-list';
import { type Filming, filmedScenes } from '../../../../src/pipeline/shots/steps/filmed-scenes';

export const element = (kind: ElementKind, text: string): ScreenplayElement => ({ kind, text });
export const action = (text: string): ScreenplayElement => element('ACTION', text);
export const says = (name: string, ...lines: string[]): ScreenplayElement[] => [
  element('CHARACTER', name),
  ...lines.map((line) => element(line.startsWith('(') ? 'PARENTHETICAL' : 'DIALOGUE', line)),
];

export function scene(elements: readonly ScreenplayElement[], more: Partial<ScreenplayScene> = {}): ScreenplayScene {
  return {
    label: null,
    slugline: 'INT. ROOM - DAY',
    elements,
    act: null,
    beat: null,
    emotionalStart: null,
    emotionalEnd: null,
    conflict: null,
    charactersPresent: [],
    targetSeconds: null,
    boardCardNumber: null,
    snowflakeSceneId: null,
    extra: {},
    ...more,
  };
}

export function screenplay(scenes: readonly ScreenplayScene[]): Screenplay {
  const empty = { author: null, format: null, genre: null, logline: null, titlePage: [], opening: [], extra: {} };
  return { title: 'Skip', scenes, ...empty };
}

/** First word of a name (lower case) → key. */
const CAST = new Map([
  ['rae', 'rae_calder'],
  ['manny', 'manny'],
  ['zoë', 'zoe'],
  ['kai', 'kai'],
]);
const NAMES = new Map([
  ['rae_calder', 'Rae Calder'],
  ['manny', 'Manny'],
  ['zoe', 'Zoë'],
  ['kai', 'Kai'],
]);
export const nameOf = (key: string): string => NAMES.get(key) ?? key;

const named = (text: string): string[] => [
  ...new Set([...text.toLowerCase().matchAll(/\p{L}+/gu)].flatMap(([word]) => CAST.get(word) ?? [])),
];

/** By whole names alone; who does it well is another's business. */
export function peopleIn({ elements }: ScreenplayScene): ScenePeople {
  return {
    elements: elements.map(({ kind, text }) =>
      kind === 'CHARACTER'
        ? { shown: [], speakers: named(text) }
        : { shown: paragraphsOf(text).map(named), speakers: [] },
    ),
  };
}

export function sluglineOf({ slugline }: ScreenplayScene): Slugline {
  const [, prefix = '', rest = ''] = /^(INT|EXT)?\.? ?(.*)$/.exec(slugline) ?? [];
  const parts = rest.split(' - ');
  const last = parts.at(-1) ?? '';
  const isTime = /^(DAWN|MORNING|DAY|AFTERNOON|DUSK|EVENING|NIGHT)$/.test(last);
  const isContinued = /^(CONTINUOUS|MOMENTS LATER|SAME)$/.test(last);
  const place = (isTime || isContinued || last === 'LATER' ? parts.slice(0, -1) : parts).join(' - ');
  return {
    intExt: prefix === 'EXT' ? 'EXT' : 'INT',
    place,
    timeOfDay: isTime ? (last as TimeOfDay) : null,
    isContinued,
  };
}

export const keyOf = (said: Slugline): string =>
  said.place
    .toLowerCase()
    .replace(/[^a-z0-9 ]/g, '')
    .trim()
    .replace(/ +/g, '_');

export const BARE_BIBLE: Bible = {
  cast: [],
  locations: [],
  colors: [],
  style: { tone: null, palette: [], lighting: null, grain: null, era: null, shapeLanguage: null, doNot: [] },
  cinematography: { defaultLensMm: null, movement: null, depthOfField: null, aspectRatio: null },
  sensoryPalette: [],
};

export function filmingOf(scenes: readonly ScreenplayScene[], more: Partial<Filming> = {}): Filming {
  const sluglines = scenes.map(sluglineOf);
  return {
    people: scenes.map(peopleIn),
    sluglines,
    settingKeys: sluglines.map(keyOf),
    bible: BARE_BIBLE,
    format: 'FEATURE',
    rate: { numerator: 24, denominator: 1 },
    nameOf,
    ...more,
  };
}

export function film(scenes: readonly ScreenplayScene[], more: Partial<Filming> = {}) {
  return filmedScenes(screenplay(scenes), filmingOf(scenes, more));
}

/** Of one scene, without the establishing shot. */
export function shotsOf(elements: readonly ScreenplayElement[], more: Partial<ScreenplayScene> = {}): FilmedShot[] {
  const { scenes } = film([scene(elements, more)]);
  return (scenes[0]?.shots ?? []).filter(({ trigger }) => trigger !== 'LOCATION_ESTABLISH');
}
