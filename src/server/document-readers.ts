import { readFile } from 'node:fs/promises';
import type { DocumentReaders } from '../pipeline';
import { readHtml } from '../pipeline/knowledge/read-html';
import { readMarkdown } from '../pipeline/knowledge/read-markdown';
import { readPdf } from '../pipeline/knowledge/read-pdf.tool';
import { readPlainText } from '../pipeline/knowledge/read-plain-text';
import { decodedText } from '../pipeline/knowledge/text-of-bytes';

const READS_TEXT = { MARKDOWN: readMarkdown, HTML: readHtml, TEXT: readPlainText } as const;

/**
 * A PDF is read by a process of its own, which does not come last: somebody waits for it, and its limits are of the clock. Behind four
 * encoders a page of six lines took longer than the 15 s that a page has. `execArgv`: Node's own options for it.
 */
export function documentReaders(execArgv: readonly string[] = []): DocumentReaders {
  return {
    read: async ({ kind, file, fileName }, { signal }) => {
      if (kind === 'PDF') return readPdf(file, { signal, execArgv });
      const { text, warnings } = decodedText(await readFile(file, { signal }));
      const reading = READS_TEXT[kind](text, { fileName });
      return { ...reading, warnings: [...warnings, ...reading.warnings] };
    },
  };
}
