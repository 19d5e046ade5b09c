import fc from 'fast-check';
import { MissingAssets } from '../../../src/pipeline/errors';
import { pieceFingerprint, piecesOf, trackTimescale } from '../../../src/pipeline/render/pieces';
import type { Cut } from '../../../src/pipeline/timeline/cut';
import { explainerCut, type NarratedSegment } from '../../../src/pipeline/timeline/explainer-cut';

const FILM = { numerator: 24, denominator: 1 };
const NTSC = { numerator: 24_000, denominator: 1_001 };
const SIZE = { width: 1920, height: 1080 };
const VERSIONS = { renderer: 'r', ffmpeg: 'f' };

interface Wanted {
  readonly seconds?: number | null;
  readonly picture?: boolean;
  readonly moves?: boolean;
  readonly lufs?: number;
}

function segment({ seconds = 4, picture = true, moves = true, lufs = -23 }: Wanted, index: number): NarratedSegment {
  const audio =
    seconds === null
      ? null
      : {
          assetId: `voice ${index}`,
          sha256: `voice ${index}`,
          durationSeconds: seconds,
          loudnessLufs: lufs,
          sentences: [{ text: 'It is said.', startSeconds: 0, endSeconds: seconds }],
        };
  const still = { assetId: `still ${index}`, sha256: `still ${index}`, moves };
  return { id: `segment ${index}`, text: 'It is said.', audio, picture: picture ? still : null };
}

function cutOf(wanted: readonly Wanted[], rate = FILM): Cut {
  return explainerCut({ segments: wanted.map(segment), ambience: null, rate, size: SIZE });
}

