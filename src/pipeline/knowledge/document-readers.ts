import type { DocumentKind } from './document';
import type { Reading } from './reading';

export interface DocumentSource {
  readonly kind: DocumentKind;
  /** As its owner calls it: what a document without a title is called by. */
  readonly fileName: string;
  /** The path of its bytes on this machine, for as long as the reading lasts. */
  readonly file: string;
}

/** What reads files of every kind. It is handed in: a reader may be a process of its own. */
export interface DocumentReaders {
  /** Throws a `DomainError` that says why, where nothing can be read of it. */
  read(source: DocumentSource, options: { readonly signal: AbortSignal }): Promise<Reading>;
}
