import type { Screenplay } from '../../screenplay/screenplay';
import type { Bible, LocationDesign } from '../bible';
import { uniqueKey } from '../people/folded';
import type { PlannedSetting, Slugline } from '../shot-list';
import { type DesignTable, designOf, designTable } from './designs';
import { placeIdentity, placeKey, placeParts, UNKNOWN_PLACE } from './place-name';
import { readSlugline } from './slugline';

interface Place {
  readonly key: string;
  readonly name: string;
  readonly design: LocationDesign | null;
  outside: number;
  inside: number;
}

/** One setting for one place, in the order of their first scenes, and the key of each scene's. */
export function settingsOf(
  screenplay: Screenplay,
  bible: Bible,
): { settings: readonly PlannedSetting[]; keys: readonly string[] } {
  const sluglines = screenplay.scenes.map(({ slugline }) => readSlugline(slugline));
  const designs = designsByPlace(sluglines, designTable(bible.locations));
  const places = new Map<string, Place>();
  const taken = new Map<string, number>();
  const keys = sluglines.map((said) => {
    const identity = placeIdentity(said.place);
    const design = designs.get(identity) ?? null;
    const held = design === null ? identity : placeIdentity(design.name);
    const place = places.get(held) ?? newPlace(said, design, taken);
    places.set(held, place);
    count(place, said);
    return place.key;
  });
  return { settings: [...places.values()].map(settingOf), keys };
}

function newPlace({ place }: Slugline, design: LocationDesign | null, taken: Map<string, number>): Place {
  const name = design === null ? place : readSlugline(design.name).place || design.name;
  const key = uniqueKey(name === '' ? UNKNOWN_PLACE : placeKey(name), taken);
  return { key, name: design?.name ?? (name || 'Unknown place'), design, outside: 0, inside: 0 };
}

function count(place: Place, { intExt }: Slugline): void {
  if (intExt === 'EXT') place.outside += 1;
  if (intExt === 'INT') place.inside += 1;
}

/**
 * By the identity of a place. A design without its parent (`Kitchen`) goes to the one place that is called so with a parent
 * (`HOUSE - KITCHEN`), where no slugline names it itself.
 */
function designsByPlace(sluglines: readonly Slugline[], table: DesignTable): Map<string, LocationDesign> {
  const byPlace = new Map<string, LocationDesign>();
  const orphans = new Map<string, Set<string>>();
  for (const { place } of sluglines) {
    const identity = placeIdentity(place);
    const design = designOf(table, place);
    if (design !== null) byPlace.set(identity, design);
    else orphans.set(lastPart(place), (orphans.get(lastPart(place)) ?? new Set()).add(identity));
  }
  for (const [part, identities] of orphans) {
    const design = table.single.get(part);
    const [identity] = identities;
    const isFree = design !== undefined && ![...byPlace.values()].includes(design);
    if (isFree && identities.size === 1 && identity !== undefined) byPlace.set(identity, design);
  }
  return byPlace;
}

function lastPart(place: string): string {
  return placeParts(place).at(-1) ?? '';
}

function settingOf({ key, name, design, outside, inside }: Place): PlannedSetting {
  return {
    key,
    name,
    isExterior: outside > inside,
    basePrompt: design?.basePrompt ?? null,
    description: design?.description ?? null,
    moodKeywords: design?.moodKeywords ?? [],
    palette: design?.palette ?? [],
    timeVariants: design?.timeVariants ?? {},
  };
}
