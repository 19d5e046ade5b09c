import type { LocationDesign } from '../bible';
import { placeIdentity, placeParts, unorderedIdentity } from './place-name';
import { readSlugline } from './slugline';

/** Which design is meant by a place: looked up, never searched. Null stands for more than one. */
export interface DesignTable {
  readonly exact: ReadonlyMap<string, LocationDesign>;
  readonly unordered: ReadonlyMap<string, LocationDesign | null>;
  /** By its last part, of designs with a parent. */
  readonly within: ReadonlyMap<string, LocationDesign | null>;
  /** Designs of one part. */
  readonly single: ReadonlyMap<string, LocationDesign>;
}

export function designTable(designs: readonly LocationDesign[]): DesignTable {
  const exact = new Map<string, LocationDesign>();
  const [unordered, within] = [new Map<string, LocationDesign | null>(), new Map<string, LocationDesign | null>()];
  const single = new Map<string, LocationDesign>();
  for (const design of designs) {
    const place = designPlace(design);
    const identity = placeIdentity(place);
    if (identity === '' || exact.has(identity)) continue;
    const parts = placeParts(place);
    exact.set(identity, design);
    note(unordered, unorderedIdentity(parts), design);
    for (let from = 1; from < parts.length; from += 1) note(within, parts.slice(from).join('|'), design);
    if (parts.length === 1) single.set(identity, design);
  }
  return { exact, unordered, within, single };
}

/** A design may be named like a slugline; a name that is a time alone is a name. */
function designPlace({ name }: LocationDesign): string {
  return readSlugline(name).place || name;
}

function note(table: Map<string, LocationDesign | null>, key: string, design: LocationDesign): void {
  table.set(key, table.has(key) ? null : design);
}

/** Equal, of the same parts, or named without the parent that only one design has. */
export function designOf(table: DesignTable, place: string): LocationDesign | null {
  const parts = placeParts(place);
  if (parts.length === 0) return null;
  const named = table.exact.get(placeIdentity(place)) ?? table.unordered.get(unorderedIdentity(parts));
  return named ?? table.within.get(parts.join('|')) ?? null;
}
