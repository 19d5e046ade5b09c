import type { FigureKind } from '../script/segment';

/** Points from the left and the top of the page. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What a stretch of text is in its document, as far as its reader can see. */
export const BLOCK_KINDS = [
  'TITLE',
  'AUTHOR',
  'DATE',
  'ABSTRACT',
  'KEYWORDS',
  'HEADING',
  'PARAGRAPH',
  'LIST_ITEM',
  'QUOTE',
  'EQUATION',
  'CODE',
  'REFERENCE',
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** A paragraph or its like, in reading order: hyphenated words are whole again, headers and footers are gone. */
export interface Block {
  readonly kind: BlockKind;
  readonly text: string;
  /** Of a heading, from 1; null of all else. */
  readonly level: number | null;
  /** From 1; formats without pages have one. */
  readonly page: number;
  /** Of its part on that page; null where the format has no places. */
  readonly box: Box | null;
}

/** A picture's bytes, and what is known of them. */
export interface FigurePicture {
  readonly bytes: Uint8Array;
  readonly mimeType: 'image/png' | 'image/jpeg';
  readonly width: number;
  readonly height: number;
}

/** A figure or table with the number that its label gives it, which need not be its place among the others. */
export interface ReadFigure {
  readonly kind: FigureKind;
  readonly number: number;
  /** As it is printed: `Figure 3`, `TABLE II`. */
  readonly label: string;
  /** Without the label. */
  readonly caption: string;
  readonly page: number;
  /** Of the picture, without the caption. */
  readonly box: Box | null;
  /** Null where the document only refers to it, as Markdown may to a file that is not there. */
  readonly picture: FigurePicture | null;
  /** How sure the reader is that this picture belongs to this caption, from 0 to 1. */
  readonly confidence: number;
}

/** A document as any reader gives it, whatever the format. */
export interface Reading {
  readonly title: string | null;
  readonly authors: readonly string[];
  /** As it is printed. */
  readonly date: string | null;
  readonly pageCount: number;
  readonly blocks: readonly Block[];
  /** Each kind and number once, in the order of the document. */
  readonly figures: readonly ReadFigure[];
  /** What could not be read, in sentences for people. */
  readonly warnings: readonly string[];
}
