import fc from 'fast-check';
import { cutHash } from '../../../src/pipeline/production/film-wish';
import { captionLayout } from '../../../src/pipeline/render/caption-layout';
import type { Box } from '../../../src/pipeline/render/cel';
import { undrawnOverlays } from '../../../src/pipeline/render/legible-overlays';
import { logoLayout, logoSize } from '../../../src/pipeline/render/logo-layout';
import type { Size } from '../../../src/pipeline/render/motion';
import { newPieces } from '../../../src/pipeline/render/new-pieces';
import { accentOnPlate } from '../../../src/pipeline/render/overlay-colors';
import { overlayLayout } from '../../../src/pipeline/render/overlay-layout';
import type { Widths } from '../../../src/pipeline/render/overlay-words';
import { levelAt } from '../../../src/pipeline/render/piece-overlays';
import { pieceFingerprint, piecesOf } from '../../../src/pipeline/render/pieces';
import { wrappedLines } from '../../../src/pipeline/render/wrapped-lines';
import type { Cut, Overlay, OverlayPlace } from '../../../src/pipeline/timeline/cut';
import { PLAIN_CUT } from '../../support/cuts';

const PLACES: readonly OverlayPlace[] = [
  ...(['CENTRE', 'TOP', 'BOTTOM', 'LOWER_THIRD', 'TOP_LEFT', 'TOP_RIGHT', 'BOTTOM_RIGHT'] as const),
];
const anyPlace = fc.constantFrom(...PLACES);
const anyFrame: fc.Arbitrary<Size> = fc.constantFrom(
  ...[
    ...[
      [1920, 1080],
      [426, 240],
      [3840, 2160],
    ],
    ...[
      [1080, 1920],
      [240, 426],
    ],
    ...[
      [1080, 1080],
      [128, 128],
    ],
    ...[
      [1440, 1080],
      [320, 240],
    ],
  ].map(([width = 0, height = 0]) => ({ width, height })),
);

/** Two lines of a caption at their widest. */
function captionsPlace(frame: Size): Box {
  const line = [{ text: 'x'.repeat(42), token: 0 }];
  return captionLayout([line, line], frame, (text) => 0.5 * text.length).plate;
}

function expectSafe(box: Box, frame: Size): void {
  expect([box.left, box.top, box.width, box.height].every((pixels) => pixels % 2 === 0)).toBe(true);
  expect(box.left).toBeGreaterThanOrEqual(0.05 * frame.width - 1e-6);
  expect(box.top).toBeGreaterThanOrEqual(0.05 * frame.height - 1e-6);
  expect(box.left + box.width).toBeLessThanOrEqual(0.95 * frame.width + 1e-6);
  expect(box.top + box.height).toBeLessThan(captionsPlace(frame).top);
}

