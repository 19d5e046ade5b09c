import fc from 'fast-check';
import { captionLines, type Sentence } from '../../../src/pipeline/timeline/caption-lines';
import { type SpokenWord, tokensOf } from '../../../src/pipeline/timeline/caption-words';
import { vtt, vttKaraoke } from '../../../src/pipeline/timeline/captions';

const FILM = { numerator: 24, denominator: 1 };
const unspaced = (text: string) => text.replace(/\s+/gu, '');

const spokenSentences = fc
  .array(
    fc.array(fc.tuple(fc.stringMatching(/^[a-zé木👍]{1,60}$/u), fc.double({ min: 0.01, max: 1, noNaN: true })), {
      minLength: 1,
      maxLength: 25,
    }),
    { maxLength: 6 },
  )
  .map((paragraph) => {
    let at = 0;
    const words: SpokenWord[] = [];
    const sentences = paragraph.map((sentence): Sentence => {
      const startSeconds = at;
      for (const [text, seconds] of sentence) {
        words.push({ text, startSeconds: at, endSeconds: at + seconds });
        at += seconds;
      }
      return { text: sentence.map(([text]) => text).join(' '), startSeconds, endSeconds: at };
    });
    return { sentences, words, seconds: at };
  });

test('each line has the words that it shows, one after another and within it, and begins with its first', () => {
  fc.assert(
    fc.property(spokenSentences, fc.integer({ min: 0, max: 500 }), ({ sentences, words, seconds }, startFrame) => {
      const endFrameExclusive = startFrame + Math.ceil(seconds * 24) + 12;
      const lines = captionLines({ sentences, words, startFrame, endFrameExclusive }, FILM);
      let free = startFrame;
      for (const line of lines) {
        expect(line.startFrame).toBeGreaterThanOrEqual(free);
        expect(line.endFrameExclusive).toBeGreaterThan(line.startFrame);
        free = line.endFrameExclusive;
        expect(line.words?.map(({ text }) => text)).toEqual(tokensOf(line.text));
        let said = line.startFrame;
        for (const word of line.words ?? []) {
          expect(word.startFrame).toBeGreaterThanOrEqual(said);
          expect(word.endFrameExclusive).toBeGreaterThanOrEqual(word.startFrame);
          expect(word.endFrameExclusive).toBeLessThanOrEqual(line.endFrameExclusive);
          said = word.startFrame;
        }
      }
      expect(free).toBeLessThanOrEqual(endFrameExclusive);
    }),
  );
});

const SLOW: Sentence = {
  text: 'The glacier carries the stones that it broke from the mountain a long time before anybody came to look.',
  startSeconds: 0,
  endSeconds: 21,
};
/** The first twelve words in six seconds, the others in fifteen. */
const slowly = tokensOf(SLOW.text).map((text, index): SpokenWord => {
  const startSeconds = index < 12 ? index / 2 : 6 + (index - 12) * 2;
  return { text, startSeconds, endSeconds: startSeconds + 0.4 };
});

test('a sentence that is broken in two goes on when its next word is heard, not when its characters would have it', () => {
  const place = { startFrame: 100, endFrameExclusive: 700 };
  const byCharacters = captionLines({ sentences: [SLOW], ...place }, FILM);
  const byWords = captionLines({ sentences: [SLOW], words: slowly, ...place }, FILM);
  expect(byWords.map(({ text }) => text)).toEqual(byCharacters.map(({ text }) => text));
  expect(byWords[1]?.startFrame).toBe(byWords[1]?.words?.[0]?.startFrame);
  expect(byWords[1]?.startFrame).not.toBe(byCharacters[1]?.startFrame);
  expect(byCharacters.every((line) => line.words === undefined)).toBe(true);
});

test('words of another text are left', () => {
  const words = [{ text: 'Something', startSeconds: 0, endSeconds: 1 }];
  const [line] = captionLines({ sentences: [SLOW], words, startFrame: 0, endFrameExclusive: 600 }, FILM);
  expect(line).not.toHaveProperty('words');
});

test('a word of a hundred letters is in time as often as it is broken', () => {
  const long = 'x'.repeat(100);
  const sentences = [{ text: `${long} y`, startSeconds: 0, endSeconds: 10 }];
  const words = [
    { text: long, startSeconds: 0, endSeconds: 8 },
    { text: 'y', startSeconds: 9, endSeconds: 10 },
  ];
  const lines = captionLines({ sentences, words, startFrame: 0, endFrameExclusive: 260 }, FILM);
  expect(lines.flatMap((line) => line.words?.map(({ text }) => unspaced(text).length) ?? [])).toEqual([42, 42, 16, 1]);
});

describe('a VTT that follows the words', () => {
  const word = (text: string, startFrame: number) => ({ text, startFrame, endFrameExclusive: startFrame + 6 });
  const line = {
    startFrame: 24,
    endFrameExclusive: 72,
    text: 'Fish & <chips>\nare heard',
    words: [word('Fish', 24), word('&', 36), word('<chips>', 48), word('are', 48), word('heard', 60)],
  };

  test('has a stamp before each word that begins within its cue, in the words’ order', () => {
    expect(vttKaraoke([line], FILM)).toBe(
      'WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nFish <00:00:01.500>&amp; <00:00:02.000>&lt;chips&gt;\nare <00:00:02.500>heard\n',
    );
  });

  test('is the plain one with stamps that rise within their cue, whatever is said and when', () => {
    const lines = fc.array(fc.tuple(fc.stringMatching(/^[a-z<&>]{1,6}$/), fc.integer({ min: -5, max: 60 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(lines, (said) => {
        const words = said.map(([text, startFrame]) => word(text, startFrame));
        const cue = { startFrame: 0, endFrameExclusive: 48, text: said.map(([text]) => text).join(' '), words };
        const file = vttKaraoke([cue], FILM);
        expect(file.replace(/<[\d:.]+>/g, '')).toBe(vtt([cue], FILM));
        const stamps = [...file.matchAll(/<([\d:.]+)>/g)].map(([, stamp = '']) => stamp);
        expect(stamps).toEqual([...new Set(stamps)].toSorted());
        for (const stamp of stamps) expect(stamp > '00:00:00.000' && stamp < '00:00:02.000').toBe(true);
      }),
    );
  });

  test('is plain where a line has no words, or others', () => {
    const plain = 'WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nFish &amp; &lt;chips&gt;\nare heard\n';
    expect(vttKaraoke([{ ...line, words: undefined }], FILM)).toBe(plain);
    expect(vttKaraoke([{ ...line, words: line.words.slice(1) }], FILM)).toBe(plain);
  });
});
