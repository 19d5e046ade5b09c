import fc from 'fast-check';
import { newPieces } from '../../../src/pipeline/render/new-pieces';
import { pieceFingerprint, piecesOf } from '../../../src/pipeline/render/pieces';
import { cardHash } from '../../../src/pipeline/timeline/cards';
import type { CaptionLine, Card, Cut, PictureClip } from '../../../src/pipeline/timeline/cut';

const FRAME = { rate: { numerator: 24, denominator: 1 }, size: { width: 320, height: 180 } };
const CARD: Card = { kind: 'TEXT', heading: 'A heading', text: 'A text.', style: null };
const PUSH_IN = { from: { zoom: 1, x: 0.5, y: 0.5 }, to: { zoom: 1.1, x: 0.5, y: 0.5 } };

type Shown = Omit<PictureClip, 'startFrame' | 'ownerId'>;
const kinds = ['still', 'moving', 'clip', 'card'] as const;

function shown(kind: (typeof kinds)[number], durationFrames: number, dissolveFrames: number): Shown {
  const place = { durationFrames, dissolveFrames, motion: null };
  if (kind === 'card') return { ...place, assetId: null, sha256: cardHash(CARD), card: CARD };
  if (kind === 'clip') return { ...place, assetId: 'clip', sha256: 'clip', medium: 'CLIP' };
  return { ...place, assetId: 'still', sha256: 'still', motion: kind === 'moving' ? PUSH_IN : null };
}

function cutOf(
  clips: readonly Shown[],
  captions: readonly CaptionLine[] = [],
  captionStyle?: Cut['captionStyle'],
): Cut {
  let startFrame = 0;
  const picture = clips.map((clip, index) => {
    const laid = { ...clip, ownerId: `segment ${index}`, startFrame };
    startFrame += clip.durationFrames;
    return laid;
  });
  const sound = { narration: [], ambience: [] };
  return { ...FRAME, durationFrames: startFrame, picture, ...sound, captions, ...(captionStyle && { captionStyle }) };
}

const anyClips = fc
  .array(fc.tuple(fc.constantFrom(...kinds), fc.integer({ min: 24, max: 200 }), fc.constantFrom(0, 6, 12)), {
    minLength: 1,
    maxLength: 12,
  })
  .map((clips) => clips.map(([kind, length, dissolve], index) => shown(kind, length, index === 0 ? 0 : dissolve)));
const anyCaptions = (durationFrames: number) =>
  fc.uniqueArray(fc.nat(durationFrames), { maxLength: 12 }).map((frames): CaptionLine[] => {
    const bounds = frames.toSorted((a, b) => a - b);
    return bounds.slice(1).map((endFrameExclusive, index) => ({
      startFrame: bounds[index] ?? 0,
      endFrameExclusive,
      text: `The caption ${index} has\nsome more words.`,
    }));
  });
const fingerprints = (cut: Cut) =>
  piecesOf(cut).map((piece) => pieceFingerprint(piece, { renderer: 'r', ffmpeg: 'f' }));

test('pieces cover a film of stills, clips and cards exactly, each clip from its first frame on', () => {
  fc.assert(
    fc.property(anyClips, (clips) => {
      const cut = cutOf(clips);
      const pieces = piecesOf(cut);
      expect(pieces.reduce((sum, { durationFrames }) => sum + durationFrames, 0)).toBe(cut.durationFrames);
      let due = 0;
      for (const { sources, durationFrames } of pieces) {
        const [source] = sources;
        if (sources.length === 2 || source.medium !== 'CLIP') due = 0;
        else {
          expect(source.firstFrame === due || source.firstFrame <= 12).toBe(true);
          due = source.firstFrame + durationFrames;
        }
      }
    }),
  );
});

