import fc from 'fast-check';
import { type Crop, cropAt, swayed } from '../../../src/pipeline/render/motion';
import { type Camera, cameraOf } from '../../../src/providers/video/camera';

const SOURCE = { width: 1600, height: 900 };

/** The crop of each frame, as shares of the still. */
function shown({ motion, sway }: Camera, frames = 48): Crop[] {
  if (motion === null) return Array.from({ length: frames }, () => ({ left: 0, top: 0, width: 1, height: 1 }));
  return Array.from({ length: frames }, (_, frame) => {
    const crop = cropAt({ motion, source: SOURCE, pathFrames: frames }, frame);
    const { left, top, width, height } = sway
      ? swayed(crop, sway, { time: (frame + 0.5) / frames, source: SOURCE })
      : crop;
    return {
      left: left / SOURCE.width,
      top: top / SOURCE.height,
      width: width / SOURCE.width,
      height: height / SOURCE.height,
    };
  });
}

/** How the view changes from the first frame to the last: its centre, and its width. */
function change(prompt: string, { seed = 1, seconds = 6 } = {}) {
  const crops = shown(cameraOf(prompt, { seed, seconds }));
  const [from, to] = [crops[0], crops.at(-1)];
  if (!from || !to) throw new Error('A clip has frames.');
  return {
    across: Math.sign(round(to.left + to.width / 2 - from.left - from.width / 2)),
    down: Math.sign(round(to.top + to.height / 2 - from.top - from.height / 2)),
    wider: Math.sign(round(to.width - from.width)),
  };
}

const round = (share: number) => Math.round(share * 1e4) || 0;

test.each([
  ['Slow push in on the door', { across: 0, down: 0, wider: -1 }],
  ['camera slowly zooms in', { across: 0, down: 0, wider: -1 }],
  ['Dolly into the room', { across: 0, down: 0, wider: -1 }],
  ['dolly shot', { across: 0, down: 0, wider: -1 }],
  ['The camera moves closer', { across: 0, down: 0, wider: -1 }],
  ['Pull out to show the valley', { across: 0, down: 0, wider: 1 }],
  ['zoom-out', { across: 0, down: 0, wider: 1 }],
  ['Dolly back', { across: 0, down: 0, wider: 1 }],
  ['Pan left over the roofs', { across: -1, down: 0, wider: 0 }],
  ['camera panning slowly to the right', { across: 1, down: 0, wider: 0 }],
  ['pans from left to right', { across: 1, down: 0, wider: 0 }],
  ['trucks right', { across: 1, down: 0, wider: 0 }],
  ['Dolly left', { across: -1, down: 0, wider: 0 }],
  ['TILT UP', { across: 0, down: -1, wider: 0 }],
  ['The camera tilts down', { across: 0, down: 1, wider: 0 }],
  ['crane up', { across: 0, down: -1, wider: 0 }],
  ['Push in and tilt up', { across: 0, down: -1, wider: -1 }],
  ['pull back while panning left', { across: -1, down: 0, wider: 1 }],
  ['Static shot of a desk', { across: 0, down: 0, wider: 0 }],
  ['Locked-off camera', { across: 0, down: 0, wider: 0 }],
])('%j moves as it says', (prompt, expected) => {
  expect(change(prompt)).toEqual(expected);
});

test('what only speaks of people and places drifts slowly, by the seed one way or the other', () => {
  const ways = Array.from({ length: 40 }, (_, seed) => change('A man pushes a cart by the road', { seed }));
  expect(new Set(ways.map((way) => JSON.stringify(way))).size).toBeGreaterThan(4);
  expect(ways.every(({ across, down, wider }) => across !== 0 || down !== 0 || wider !== 0)).toBe(true);
});

test('a hand shakes, on a move as in place, and is at rest nowhere', () => {
  for (const prompt of ['handheld', 'Handheld static shot', 'hand-held push in']) {
    const crops = shown(cameraOf(prompt, { seed: 3, seconds: 4 }));
    const places = crops.map(({ left, top }) => `${round(left)} ${round(top)}`);
    expect(new Set(places).size).toBeGreaterThan(24);
  }
});

test('a short clip moves less far than a long one, a slow move less far than a fast one', () => {
  const reach = (prompt: string, seconds: number) => {
    const crops = shown(cameraOf(prompt, { seed: 1, seconds }));
    return Math.abs((crops.at(-1)?.left ?? 0) - (crops[0]?.left ?? 0));
  };
  expect(reach('pan left', 1)).toBeLessThan(reach('pan left', 4));
  expect(reach('slow pan left', 4)).toBeLessThan(reach('pan left', 4));
  expect(reach('whip pan left', 2)).toBeGreaterThan(reach('pan left', 2));
});

test('whatever is asked, no side of the still loses more than a tenth, and no frame jumps', () => {
  const words = fc.constantFrom(
    'push in',
    'pull out',
    'pan left',
    'pan right',
    'tilt up',
    'tilt down',
    'handheld',
    'slow',
    'fast',
  );
  const prompts = fc.array(words, { maxLength: 5 }).map((said) => said.join(', '));
  fc.assert(
    fc.property(prompts, fc.integer(), fc.double({ min: 0.5, max: 60, noNaN: true }), (prompt, seed, seconds) => {
      const frames = Math.max(2, Math.round(seconds * 24));
      const crops = shown(cameraOf(prompt, { seed, seconds }), frames);
      const cuts = crops.flatMap(({ left, top, width, height }) => [left, 1 - left - width, top, 1 - top - height]);
      expect(Math.max(...cuts)).toBeLessThanOrEqual(0.1001);
      expect(Math.min(...cuts)).toBeGreaterThanOrEqual(-1e-9);
      const lefts = crops.map(({ left }) => left);
      const turns = lefts.slice(2).map((left, n) => Math.abs(left - 2 * (lefts[n + 1] ?? 0) + (lefts[n] ?? 0)));
      expect(Math.max(0, ...turns)).toBeLessThan(seconds < 1 ? 0.004 : 0.0015);
    }),
    { numRuns: 200 },
  );
});
