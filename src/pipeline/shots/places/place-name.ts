import { folded, keyOf } from '../people/folded';

export const UNKNOWN_PLACE = 'unknown_place';

/** `HOUSE - KITCHEN` → `house_kitchen`; a hyphen within a word is deleted, one between parts is a blank. */
export function placeKey(place: string): string {
  return keyOf(place.replace(/&/g, ' and ').replace(/[–—―]|--/g, ' ')) || UNKNOWN_PLACE;
}

/** The parts of a place as they are compared: folded, without a leading `the`. Separators: dashes, commas, slashes. */
export function placeParts(place: string): string[] {
  return place
    .replace(/&/g, ' and ')
    .split(/ ?(?:--+|[–—―,/]) ?| -{1} ?|-{1} /)
    .map((part) => keyOf(part.replace(/^\s*the\s+/i, '')))
    .filter((part) => part !== '');
}

/** One string for one place: what two sluglines of it have in common. */
export function placeIdentity(place: string): string {
  return keyOf(folded(placeParts(place).join(' ')));
}

/** As above, whatever the order of its parts. */
export function unorderedIdentity(parts: readonly string[]): string {
  return [...parts].sort().join('|');
}
