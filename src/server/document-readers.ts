import { readFile } from 'node:fs/promises';
import type { DocumentReaders } from '../pipeline';
import { readHtml } from '../pipeline/knowledge/read-html';
import { readMarkdown } from '../pipeline/knowledge/read-markdown';
import { readPdf } from '../pipeline/knowledge/read-pdf.tool';
import { readPlainText } from '../pipeline/knowledge/read-plain-text';
import { decodedText } from '../pipeline/knowledge/text-of-bytes';
import { comeLast } from '../pipeline/render/come-last.tool';

const READS_TEXT = { MARKDOWN: readMarkdown, HTML: readHtml, TEXT: readPlainText } as const;

/** A PDF is read by a process that comes behind the answers. `execArgv`: Node's own options for it. */
export function documentReaders(execArgv: readonly string[] = []): DocumentReaders {
  return {
    read: async ({ kind, file, fileName }, { signal }) => {
      if (kind === 'PDF') return readPdf(file, { signal, comeLast, execArgv });
      const { text, warnings } = decodedText(await readFile(file, { signal }));
      const reading = READS_TEXT[kind](text, { fileName });
      return { ...reading, warnings: [...warnings, ...reading.warnings] };
    },
  };
}
