import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createUploadOf, type FilmStudio, SMALL } from './film';

/** A paper of four sections with one figure, whose picture comes within it. */
async function paper(): Promise<string> {
  const picture = (await readFile(join(SMALL, 'figure-1.png'))).toString('base64');
  return `# Hedges That Hold Snow

Nadia Okafor, Henrik Lind

## Abstract

Hedges on an open plateau slow the wind and gather snow in deep drifts. We measured nine hedges over three winters. Behind full hedges the drifts held 42 % more water than the open field.

## Introduction

Wind carries most of the snow of a plateau away before it can melt. Farmers have planted hedges against the wind for centuries. Nobody had measured what these hedges do for the wells of the villages below them.

## Method

We chose nine hedges of three heights on one plateau. At each hedge we measured the depth of the snow every week. An open field beside each hedge served for comparison.

## Results

Figure 1 shows the depth of the drifts over one winter. The drifts behind tall hedges were deeper than those behind low ones. Meltwater from the drifts reached the wells eleven days later than meltwater from the fields.

![Figure 1: Depth of the drifts over one winter, behind tall and low hedges.](data:image/png;base64,${picture})

## Conclusion

Hedges are a cheap way to keep water on a plateau. A village that plants them keeps its wells full for longer.
`;
}

interface DocumentRow {
  readonly id: string;
  readonly figures: readonly {
    readonly number: number;
    readonly slot: { readonly current: { status: string } | null };
  }[];
}

/** The paper as a document of a project; ingested before, it is the same document. */
export async function ingestPaper(studio: FilmStudio, projectId: string): Promise<DocumentRow> {
  const uploadId = await createUploadOf(studio, {
    projectId,
    fileName: 'hedges.md',
    mimeType: 'text/markdown',
    text: await paper(),
  });
  const { ingestDocument } = await studio.client.mutate<{ ingestDocument: { document: DocumentRow } }>(
    `mutation ($input: IngestDocumentInput!) {
      ingestDocument(input: $input) { document { id figures { number slot { current { status } } } } userErrors { code message got } }
    }`,
    { input: { projectId, uploadId, attribution: 'Okafor and Lind, 2025', idempotencyKey: `ingest ${uploadId}` } },
  );
  return ingestDocument.document;
}
