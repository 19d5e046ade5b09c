import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { readPdf } from '../../../../src/pipeline/knowledge/read-pdf.tool';
import type { Box, ReadFigure, Reading } from '../../../../src/pipeline/knowledge/reading';
import { workerExecArgv } from '../../../support/suppliers';

interface TrueFigure {
  readonly kind: string;
  readonly number: number;
  readonly page: number;
  readonly caption: string;
  readonly box: Box;
}

const truth: Record<string, TrueFigure[]> = JSON.parse(readFileSync(join(__dirname, 'papers/truth.json'), 'utf8'));
const papers = Object.entries(truth);
const readings = new Map<string, Reading>();

const read = async (name: string): Promise<Reading> => {
  const known = readings.get(name);
  if (known) return known;
  const signal = AbortSignal.timeout(120_000);
  const reading = await readPdf(join(__dirname, 'papers', `${name}.pdf`), { signal, execArgv: workerExecArgv });
  readings.set(name, reading);
  return reading;
};

/** Quotes and hyphens as they are typed, capitals of small capitals as they were written. */
const plain = (text: string) => text.replace(/’/g, "'").replace(/\s+/g, ' ').toLowerCase();

/** Rules are as wide as TeX says, and some white belongs to a table's box: up to 8 points besides the margin. */
function isRightBox(found: Box, real: Box): boolean {
  const holds =
    found.left <= real.left + 8 &&
    found.top <= real.top + 8 &&
    found.left + found.width >= real.left + real.width - 8 &&
    found.top + found.height >= real.top + real.height - 8;
  const holdsNoMore =
    found.left >= real.left - 8 &&
    found.top >= real.top - 8 &&
    found.left + found.width <= real.left + real.width + 8 &&
    found.top + found.height <= real.top + real.height + 8;
  return holds && holdsNoMore;
}

const isRight = (found: ReadFigure | undefined, real: TrueFigure): boolean =>
  found?.picture != null &&
  found.box !== null &&
  found.page === real.page &&
  plain(found.caption) === plain(real.caption) &&
  isRightBox(found.box, real.box);

/** Pixels of ink on the four borders of a picture. */
async function inkOnBorder({ picture }: ReadFigure): Promise<number> {
  if (!picture) return 0;
  const image = await loadImage(Buffer.from(picture.bytes));
  const context = createCanvas(picture.width, picture.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  let ink = 0;
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      const isBorder = x === 0 || y === 0 || x === picture.width - 1 || y === picture.height - 1;
      if (isBorder && Math.min(...data.subarray((y * picture.width + x) * 4, (y * picture.width + x) * 4 + 3)) < 244)
        ink += 1;
    }
  }
  return ink;
}

test('of all figures and tables at least 95 % have their label, their caption and their picture', async () => {
  const wrong: string[] = [];
  for (const [name, figures] of papers) {
    const { figures: found } = await read(name);
    for (const real of figures) {
      const same = found.find(({ kind, number }) => kind === real.kind && number === real.number);
      if (!isRight(same, real))
        wrong.push(
          `${name}: ${real.kind} ${real.number} at ${JSON.stringify(real.box)}, found ${JSON.stringify({ ...same, picture: undefined })}`,
        );
    }
  }
  const all = papers.flatMap(([, figures]) => figures).length;
  expect({ all, wrong: wrong.slice(Math.floor(all * 0.05)) }).toEqual({ all: 32, wrong: [] });
}, 200_000);

test.each(papers)(
  'nothing is invented in %s, and no ink is cut',
  async (name, figures) => {
    const { figures: found } = await read(name);
    expect(found.map(({ kind, number }) => `${kind} ${number}`).toSorted()).toEqual(
      figures.map(({ kind, number }) => `${kind} ${number}`).toSorted(),
    );
    expect(await Promise.all(found.map(inkOnBorder))).toEqual(found.map(() => 0));
  },
  120_000,
);

test('roman numerals of a table are its number', async () => {
  const { figures } = await read('two-columns');
  expect(figures.filter(({ kind }) => kind === 'TABLE').map(({ label, number }) => [label, number])).toEqual([
    ['TABLE I', 1],
    ['TABLE II', 2],
  ]);
}, 120_000);

test('a paper is read from its title to its references, without headers and page numbers', async () => {
  const { title, authors, date, blocks, pageCount, warnings } = await read('journal');
  expect({ title, authors, date, pageCount, warnings }).toEqual({
    title: 'Eels in the Tail Race: A Survey in Nine Nights',
    authors: ['Jonas Achterberg', 'Wen Li', 'Sofie Dahl'],
    date: '3 May 2023',
    pageCount: 4,
    warnings: [],
  });
  const text = blocks.map((block) => block.text).join('\n');
  expect(text).not.toMatch(/Open Mill Press|Journal of Small Streams 7/);
  expect(blocks.filter(({ kind }) => kind === 'HEADING').map(({ text: heading, level }) => [level, heading])).toEqual([
    [1, '1 Introduction'],
    [1, '2 Methods'],
    [1, '3 Results'],
    [1, '4 Discussion'],
    [1, 'References'],
  ]);
}, 120_000);

test('columns are read one after the other, hyphens of line ends are gone, and captions are no paragraphs', async () => {
  const { blocks, authors } = await read('two-columns');
  const paragraphs = blocks.filter(({ kind }) => kind === 'PARAGRAPH').map(({ text }) => text);
  expect(authors).toEqual(['Mira Oduya', 'Pavel Renn']);
  expect(paragraphs[0]).toBe(
    'The gauges were read every morning before the sluice was opened, because the level in the upper basin falls by several centimetres within the first quarter of an hour. Readings taken later in the day were kept in a separate list and are not used here. On the few mornings when fog hid the staff, the keeper counted the dry steps of the stairway instead, which is accurate to half a step.',
  );
  expect(blocks.filter(({ kind, level }) => kind === 'HEADING' && level === 2).map(({ text }) => text)).toEqual([
    'A. Errors',
    'B. Time',
  ]);
  expect(paragraphs.filter((text) => /^(Fig\. \d\.|Lamps and|half a millimetre)/.test(text))).toEqual([]);
  expect(blocks.filter(({ kind }) => kind === 'REFERENCE')).toHaveLength(2);
}, 120_000);

test('twelve pages have their sections, abstract, keywords, list of words and ten figures', async () => {
  const { blocks, figures, authors, pageCount } = await read('twelve-pages');
  const of = (wanted: string) => blocks.filter(({ kind }) => kind === wanted);
  expect({ pageCount, figures: figures.length, authors: authors.length }).toEqual({
    pageCount: 12,
    figures: 10,
    authors: 3,
  });
  expect(of('ABSTRACT').map(({ text }) => text.slice(0, 40))).toEqual(['Wind carries most of the snow on an open']);
  expect(of('KEYWORDS').map(({ text }) => text)).toEqual(['snow drift, hedge, meltwater, groundwater, plateau']);
  expect(
    of('HEADING')
      .filter(({ level }) => level === 1)
      .map(({ text }) => text),
  ).toEqual([
    '1 Introduction',
    '2 Sites and Methods',
    '3 Results',
    '4 A Rule for Hedges',
    '5 Discussion',
    '6 Conclusion',
    'Acknowledgements',
    'References',
  ]);
  expect(of('REFERENCE')).toHaveLength(4);
  expect(of('EQUATION').map(({ text }) => text.replace(/\s/g, ''))).toEqual(['W=410H2p(1−p)+38H2,(1)']);
}, 120_000);
