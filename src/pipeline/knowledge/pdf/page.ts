import type { Area } from './area';

/** A run of characters as the page sets it, placed by its edges. */
export interface TextRun {
  readonly text: string;
  readonly area: Area;
  readonly baseline: number;
  /** Of its type, in points. */
  readonly size: number;
  readonly font: string;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  /** Not turned: it reads from left to right along the page. */
  readonly isUpright: boolean;
  /** In a font that only drawings placed on the page use: part of a figure, whatever it says. */
  readonly isOfDrawing: boolean;
}

/** Something that leaves ink and is no text. */
export interface Mark {
  readonly kind: 'IMAGE' | 'STROKE' | 'FILL';
  readonly area: Area;
}

/** A page as plain data. Its height runs downwards; a page whose text lies on its side was turned upright. */
export interface PageContent {
  /** From 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly TextRun[];
  readonly marks: readonly Mark[];
}

export const pageArea = ({ width, height }: Pick<PageContent, 'width' | 'height'>): Area => ({
  left: 0,
  top: 0,
  right: width,
  bottom: height,
});
