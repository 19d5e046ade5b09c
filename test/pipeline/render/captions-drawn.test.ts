import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { captionCels, readAt } from '../../../src/pipeline/render/caption-cels';
import { type CaptionLayout, captionLayout } from '../../../src/pipeline/render/caption-layout';
import { CaptionPainter } from '../../../src/pipeline/render/caption-painter.tool';
import { celOf, layOver } from '../../../src/pipeline/render/cel';
import { laidFrames } from '../../../src/pipeline/render/laid-frames';
import { drawable, faceFor, withLegibleCaptions } from '../../../src/pipeline/render/legible-captions';
import type { BurnedCaption } from '../../../src/pipeline/render/piece';
import type { PictureFrame } from '../../../src/pipeline/render/piece-frames';
import { planesBytes } from '../../../src/pipeline/render/resampler';
import { fontCoverage } from '../../../src/pipeline/values/font-coverage';
import { PLAIN_CUT } from '../../support/cuts';

const fonts = join(__dirname, '../../../assets/fonts');
const [sans, serif] = ['SourceSans3_400Regular.ttf', 'SourceSerif4_600SemiBold.ttf'].map((name) =>
  fontCoverage(readFileSync(join(fonts, name))),
);
if (!sans || !serif) throw new Error('There are two faces.');
const of = (characters: string) => new Set([...characters].map((one) => one.codePointAt(0) ?? 0));

describe('what can be drawn', () => {
  test('is known by the face itself', () => {
    expect(faceFor('Ångström — “12 µm” ≥ 40 °C, Ελλάδα, Москва…', [sans, serif])).toBe(0);
  });

  test('Chinese, Arabic and Hindi have no face; a picture among letters is left out', () => {
    for (const text of ['木がある', 'مرحبا', 'नमस्ते', 'half 木']) expect(faceFor(text, [sans, serif])).toBeNull();
    expect(faceFor('Trees 👩‍👩‍👧‍👦 help ❤️', [sans, serif])).toBe(0);
    expect(drawable('help❤️', of('help'))).toBe('help');
    expect(drawable('e\u0301', of('é'))).toBe('é');
  });

  test('goes to the first face that has all of it', () => {
    expect(faceFor('a b\nc', [of('ab'), of('abc')])).toBe(1);
    expect(faceFor('abcd', [of('ab'), of('abc')])).toBeNull();
  });

  test('lines without a face are left out of the picture only where captions are burned in', () => {
    const foreign = { startFrame: 200, endFrameExclusive: 220, text: '木と木と水' };
    const cut = { ...PLAIN_CUT, captions: [...PLAIN_CUT.captions, foreign] };
    expect(withLegibleCaptions(cut, [sans]).cut).toBe(cut);
    const { cut: drawn, leftOut } = withLegibleCaptions({ ...cut, captionStyle: 'BURNED' }, [sans]);
    expect(drawn.captions).toEqual(PLAIN_CUT.captions);
    expect(leftOut).toEqual({ lines: [foreign], characters: ['木', 'と', '水'] });
  });
});

const anyLines = fc.array(
  fc
    .array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 10 })
    .map((tokens) => tokens.map((text, token) => ({ text, token }))),
  { minLength: 1, maxLength: 2 },
);
const anyFrame = fc.constantFrom(
  ...[
    [1920, 1080],
    [1080, 1920],
    [1080, 1080],
    [320, 180],
    [3840, 1608],
  ].map(([width = 0, height = 0]) => ({
    ...{ width, height },
  })),
);
const widthAt1 = (text: string) => 0.5 * text.length;

test('a caption lies within the safe area, on one plate, its lines one below the other', () => {
  fc.assert(
    fc.property(anyLines, anyFrame, (lines, frame) => {
      const { plate, tokens, fontSize }: CaptionLayout = captionLayout(lines, frame, widthAt1);
      expect(plate.left).toBeGreaterThanOrEqual(0.05 * frame.width - 1e-6);
      expect(plate.left + plate.width).toBeLessThanOrEqual(0.95 * frame.width + 1e-6);
      expect(plate.top + plate.height).toBeLessThanOrEqual(0.95 * frame.height);
      expect(fontSize).toBeLessThanOrEqual(0.046 * frame.height);
      for (const { text, left, baseline } of tokens) {
        expect(left).toBeGreaterThanOrEqual(plate.left);
        expect(left + widthAt1(text) * fontSize).toBeLessThanOrEqual(plate.left + plate.width + 1e-6);
        expect(baseline).toBeGreaterThan(plate.top + 0.7 * fontSize);
        expect(baseline).toBeLessThan(plate.top + plate.height - 0.2 * fontSize);
      }
    }),
  );
});

