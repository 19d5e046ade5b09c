import fc from 'fast-check';
import {
  type Crop,
  cropAt,
  croppingMotion,
  isMoving,
  MOST_OVERSIZE,
  sourceSize,
} from '../../../src/pipeline/render/motion';
import type { Framing } from '../../../src/pipeline/timeline/cut';

const HD = { width: 1920, height: 1080 };
const place = fc.double({ min: 0, max: 1, noNaN: true });
const framing = fc.record({ zoom: fc.double({ min: 1, max: 4, noNaN: true }), x: place, y: place });
const motion = fc.record({ from: framing, to: framing });
const centred = (zoom: number): Framing => ({ zoom, x: 0.5, y: 0.5 });
const PUSH_IN = { from: centred(1), to: centred(1.15) };

const centreOf = ({ left, top, width, height }: Crop) => ({ x: left + width / 2, y: top + height / 2 });

test('a zoom of 1.15 on 1080p needs 2208×1242, and no motion needs the frame', () => {
  expect(sourceSize(HD, PUSH_IN)).toEqual({ width: 2208, height: 1242 });
  expect(sourceSize(HD, null)).toEqual(HD);
});

test('a source is even, holds the closest crop pixel for pixel, and never passes its limit', () => {
  fc.assert(
    fc.property(motion, (moved) => {
      const { width, height } = sourceSize(HD, moved);
      const closest = Math.min(MOST_OVERSIZE, Math.max(moved.from.zoom, moved.to.zoom));
      expect([width % 2, height % 2]).toEqual([0, 0]);
      expect(width - HD.width * closest).toBeGreaterThan(-0.001);
      expect(width - HD.width * closest).toBeLessThan(2);
      expect(height - HD.height * closest).toBeGreaterThan(-0.001);
      expect(height - HD.height * closest).toBeLessThan(2);
    }),
  );
});

test('no frame of any move looks outside the picture', () => {
  const path = fc
    .integer({ min: 1, max: 500 })
    .chain((pathFrames) =>
      fc.record({ pathFrames: fc.constant(pathFrames), frame: fc.integer({ min: 0, max: pathFrames - 1 }) }),
    );
  fc.assert(
    fc.property(motion, path, (moved, { pathFrames, frame }) => {
      const source = sourceSize(HD, moved);
      const { left, top, width, height } = cropAt({ motion: moved, source, pathFrames }, frame);
      expect(Math.min(left, top)).toBeGreaterThan(-1e-9);
      expect(left + width).toBeLessThan(source.width + 1e-6);
      expect(top + height).toBeLessThan(source.height + 1e-6);
      expect(width / height).toBeCloseTo(source.width / source.height, 9);
    }),
  );
});

test('a move and its reverse show the same pictures in the other order', () => {
  fc.assert(
    fc.property(motion, fc.integer({ min: 1, max: 99 }), ({ from, to }, pathFrames) => {
      const source = sourceSize(HD, { from, to });
      const there = cropAt({ motion: { from, to }, source, pathFrames }, 0);
      const back = cropAt({ motion: { from: to, to: from }, source, pathFrames }, pathFrames - 1);
      for (const side of ['left', 'top', 'width', 'height'] as const) expect(there[side]).toBeCloseTo(back[side], 6);
    }),
  );
});

test('a move goes one way, slowest at its ends', () => {
  const path = { motion: PUSH_IN, source: sourceSize(HD, PUSH_IN), pathFrames: 100 };
  const widths = Array.from({ length: 100 }, (_, frame) => cropAt(path, frame).width);
  const steps = widths.slice(1).map((width, index) => (widths[index] ?? 0) - width);
  expect(Math.min(...steps)).toBeGreaterThan(0);
  expect(steps.indexOf(Math.max(...steps))).toBe(49);
  expect(steps[0]).toBeLessThan(Math.max(...steps) / 10);
});

test('the centre of the crop goes straight', () => {
  const pan = { from: { zoom: 1.1, x: 0, y: 0.2 }, to: { zoom: 1.6, x: 0.9, y: 1 } };
  const path = { motion: pan, source: sourceSize(HD, pan), pathFrames: 50 };
  const [first, middle, last] = [0, 20, 49].map((frame) => centreOf(cropAt(path, frame)));
  if (!first || !middle || !last) throw new Error('Three frames were asked for.');
  const cross = (middle.x - first.x) * (last.y - first.y) - (middle.y - first.y) * (last.x - first.x);
  expect(Math.abs(cross)).toBeLessThan(1e-6 * HD.width * HD.height);
});

test('a path of one frame shows the middle of the move', () => {
  const crop = cropAt({ motion: PUSH_IN, source: { width: 2208, height: 1242 }, pathFrames: 1 }, 0);
  expect(crop.width).toBeCloseTo((2208 + 1920) / 2, 6);
});

test('a frame that is not on the path, or a framing that is none, is a mistake', () => {
  const source = sourceSize(HD, PUSH_IN);
  for (const frame of [-1, 24, Number.NaN]) {
    expect(() => cropAt({ motion: PUSH_IN, source, pathFrames: 24 }, frame)).toThrow(RangeError);
  }
  const outside = { from: centred(1), to: { zoom: 1.2, x: 1.1, y: 0 } };
  expect(() => cropAt({ motion: outside, source, pathFrames: 24 }, 0)).toThrow('places from 0 to 1');
});

test('what goes nowhere is not moving, and a zoom of 1 has no other place to go', () => {
  expect(isMoving(null)).toBe(false);
  expect(isMoving({ from: centred(1.2), to: centred(1.2) })).toBe(false);
  expect(isMoving(PUSH_IN)).toBe(true);
  expect(croppingMotion({ from: { zoom: 1, x: 0, y: 0 }, to: { zoom: 1, x: 1, y: 1 } })).toBeNull();
});
