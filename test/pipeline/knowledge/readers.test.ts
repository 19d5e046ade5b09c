import fc from 'fast-check';
import { readHtml } from '../../../src/pipeline/knowledge/read-html';
import { readMarkdown } from '../../../src/pipeline/knowledge/read-markdown';
import { readPlainText } from '../../../src/pipeline/knowledge/read-plain-text';
import type { Reading } from '../../../src/pipeline/knowledge/reading';
import { isStorable, isWhole } from '../../../src/pipeline/values/text';
import { ASPHALT, CANOPY, PIXEL, saidBy, WIND } from './papers';

const outline = ({ blocks }: Reading) => blocks.map(({ kind, text }) => [kind, text]);
const kinds = ({ blocks }: Reading) => [...new Set(blocks.map(({ kind }) => kind))].sort();
const drawn = ({ figures }: Reading) =>
  figures.map(({ label, caption, picture }) => [label, caption, picture !== null]);

describe('a paper in Markdown', () => {
  test('says its title, authors and date', () => {
    expect(CANOPY).toMatchObject({
      title: 'Street Trees and the Nights of Dense Cities',
      authors: ['Ada Okafor', 'Bo Lind'],
      date: '12 March 2024',
      pageCount: 1,
    });
  });

  test('has all the parts of a paper', () => {
    expect(kinds(CANOPY)).toEqual([
      'ABSTRACT',
      'AUTHOR',
      'DATE',
      'EQUATION',
      'HEADING',
      'KEYWORDS',
      'LIST_ITEM',
      'PARAGRAPH',
      'QUOTE',
      'REFERENCE',
      'TITLE',
    ]);
    expect(CANOPY.blocks.find(({ kind }) => kind === 'EQUATION')?.text).toBe('c = \\frac{A_{leaf}}{A_{street}}');
  });

  test('numbers its figures by their labels, and names the picture that did not come along', () => {
    expect(drawn(CANOPY)).toEqual([
      ['Figure 1', 'Overview of the sensor network in Ravnsund. Each dot is a lamp post with one sensor.', false],
      [
        'Figure 2',
        'Night-time temperature over canopy cover, plotted for 212 streets. Bars are standard errors.',
        true,
      ],
      ['Table 1', 'Effects in the generalized additive model.', false],
    ]);
    expect(CANOPY.warnings).toEqual(['Figure 1 has no picture: network.png did not come with the text.']);
  });
});

describe('a paper in HTML', () => {
  test('says its title, authors and date by its head', () => {
    expect(ASPHALT).toMatchObject({
      title: 'Light Asphalt, Cool Nights?',
      authors: ['Lucia Marchetti', 'Kenji Sato'],
      date: '2025/06/02',
    });
  });

  test('is its article: no menu, no margin, no script, nothing that is hidden', () => {
    expect(saidBy(ASPHALT)).not.toMatch(/Subscribe|Related|never read|hidden|So is this|color|All rights/);
    expect(kinds(ASPHALT)).toEqual([
      'ABSTRACT',
      'AUTHOR',
      'DATE',
      'EQUATION',
      'HEADING',
      'KEYWORDS',
      'PARAGRAPH',
      'QUOTE',
      'REFERENCE',
      'TITLE',
    ]);
  });

  test('has its entities, formulas and notes as people read them', () => {
    expect(saidBy(ASPHALT)).toContain('a light coating & compared them');
    expect(saidBy(ASPHALT)).toContain('surface temperature by 6 °C at noon');
    expect(saidBy(ASPHALT)).toContain('an albedo of 0.45; bare asphalt');
    expect(saidBy(ASPHALT)).toContain('of a surface is R=H, and in full:');
    expect(ASPHALT.blocks.find(({ kind }) => kind === 'EQUATION')?.text).toBe('R = H + LE + G');
  });

  test('has its figures and its table', () => {
    expect(drawn(ASPHALT)).toEqual([
      ['Figure 1', 'Schematic of the thermal camera on its cargo bicycle.', false],
      ['Figure 2', 'Curves of surface temperature over one day, for cool pavement and bare asphalt.', true],
      ['Table 1', 'Cooling by measure.', false],
    ]);
    expect(saidBy(ASPHALT)).toContain(
      'Table 1: Cooling by measure: Measure | Noon | Midnight; Cool pavement | 6.0 | 0.4; Street trees | 3.1 | 1.6',
    );
  });
});

