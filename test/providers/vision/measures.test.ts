import fc from 'fast-check';
import { colourScore, coloursAsked } from '../../../src/providers/vision/colour-words';
import { colourOf } from '../../../src/providers/vision/colours';
import { type FrameMeasures, measureFrame } from '../../../src/providers/vision/measures';
import { motionOf } from '../../../src/providers/vision/motion';
import type { Pixels } from '../../../src/providers/vision/plane';
import { frameScores, scoresOf } from '../../../src/providers/vision/verdict';

type Rgb = readonly [number, number, number];

function pictured(width: number, height: number, at: (x: number, y: number) => Rgb): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel += 1)
    data.set(at(pixel % width, Math.floor(pixel / width)), pixel * 4);
  return { data, width, height };
}

const grey = (value: number): Rgb => [value, value, value];
const brief = { prompt: '', style: null, legible: null };
const checks = (side: number, low = 40, high = 200) =>
  pictured(96, 72, (x, y) => grey((Math.floor(x / side) + Math.floor(y / side)) % 2 === 0 ? low : high));

/** Each pixel the mean of its surroundings, edges repeated. */
function blurred(pixels: Pixels, reach: number): Pixels {
  const { data, width, height } = pixels;
  const within = (at: number, size: number) => Math.max(0, Math.min(size - 1, at));
  return pictured(width, height, (x, y) => {
    let total = 0;
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1)
        total += data[(within(y + dy, height) * width + within(x + dx, width)) * 4] ?? 0;
    }
    return grey(total / (2 * reach + 1) ** 2);
  });
}

/** Letters of a kind: upright strokes with gaps, in lines. */
const written = (stroke: number, ink: number, ground: number) =>
  pictured(640, 360, (x, y) => grey(y % 40 < 26 && x % (stroke * 3) < stroke ? ink : ground));

const anyPicture = fc
  .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 40 }), seed: fc.integer() })
  .map(({ width, height, seed }) =>
    pictured(width, height, (x, y) => [(x * 31 + seed) & 255, (y * 57 + seed) & 255, (x * y * 13 + seed) & 255]),
  );

test('all measures of any picture are finite, shares within 0 and 1, and scores within 0 and 100', () => {
  fc.assert(
    fc.property(anyPicture, fc.constantFrom(null, 'words'), (picture, legible) => {
      const frame = measureFrame(picture);
      const { light, palette, lettering, bars } = frame;
      const shares = Object.values(palette.shares);
      expect(shares.reduce((total, share) => total + share, 0)).toBeCloseTo(1);
      for (const share of [
        ...shares,
        light.clippedBlack,
        light.clippedWhite,
        light.nearBlack,
        lettering.share,
        palette.colourfulness,
        bars.ofHeight,
        bars.ofWidth,
      ]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
      const asked = { prompt: 'a red hat', style: 'dark', legible };
      const scores = scoresOf({ frames: [frame], motion: null }, asked);
      for (const score of [...Object.values(scores), ...Object.values(frameScores(frame, asked))]) {
        if (score === null) continue;
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }
    }),
  );
});

test('the more a picture is blurred, the less sharp it is, whatever its contrast', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 140, max: 255 }), (low, high) => {
      const sharp = checks(20, low, high);
      const acuities = [sharp, blurred(sharp, 1), blurred(sharp, 2), blurred(sharp, 4)].map(
        (picture) => measureFrame(picture).sharpness.acuity ?? 0,
      );
      expect(acuities[0]).toBe(1);
      expect([...acuities].sort((a, b) => b - a)).toEqual(acuities);
      expect(new Set(acuities).size).toBe(4);
    }),
    { numRuns: 5 },
  );
});

test('a picture of twice the size, as sharp, is as sharp; one that was only enlarged is not', () => {
  const small = measureFrame(checks(10)).sharpness.acuity;
  expect(measureFrame(checks(20)).sharpness.acuity).toBe(small);
  expect(measureFrame(blurred(checks(20), 2)).sharpness.acuity).toBeLessThan(0.4);
});

test('what has no edge has no sharpness, and its score is missing instead of bad', () => {
  const plain = measureFrame(pictured(100, 100, () => grey(120)));
  expect(plain.sharpness.acuity).toBeNull();
  expect(frameScores(plain, brief).sharpness).toBeNull();
});

test('light is measured to the share: half black, half white', () => {
  const { light } = measureFrame(pictured(100, 100, (x) => grey(x < 50 ? 0 : 255)));
  expect(light).toMatchObject({
    mean: 127.5,
    clippedBlack: 0.5,
    clippedWhite: 0.5,
    nearBlack: 0.5,
    span: 255,
    deviation: 127.5,
  });
});

test('brighter all over is a higher mean, and the same contrast', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), (more) => {
      const [dim, lit] = [
        measureFrame(checks(20, 40, 160)).light,
        measureFrame(checks(20, 40 + more, 160 + more)).light,
      ];
      expect(lit.mean - dim.mean).toBeCloseTo(more);
      expect(lit.span).toBe(dim.span);
    }),
    { numRuns: 8 },
  );
});

test('a black frame scores nothing, whatever colours were asked for', () => {
  const black = measureFrame(pictured(64, 64, () => grey(8)));
  const scores = scoresOf({ frames: [black], motion: null }, { ...brief, prompt: 'black velvet' });
  expect(scores).toMatchObject({ technicalQuality: 0, visualAccuracy: 100, overall: 20, narrativeFit: null });
});

