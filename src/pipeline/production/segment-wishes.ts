import { plainWish, type WishTerms } from '../library/wish';
import type { DisplayMode, FigureKind } from '../script/segment';
import type { JsonObject } from '../values/canonical-json';

/** Speech and pictures are asked for in one language and one style until a project says otherwise. */
const LANGUAGE = 'en';
const STYLE = 'editorial';

/** Modes in which no figure is shown, whatever the segment speaks of. */
const SHOWS_NO_FIGURE: readonly (DisplayMode | null)[] = ['TEXT_ONLY', 'CARRY_FORWARD'];

export interface Narration {
  readonly text: string;
  readonly visualDirection: string | null;
  readonly displayMode: DisplayMode | null;
}

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** What a project says of all that is made for it. */
export interface House {
  readonly size: PageSize;
  /** How whoever narrates is to sound; null: as the supplier likes. */
  readonly narrator: string | null;
}

/** A figure that has a picture. */
export interface ShownFigure {
  readonly kind: FigureKind;
  readonly number: number;
  readonly caption: string;
  readonly sha256: string;
  /** As it is printed in its document: `TABLE II`; null or absent where nobody knows. */
  readonly label?: string | null;
  /** Where it is from, as a page says it: `Okafor and Lind, 2025, p. 4`; null or absent of a script's own figure. */
  readonly source?: string | null;
}

export interface SegmentWishes {
  readonly audio: WishTerms;
  readonly picture: WishTerms;
  readonly video: WishTerms;
}

/** What the places of a segment want before anybody decides otherwise. `figure` is the one that it speaks of first, where that has a picture. */
export function segmentWishes(
  narration: Narration,
  { size, narrator }: House,
  figure: ShownFigure | null,
): SegmentWishes {
  const shown = SHOWS_NO_FIGURE.includes(narration.displayMode) ? null : figure;
  return {
    audio: { ...plainWish('SPEECH', narration.text), parameters: speechParameters(narrator) },
    picture: pictureWish(narration, size, shown),
    video: plainWish('VIDEO', null),
  };
}

export function speechParameters(narrator: string | null): JsonObject {
  return narrator === null ? { language: LANGUAGE } : { language: LANGUAGE, voice: narrator };
}

/** A picture of what the segment says; where it speaks of a figure that is there, a page with that figure on it. */
export function pictureWish(
  { text, visualDirection }: Pick<Narration, 'text' | 'visualDirection'>,
  size: PageSize,
  figure: ShownFigure | null,
): WishTerms {
  const page = { width: size.width, height: size.height, style: STYLE };
  if (!figure) return { ...plainWish('IMAGE', visualDirection ?? text), parameters: page };
  const name = `${figure.kind.toLowerCase()}/${figure.number}`;
  return {
    ...plainWish('IMAGE', figure.caption),
    parameters: { ...page, caption: figure.caption },
    inputs: [{ name, sha256: figure.sha256 }],
  };
}

/** How a segment is shown once it is known whether the figure that it speaks of first has a picture. */
export function displayModeWith(figure: ShownFigure | null, mode: DisplayMode | null): DisplayMode | null {
  if (SHOWS_NO_FIGURE.includes(mode)) return mode;
  if (figure) return 'FIGURE_SYNC';
  return mode === 'FIGURE_SYNC' ? 'DALL_E' : mode;
}
