import { documentGraph } from '../../../src/pipeline/knowledge/document-graph';
import { readHtml } from '../../../src/pipeline/knowledge/read-html';
import { readMarkdown } from '../../../src/pipeline/knowledge/read-markdown';
import { readPlainText } from '../../../src/pipeline/knowledge/read-plain-text';

const PROSE =
  'Street trees cool the nights of Ravnsund (Okafor and Lind, 2024), as Figure 2 shows. The sea breeze\ndoes more. ';
const repeated = (piece: string, characters: number): string => piece.repeat(Math.ceil(characters / piece.length));

function took(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

const SMALLEST_MS = 5;
const ATTEMPTS = 5;

/** How many times as long four times the text takes: the least of some attempts, since what else runs on the machine adds. */
function growth(small: () => unknown, large: () => unknown): number {
  took(small);
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && least > MOST_GROWTH; attempt += 1) {
    const one = Math.max(SMALLEST_MS, took(small));
    least = Math.min(least, took(large) / one);
  }
  return least;
}

/** Linear work takes 4 times as long, and quadratic work 16 times. */
const MOST_GROWTH = 8;

const READERS = { markdown: readMarkdown, html: readHtml, text: readPlainText };

test.each<[keyof typeof READERS, string, string]>([
  ['markdown', 'paragraphs', `${PROSE}\n\n`],
  ['markdown', 'one paragraph', PROSE],
  ['markdown', 'comments that do not close', '<!-- a\n\n'],
  ['markdown', 'tables that do not close', '<table>\n'],
  ['markdown', 'fences that do not close', '```\n~~~\n'],
  ['markdown', 'dollars', '$a $$ '],
  ['markdown', 'backticks', '`'],
  ['markdown', 'brackets', '[]('],
  ['markdown', 'images', '![Figure 3: a](b)\n\n'],
  ['markdown', 'blanks', '# a    \t    '],
  ['html', 'paragraphs', `<p>${PROSE}</p>`],
  ['html', 'elements within each other', '<div>'],
  ['html', 'marks that do not close', '<b><i>x<p>'],
  ['html', 'figures within each other', '<figure><figcaption>a'],
  ['html', 'tables within each other', '<table><tr><td>a'],
  ['html', 'pictures in a paragraph', 'a <img src=b alt=c>'],
  ['text', 'paragraphs', `${PROSE}\n\n`],
  ['text', 'one paragraph', `${PROSE}\n`],
  ['text', 'one word', 'street-'],
  ['text', 'captions', 'Figure 1: a\n\n'],
  ['text', 'signs', '+-| '],
])('%s, %s: four times the text takes little more than four times as long', (format, _what, piece) => {
  const read = READERS[format];
  const [small, large] = [repeated(piece, 30_000), repeated(piece, 120_000)];
  expect(
    growth(
      () => read(small),
      () => read(large),
    ),
  ).toBeLessThan(MOST_GROWTH);
});

test.each([
  ['paragraphs', `${PROSE}\n\n`],
  ['one paragraph', PROSE],
  ['acronyms', 'The large eddy simulation (LES) ran. '],
  ['capitals', 'Ravnsund Bay '],
  ['headings', '# Street trees\n\n'],
  ['figures that are spoken of', 'See Figure 1.\n\nFigure 2: A plot.\n\n'],
])('the graph of %s grows with the text', (_what, piece) => {
  const [small, large] = [30_000, 120_000].map((characters) => readMarkdown(repeated(piece, characters)));
  const graph = (reading: typeof small) => () => reading && documentGraph(reading);
  expect(growth(graph(small), graph(large))).toBeLessThan(MOST_GROWTH);
});