test('42 characters on a film of 16:9 are at full size', () => {
  const line = [{ text: 'x'.repeat(42), token: 0 }];
  expect(captionLayout([line, line], { width: 1920, height: 1080 }, widthAt1).fontSize).toBeCloseTo(49.68);
});

describe('a cel', () => {
  const SIZE = { width: 8, height: 4 };
  const box = { left: 2, top: 2, width: 4, height: 2 };
  const flat = (color: readonly number[]) => Uint8ClampedArray.from({ length: 32 }, (_, at) => color[at % 4] ?? 0);

  test('of white, black, red and blue has the levels of BT.709 in limited range', () => {
    const levels = (color: readonly number[]) => {
      const bytes = new Uint8Array(planesBytes(SIZE)).fill(77);
      layOver(bytes, SIZE, celOf(flat([...color, 255]), box));
      return [bytes[2 * 8 + 2], bytes[32 + 4 + 1], bytes[32 + 8 + 4 + 1]];
    };
    expect(levels([255, 255, 255])).toEqual([235, 128, 128]);
    expect(levels([0, 0, 0])).toEqual([16, 128, 128]);
    expect(levels([255, 0, 0])).toEqual([63, 102, 240]);
    expect(levels([0, 0, 255])).toEqual([32, 240, 118]);
  });

  test('keeps what lies below by as much as it is transparent, and all that lies beside it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 48, maxLength: 48 }), fc.nat(255), fc.nat(255), (below, alpha, level) => {
        const bytes = Uint8Array.from(below);
        layOver(bytes, SIZE, celOf(flat([level, level, level, alpha]), box));
        const luma = 16 + (level * 219) / 255;
        for (let at = 0; at < 32; at += 1) {
          const isWithin = at % 8 >= 2 && at % 8 < 6 && at >= 16;
          const due = isWithin ? ((255 - alpha) * (below[at] ?? 0) + alpha * luma) / 255 : below[at];
          expect(Math.abs((bytes[at] ?? 0) - (due ?? 0))).toBeLessThanOrEqual(isWithin ? 1.6 : 0);
        }
      }),
    );
  });
});

const CAPTIONS: readonly BurnedCaption[] = [
  { startFrame: 1, endFrameExclusive: 4, text: 'One two', wordFrames: [2, 3] },
  { startFrame: 4, endFrameExclusive: 6, text: 'Plain' },
];

test('what is read at a frame: nothing, a caption before its first word, its words, all of a plain one', () => {
  const read = [0, 1, 2, 3, 4, 5, 6].map((frame) => readAt(CAPTIONS, frame));
  expect(read.map((now) => now && [now.caption.text, now.token])).toEqual([
    null,
    ['One two', -1],
    ['One two', 0],
    ['One two', 1],
    ['Plain', null],
    ['Plain', null],
    null,
  ]);
});

test('the picture below is never drawn on, and the frame before stays as it was while it is written', async () => {
  const size = { width: 64, height: 36 };
  const bytes = new Uint8Array(planesBytes(size)).fill(90);
  const frames: PictureFrame[] = Array.from({ length: 7 }, () => ({ bytes, meanLuma: 90, sameAsBefore: true }));
  const painter = await CaptionPainter.open(size);
  const drawn: string[] = [];
  const seen: string[] = [];
  let before: { bytes: Uint8Array; was: string } | null = null;
  const cels = captionCels(CAPTIONS, (read) => {
    drawn.push(`${read.caption.text} ${read.token}`);
    return painter.cel(read);
  });
  for await (const frame of laidFrames(frames, size, cels)) {
    if (before) expect(Buffer.from(before.bytes).toString('base64')).toBe(before.was);
    before = { bytes: frame.bytes, was: Buffer.from(frame.bytes).toString('base64') };
    seen.push(before.was);
  }
  expect(drawn).toEqual(['One two -1', 'One two 0', 'One two 1', 'Plain null']);
  expect(new Set(seen).size).toBe(5);
  expect([seen[0], seen[4]]).toEqual([seen[6], seen[5]]);
  expect(bytes.every((value) => value === 90)).toBe(true);
});

test('what no face can draw is a mistake of whoever asks for it', async () => {
  const painter = await CaptionPainter.open({ width: 64, height: 36 });
  const caption = { startFrame: 0, endFrameExclusive: 1, text: '木' };
  expect(() => painter.cel({ caption, token: null })).toThrow('No face draws');
});
