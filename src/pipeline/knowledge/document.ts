import type { MediaType } from '../values/media-type';

/** In what format a document came: told by its bytes, and between plain texts by what whoever brought it says. */
export const DOCUMENT_KINDS = ['PDF', 'MARKDOWN', 'HTML', 'TEXT'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What a document is about, and whom and what it names. */
export const CONCEPT_KINDS = ['TOPIC', 'ENTITY'] as const;
export type ConceptKind = (typeof CONCEPT_KINDS)[number];

const KIND_OF: Partial<Record<MediaType, DocumentKind>> = {
  'application/pdf': 'PDF',
  'text/html': 'HTML',
  'text/markdown': 'MARKDOWN',
  'text/plain': 'TEXT',
};

/** The types that an upload may have which becomes a document. */
export const DOCUMENT_TYPES = Object.keys(KIND_OF) as readonly MediaType[];

/** Null: no document is made of this. */
export function documentKindOf(type: MediaType): DocumentKind | null {
  return KIND_OF[type] ?? null;
}

interface Origin {
  readonly title: string;
  readonly attribution: string | null;
  readonly kind: DocumentKind;
  readonly page: number | null;
}

/** Where a figure is from, as a film names it: `Okafor and Lind, 2025, p. 4`. Only a PDF has pages that a reader would find it on. */
export function sourceLine({ title, attribution, kind, page }: Origin): string {
  const name = attribution ?? title;
  return kind === 'PDF' && page !== null ? `${name}, p. ${page}` : name;
}