const anySegments = fc
  .array(
    fc.record({
      seconds: fc.double({ min: 0.01, max: 20, noNaN: true }),
      picture: fc.boolean(),
      moves: fc.boolean(),
      lufs: fc.double({ min: -70, max: 0, noNaN: true }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((segments) => segments.with(0, { ...segments[0], picture: true } as (typeof segments)[0]));
const rates = fc.constantFrom(FILM, NTSC, { numerator: 25, denominator: 1 }, { numerator: 30_000, denominator: 1_001 });

describe('an explainer’s cut', () => {
  test('begins with a second of picture, leads and trails each narration, ends with two seconds', () => {
    const cut = cutOf([{ seconds: 4 }, { seconds: 2.01 }]);
    expect(cut.narration).toMatchObject([
      { startFrame: 24 + 6, durationFrames: 96 },
      { startFrame: 24 + 6 + 96 + 12 + 6, durationFrames: 49 },
    ]);
    expect(cut.durationFrames).toBe(24 + (6 + 96 + 12) + (6 + 49 + 12) + 48);
    expect(cut.picture).toMatchObject([
      { startFrame: 0, durationFrames: 138 },
      { startFrame: 138, durationFrames: 67 + 48 },
    ]);
  });

  test('brings narration to −16 LUFS, by 24 dB at most', () => {
    const gains = cutOf([{ lufs: -23 }, { lufs: -60 }, { lufs: 10 }]).narration.map(({ gainDb }) => gainDb);
    expect(gains).toEqual([7, 24, -24]);
  });

  test('dissolves into the second segment and into the last, and nowhere else', () => {
    const dissolves = (wanted: Wanted[]) => cutOf(wanted).picture.map(({ dissolveFrames }) => dissolveFrames);
    expect(dissolves([{}, {}, {}, {}, {}])).toEqual([0, 12, 0, 0, 12]);
    expect(dissolves([{}])).toEqual([0]);
    expect(dissolves([{}, { seconds: 0.1 }, {}, {}])).toEqual([0, 0, 0, 12]);
    expect(dissolves([{}, { picture: false }, {}, {}])).toEqual([0, 0, 12]);
  });

  test('carries a picture on over the segments that have none, on one longer move', () => {
    const cut = cutOf([{}, { picture: false }, {}]);
    expect(cut.picture.map(({ ownerId }) => ownerId)).toEqual(['segment 0', 'segment 2']);
    expect(cut.picture[0]?.durationFrames).toBe(24 + 114 + 114);
    expect(piecesOf(cut)[0]?.sources[0].pathFrames).toBe(24 + 114 + 114 + 6);
  });

  test('moves a segment’s picture as before when others are added after it', () => {
    const motions = (count: number) =>
      cutOf(Array.from({ length: count }, () => ({}))).picture.map(({ motion }) => motion);
    expect(motions(9).slice(0, 4)).toEqual(motions(4));
    expect(new Set(motions(4).map((motion) => JSON.stringify(motion))).size).toBe(4);
    expect(cutOf([{ moves: false }]).picture[0]?.motion).toBeNull();
  });

  test('names the segments that lack something', () => {
    const dark = { picture: false };
    const refusal = () => cutOf([dark, dark, { ...dark, seconds: null }, { ...dark, seconds: null }]);
    expect(refusal).toThrow(MissingAssets);
    expect(refusal).toThrow('there is no narration for segments 3, 4 and no picture.');
    expect(() => cutOf([])).toThrow(MissingAssets);
    const twelfth = { ...segment({ seconds: null }, 0), number: 12 };
    const rest = { ambience: null, rate: FILM, size: SIZE };
    expect(() => explainerCut({ segments: [twelfth], ...rest })).toThrow('no narration for segment 12.');
  });

  test('lets the first picture there is stand from the start, without a dissolve', () => {
    const [first, ...others] = cutOf([{ picture: false }, {}, {}, {}]).picture;
    expect(first).toMatchObject({ ownerId: 'segment 1', startFrame: 0, durationFrames: 24 + 114 + 114 });
    expect([first, ...others].map((clip) => clip?.dissolveFrames)).toEqual([0, 0, 12]);
  });

  test('lays one ambience under the whole film, well below speech', () => {
    const ambience = { ownerId: 'script', assetId: 'rain', sha256: 'rain', loudnessLufs: -30 };
    const cut = explainerCut({ segments: [segment({}, 0)], ambience, rate: FILM, size: SIZE });
    expect(cut.ambience).toMatchObject([{ startFrame: 0, durationFrames: cut.durationFrames, loops: true }]);
  });

  test('a narration that came without its timing is captioned over its whole length', () => {
    const timed = segment({ seconds: 4 }, 0);
    const untimed = {
      ...timed,
      text: 'One is said. Two is said.',
      audio: timed.audio && { ...timed.audio, sentences: [] },
    };
    const { captions } = explainerCut({ segments: [untimed], ambience: null, rate: FILM, size: SIZE });
    expect(captions.map(({ text }) => text).join(' ')).toBe('One is said. Two is said.');
    expect(captions.at(-1)?.endFrameExclusive).toBe(24 + 6 + 96);
  });

  test('whatever it is made of, is whole: pictures without gaps, narrations and captions inside their segments', () => {
    fc.assert(
      fc.property(anySegments, rates, (wanted, rate) => {
        const cut = cutOf(wanted, rate);
        expect(cut.picture.reduce((sum, clip) => sum + clip.durationFrames, 0)).toBe(cut.durationFrames);
        let free = 0;
        for (const clip of cut.narration) {
          expect(clip.startFrame).toBeGreaterThanOrEqual(free);
          free = clip.startFrame + clip.durationFrames;
        }
        let read = 0;
        for (const line of cut.captions) {
          expect(line.startFrame).toBeGreaterThanOrEqual(read);
          read = line.endFrameExclusive;
        }
        expect(Math.max(free, read)).toBeLessThanOrEqual(cut.durationFrames);
      }),
    );
  });
});

describe('pieces', () => {
  const fingerprints = (cut: Cut) => piecesOf(cut).map((piece) => pieceFingerprint(piece, VERSIONS));

  test('cover the film to the frame, and every source stays on its own move', () => {
    fc.assert(
      fc.property(anySegments, rates, (wanted, rate) => {
        const cut = cutOf(wanted, rate);
        const pieces = piecesOf(cut);
        expect(pieces.reduce((sum, piece) => sum + piece.durationFrames, 0)).toBe(cut.durationFrames);
        for (const { durationFrames, sources } of pieces) {
          expect(durationFrames).toBeGreaterThan(0);
          for (const { firstFrame, pathFrames } of sources) {
            expect(firstFrame).toBeGreaterThanOrEqual(0);
            expect(firstFrame + durationFrames).toBeLessThanOrEqual(pathFrames);
          }
        }
      }),
    );
  });

  test('of one picture follow each other on its move without a step', () => {
    const pieces = piecesOf(cutOf([{}, {}, {}]));
    const ofMiddle = pieces.flatMap(({ durationFrames, sources }) =>
      sources
        .filter(({ sha256 }) => sha256 === 'still 1')
        .map(({ firstFrame }) => [firstFrame, firstFrame + durationFrames]),
    );
    expect(ofMiddle).toEqual([
      [0, 12],
      [12, 114],
      [114, 126],
    ]);
  });

  test('keep their names when another picture is replaced, and only those that show it get new ones', () => {
    fc.assert(
      fc.property(anySegments, fc.nat(), (wanted, pick) => {
        const cut = cutOf(wanted);
        const index = pick % cut.picture.length;
        const old = cut.picture[index]?.sha256;
        const picture = cut.picture.map((clip, at) => (at === index ? { ...clip, sha256: 'another' } : clip));
        const [before, after] = [fingerprints(cut), fingerprints({ ...cut, picture })];
        for (const [at, piece] of piecesOf(cut).entries()) {
          const shows = piece.sources.some(({ sha256 }) => sha256 === old);
          expect(before[at] !== after[at]).toBe(shows);
        }
      }),
    );
  });

  test('have other names under another renderer or another FFmpeg', () => {
    const [piece] = piecesOf(cutOf([{}]));
    if (!piece) throw new Error('There is no piece.');
    const names = [VERSIONS, { ...VERSIONS, renderer: 's' }, { ...VERSIONS, ffmpeg: 'g' }].map((versions) =>
      pieceFingerprint(piece, versions),
    );
    expect(new Set(names).size).toBe(3);
  });

  test('are not made of a cut with a gap or with a dissolve that is longer than its clips', () => {
    const cut = cutOf([{}, {}]);
    const shifted = cut.picture.map((clip, index) => ({ ...clip, startFrame: clip.startFrame + index }));
    expect(() => piecesOf({ ...cut, picture: shifted })).toThrow(/begins at frame 139, not at 138/);
    expect(() => piecesOf({ ...cut, durationFrames: 9 })).toThrow(RangeError);
    const long = cut.picture.map((clip, index) => ({ ...clip, dissolveFrames: index * 900 }));
    expect(() => piecesOf({ ...cut, picture: long })).toThrow(/does not fit/);
  });

  test('count time in ticks of which a frame is a whole number', () => {
    fc.assert(fc.property(rates, (rate) => (trackTimescale(rate) * rate.denominator) % rate.numerator === 0));
  });
});
