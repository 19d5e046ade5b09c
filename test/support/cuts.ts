import type { Cut } from '../../src/pipeline/timeline/cut';

const hash = (letter: string) => letter.repeat(64);

/** A cut of an Explainer as it was before there were clips, cards and chapters: one that moves, one that stands, a dissolve. */
export const PLAIN_CUT: Cut = {
  rate: { numerator: 24, denominator: 1 },
  size: { width: 1920, height: 1080 },
  durationFrames: 480,
  picture: [
    {
      ownerId: 'segment 1',
      startFrame: 0,
      durationFrames: 200,
      assetId: 'still 1',
      sha256: hash('a'),
      motion: { from: { zoom: 1, x: 0.5, y: 0.5 }, to: { zoom: 1.12, x: 0.4, y: 0.6 } },
      dissolveFrames: 0,
    },
    {
      ownerId: 'segment 2',
      startFrame: 200,
      durationFrames: 280,
      assetId: 'still 2',
      sha256: hash('b'),
      motion: null,
      dissolveFrames: 12,
    },
  ],
  narration: [
    {
      ownerId: 'segment 1',
      startFrame: 30,
      durationFrames: 150,
      assetId: 'voice 1',
      sha256: hash('c'),
      gainDb: 2.25,
      loops: false,
    },
  ],
  ambience: [
    {
      ownerId: 'timeline',
      startFrame: 0,
      durationFrames: 480,
      assetId: 'bed',
      sha256: hash('d'),
      gainDb: -6,
      loops: true,
    },
  ],
  captions: [{ startFrame: 30, endFrameExclusive: 180, text: 'A plain\nsentence.' }],
};