describe('words', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.lorem({ maxCount: 120 }),
    fc
      .array(fc.string({ unit: 'grapheme', minLength: 20, maxLength: 90 }), { maxLength: 20 })
      .map((all) => all.join(' ')),
    fc.array(fc.string({ maxLength: 9 }), { maxLength: 40 }).map((all) => all.join('\n')),
  );
  const anyWords = fc.record({
    kind: fc.constantFrom('TEXT' as const, 'KPI' as const, 'LOWER_THIRD' as const),
    ...{ place: anyPlace, main: anyText, aside: anyText },
  });
  const widthsOf = (ems: number): Widths => ({
    MAIN: (text) => ems * text.length,
    ASIDE: (text) => 0.9 * ems * text.length,
  });

  test('of any length stay within what is safe and above the captions, in every shape of frame', () => {
    fc.assert(
      fc.property(anyWords, anyFrame, fc.double({ min: 0.2, max: 1.3, noNaN: true }), (words, frame, ems) => {
        const widths = widthsOf(ems);
        const layout = overlayLayout(words, frame, widths);
        expect(layout === null).toBe(!/\S/u.test(words.main + words.aside));
        if (!layout) return;
        const { box, mark, lines } = layout;
        expectSafe(box, frame);
        expectWithin(mark, box);
        for (const { role, text, fontSize, left, baseline } of lines) {
          const width = widths[role](text) * fontSize;
          expectWithin({ left, width, top: baseline - 0.67 * fontSize, height: 0.67 * fontSize }, box);
        }
        const said = (text: string) => text.replaceAll(/\s+/gu, '');
        const drawn = lines.map(({ text }) => text).join('');
        expect(said(drawn)).toBe(said(words.main + words.aside));
      }),
    );
  });

  function expectWithin(inner: Box, outer: Box): void {
    expect(inner.left).toBeGreaterThanOrEqual(outer.left - 1e-6);
    expect(inner.top).toBeGreaterThanOrEqual(outer.top - 1e-6);
    expect(inner.left + inner.width).toBeLessThanOrEqual(outer.left + outer.width + 1e-6);
    expect(inner.top + inner.height).toBeLessThanOrEqual(outer.top + outer.height + 1e-6);
  }

  test('in two corners at once do not meet', () => {
    fc.assert(
      fc.property(anyWords, anyWords, anyFrame, (one, other, frame) => {
        const box = (words: typeof one, place: OverlayPlace) =>
          overlayLayout({ ...words, place, main: `${words.main}.` }, frame, widthsOf(0.5))?.box;
        const [left, right, below] = [box(one, 'TOP_LEFT'), box(other, 'TOP_RIGHT'), box(one, 'BOTTOM_RIGHT')];
        if (!left || !right || !below) throw new Error('Each of them says something.');
        expect(left.left + left.width).toBeLessThan(right.left);
        expect(right.top + right.height).toBeLessThanOrEqual(below.top);
      }),
    );
  });

  const HD = { width: 1920, height: 1080 };
  const set = (main: string, aside = '') =>
    overlayLayout({ kind: 'LOWER_THIRD', place: 'LOWER_THIRD', main, aside }, HD, widthsOf(0.5))?.lines ?? [];

  test('stand in evenly filled lines, and a name above the line about it is the larger', () => {
    expect(set(`${'word '.repeat(17)}word`).map(({ text }) => text.length)).toEqual([29, 29, 29]);
    const [name, role] = set('Ada Lovelace', 'Mathematician');
    expect(name?.fontSize).toBeGreaterThan(1.3 * (role?.fontSize ?? 0));
    expect(name?.baseline).toBeLessThan(role?.baseline ?? 0);
  });

  test('that are broken are so between characters as people count them', () => {
    const { lines, isBroken } = wrappedLines('e\u0301'.repeat(2_000), 7.2, (text) => 0.5 * text.length);
    expect(isBroken).toBe(true);
    expect(lines.join('')).toBe('e\u0301'.repeat(2_000));
    expect(new Set(lines.map((line) => line.length))).toEqual(new Set([14, 10]));
    expect(lines.every((line) => line.startsWith('e') && line.endsWith('\u0301'))).toBe(true);
  });

  test('of a figure or a name stay in one line as long as that is legible', () => {
    const lines = (kind: 'TEXT' | 'KPI' | 'LOWER_THIRD', main: string) =>
      overlayLayout({ kind, place: 'TOP_LEFT', main, aside: '' }, { width: 720, height: 1280 }, widthsOf(0.5))?.lines;
    expect(lines('KPI', '+12,500 km²')).toHaveLength(1);
    expect(lines('KPI', '+12,500 square kilometres of forest')?.length).toBeGreaterThan(1);
    expect(lines('LOWER_THIRD', 'Ada King Lovelace')).toHaveLength(1);
    expect(lines('TEXT', 'Ada King Lovelace')).toHaveLength(2);
    expect(lines('KPI', '+7\n%')).toHaveLength(2);
  });

  test('are made smaller before a word is broken, and a word too long for that is broken', () => {
    const [usual] = set('Short');
    const [long] = set('x'.repeat(45));
    expect(long?.text).toHaveLength(45);
    expect(long?.fontSize).toBeLessThan(usual?.fontSize ?? 0);
    expect(set('x'.repeat(300)).length).toBeGreaterThan(1);
  });
});

test('a logo of any size is as large as it may be, in its own shape, safe and above the captions', () => {
  const anySide = fc.integer({ min: 1, max: 8_192 });
  fc.assert(
    fc.property(anySide, anySide, anyFrame, anyPlace, (width, height, frame, place) => {
      const size = logoSize({ width, height }, frame);
      expect(size.width).toBeLessThanOrEqual(0.2 * frame.width);
      expect(size.height).toBeLessThanOrEqual(0.12 * frame.height);
      const times = Math.min((0.2 * frame.width) / width, (0.12 * frame.height) / height);
      expect(Math.abs(size.width - times * width)).toBeLessThanOrEqual(1);
      expect(Math.abs(size.height - times * height)).toBeLessThanOrEqual(1);
      expectSafe(logoLayout(size, place, frame).box, frame);
    }),
  );
});

