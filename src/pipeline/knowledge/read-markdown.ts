import { readingOfDrafts, type TextSource } from './drafts/reading-of-drafts';
import { markdownDrafts } from './markdown/markdown-drafts';
import { frontMatter } from './markdown/yaml-front';
import type { Reading } from './reading';

/** A document out of Markdown: whatever the text, it is read. */
export function readMarkdown(text: string, source: TextSource = {}): Reading {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const { front, begins } = frontMatter(lines);
  return readingOfDrafts(markdownDrafts(lines, begins), front, source);
}
