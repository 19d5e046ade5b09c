import { plainWish, type WishTerms } from '../library/wish';
import type { DisplayMode, FigureKind } from '../script/segment';
import type { JsonObject } from '../values/canonical-json';
import type { Rate } from '../values/rate';
import { textWish } from './card-wishes';
import { pronunciationsIn } from './spoken/pronunciations';

/** Speech and pictures are asked for in one language and one style until a project says otherwise. */
const LANGUAGE = 'en';
export const STYLE = 'editorial';

/** Modes in which no figure is shown, whatever the segment speaks of. */
const SHOWS_NO_FIGURE: readonly (DisplayMode | null)[] = ['TEXT_ONLY', 'CARRY_FORWARD'];

export interface Narration {
  readonly text: string;
  readonly keyConcepts: readonly string[];
  /** As people, or the file that it came in, say. */
  readonly visualDirection: string | null;
  /** What it shows, whoever decided. */
  readonly displayMode: DisplayMode | null;
  /** As the director of photography says. */
  readonly directedDirection: string | null;
  /** Its picture is to move. */
  readonly isClip: boolean;
}

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** What a project says of all that is made for it. */
export interface House {
  readonly size: PageSize;
  readonly rate: Rate;
  /** How whoever narrates is to sound; null: as the supplier likes. */
  readonly narrator: string | null;
  /** How words are said, by how they are written. */
  readonly pronunciations?: Readonly<Record<string, string>>;
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

/** By the part of the segment that it is a wish of: `audio`, `picture`, `video`, and `page:2` and on for its further figures. */
export type SegmentWishes = Readonly<Record<'audio' | 'picture' | 'video', WishTerms>> &
  Readonly<Record<string, WishTerms>>;

/** What the places of a segment want before anybody decides otherwise. `figures`: those that it speaks of and that have a picture, in the order of mention. */
export function segmentWishes(
  narration: Narration,
  { size, rate, narrator, pronunciations = {} }: House,
  figures: readonly ShownFigure[],
): SegmentWishes {
  const { picture, ...pages } = pictureWishes(narration, size, figures);
  const audio = {
    ...plainWish('SPEECH', narration.text),
    parameters: spokenParameters(narration.text, { narrator, pronunciations }),
  };
  return { audio, picture, video: videoWish(narration, { size, rate }, null), ...pages };
}

/** With those pronunciations that the text has use for; without any the wish is as it was before there were some. */
export function spokenParameters(
  text: string,
  { narrator, pronunciations }: Pick<House, 'narrator'> & Required<Pick<House, 'pronunciations'>>,
): JsonObject {
  const all = Object.entries(pronunciations).map(([written, spoken]) => ({ written, spoken }));
  const its = pronunciationsIn(text, all);
  return {
    ...speechParameters(narrator),
    ...(its.length > 0 ? { pronunciations: its.map((entry) => ({ ...entry })) } : {}),
  };
}

export function speechParameters(narrator: string | null): JsonObject {
  return narrator === null ? { language: LANGUAGE } : { language: LANGUAGE, voice: narrator };
}

type Pictured = Omit<Narration, 'isClip'>;

/** The picture of a segment, and a page for each further figure that it shows. */
export function pictureWishes(
  narration: Pictured,
  size: PageSize,
  figures: readonly ShownFigure[],
): Readonly<Record<'picture', WishTerms>> & Readonly<Record<string, WishTerms>> {
  const [first = null, ...more] = SHOWS_NO_FIGURE.includes(narration.displayMode) ? [] : figures;
  const pages = more.map((figure, index) => [pagePart(index + 2), pageWish(figure, size)] as const);
  return { ...Object.fromEntries(pages), picture: pictureWish(narration, size, first) };
}

/** The place of the n-th figure that a segment shows, from the second on. */
export const pagePart = (n: number): string => `page:${n}`;

const PAGE_PART = /^page:(\d+)$/;

/** Which of the figures of its segment a place shows; null: it is no page of its own. */
export function pageNumber(part: string): number | null {
  const number = PAGE_PART.exec(part)?.[1];
  return number === undefined ? null : Number(number);
}

/**
 * Where a segment speaks of a figure that is there, a page with that figure; in type what it says, where it shows text alone or a figure that is
 * still to come; else a picture of what it says, as the direction wants it.
 */
export function pictureWish(
  { text, keyConcepts, visualDirection, displayMode, directedDirection }: Pictured,
  size: PageSize,
  figure: ShownFigure | null,
): WishTerms {
  const page = { width: size.width, height: size.height, style: STYLE };
  if (figure) return pageWish(figure, size);
  if (displayMode === 'TEXT_ONLY' || displayMode === 'FIGURE_SYNC')
    return textWish({ text, concepts: keyConcepts }, page);
  return { ...plainWish('IMAGE', promptOf({ text, visualDirection, directedDirection })), parameters: page };
}

/** What the narration says comes first: a direction says how, and not of what. */
function promptOf({
  text,
  visualDirection,
  directedDirection,
}: Pick<Narration, 'text' | 'visualDirection' | 'directedDirection'>): string {
  if (visualDirection !== null) return visualDirection;
  return directedDirection === null ? text : `${text}\n\n${directedDirection}`;
}

function pageWish({ kind, number, caption, sha256, label, source }: ShownFigure, size: PageSize): WishTerms {
  const called = label ?? `${kind === 'TABLE' ? 'Table' : 'Figure'} ${number}`;
  const words = { task: 'PAGE', caption, label: called, ...(source ? { source } : {}) };
  return {
    ...plainWish('IMAGE', caption),
    parameters: { width: size.width, height: size.height, style: STYLE, ...words },
    inputs: [{ name: `${kind.toLowerCase()}/${number}`, sha256 }],
  };
}

/** Clips are short: what is longer than one holds its last picture, and the price of the tier stays what it says. */
const CLIP_SECONDS = 5;
/** Suppliers ask about twice as much for more lines. */
const CLIP_LINES = 720;

/** A clip out of the picture of its segment. `still`: null until that is there, and the wish is whole when it comes. */
export function videoWish(
  { isClip, ...narration }: Pick<Narration, 'isClip' | 'text' | 'visualDirection' | 'directedDirection'>,
  { size, rate }: Pick<House, 'size' | 'rate'>,
  still: string | null,
): WishTerms {
  if (!isClip) return plainWish('VIDEO', null);
  const parameters = {
    ...clipSize(size),
    durationSeconds: CLIP_SECONDS,
    rateNumerator: rate.numerator,
    rateDenominator: rate.denominator,
  };
  const inputs = still === null ? [] : [{ name: 'still', sha256: still }];
  return { ...plainWish('VIDEO', promptOf(narration)), parameters, inputs };
}

export function clipSize({ width, height }: PageSize): { width: number; height: number } {
  const scale = Math.min(1, CLIP_LINES / Math.min(width, height));
  const even = (side: number): number => 2 * Math.round((side * scale) / 2);
  return { width: even(width), height: even(height) };
}

/** How people's mode of a segment stands once it is known whether a figure that it speaks of has a picture. */
export function displayModeWith(figure: ShownFigure | null, mode: DisplayMode | null): DisplayMode | null {
  if (SHOWS_NO_FIGURE.includes(mode)) return mode;
  if (figure) return 'FIGURE_SYNC';
  return mode === 'FIGURE_SYNC' ? 'DALL_E' : mode;
}
