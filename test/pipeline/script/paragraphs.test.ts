import fc from 'fast-check';
import { guessedIntent } from '../../../src/pipeline/script/intent';
import { estimatedSeconds, flatText, paragraphs } from '../../../src/pipeline/script/paragraphs';

const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const blank = fc.constantFrom('', ' ', '\t ', '\u00a0');
const words = fc.stringMatching(/^[a-zA-Zäé🔥]{1,12}( [a-zA-Zäé🔥]{1,12}){0,5}$/u);

test('paragraphs are found whatever the line ends and whatever stands on the blank lines', () => {
  const separator = fc.tuple(lineEnd, blank).map(([end, spaces]) => `${end}${spaces}${end}`);
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), separator, (texts, between) => {
      expect(paragraphs(texts.join(between))).toEqual(texts);
    }),
  );
});

test('flat text reads back as the same paragraphs', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const texts = paragraphs(text);
      expect(paragraphs(flatText(texts))).toEqual(texts);
    }),
  );
});

test('a single line end stays within its paragraph, and a byte order mark does not', () => {
  expect(paragraphs('\uFEFFone\ntwo\n\n\n\nthree')).toEqual(['one\ntwo', 'three']);
});

test('150 words take a minute', () => {
  expect(estimatedSeconds(Array.from({ length: 150 }, () => 'word').join('  \n'))).toBe(60);
  expect(estimatedSeconds('')).toBe(0);
});

test('a long run of blank lines is read in time that grows with its length alone', () => {
  expect(paragraphs(`a${'\n \t'.repeat(100_000)}b`)).toEqual(['a', 'b']);
});

test.each([
  ['The foundation attributes knowledge', 'BACKGROUND'],
  ['We found that nights are worse', 'KEY_FINDING'],
  ['As Fig. 4a shows', 'FIGURE_WALKTHROUGH'],
  ['configure 8 nodes', 'BACKGROUND'],
  ['To recap, plant trees', 'RECAP'],
  ['Let’s turn to the data', 'DATA_DISCUSSION'],
  ['Compared with forests', 'COMPARISON'],
])('"%s" in the middle is %s', (text, intent) => {
  expect(guessedIntent(text, 3, 9)).toBe(intent);
});

test('a single paragraph is the intro; the last of several is the outro', () => {
  expect([guessedIntent('x', 0, 1), guessedIntent('x', 8, 9)]).toEqual(['INTRO', 'OUTRO']);
});
