import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PdfLimits, type ReadPdfOptions, readPdf } from '../../../../src/pipeline/knowledge/read-pdf.tool';
import { workerExecArgv } from '../../../support/suppliers';

const folder = mkdtempSync(join(tmpdir(), 'workprint-pdf-'));
afterAll(() => rmSync(folder, { recursive: true }));

const paper = join(__dirname, 'papers/twelve-pages.pdf');

const read = (file: string, limits?: Partial<PdfLimits>, more?: Partial<ReadPdfOptions>) =>
  readPdf(file, { signal: AbortSignal.timeout(60_000), execArgv: workerExecArgv, limits, ...more });

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text, 'latin1');
  return file;
}

/** By hand: the parser looks for objects itself where there is no table of them. */
function pdfOf(pages: string, content: string): string {
  return `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[${pages}]/Count ${pages === '' ? 0 : 1}>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj
4 0 obj<</Length ${content.length}>>stream
${content}
endstream endobj
trailer<</Root 1 0 R>>
`;
}

const refusals: readonly [string, () => string, Partial<PdfLimits>, string, RegExp][] = [
  ['an encrypted PDF', () => join(__dirname, 'refused/encrypted.pdf'), {}, 'UNSUPPORTED', /password/],
  ['a scan', () => written('scan.pdf', pdfOf('3 0 R', '10 10 180 180 re f')), {}, 'UNSUPPORTED', /no text/],
  ['a PDF without pages', () => written('empty.pdf', pdfOf('', '')), {}, 'MEDIA_REFUSED', /no pages|damaged/],
  ['what is no PDF', () => written('letter.pdf', 'Dear reader, this is no PDF.'), {}, 'MEDIA_REFUSED', /damaged/],
  ['an empty file', () => written('nothing.pdf', ''), {}, 'MEDIA_REFUSED', /damaged/],
  ['a file that is not there', () => join(folder, 'nowhere.pdf'), {}, 'MEDIA_REFUSED', /opened/],
  ['too many pages', () => paper, { pages: 11 }, 'LIMIT_EXCEEDED', /too many pages/],
  ['too many bytes', () => paper, { bytes: 1000 }, 'LIMIT_EXCEEDED', /too large/],
  ['what takes too much memory', () => paper, { memoryBytes: 40_000_000 }, 'LIMIT_EXCEEDED', /too much/],
  ['what takes too long', () => paper, { stepMs: 1 }, 'LIMIT_EXCEEDED', /too much/],
];

test.each(refusals)(
  '%s is refused with what was expected, what came and a remedy',
  async (_name, file, limits, code, message) => {
    const said = {
      code,
      message: expect.stringMatching(message),
      expected: expect.any(String),
      got: expect.any(String),
      remedy: expect.any(String),
    };
    await expect(read(file(), limits)).rejects.toMatchObject(said);
  },
);

test('whoever stops waiting stops the process', async () => {
  const stop = new AbortController();
  const pids: number[] = [];
  const reading = readPdf(paper, {
    signal: stop.signal,
    execArgv: workerExecArgv,
    comeLast: (pid) => void (pid !== undefined && pids.push(pid)),
    onProgress: () => stop.abort(new Error('Nobody waits.')),
  });
  await expect(reading).rejects.toThrow('Nobody waits.');
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow();
});

test('progress goes from the first page to the last', async () => {
  const pages: number[] = [];
  await read(paper, {}, { onProgress: (page) => pages.push(page) });
  expect(new Set(pages.filter((page) => page > 0))).toEqual(
    new Set(Array.from({ length: 12 }, (_, index) => index + 1)),
  );
});
