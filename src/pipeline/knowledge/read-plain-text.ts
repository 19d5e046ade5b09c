import { NO_FRONT_MATTER } from './drafts/draft';
import { readingOfDrafts, type TextSource } from './drafts/reading-of-drafts';
import { plainDrafts } from './plain/plain-drafts';
import type { Reading } from './reading';

/** A document out of plain text. Its figures are known by their captions alone. */
export function readPlainText(text: string, source: Pick<TextSource, 'fileName'> = {}): Reading {
  return readingOfDrafts(plainDrafts(text), NO_FRONT_MATTER, source);
}
