import type { FigureKind } from '../script/segment';
import type { BlockKind, Box } from './reading';

export const ATOM_KINDS = [
  'TITLE',
  'ABSTRACT',
  'SECTION_HEADER',
  'PARAGRAPH',
  'QUOTE',
  'CITATION',
  'FIGURE',
  'CHART',
  'TABLE',
  'EQUATION',
  'DIAGRAM',
  'AUTHOR',
  'DATE',
  'KEYWORD',
] as const;
export type AtomKind = (typeof ATOM_KINDS)[number];

/** Where in a document an atom stands: what is no part of the argument is kept, and out of its topics. */
export const ATOM_ZONES = ['FRONT', 'BODY', 'BACK', 'BOILERPLATE'] as const;
export type AtomZone = (typeof ATOM_ZONES)[number];

/** The smallest part of a document that may be quoted, cited or shown. */
export interface Atom {
  /** In reading order, from 0. */
  readonly position: number;
  readonly kind: AtomKind;
  readonly zone: AtomZone;
  /** Of a figure, chart, diagram or table: its caption. */
  readonly text: string;
  readonly page: number;
  readonly box: Box | null;
  /** The heading that it stands under; null before the first. */
  readonly section: string | null;
  /** The position of that heading's atom. */
  readonly parent: number | null;
  /** From 0 to 1. */
  readonly importance: number;
  /** What it is about, in the document's own words: keys of `DocumentGraph.topics`. */
  readonly topics: readonly string[];
  /** Names of people, places, methods and things: keys of `DocumentGraph.entities`. */
  readonly entities: readonly string[];
  /** Which figure it is; null where it is none. */
  readonly figure: { readonly kind: FigureKind; readonly number: number } | null;
  /** What a block was, where that is more than its kind says: a list item and code are paragraphs. */
  readonly form: BlockKind | null;
}

/** A topic or an entity, under a key by which documents share it: lower case, singular, without articles. */
export interface Concept {
  readonly key: string;
  /** As it is written most often. */
  readonly name: string;
  /** In how many atoms of the body. */
  readonly count: number;
  /** From 0 to 1: of the document's own concepts, how much it is about this one. */
  readonly weight: number;
}

export interface DocumentGraph {
  readonly atoms: readonly Atom[];
  readonly topics: readonly Concept[];
  readonly entities: readonly Concept[];
  /** A sentence, a paragraph and a page, quoted from the document. */
  readonly summaries: { readonly short: string; readonly medium: string; readonly long: string };
}

export const LINK_RELATIONS = ['SAME_TOPIC', 'SUPPORTS', 'CONTRADICTS', 'EXTENDS'] as const;
export type LinkRelation = (typeof LINK_RELATIONS)[number];

/** An atom of one document beside one of another. */
export interface AtomLink {
  readonly from: { readonly documentId: string; readonly position: number };
  readonly to: { readonly documentId: string; readonly position: number };
  readonly relation: LinkRelation;
  /** From 0 to 1. */
  readonly strength: number;
  /** Why, in words of both: the concepts that they share, or the words that say so. */
  readonly because: string;
}