describe('a paper in plain text', () => {
  test('says its title, authors and date in its first lines', () => {
    expect(WIND).toMatchObject({
      title: 'WIND AND THE NIGHT IN CITIES BY THE SEA',
      authors: ['Samira Haddad', 'Jonas Weber'],
      date: 'May 2026',
    });
  });

  test('is whole where its lines were wrapped, and the foot of its page is gone', () => {
    expect(saidBy(WIND)).toContain('Wind speed was averaged over ten minutes, and night-time temperature');
    expect(saidBy(WIND)).not.toContain('[Page 3]');
  });

  test('has headings by number and by capitals, a list, a figure and its references', () => {
    expect(WIND.blocks.filter(({ kind }) => kind === 'HEADING').map(({ text, level }) => [text, level])).toEqual([
      ['Abstract', 1],
      ['1. Introduction', 1],
      ['2. Measurements', 1],
      ['2.1 Masts', 2],
      ['2.2 Models', 2],
      ['3. Results', 1],
      ['4. Conclusion', 1],
      ['REFERENCES', 1],
    ]);
    expect(WIND.blocks.filter(({ kind }) => kind === 'LIST_ITEM')).toHaveLength(3);
    expect(WIND.blocks.filter(({ kind }) => kind === 'REFERENCE')).toHaveLength(2);
    expect(drawn(WIND)).toEqual([
      ['Figure 1', 'Wind speed over distance to the shore, plotted for 90 streets.', false],
    ]);
  });
});

describe('Markdown', () => {
  test.each<[string, string, string[][]]>([
    [
      'headings of both kinds',
      '# A\n\nB\n---\n\n### C {#c}',
      [
        ['TITLE', 'A'],
        ['HEADING', 'B'],
        ['HEADING', 'C'],
      ],
    ],
    [
      'formulas in a line',
      'Of $a_i * b_i$ and `$x` for $5 or *more*.',
      [['PARAGRAPH', 'Of $a_i * b_i$ and $x for $5 or more.']],
    ],
    ['code that never closes', '```\nx *y*\n\nz', [['CODE', 'x *y*\n\nz']]],
    [
      'a comment that never closes',
      'One.\n\n<!-- two',
      [
        ['PARAGRAPH', 'One.'],
        ['PARAGRAPH', '<!-- two'],
      ],
    ],
    [
      'notes',
      'One[^a].\n\n[^a]: Two.',
      [
        ['PARAGRAPH', 'One.'],
        ['PARAGRAPH', 'Two.'],
      ],
    ],
    [
      'nested lists',
      '- a\n  - b\n    c\n- d',
      [
        ['LIST_ITEM', 'a'],
        ['LIST_ITEM', 'b c'],
        ['LIST_ITEM', 'd'],
      ],
    ],
    [
      'quotes',
      '> a\n> b\n\nc',
      [
        ['QUOTE', 'a b'],
        ['PARAGRAPH', 'c'],
      ],
    ],
    [
      'line ends of every kind, and a byte order mark',
      '\ufeffa\r\n\r\nb\r\rc\0',
      [
        ['PARAGRAPH', 'a'],
        ['PARAGRAPH', 'b'],
        ['PARAGRAPH', 'c'],
      ],
    ],
    [
      'a table in HTML',
      '<table>\n<tr><td>1</td></tr>\n</table>\n\nA',
      [
        ['PARAGRAPH', 'Table 1: 1'],
        ['PARAGRAPH', 'A'],
      ],
    ],
  ])('%s', (_what, text, expected) => {
    expect(outline(readMarkdown(text))).toEqual(expected);
  });

  test('a paragraph below a picture that begins with a label is its caption', () => {
    const reading = readMarkdown('![](a.png)\n\n*Figure 7.* Cool nights.\n\n![](b.png)', {
      pictures: new Map([['b.png', PIXEL]]),
    });
    expect(drawn(reading)).toEqual([
      ['Figure 7', 'Cool nights.', false],
      ['Figure 8', '', true],
    ]);
    expect(reading.warnings).toEqual([
      'Figure 7 has no picture: a.png did not come with the text.',
      'A figure without a label was given the number 8: nothing is said of it.',
    ]);
  });

  test('a picture that is none is told, whatever it is called', () => {
    const pictures = new Map([['a.png', Buffer.from('<svg/>')]]);
    const { figures, warnings } = readMarkdown('![Figure 1: A](a.png)', { pictures });
    expect(figures[0]?.picture).toBeNull();
    expect(warnings).toEqual(['Figure 1 has no picture: a.png is neither a PNG nor a JPEG.']);
  });

  test('of two figures with one number the first counts, and the words of the other stay', () => {
    const reading = readMarkdown('![Figure 3a: One](a.png)\n\n![Figure 3b: Two](b.png)', {
      pictures: new Map([['b.png', PIXEL]]),
    });
    expect(drawn(reading)).toEqual([['Figure 3a', 'One', true]]);
    expect(saidBy(reading)).toBe('Figure 3a: One\nFigure 3b: Two');
    expect(reading.warnings.join()).toContain('Figure 3a is there more than once');
  });

  test('a badge in a line is no figure', () => {
    expect(readMarkdown('[![build](b.svg)](x) ![cover](c.svg)\n\nText ![icon](i.png) here.').figures).toEqual([]);
  });

  test('a text without a title is called by its file, and says so', () => {
    expect(readMarkdown('Hello.', { fileName: 'notes/my_first-note.md' })).toMatchObject({
      title: 'my first note',
      warnings: ['The text has no title: it is called by its file.'],
    });
  });
});

