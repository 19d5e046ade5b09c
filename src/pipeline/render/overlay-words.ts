import type { Overlay, OverlayPlace } from '../timeline/cut';
import type { Size } from './motion';
import { alignmentAt, evenDown, overlayArea } from './overlay-place';
import type { Width } from './wrapped-lines';

/** What an overlay says, as its faces draw it. */
export interface OverlayWords {
  readonly kind: Exclude<Overlay['kind'], 'LOGO'>;
  readonly place: OverlayPlace;
  readonly main: string;
  /** Below the other, and smaller; empty: nothing. */
  readonly aside: string;
}

/** MAIN and ASIDE are set in faces of their own. */
export type Role = 'MAIN' | 'ASIDE';
export type Widths = Readonly<Record<Role, Width>>;

/** In units. */
export interface Style {
  readonly main: Type;
  readonly aside: Type;
  /** Between main words and aside, where no rule is between them. */
  readonly gap: number;
  readonly padding: { readonly x: number; readonly y: number };
}

export interface Type {
  readonly size: number;
  /** From line to line, in ems. */
  readonly leading: number;
  /** Set smaller down to this share of its size, rather than in two lines. */
  readonly squeezed: number;
}

/** What all is measured by: the frame's height, or less where it is narrow, as captions are smaller there. */
export const unitOf = ({ width, height }: Size): number => Math.min(height, 0.9 * width);

const SMALL = { size: 0.034, leading: 1.3, squeezed: 0.9 };

export const STYLES: Record<OverlayWords['kind'], Style> = {
  TEXT: {
    main: { size: 0.062, leading: 1.2, squeezed: 1 },
    ...{ aside: SMALL, gap: 0.006, padding: { x: 0.042, y: 0.028 } },
  },
  KPI: {
    main: { size: 0.15, leading: 0.98, squeezed: 0.4 },
    ...{ aside: SMALL, gap: 0.012, padding: { x: 0.044, y: 0.022 } },
  },
  LOWER_THIRD: {
    main: { size: 0.05, leading: 1.2, squeezed: 0.75 },
    ...{ aside: SMALL, gap: 0.002, padding: { x: 0.034, y: 0.02 } },
  },
};

/** In units, of signs in the accent. */
export const BAR = 0.0095;
export const RULE = { width: 0.1, height: 0.006, above: 0.014, below: 0.016 };

/** Words in the middle have a rule below them, words at a side a bar along it. */
export const hasRule = ({ place }: OverlayWords): boolean => alignmentAt(place) === 'MIDDLE';
export const barWidth = (words: OverlayWords, unit: number): number => (hasRule(words) ? 0 : BAR * unit);

/** In units: lines stop where they are too long to be read at a glance. */
const WIDEST = { side: 0.85, middle: 1.5 };
/** Of the area: what stands in two corners at once does not meet. */
const CORNER = 0.485;
const HALF = 0.5;
/** What stands alone in the centre is larger. */
const IN_CENTRE = 1.2;

export const largestScale = ({ place }: OverlayWords): number => (place === 'CENTRE' ? IN_CENTRE : 1);

/** What a plate may take of the frame, in even pixels. */
export function roomFor(words: OverlayWords, frame: Size): Size {
  const { place } = words;
  const { width, height } = overlayArea(frame);
  const widest = unitOf(frame) * (hasRule(words) ? WIDEST.middle : WIDEST.side);
  const isCorner = place === 'TOP_LEFT' || place === 'TOP_RIGHT' || place === 'BOTTOM_RIGHT';
  return {
    width: evenDown(Math.min(isCorner ? CORNER * width : width, widest)),
    height: place === 'CENTRE' ? height : evenDown(HALF * height),
  };
}
