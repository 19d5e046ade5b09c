import type { JsonObject, JsonValue } from '../../values/canonical-json';
import { actNamed } from '../act-names';
import { polarityOf } from '../scene-facts';
import type { Polarity, ScreenplayElement, ScreenplayScene } from '../screenplay';
import { asShot, elementsOf, elementToJson, type JsonElement } from './json-elements';
import { listAt, membersBesides, numberAt, type Place, pathOf, textAt, wrongShape } from './json-members';
import { composedSlugline, sluglineParts } from './slugline-parts';

const KNOWN: ReadonlySet<string> = new Set([
  ...['scene_number', 'scene_label', 'slugline', 'scene_heading', 'elements', 'beat', 'conflict', 'board_card_number'],
  ...['characters_present', 'snowflake_scene_id', 'estimated_duration_seconds'],
]);

export function sceneOfJson(place: Place): ScreenplayScene {
  const written = writtenElements(place);
  const slugline = sluglineOf(place, written);
  const facts = { act: actAt(place), ...polaritiesAt(place) };
  return {
    label: labelAt(place),
    slugline,
    elements: withoutOwnHeading(written, slugline).map(asShot),
    beat: textAt(place, 'beat'),
    conflict: textAt(place, 'conflict'),
    ...facts,
    charactersPresent: namesAt(place),
    targetSeconds: secondsAt(place),
    boardCardNumber: finite(numberAt(place, 'board_card_number')),
    snowflakeSceneId: textAt(place, 'snowflake_scene_id'),
    extra: extraOf(place.object, { slugline, ...facts }),
  };
}

function labelAt(place: Place): string | null {
  return textAt(place, 'scene_label' in place.object ? 'scene_label' : 'scene_number');
}

function writtenElements(place: Place): JsonElement[] {
  const list = listAt(place, 'elements') ?? [];
  return list.flatMap((value, at) => elementsOf(value, { ...place, path: `${pathOf(place, 'elements')}[${at}]` }));
}

function sluglineOf(place: Place, elements: readonly JsonElement[]): string {
  const parts = (['int_ext', 'location', 'time_of_day'] as const).map((name) => textAt(place, name));
  const [intExt = null, location = null, timeOfDay = null] = parts;
  const written = textAt(place, 'slugline')?.trim() || textAt(place, 'scene_heading')?.trim();
  const composed = composedSlugline(intExt, location, timeOfDay);
  const slugline = written || composed || elements.find(({ kind }) => kind === 'SLUGLINE')?.text.trim();
  if (slugline) return slugline;
  throw wrongShape({ ...place, path: pathOf(place, 'slugline') }, 'a heading', place.object.slugline);
}

/** Many files begin the elements with the heading once more. */
function withoutOwnHeading(elements: readonly JsonElement[], slugline: string): readonly JsonElement[] {
  const [first] = elements;
  const isOwn = first?.kind === 'SLUGLINE' && first.text.trim().toUpperCase() === slugline.toUpperCase();
  return isOwn ? elements.slice(1) : elements;
}

/** A number counts from 1 to 4; a word is a name: `2B`, `Act Three`. */
function actAt({ object: { act } }: Place): number | null {
  if (typeof act === 'number') return [1, 2, 3, 4].includes(act) ? act : null;
  return typeof act === 'string' ? (actNamed(act) ?? actNamed(`ACT ${act.trim()}`)) : null;
}

/** The sign of old files is the one that a scene starts with. */
function polaritiesAt({ object }: Place) {
  const start = polarity(object.emotional_start) ?? polarity(object.emotional_polarity);
  return { emotionalStart: start, emotionalEnd: polarity(object.emotional_end) };
}

function polarity(value: JsonValue | undefined): Polarity | null {
  return typeof value === 'string' ? (polarityOf(value) ?? null) : null;
}

function namesAt(place: Place): string[] {
  return (listAt(place, 'characters_present') ?? []).map((name, at) => {
    if (typeof name === 'string') return name;
    throw wrongShape({ ...place, path: `${pathOf(place, 'characters_present')}[${at}]` }, 'a name', name);
  });
}

function secondsAt(place: Place): number | null {
  const seconds = finite(numberAt(place, 'estimated_duration_seconds'));
  return seconds !== null && seconds > 0 ? seconds : null;
}

/** JSON can spell numbers that are too large to be any: `1e999`. */
function finite(number: number | null): number | null {
  return Number.isFinite(number) ? number : null;
}

type Read = Pick<ScreenplayScene, 'slugline' | 'act' | 'emotionalStart' | 'emotionalEnd'>;

/** Unknown members, and known ones that say what a scene has no place for: `emotional_start: mixed`. */
function extraOf(object: JsonObject, read: Read): JsonObject {
  const unknown = Object.entries(membersBesides(object, KNOWN));
  const derived = derivedMembers(read);
  const isSaid = ([name, value]: [string, JsonValue]) =>
    Object.hasOwn(derived, name) && (value === null || saysTheSame(name, value, derived[name] ?? null));
  return Object.fromEntries(unknown.filter((member) => !isSaid(member)));
}

function saysTheSame(name: string, value: JsonValue, derived: JsonValue): boolean {
  if (name === 'act' || derived === null) return derived !== null || value === '';
  if (name.startsWith('emotional_')) return polarity(value) === derived;
  return bare(value) === bare(derived);
}

function bare(value: JsonValue): string {
  return String(value).trim().toUpperCase().replace(/\./g, '');
}

function derivedMembers({ slugline, act, emotionalStart, emotionalEnd }: Read): JsonObject {
  return {
    ...sluglineParts(slugline),
    act,
    emotional_start: emotionalStart,
    emotional_end: emotionalEnd,
    emotional_polarity: emotionalStart,
  };
}

export function sceneToJson(scene: ScreenplayScene, at: number): JsonObject {
  const { slugline, act, emotionalStart, emotionalEnd } = scene;
  return {
    scene_number: at + 1,
    ...(scene.label === String(at + 1) ? {} : { scene_label: scene.label }),
    slugline,
    ...sluglineParts(slugline),
    elements: scene.elements.map((element: ScreenplayElement) => elementToJson(element)),
    estimated_duration_seconds: scene.targetSeconds,
    ...(act === null ? {} : { act }),
    beat: scene.beat,
    emotional_start: emotionalStart,
    emotional_end: emotionalEnd,
    conflict: scene.conflict,
    characters_present: scene.charactersPresent,
    board_card_number: scene.boardCardNumber,
    snowflake_scene_id: scene.snowflakeSceneId,
    ...membersBesides(scene.extra, KNOWN),
  };
}
