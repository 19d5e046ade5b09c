import { access, constants } from 'node:fs/promises';
import { extname } from 'node:path';
import { bringFile } from '../graphql/bring';
import type { StudioClient } from '../graphql/client';
import { Refused } from '../graphql/refusal';
import { counted } from '../words/counted';

export interface DocumentRow {
  readonly id: string;
  readonly title: string;
  readonly pages: number;
  readonly warnings: readonly string[];
  readonly figures: readonly { readonly kind: 'FIGURE' | 'TABLE' }[];
}

const INGEST = `mutation ($input: IngestDocumentInput!) {
  ingestDocument(input: $input) {
    document { id title pages warnings figures { kind } } userErrors { code message expected got remedy }
  }
}`;

/** What the bytes are is told by themselves; this is only what is said of them on the way. */
const MIME_TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.md': 'text/markdown',
  '.markdown': 'text/markdown',
  '.html': 'text/html',
  '.htm': 'text/html',
};

interface Bringing {
  readonly projectId: string;
  readonly file: string;
  /** Of the main source alone. */
  readonly attribution: string | null;
  readonly signal: AbortSignal;
}

/** A document as the studio reads it; the same bytes are the document that is there. */
export async function bringDocument(
  client: StudioClient,
  { projectId, file, attribution, signal }: Bringing,
): Promise<DocumentRow> {
  const mimeType = MIME_TYPES[extname(file).toLowerCase()] ?? 'text/plain';
  const uploadId = await bringFile(client, { projectId, file, mimeType, signal });
  const input = { projectId, uploadId, attribution, idempotencyKey: `ingest ${uploadId}` };
  const { ingestDocument } = await client.mutate<{ ingestDocument: { document: DocumentRow } }>(INGEST, { input });
  return ingestDocument.document;
}

export function documentLines({ title, pages, figures, warnings }: DocumentRow): string[] {
  const tables = figures.filter(({ kind }) => kind === 'TABLE').length;
  const found = `${counted(figures.length - tables, 'figure')}, ${counted(tables, 'table')}`;
  return [`“${title}”: ${counted(pages, 'page')}, ${found}`, ...warnings.map((warning) => `  ${warning}`)];
}

/** Told before a server is asked, or started. */
export async function assertReadable(files: readonly string[]): Promise<void> {
  for (const file of files) {
    await access(file, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
      throw new Refused([
        {
          code: 'INVALID_INPUT',
          message: `${file} cannot be read.`,
          expected: 'a PDF, Markdown, HTML or text file',
          got: error.code ?? error.message,
          remedy: 'Check the path.',
        },
      ]);
    });
  }
}
