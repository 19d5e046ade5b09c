import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentSource } from '../../src/pipeline';
import { documentReaders } from '../../src/server/document-readers';
import { workerExecArgv } from '../support/suppliers';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-readers-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A page of one sentence a line, by hand. */
function pdf(lines: readonly string[]): Buffer {
  const shown = lines.map((line) => `(${line}) Tj T*`).join(' ');
  const content = `BT /F1 12 Tf 72 720 Td 16 TL ${shown} ET`;
  const bodies = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  const objects = bodies.map((body, index) => `${index + 1} 0 obj\n${body}\nendobj\n`);
  return Buffer.from(`%PDF-1.4\n${objects.join('')}trailer << /Size 6 /Root 1 0 R >>\n%%EOF\n`);
}

const SENTENCE = 'Street trees cool the asphalt below them at night.';

test.each<[DocumentSource['kind'], Buffer]>([
  ['PDF', pdf(['Cool Streets', '', SENTENCE])],
  ['MARKDOWN', Buffer.from(`# Cool Streets\n\n${SENTENCE}\n`)],
  ['HTML', Buffer.from(`<!doctype html><h1>Cool Streets</h1><p>${SENTENCE}</p>`)],
  ['TEXT', Buffer.from(`Cool Streets\n\n${SENTENCE}\n`)],
])(
  'a %s is read by its reader',
  async (kind, bytes) => {
    const file = join(folder, kind);
    await writeFile(file, bytes);
    const signal = AbortSignal.timeout(60_000);
    const reading = await documentReaders(workerExecArgv).read({ kind, fileName: 'streets', file }, { signal });
    expect(reading.blocks.map(({ text }) => text).join(' ')).toContain(SENTENCE);
    expect(reading.pageCount).toBe(1);
  },
  60_000,
);

test('text that is no UTF-8 is read by what it seems to be, and that is said', async () => {
  const file = join(folder, 'western');
  await writeFile(file, Buffer.from('K\xfchle Stra\xdfen\n\nB\xe4ume k\xfchlen den Asphalt.', 'latin1'));
  const source = { kind: 'TEXT', fileName: 'streets.txt', file } as const;
  const reading = await documentReaders().read(source, { signal: AbortSignal.timeout(5_000) });
  expect(reading.blocks.map(({ text }) => text).join(' ')).toContain('Bäume kühlen');
  expect(reading.warnings.length).toBeGreaterThan(0);
});