describe('an accent', () => {
  test('that is told from the plate is as the brand has it; one too dark keeps its hue, black has none', () => {
    expect(accentOnPlate('#ff7a45')).toBe('#ff7a45');
    const navy = accentOnPlate('#0a1f44');
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(navy.slice(at, at + 2), 16));
    expect(blue).toBeGreaterThan(green);
    expect(green).toBeGreaterThan(red);
    expect(accentOnPlate('#000000')).toMatch(/^#(..)\1\1$/);
  });

  test('that no brand names is the house’s', () => {
    expect(accentOnPlate(null)).toMatch(/^#[0-9a-f]{6}$/);
  });
});

const still = (durationFrames: number, dissolveFrames = 0, sha256 = 'still') => ({
  ...{ assetId: sha256, sha256, motion: { from: { zoom: 1, x: 0, y: 0 }, to: { zoom: 1.1, x: 0, y: 0 } } },
  ...{ durationFrames, dissolveFrames },
});

function film(clips: readonly ReturnType<typeof still>[], overlays?: readonly Overlay[]): Cut {
  let startFrame = 0;
  const picture = clips.map((clip, index) => {
    startFrame += clip.durationFrames;
    return { ...clip, ownerId: `segment ${index}`, startFrame: startFrame - clip.durationFrames };
  });
  return { ...PLAIN_CUT, durationFrames: startFrame, picture, captions: [], ...(overlays && { overlays }) };
}

const words = (startFrame: number, endFrameExclusive: number, text = 'Words.'): Overlay => ({
  ...{ kind: 'TEXT', startFrame, endFrameExclusive, place: 'CENTRE', text, detail: null, accent: null },
});
const names = (cut: Cut) => piecesOf(cut).map((piece) => pieceFingerprint(piece, { renderer: 'r', ffmpeg: 'f' }));

test('overlays are seen in just their frames of the film, in their order, whatever pieces these lie in', () => {
  const anyClips = fc.array(fc.tuple(fc.integer({ min: 12, max: 90 }), fc.constantFrom(0, 2, 12)), {
    ...{ minLength: 1, maxLength: 9 },
  });
  const anySpans = fc.array(fc.tuple(fc.integer({ min: -20, max: 500 }), fc.integer({ min: 0, max: 200 })), {
    maxLength: 9,
  });
  fc.assert(
    fc.property(anyClips, anySpans, (clips, spans) => {
      const overlays = spans.map(([start, frames], index) => words(start, start + frames, `Words ${index}`));
      const cut = film(
        clips.map(([frames, dissolve], index) => still(frames, index === 0 ? 0 : dissolve)),
        overlays,
      );
      const seen = piecesOf(cut).flatMap(({ durationFrames, overlays: laid = [] }) =>
        Array.from({ length: durationFrames }, (_, frame) =>
          laid.filter((one) => levelAt(one, frame) > 0).map(({ text }) => text),
        ),
      );
      const due = Array.from({ length: cut.durationFrames }, (_, frame) =>
        overlays.filter((one) => one.startFrame <= frame && frame < one.endFrameExclusive).map(({ text }) => text),
      );
      expect(seen).toEqual(due);
    }),
  );
});

test('an overlay comes and goes over a quarter of a second, across pieces as within one', () => {
  const levels = (cut: Cut) =>
    piecesOf(cut).flatMap(({ durationFrames, overlays: laid = [] }) =>
      Array.from({ length: durationFrames }, (_, frame) => (laid[0] ? levelAt(laid[0], frame) : 0)),
    );
  const whole = levels(film([still(60)], [words(4, 40)]));
  expect(whole.slice(3, 12)).toEqual([0, 37, 73, 110, 146, 183, 219, 256, 256]);
  expect(whole.slice(33, 41)).toEqual([256, 219, 183, 146, 110, 73, 37, 0]);
  expect(levels(film([still(7), still(30, 2), still(23)], [words(4, 40)]))).toEqual(whole);
  expect(levels(film([still(60)], [words(10, 13)])).slice(9, 14)).toEqual([0, 256, 256, 256, 0]);
});

describe('fingerprints', () => {
  test('of pieces without overlays are those that they had before there were any', () => {
    expect(names(film([still(100), still(100)], []))).toEqual(names(film([still(100), still(100)])));
    const plain = names(film([still(100), still(100), still(100)]));
    const laid = names(film([still(100), still(100), still(100)], [words(120, 160)]));
    expect(laid.map((name, index) => name === plain[index])).toEqual([true, false, true]);
    // Of the renderer and the FFmpeg that are named, and of no change since.
    expect(plain[0]).toBe('d97e00dcace5349c959157b85ccd941d0ee699d74c45133db23f28eac74af046');
  });

  test('stay where overlays merely shift with their piece', () => {
    const before = film([still(100), still(100)], [words(110, 150)]);
    const after = film([still(77), still(100)], [words(87, 127)]);
    expect(names(after)[1]).toBe(names(before)[1]);
    expect(newPieces(before, after)).toBe(1);
  });

  test('stay for a piece all of which lies under an overlay, however long that is elsewhere', () => {
    const film3 = (from: number, to: number) =>
      film([still(100), still(100, 0, 'middle'), still(100)], [words(from, to)]);
    expect(names(film3(50, 250))[1]).toBe(names(film3(20, 290))[1]);
    expect(newPieces(film3(50, 250), film3(20, 290))).toBe(2);
  });

  const kpi: Overlay = { ...words(10, 60, '+7 %'), kind: 'KPI', detail: 'sales', accent: '#224466' };
  const logo: Overlay = { ...words(10, 60, ''), kind: 'LOGO', assetId: 'take 1', sha256: 'a' };

  test.each<[string, Overlay, Partial<Overlay>]>([
    ['its text', kpi, { text: '+8 %' }],
    ['its detail', kpi, { detail: null }],
    ['its accent', kpi, { accent: null }],
    ['its place', kpi, { place: 'TOP' }],
    ['its kind', kpi, { kind: 'LOWER_THIRD' }],
    ['its beginning', kpi, { startFrame: 11 }],
    ['its end', kpi, { endFrameExclusive: 59 }],
    ['its logo', logo, { sha256: 'b' }],
  ])('of a piece and of a film change with an overlay by %s', (_, overlay, change) => {
    const [before, after] = [[overlay], [{ ...overlay, ...change }]].map((all) => film([still(100)], all));
    if (!before || !after) throw new Error('There are two films.');
    expect(names(after)).not.toEqual(names(before));
    expect(newPieces(before, after)).toBe(1);
    expect(cutHash(after)).not.toBe(cutHash(before));
  });

  test('do not know which row a logo comes from', () => {
    const [before, after] = ['take 1', 'take 2'].map((assetId) => film([still(100)], [{ ...logo, assetId }]));
    if (!before || !after) throw new Error('There are two films.');
    expect(names(after)).toEqual(names(before));
    expect(newPieces(before, after)).toBe(0);
    expect(cutHash(after)).toBe(cutHash(before));
  });

  test('of a film without overlays is the one it had before there were any', () => {
    expect(cutHash({ ...PLAIN_CUT, overlays: [] })).toBe(cutHash(PLAIN_CUT));
  });
});

test.each<[string, Partial<Overlay>, string]>([
  ['a logo without a take', { kind: 'LOGO' }, 'A logo has a take'],
  ['words with one', { sha256: 'a' }, 'A logo has a take'],
  ['an accent that is no colour', { accent: 'red' }, 'An accent is #rrggbb'],
])('%s is a mistake', (_, change, sentence) => {
  expect(() => piecesOf(film([still(100)], [{ ...words(5, 20), ...change }]))).toThrow(sentence);
});

test('overlays of which some words have no face are told, logos never', () => {
  const has = (characters: string) => new Set([...characters].map((one) => one.codePointAt(0) ?? 0));
  const foreign = { ...words(10, 20, 'ab'), detail: '木a水' };
  const overlays = [words(0, 9, 'ba a'), foreign, { ...words(30, 40, '木'), kind: 'LOGO' as const, sha256: 'a' }];
  expect(undrawnOverlays(film([still(100)], overlays), [has('ab'), has('b')])).toEqual({
    overlays: [foreign],
    characters: ['木', '水'],
  });
});
