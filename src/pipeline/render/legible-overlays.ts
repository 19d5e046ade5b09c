import type { Cut, Overlay } from '../timeline/cut';
import { type Coverage, faceFor, toldCharacters } from './legible-captions';

/** Overlays of which some words have no face. They stay in their pieces, which say that nothing is drawn. */
export interface UndrawnOverlays {
  readonly overlays: readonly Overlay[];
  /** Some of what the faces lack, each once. */
  readonly characters: readonly string[];
}

export function undrawnOverlays({ overlays = [] }: Cut, coverages: readonly Coverage[]): UndrawnOverlays {
  const illegible = (overlay: Overlay) => wordsOf(overlay).filter((text) => faceFor(text, coverages) === null);
  return {
    overlays: overlays.filter((overlay) => illegible(overlay).length > 0),
    characters: toldCharacters(overlays.flatMap(illegible), coverages[0]),
  };
}

const wordsOf = ({ kind, text, detail }: Overlay): string[] => (kind === 'LOGO' ? [] : [text, detail ?? '']);