describe('HTML', () => {
  test.each<[string, string, string[][]]>([
    [
      'end tags that are missing',
      '<ul><li>a<li>b</ul><p>c<p>d',
      [
        ['LIST_ITEM', 'a'],
        ['LIST_ITEM', 'b'],
        ['PARAGRAPH', 'c'],
        ['PARAGRAPH', 'd'],
      ],
    ],
    [
      'end tags that are too many',
      '</div></b><p>a</i></p></p>b',
      [
        ['PARAGRAPH', 'a'],
        ['PARAGRAPH', 'b'],
      ],
    ],
    [
      'marks across blocks',
      '<b><p>a</b> b</p><p>c</p>',
      [
        ['PARAGRAPH', 'a b'],
        ['PARAGRAPH', 'c'],
      ],
    ],
    ['entities', '<p>&lt;b&gt; &amp;amp; &eacute;&#x41;&nbsp;x</p>', [['PARAGRAPH', '<b> &amp; éA x']]],
    [
      'numbers above and below the line',
      '<p>CO<sub>2</sub> at 10<sup>-3</sup> m<sup>2</sup></p>',
      [['PARAGRAPH', 'CO₂ at 10⁻³ m²']],
    ],
    ['code', '<pre>a\n  b &lt; c</pre>', [['CODE', 'a\n  b < c']]],
    [
      'a table that places things',
      '<table><tr><td><p>a</p><p>b</p></td></tr></table>',
      [
        ['PARAGRAPH', 'a'],
        ['PARAGRAPH', 'b'],
      ],
    ],
    ['a script that holds tags', '<script>"<p>x</p>"</script><p>a</p>', [['PARAGRAPH', 'a']]],
    ['forms and what is hidden', '<form><p>x</p></form><div aria-hidden="true">y</div><p>a</p>', [['PARAGRAPH', 'a']]],
    ['no text at all', '', []],
  ])('%s', (_what, text, expected) => {
    expect(outline(readHtml(text))).toEqual(expected);
  });

  test('of several articles none is the document, and of one and its teasers the one is', () => {
    const long = `<p>${'word '.repeat(200)}</p>`;
    expect(saidBy(readHtml(`<article>a</article><article>b</article>`))).toBe('a\nb');
    expect(saidBy(readHtml(`<article>${long}</article><article>b</article>`))).not.toContain('b');
  });

  test('a page whose heading stands above its text has its title from there', () => {
    const reading = readHtml('<title>Site</title><header><h1>Warm</h1></header><main><p>a</p></main>');
    expect(reading.title).toBe('Warm');
  });

  test('100,000 elements within each other are read', () => {
    expect(saidBy(readHtml(`${'<div>'.repeat(100_000)}a`))).toBe('a');
    expect(saidBy(readHtml(`${'<table><tr><td>'.repeat(20_000)}a`))).toContain('a');
    expect(saidBy(readHtml(`${'<figure class="author">'.repeat(20_000)}a`))).toContain('a');
  });

  test('a tag of 200,000 attributes is read', () => {
    const attributes = Array.from({ length: 200_000 }, (_, n) => `a${n}=1`).join(' ');
    expect(saidBy(readHtml(`<p ${attributes}>a</p>`))).toBe('a');
  });
});

