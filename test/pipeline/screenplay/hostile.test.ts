import { DomainError } from '../../../src/pipeline/errors';
import { sourceOf } from '../../../src/pipeline/screenplay/fountain/fountain-document';
import { readFountain } from '../../../src/pipeline/screenplay/fountain/read-fountain';
import { screenplayOfFountain } from '../../../src/pipeline/screenplay/fountain/screenplay-of-fountain';
import { plainText } from '../../../src/pipeline/screenplay/plain-text';
import { screenplayProblems } from '../../../src/pipeline/screenplay/problems';
import { readScreenplay } from '../../../src/pipeline/screenplay/read-screenplay';
import {
  SCREENPLAY_FORMATS,
  type Screenplay,
  type ScreenplayFormat,
} from '../../../src/pipeline/screenplay/screenplay';
import { writeScreenplay } from '../../../src/pipeline/screenplay/write-screenplay';

const MEGABYTE = 1_000_000;
const HEADING = 'INT. HOUSE - DAY\n\n';

/** Every mark alone, opened and never closed, closed and never opened, and with words between. */
const MARKS = [
  ...['[[', ']]', '[[a', '[[a]] ', '[[a]]\n', '[[\n', '[[a\n  \n', '[[a\n\n', '/*', '*/', '/**/', '/*\n', '*/\n'],
  ...['*', '**', '***', '* ', '*a ', '*a* ', '*a\n', 'a *b* **c** _d_ ', '_', '_a ', '\\', '\\*', '**a *b', 'a*[[b*]]'],
  ...['\r', '\r\n', '\n', ' \n', '  \n', '\t', '\u00a0', '\u2028', '\uFEFF', 'a', '字', '🎬 '],
  ...['(', '(a)\n', 'A (', 'A ( ', 'A\nb\n\n', '@a\nb\n', '~', '~a\n', '>', '<', '> a <\n', '=', '===\n', '# a\n', '#'],
  ...['.', '.a\n\n', '!', '!\n', 'a\n!\n', 'A TO:\n\n', 'A ^\nb\n\n', ':', 'a: b\n', 'a\n\n', 'a\n\n\n', '#1', 'ACT '],
];

function repeated(bit: string, length: number): string {
  return bit.repeat(Math.ceil(length / bit.length));
}

/** What takes the time of its square takes minutes here. */
test.each(MARKS)('a megabyte of %j is read to the last character', (bit) => {
  const text = HEADING + repeated(bit, MEGABYTE);
  const document = readFountain(text);
  expect(sourceOf(document) === text).toBe(true);
  expect(plainText(text).length).toBeLessThanOrEqual(text.length);
});

test.each(MARKS)('30,000 characters of %j leave in every format, and come back from it', (bit) => {
  const read = readOrRefused(HEADING + repeated(bit, 30_000), 'FOUNTAIN');
  if (!read) return expect(bit).toMatch(/^\.a/);
  expect(screenplayProblems(read).length).toBeLessThanOrEqual(read.scenes.length * 3 + 2);
  for (const format of SCREENPLAY_FORMATS) {
    const again = readScreenplay(writeScreenplay(read, format), format, ['text']);
    expect(again.scenes.map(({ slugline }) => slugline)).toEqual(read.scenes.map(({ slugline }) => slugline));
  }
});

