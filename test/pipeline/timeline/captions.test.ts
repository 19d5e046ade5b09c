import fc from 'fast-check';
import { captionLines } from '../../../src/pipeline/timeline/caption-lines';
import { captionTexts, characterCount } from '../../../src/pipeline/timeline/caption-text';
import { srt, vtt } from '../../../src/pipeline/timeline/captions';

const FILM = { numerator: 24, denominator: 1 };
const unspaced = (text: string) => text.replace(/\s+/gu, '');
const texts = fc.oneof(
  fc.string({ maxLength: 400, unit: 'grapheme' }),
  fc.lorem({ maxCount: 60 }),
  fc
    .array(fc.constantFrom('映画', 'の', '歴史', '。', 'は長い', '、', '👩‍👩‍👧‍👦', 'नमस्ते', 'שלום', 'مرحبا', 'a'), {
      maxLength: 120,
    })
    .map((parts) => parts.join('')),
);

test('no caption has more than two lines of 42 characters, and no character of the text is lost', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const captions = captionTexts(text);
      for (const caption of captions) {
        const lines = caption.split('\n');
        expect(lines.length).toBeLessThanOrEqual(2);
        for (const line of lines) expect(characterCount(line)).toBeLessThanOrEqual(42);
      }
      expect(unspaced(captions.join(''))).toBe(unspaced(text));
    }),
  );
});

test('a sentence is broken between words, evenly', () => {
  expect(captionTexts('A short one.')).toEqual(['A short one.']);
  expect(captionTexts('The glacier carries stones that it broke from the mountain.')).toEqual([
    'The glacier carries stones that\nit broke from the mountain.',
  ]);
  const long = captionTexts('word '.repeat(30));
  const lengths = long.flatMap((caption) => caption.split('\n')).map((line) => line.length);
  expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(10);
});

test('text without spaces is broken where its script has words, and a word of 100 letters anywhere', () => {
  const chinese = '电影是一种表演艺术也是一种视觉艺术是用胶卷或数码媒体将影像和声音捕捉起来再加上后期的编辑工作而成';
  expect(captionTexts(chinese)).toHaveLength(1);
  expect(
    captionTexts('x'.repeat(100))
      .join('\n')
      .split('\n')
      .map((line) => line.length),
  ).toEqual([42, 42, 16]);
});

const sentences = fc
  .array(
    fc.record({
      text: texts,
      gap: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.double({ min: 0.05, max: 12, noNaN: true }),
    }),
    { maxLength: 12 },
  )
  .map((parts) => {
    let at = 0;
    return parts.map(({ text, gap, length }) => {
      const startSeconds = at + gap;
      at = startSeconds + length;
      return { text, startSeconds, endSeconds: at };
    });
  });

test('captions follow each other in whole frames and end with their segment', () => {
  fc.assert(
    fc.property(sentences, fc.integer({ min: 0, max: 5_000 }), (spoken, startFrame) => {
      const endFrameExclusive = startFrame + Math.ceil((spoken.at(-1)?.endSeconds ?? 0) * 24) + 12;
      const lines = captionLines({ sentences: spoken, startFrame, endFrameExclusive }, FILM);
      let free = startFrame;
      for (const line of lines) {
        expect(line.startFrame).toBeGreaterThanOrEqual(free);
        expect(line.endFrameExclusive).toBeGreaterThan(line.startFrame);
        expect(Number.isInteger(line.startFrame) && Number.isInteger(line.endFrameExclusive)).toBe(true);
        free = line.endFrameExclusive;
      }
      expect(free).toBeLessThanOrEqual(endFrameExclusive);
    }),
  );
});

test('a short sentence stays 0.8 s where the next one lets it, and a long one is shared by its characters', () => {
  const spoken = [
    { text: 'No.', startSeconds: 0, endSeconds: 0.25 },
    { text: 'Yes.', startSeconds: 2, endSeconds: 2.2 },
    { text: `${'x'.repeat(84)} ${'y'.repeat(42)}`, startSeconds: 2.5, endSeconds: 8.5 },
  ];
  expect(captionLines({ sentences: spoken, startFrame: 100, endFrameExclusive: 400 }, FILM)).toMatchObject([
    { startFrame: 100, endFrameExclusive: 120 },
    { startFrame: 148, endFrameExclusive: 160 },
    { startFrame: 160, endFrameExclusive: 256 },
    { startFrame: 256, endFrameExclusive: 304, text: 'y'.repeat(42) },
  ]);
});

describe('files', () => {
  const lines = [
    { startFrame: 24, endFrameExclusive: 48, text: 'Fish & <chips>\r\n\r\na --> b' },
    { startFrame: 48, endFrameExclusive: 60, text: 'שלום' },
  ];

  test('SRT is plain, numbered from 1, without carriage returns or empty lines within a cue', () => {
    expect(srt(lines, FILM)).toBe(
      '1\n00:00:01,000 --> 00:00:02,000\nFish & <chips>\na --> b\n\n2\n00:00:02,000 --> 00:00:02,500\nשלום\n',
    );
    expect(srt([], FILM)).toBe('');
  });

  test('VTT escapes what would be markup or an arrow', () => {
    expect(vtt(lines, FILM)).toBe(
      'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nFish &amp; &lt;chips&gt;\na --&gt; b\n\n00:00:02.000 --> 00:00:02.500\nשלום\n',
    );
    expect(vtt([], FILM)).toBe('WEBVTT\n');
  });

  test('whatever the text, a VTT has one arrow a cue', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const file = vtt([{ startFrame: 0, endFrameExclusive: 9, text }], FILM);
        expect(file.match(/-->/g)).toHaveLength(1);
        expect(file).not.toContain('\r');
      }),
    );
  });
});
