import type { ScreenplayElement } from '../../../../src/pipeline/screenplay/screenplay';
import type { Person } from './people';

/** Everywhere in a text the new name of somebody for the old one, as it is written there: `RAE'S`, `rae`, `Rae`. */
export function renaming(before: Person, now: Person): (text: string) => string {
  const first = wordFor(before.first, now.first);
  const last = before.last === now.last ? (text: string) => text : wordFor(before.last, now.last);
  const lower = before.isWord
    ? (text: string) => text
    : exchanged(before.first.toLowerCase(), now.first.toLowerCase(), 's');
  return (text) => lower(first(last(text)));
}

export function renamedElement(element: ScreenplayElement, rename: (text: string) => string): ScreenplayElement {
  return { ...element, text: rename(element.text) };
}

function wordFor(before: string, now: string): (text: string) => string {
  const written = exchanged(before, now, 's');
  const capitals = exchanged(before.toUpperCase(), now.toUpperCase(), 'S');
  return (text) => capitals(written(text));
}

/** James' → Nora's. */
function exchanged(before: string, now: string, ending: string): (text: string) => string {
  const name = before.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])(['’](?!\\p{L}))?`, 'gu');
  return (text) => text.replace(whole, (_, mark?: string) => (mark ? `${now}${mark}${ending}` : now));
}
