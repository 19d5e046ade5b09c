import type { BlockKind } from '../reading';

/** A stretch of text as its format marks it, before anybody asks what it is in a paper. */
export interface DraftText {
  readonly kind: BlockKind;
  readonly text: string;
  /** Of a heading, from 1. */
  readonly level: number | null;
}

export interface DraftPicture {
  readonly kind: 'PICTURE';
  readonly alt: string;
  /** Of the element that holds it; null where its format has none. */
  readonly caption: string | null;
  /** Its address, as it is written. */
  readonly source: string;
  /** Whether it stands by itself, as a figure does and a badge does not. */
  readonly isAlone: boolean;
}

export interface DraftTable {
  readonly kind: 'TABLE';
  readonly caption: string | null;
  readonly rows: readonly (readonly string[])[];
}

export type Draft = DraftText | DraftPicture | DraftTable;

/** What a document says of itself outside of its text. */
export interface FrontMatter {
  readonly title: string | null;
  readonly authors: readonly string[];
  readonly date: string | null;
  readonly keywords: readonly string[];
  readonly abstract: string | null;
}

export const NO_FRONT_MATTER: FrontMatter = { title: null, authors: [], date: null, keywords: [], abstract: null };

export const draftText = (kind: BlockKind, text: string, level: number | null = null): DraftText => ({
  kind,
  text,
  level,
});
