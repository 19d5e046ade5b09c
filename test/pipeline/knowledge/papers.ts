import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LinkedDocument } from '../../../src/pipeline/knowledge/atom-links';
import { documentGraph } from '../../../src/pipeline/knowledge/document-graph';
import { readHtml } from '../../../src/pipeline/knowledge/read-html';
import { readMarkdown } from '../../../src/pipeline/knowledge/read-markdown';
import { readPlainText } from '../../../src/pipeline/knowledge/read-plain-text';
import type { Reading } from '../../../src/pipeline/knowledge/reading';

/** Three invented papers: the second goes on from the first, the third says the contrary. */
const paper = (file: string): string => readFileSync(join(__dirname, 'papers', file), 'utf8');

export const CANOPY = readMarkdown(paper('canopy.md'));
export const ASPHALT = readHtml(paper('asphalt.html'));
export const WIND = readPlainText(paper('wind.txt'));

export const linked = (documentId: string, reading: Reading): LinkedDocument => ({
  documentId,
  title: reading.title ?? '',
  authors: reading.authors,
  ...documentGraph(reading),
});

export const saidBy = ({ blocks }: Reading): string => blocks.map(({ text }) => text).join('\n');

/** The bytes of a PNG of one pixel. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
