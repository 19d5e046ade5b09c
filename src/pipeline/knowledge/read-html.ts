import { readingOfDrafts, type TextSource } from './drafts/reading-of-drafts';
import { pageDrafts } from './html/html-drafts';
import { mainContent } from './html/html-main';
import { htmlFrontMatter } from './html/html-meta';
import { htmlTree } from './html/html-tree';
import type { Reading } from './reading';

/** A document out of HTML: what people read of it. Whatever the text, it is read, and nothing that it points at is fetched. */
export function readHtml(text: string, source: TextSource = {}): Reading {
  const page = htmlTree(text);
  const main = mainContent(page);
  return readingOfDrafts(pageDrafts(main), htmlFrontMatter(page, main.root), source);
}
