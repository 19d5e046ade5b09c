import { actNamed } from './act-names';
import type { ScreenplayElement } from './screenplay';

/** A section of the first rank begins an act, or ends one. */
export function actAfter(element: ScreenplayElement, act: number | null): number | null {
  return element.kind === 'SECTION' && element.depth === 1 ? actNamed(element.text) : act;
}

export function actAfterAll(elements: readonly ScreenplayElement[], act: number | null): number | null {
  return elements.reduce((before, element) => actAfter(element, before), act);
}