test('a caption is seen in just its frames of the film, whatever pieces these lie in', () => {
  const films = anyClips.chain((clips) => {
    const cut = cutOf(clips);
    return fc.tuple(fc.constant(clips), anyCaptions(cut.durationFrames), fc.constantFrom('BURNED', 'KARAOKE' as const));
  });
  fc.assert(
    fc.property(films, ([clips, captions, style]) => {
      const cut = cutOf(clips, captions, style);
      const seen: (string | null)[] = [];
      for (const { durationFrames, captions: burned = [] } of piecesOf(cut)) {
        for (let frame = 0; frame < durationFrames; frame += 1) {
          const now = burned.filter((one) => one.startFrame <= frame && frame < one.endFrameExclusive);
          expect(now.length).toBeLessThanOrEqual(1);
          seen.push(now[0]?.text ?? null);
        }
      }
      const due = Array.from({ length: cut.durationFrames }, (_, frame) => {
        const line = captions.find((one) => one.startFrame <= frame && frame < one.endFrameExclusive);
        return line?.text ?? null;
      });
      expect(seen).toEqual(due);
    }),
  );
});

const still = shown('moving', 100, 0);
const caption = (startFrame: number, text = 'A caption.'): CaptionLine => ({
  ...{ startFrame, endFrameExclusive: startFrame + 30, text },
  words: [
    { text: 'A', startFrame, endFrameExclusive: startFrame + 10 },
    { text: 'caption.', startFrame: startFrame + 10, endFrameExclusive: startFrame + 30 },
  ],
});

describe.each(['BURNED', 'KARAOKE'] as const)('captions that are %s', (style) => {
  test('that merely shift with their piece make no piece anew', () => {
    const before = cutOf([still, still], [caption(110)], style);
    const after = cutOf([{ ...still, durationFrames: 77 }, still], [caption(87)], style);
    expect(fingerprints(after)[1]).toBe(fingerprints(before)[1]);
    expect(newPieces(before, after)).toBe(1);
  });

  test('make new just the pieces that they lie on', () => {
    const before = cutOf([still, still, still], [caption(20), caption(120)], style);
    const after = cutOf([still, still, still], [caption(20), caption(120, 'Other words.')], style);
    const changed = fingerprints(after).map((name, index) => name !== fingerprints(before)[index]);
    expect(changed).toEqual([false, true, false]);
    const plain = cutOf([still, still, still]);
    expect(fingerprints(plain)[2]).toBe(fingerprints(before)[2]);
  });
});

test('words are lit as they are heard, or, where that is not known, in turn over their line', () => {
  const spread = { startFrame: 10, endFrameExclusive: 40, text: 'One\nand three' };
  const [piece] = piecesOf(cutOf([still], [spread, caption(50)], 'KARAOKE'));
  expect(piece?.captions?.map(({ wordFrames }) => wordFrames)).toEqual([
    [10, 18, 26],
    [50, 60],
  ]);
  const [plain] = piecesOf(cutOf([still], [caption(50)], 'BURNED'));
  expect(plain?.captions).toEqual([{ startFrame: 50, endFrameExclusive: 80, text: 'A caption.' }]);
});

test.each<[string, Shown]>([
  ['a clip that is moved', { ...shown('clip', 100, 0), motion: PUSH_IN }],
  ['a card that is moved', { ...shown('card', 100, 0), motion: PUSH_IN }],
])('%s is a mistake', (_, clip) => {
  expect(() => piecesOf(cutOf([clip]))).toThrow('What is no still moves');
});

test('a card under the hash of another one is a mistake', () => {
  expect(() => piecesOf(cutOf([{ ...shown('card', 100, 0), sha256: 'another' }]))).toThrow('another hash');
});

test('another clip, its later frames, and a still with the same bytes are other pieces', () => {
  const clip = shown('clip', 100, 0);
  const names = [clip, { ...clip, sha256: 'another' }, { ...clip, medium: undefined }].map(
    (one) => fingerprints(cutOf([one]))[0],
  );
  const late = fingerprints(cutOf([clip, { ...clip, durationFrames: 106, dissolveFrames: 12 }])).at(-1);
  expect(new Set([...names, late]).size).toBe(4);
});

test('a clip that is shown for longer keeps the pieces that begin it', () => {
  const film = (frames: number) => fingerprints(cutOf([still, { ...shown('clip', frames, 12) }]));
  expect(film(100).slice(0, 2)).toEqual(film(130).slice(0, 2));
});
