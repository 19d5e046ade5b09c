import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PictureWatch } from '../../../src/pipeline/render/picture-facts';
import type { Piece, StillSource } from '../../../src/pipeline/render/piece';
import { advancing, dissolveWeight, framesOf } from '../../../src/pipeline/render/piece-frames';
import { planesBytes, Resampler } from '../../../src/pipeline/render/resampler';
import type { Motion } from '../../../src/pipeline/timeline/cut';

const resampler = new Resampler(readFileSync(join(__dirname, '../../../assets/resample.wasm')));
const SIZE = { width: 32, height: 18 };
const flat = (level: number) => ({ ...SIZE, bytes: new Uint8Array(planesBytes(SIZE)).fill(level) });
const source = (motion: Motion | null): StillSource => ({ sha256: 'a', motion, firstFrame: 0, pathFrames: 240 });
const piece = (durationFrames: number, ...sources: [StillSource] | [StillSource, StillSource]): Piece => ({
  rate: { numerator: 24, denominator: 1 },
  size: SIZE,
  durationFrames,
  sources,
});
const PUSH_IN: Motion = { from: { zoom: 1, x: 0.5, y: 0.5 }, to: { zoom: 1.15, x: 0.5, y: 0.5 } };

function lumaOf(film: Piece, levels: number[]): number[] {
  return [...framesOf(film, levels.map(flat), resampler)].map(({ meanLuma }) => meanLuma);
}

function factsOf(film: Piece, seen: [meanLuma: number, sameAsBefore: boolean][]) {
  const watch = new PictureWatch(film);
  for (const [meanLuma, sameAsBefore] of seen) watch.see({ meanLuma, sameAsBefore });
  return watch.facts();
}

test('a still that stands gives the frame as often as it is due', () => {
  const frames = [...framesOf(piece(3, source(null)), [flat(90)], resampler)];
  expect(frames.map(({ bytes, sameAsBefore }) => [bytes[0], sameAsBefore])).toEqual([
    [90, false],
    [90, true],
    [90, true],
  ]);
});

test('a dissolve goes in even steps from one picture to the other and shows neither of them alone', () => {
  expect(lumaOf(piece(4, source(null), source(null)), [0, 128])).toEqual([16, 48, 80, 112]);
  expect(lumaOf(piece(1, source(null), source(null)), [0, 128])).toEqual([64]);
});

test('a dissolve backwards is the dissolve in the mirror', () => {
  for (const durationFrames of [1, 2, 7, 12, 24, 100]) {
    for (let frame = 0; frame < durationFrames; frame += 1) {
      const both = dissolveWeight(frame, durationFrames) + dissolveWeight(durationFrames - 1 - frame, durationFrames);
      expect(Math.abs(both - 256)).toBeLessThanOrEqual(1);
    }
  }
});

test('a path that is cut in two shows what the whole would have shown', () => {
  const picture = {
    width: 38,
    height: 22,
    bytes: Uint8Array.from({ length: 38 * 33 }, (_, index) => (index * 37) % 251),
  };
  const frames = (firstFrame: number, durationFrames: number) => {
    const film = piece(durationFrames, { ...source(PUSH_IN), firstFrame });
    const seen: string[] = [];
    for (const { bytes } of framesOf(film, [picture], resampler)) seen.push(Buffer.from(bytes).toString('base64'));
    return seen;
  };
  expect(frames(200, 40)).toEqual(frames(0, 240).slice(200));
});

test('black is told from dark, in spans that end before the next bright frame', () => {
  const seen = [16, 19.9, 20, 90, 17, 16].map((luma): [number, boolean] => [luma, false]);
  expect(factsOf(piece(6, source(null)), seen)).toEqual({
    frames: 6,
    blackSpans: [
      [0, 2],
      [4, 6],
    ],
    frozenSpans: [],
  });
});

test('a card may be dark, and a clip may hold its last frame', () => {
  const dark = Array.from({ length: 60 }, (_, frame): [number, boolean] => [16, frame > 0]);
  const nothing = { frames: 60, blackSpans: [], frozenSpans: [] };
  expect(factsOf(piece(60, { ...source(null), isCard: true }), dark)).toEqual(nothing);
  expect(factsOf(piece(60, { ...source(null), medium: 'CLIP' }), dark)).toEqual({ ...nothing, blackSpans: [[0, 60]] });
});

test('a clip has its next picture before each frame but the first, on either side of a dissolve', async () => {
  const film = piece(4, { ...source(null), medium: 'CLIP' }, source(null));
  const frames = framesOf(film, [flat(0), flat(128)], resampler);
  let level = 0;
  const advance = async () => {
    level += 32;
    resampler.replace(0, flat(level).bytes);
  };
  const seen: number[] = [];
  for await (const { meanLuma } of advancing(frames, advance)) seen.push(meanLuma);
  expect(seen).toEqual([16, 68, 104, 124]);
  expect(() => resampler.replace(0, new Uint8Array(3))).toThrow('3 bytes are no picture');
});

test('two seconds without a change are frozen where something should move, and less is not', () => {
  const seen = (frames: number, still: number) =>
    Array.from({ length: frames }, (_, frame): [number, boolean] => [90, frame > 10 && frame < 10 + still]);
  expect(factsOf(piece(100, source(PUSH_IN)), seen(100, 48)).frozenSpans).toEqual([[10, 58]]);
  expect(factsOf(piece(100, source(PUSH_IN)), seen(100, 47)).frozenSpans).toEqual([]);
  expect(factsOf(piece(100, source(null)), seen(100, 90)).frozenSpans).toEqual([]);
});

test('a source without its picture is a mistake', () => {
  expect(() => [...framesOf(piece(2, source(null), source(null)), [flat(1)], resampler)]).toThrow('no picture 1');
});