test('black bars are found to the pixel on both sides, and count for nothing else', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 40 }), fc.boolean(), (thick, isLetterbox) => {
      const boxed = pictured(120, 120, (x, y) => {
        const at = isLetterbox ? y : x;
        return at < thick || at >= 120 - thick ? grey(4) : grey(90 + ((x * 7 + y * 3) % 90));
      });
      const { bars, light } = measureFrame(boxed);
      expect(isLetterbox ? bars : { ofHeight: bars.ofWidth, ofWidth: bars.ofHeight }).toEqual({
        ofHeight: 1 - (120 - 2 * thick) / 120,
        ofWidth: 0,
      });
      expect(light.nearBlack).toBe(0);
    }),
    { numRuns: 12 },
  );
});

test('a dark sky alone is no bar, and neither is a black picture', () => {
  const sky = measureFrame(pictured(100, 100, (_x, y) => grey(y < 40 ? 5 : 150)));
  const black = measureFrame(pictured(100, 100, () => grey(0)));
  for (const { bars } of [sky, black]) expect(bars).toEqual({ ofHeight: 0, ofWidth: 0 });
});

test('frames that are alike are frozen, and one moved thing is movement', () => {
  const scene = (at: number) =>
    measureFrame(pictured(192, 108, (x, y) => grey(Math.abs(x - at) < 6 && y > 50 && y < 62 ? 230 : 60))).cells;
  expect(motionOf([scene(20)])).toBeNull();
  expect(motionOf([scene(20), scene(20), scene(20)])).toMatchObject({ frozen: 1, mean: 0, largest: 0 });
  expect(motionOf([scene(20), scene(20), scene(40)])?.frozen).toBe(0.5);
});

test('a frozen clip is worth less than one that moves', () => {
  const frames = [measureFrame(checks(20)), measureFrame(checks(20))];
  const of = (frozen: number) => scoresOf({ frames, motion: { frozen, mean: 0, largest: 0 } }, brief);
  expect(of(1).overall).toBe(of(0).overall - 30);
});

test('strokes of writing are measured in width and contrast', () => {
  for (const stroke of [2, 3, 4]) {
    const { lettering } = measureFrame(written(stroke, 0, 255));
    expect(lettering.share).toBeGreaterThan(0.2);
    expect(lettering.stroke).toBeCloseTo(stroke / 360, 5);
    expect(lettering.contrast).toBeCloseTo(21, 1);
  }
});

test('faint words are less legible than strong ones, and where no writing is there is none to read', () => {
  const legibility = (frame: FrameMeasures) => frameScores(frame, { ...brief, legible: 'words' }).legibility;
  expect(legibility(measureFrame(written(3, 0, 255)))).toBe(100);
  expect(legibility(measureFrame(written(3, 150, 215)))).toBeLessThan(50);
  expect(legibility(measureFrame(pictured(640, 360, (x) => grey(x / 3))))).toBe(0);
  expect(frameScores(measureFrame(written(3, 0, 255)), brief).legibility).toBeNull();
});

test.each([
  ['black', [10, 10, 12]],
  ['white', [245, 245, 240]],
  ['grey', [128, 128, 128]],
  ['red', [200, 30, 30]],
  ['orange', [240, 140, 30]],
  ['brown', [110, 65, 30]],
  ['beige', [235, 215, 180]],
  ['yellow', [240, 220, 40]],
  ['green', [40, 140, 60]],
  ['cyan', [30, 170, 180]],
  ['blue', [15, 47, 120]],
  ['purple', [120, 40, 160]],
  ['pink', [250, 130, 170]],
] as const)('%s is called so', (name, [red, green, blue]) => {
  expect(colourOf(red, green, blue)).toBe(name);
});

test('colours are found in words, each once, and those that must not be are left out', () => {
  const words = (text: string) => coloursAsked(text).map(({ word }) => word);
  expect(words('A Golden field, blue and navy sky, no red roofs, without any green')).toEqual(['golden', 'blue']);
  expect(words('No red, but a red door')).toEqual(['red']);
  expect(words('Redwood and a greenhouse; black and white')).toEqual([]);
});

test('a colour that was asked for counts by its share of the picture', () => {
  const [asked] = coloursAsked('an orange sun');
  const sun = (size: number) =>
    measureFrame(pictured(100, 100, (x, y) => (x < size && y < size ? [240, 140, 30] : [20, 40, 120])));
  const score = (size: number) => asked && colourScore(asked, sun(size).palette);
  expect(score(0)).toBe(0);
  expect(score(10)).toBeCloseTo(100 / 3);
  expect(score(30)).toBe(100);
});

test('scores that have nothing to go by are null, and the rest makes the whole', () => {
  const frames = [measureFrame(checks(20))];
  const scores = scoresOf({ frames, motion: null }, { ...brief, prompt: 'a park', style: 'oil painting' });
  expect(scores).toEqual({
    overall: 100,
    visualAccuracy: null,
    styleConsistency: null,
    technicalQuality: 100,
    narrativeFit: null,
  });
  const dark = scoresOf({ frames, motion: null }, { ...brief, style: 'vivid neon' });
  expect(dark).toMatchObject({ styleConsistency: 0, overall: 50 });
});