describe('plain text', () => {
  test('compounds keep their hyphen where the text has them whole', () => {
    expect(saidBy(readPlainText('x\n\nA self-made tree and a self-\nmade tem-\nperature.'))).toBe(
      'x\nA self-made tree and a self-made temperature.',
    );
  });

  test('headings are underlined or numbered, and a drawing keeps its lines', () => {
    const text =
      'A Note on Trees\n===============\n\nPart one\n--------\nText.\n\n+---+   +---+\n| a |-->| b |\n+---+   +---+\n';
    expect(outline(readPlainText(text))).toEqual([
      ['TITLE', 'A Note on Trees'],
      ['HEADING', 'Part one'],
      ['PARAGRAPH', 'Text.'],
      ['CODE', '+---+   +---+\n| a |-->| b |\n+---+   +---+'],
    ]);
  });
});

const pieces = fc.constantFrom(
  '# ',
  '## Abstract\n\n',
  '- ',
  '> ',
  '| a | b |\n|---|---|\n',
  '```',
  '$$',
  '$',
  '<!--',
  '-->',
  '![Figure 3: x](y)',
  '](',
  '[',
  '*',
  '_',
  '`',
  '\n',
  '\n\n',
  ' ',
  '\t',
  '<table>',
  '</table>',
  '<div hidden>',
  '<p>',
  '</p>',
  '<figure>',
  '<figcaption>',
  '<img src=',
  '<math>',
  '<svg>',
  '<script>',
  '&amp',
  '&#x',
  '---\ntitle: x\n---\n',
  'References\n\n',
  '[1] ',
  'Figure 2. x\n\n',
  'Table IV: y',
  '\0',
  '\ud800',
  '\u2028',
  '\r',
  '=====\n',
  'The sea (SB) ',
);
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 60 }).map((parts) => parts.join('')),
);

test.each<[string, (text: string) => Reading]>([
  ['Markdown', (text) => readMarkdown(text)],
  ['HTML', (text) => readHtml(text)],
  ['plain text', (text) => readPlainText(text)],
])('%s: whatever the text, it is read, and what comes out can be kept', (_what, read) => {
  fc.assert(
    fc.property(texts, (text) => {
      const reading = read(text);
      const strings = [
        ...reading.blocks.map((block) => block.text),
        ...reading.figures.flatMap(({ label, caption }) => [label, caption]),
      ];
      expect(strings.every((string) => isStorable(string) && isWhole(string))).toBe(true);
      expect(reading.blocks.every((block) => block.text !== '' && block.page === 1)).toBe(true);
      expect(reading.blocks.every(({ kind, level }) => (kind === 'HEADING') === (level !== null))).toBe(true);
      const labels = reading.figures.map(({ kind, number }) => `${kind} ${number}`);
      expect(new Set(labels).size).toBe(labels.length);
      expect(read(text)).toEqual(reading);
    }),
    { numRuns: 400 },
  );
});
