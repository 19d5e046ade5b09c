import type { Reading } from '../reading';
import type { Draft, FrontMatter } from './draft';
import { illustrated } from './drafted-figures';
import { paperOf } from './paper-roles';

/** What comes along with a text. */
export interface TextSource {
  /** Stands in for a title where the text has none. */
  readonly fileName?: string;
  /** Pictures that the text refers to, by name as it is written there. */
  readonly pictures?: ReadonlyMap<string, Uint8Array>;
}

/** A reading of one page, without places. */
export function readingOfDrafts(drafts: readonly Draft[], front: FrontMatter, source: TextSource): Reading {
  const paper = paperOf(drafts, front);
  const { blocks, figures, warnings } = illustrated(paper.drafts, source.pictures ?? new Map());
  const called = paper.title ?? titleOfFile(source.fileName);
  const untitled = paper.title === null && called !== null ? [`The text has no title: it is called by its file.`] : [];
  const empty = blocks.length === 0 ? ['The text says nothing.'] : [];
  return {
    title: called,
    authors: paper.authors,
    date: paper.date,
    pageCount: 1,
    blocks,
    figures,
    warnings: [...empty, ...untitled, ...warnings],
  };
}

function titleOfFile(fileName: string | undefined): string | null {
  const stem = (fileName ?? '').replace(/^.*[\\/]/, '').replace(/\.[\p{L}\p{N}]{1,8}$/u, '');
  const words = stem.replace(/[_\s-]+/g, ' ').trim();
  return words === '' ? null : words;
}