function readOrRefused(text: string, format: ScreenplayFormat): Screenplay | null {
  try {
    return readScreenplay(text, format, ['text']);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

test.each(MARKS.filter((bit) => !/[\u2028\uFEFF\u00a0]/.test(bit) && bit.trim() !== ''))(
  '200,000 characters of %j in one bold paragraph keeps its words',
  (bit) => {
    const xml = repeated(bit, 200_000).replace(/</g, '&lt;');
    const [scene] = readScreenplay(finalDraft(`<Text Style="Bold">So ${xml}</Text>`), 'FDX', ['text']).scenes;
    expect(scene?.elements.map(({ kind }) => kind)).toEqual(['ACTION']);
    expect(scene?.elements[0]?.text.length).toBeGreaterThanOrEqual(repeated(bit, 200_000).trim().length / 2);
  },
);

function finalDraft(texts: string): string {
  const heading = '<Paragraph Type="Scene Heading"><Text>INT. HOUSE - DAY</Text></Paragraph>';
  return `<FinalDraft><Content>${heading}<Paragraph Type="Action">${texts}</Paragraph></Content></FinalDraft>`;
}

test('a paragraph of ten thousand styles and notes is one element with all of its words', () => {
  const styles = ['Bold', 'Italic', 'Underline', 'Bold+Italic', ''];
  const note = '<ScriptNote><Paragraph><Text>why?</Text></Paragraph></ScriptNote>';
  const texts = Array.from(
    { length: 10_000 },
    (_, at) => `<Text Style="${styles[at % 5]}">*a${at}</Text>${at % 7 ? '' : note}`,
  );
  const [scene] = readScreenplay(finalDraft(texts.join('')), 'FDX', ['text']).scenes;
  expect(scene?.elements).toHaveLength(1);
  expect(plainText(scene?.elements[0]?.text ?? '')).toBe(texts.map((_, at) => `*a${at}`).join(''));
});

test('a paragraph of seven pages keeps its emphasis, and a longer one its words alone', () => {
  const shown = (words: string) => readScreenplay(finalDraft(`<Text Style="Bold">${words}</Text>`), 'FDX', ['text']);
  const [short, long] = [repeated('word ', 9_990).trim(), repeated('word ', 10_010).trim()];
  expect(shown(short).scenes[0]?.elements[0]?.text).toBe(`**${short}**`);
  expect(shown(long).scenes[0]?.elements[0]?.text).toBe(long);
});

test.each([
  ['FDX', '<a>'],
  ['FDX', '<a b="'],
  ['FDX', '&'],
  ['FDX', '<!DOCTYPE a ['],
  ['FDX', '<![CDATA['],
  ['JSON', '['],
  ['JSON', '{"a":'],
  ['JSON', '"\\'],
] as const)('%s that is a megabyte of %j is refused', (format, bit) => {
  expect(readOrRefused(repeated(bit, MEGABYTE), format)).toBeNull();
});

test('elements within elements, two hundred thousand deep, are passed over', () => {
  const deep = 200_000;
  const text = finalDraft(`<Text>Rae.</Text>${'<a>'.repeat(deep)}${'</a>'.repeat(deep)}`);
  expect(readScreenplay(text, 'FDX', ['text']).scenes[0]?.elements).toEqual([{ kind: 'ACTION', text: 'Rae.' }]);
});

test('lists within lists are refused by their depth', () => {
  const deep = 1_000;
  const text = `{"title": "Keys", "scenes": ${'['.repeat(deep)}${']'.repeat(deep)}}`;
  expect(() => readScreenplay(text, 'JSON', ['text'])).toThrow('The screenplay nests deeper than 50 levels.');
});

test.each(['INT. A\n', 'INT. A\n\n', '.A\n'])(
  'of a megabyte of %j no more is read than the scenes that are allowed',
  (bit) => {
    const text = repeated(bit, MEGABYTE);
    expect(screenplayOfFountain(text, 3).scenes).toHaveLength(3);
    expect(() => readScreenplay(text, 'FOUNTAIN', ['text'])).toThrow(
      expect.objectContaining({ message: 'A screenplay has at most 5000 scenes.', got: 'more than 5000 scenes' }),
    );
  },
);

test('five thousand scenes are a screenplay', () => {
  expect(readScreenplay(HEADING.repeat(5_000), 'FOUNTAIN', ['text']).scenes).toHaveLength(5_000);
});

test('ten million characters and one are refused unread', () => {
  expect(() => readScreenplay('a'.repeat(10_000_001), 'FOUNTAIN', ['text'])).toThrow(
    expect.objectContaining({ message: 'A screenplay has at most 10000000 characters.' }),
  );
});
