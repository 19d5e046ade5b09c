import { cardHash } from '../timeline/cards';
import type { Cut, PictureClip } from '../timeline/cut';
import { contentHash } from '../values/content-hash';
import type { Rate } from '../values/rate';
import { burnedLines, captionsOn } from './burned-captions';
import type { BurnedCaption, Piece, PieceOverlay, StillSource } from './piece';
import { withOverlays } from './piece-overlays';

/** Raised whenever the same piece would be rendered to other bytes: then none of the old ones is used again. */
export const RENDERER_VERSION = 'workprint-picture-2';

/** A clip with its handles: what it shows under the transitions at its ends belongs to its own move. */
interface Shown {
  readonly clip: PictureClip;
  /** Frames under the dissolve in, and under the one out; both in full length. */
  readonly inFrames: number;
  readonly outFrames: number;
  readonly pathFrames: number;
}

/** Clips and dissolves in order. They cover the film without a gap, so their durations add up to its own. */
export function piecesOf(cut: Cut): Piece[] {
  assertContiguous(cut);
  const shown = cut.picture.map((clip, index) => shownWithHandles(clip, cut.picture[index + 1]));
  const frame = { rate: cut.rate, size: cut.size };
  const pieces = shown.flatMap((now, index) => {
    const before = shown[index - 1];
    const bodyFrames = now.pathFrames - now.inFrames - now.outFrames;
    const dissolve: Piece[] = before && now.inFrames > 0 ? [{ ...frame, ...dissolveOf(before, now) }] : [];
    const body: Piece[] = bodyFrames > 0 ? [{ ...frame, ...bodyOf(now, bodyFrames) }] : [];
    return [...dissolve, ...body];
  });
  return withOverlays(cut.captionStyle ? withCaptions(pieces, cut) : pieces, cut);
}

/** Pieces and captions are walked side by side, both in the film's order: every piece asking all captions took 3 s for 1,000 segments. */
function withCaptions(pieces: readonly Piece[], cut: Cut): Piece[] {
  const lines = burnedLines(cut);
  let [startFrame, first] = [0, 0];
  return pieces.map((piece) => {
    const { durationFrames } = piece;
    while ((lines[first]?.endFrameExclusive ?? Number.POSITIVE_INFINITY) <= startFrame) first += 1;
    let next = first;
    while ((lines[next]?.startFrame ?? Number.POSITIVE_INFINITY) < startFrame + durationFrames) next += 1;
    const captions = captionsOn(lines.slice(first, next), { startFrame, durationFrames });
    startFrame += durationFrames;
    return captions.length > 0 ? { ...piece, captions } : piece;
  });
}

function shownWithHandles(clip: PictureClip, next: PictureClip | undefined): Shown {
  const [inFrames, outFrames] = [clip.dissolveFrames, next?.dissolveFrames ?? 0];
  return { clip, inFrames, outFrames, pathFrames: clip.durationFrames + inFrames / 2 + outFrames / 2 };
}

function dissolveOf(before: Shown, now: Shown): Pick<Piece, 'durationFrames' | 'sources'> {
  const durationFrames = now.inFrames;
  const from = sourceOf(before, before.pathFrames - durationFrames, durationFrames);
  return { durationFrames, sources: [from, sourceOf(now, 0, durationFrames)] };
}

function bodyOf(now: Shown, durationFrames: number): Pick<Piece, 'durationFrames' | 'sources'> {
  return { durationFrames, sources: [sourceOf(now, now.inFrames, durationFrames)] };
}

/**
 * What stands still looks the same wherever it begins: then a piece of equal length is the same piece. Of a clip it counts where it
 * begins, and not how long the rest of it is shown.
 */
function sourceOf({ clip, pathFrames }: Shown, firstFrame: number, durationFrames: number): StillSource {
  const { sha256, motion, medium, card } = clip;
  if (medium === 'CLIP') return { sha256, medium, motion: null, firstFrame, pathFrames: firstFrame + durationFrames };
  if (card) return { sha256, isCard: true, motion: null, firstFrame: 0, pathFrames: durationFrames };
  if (motion === null) return { sha256, motion, firstFrame: 0, pathFrames: durationFrames };
  return { sha256, motion, firstFrame, pathFrames };
}

/** A cut that is not whole is a fault of whoever made it: it would become a film whose sound has drifted. */
function assertContiguous({ picture, durationFrames }: Cut): void {
  let due = 0;
  for (const clip of picture) {
    if (clip.startFrame !== due) throw new RangeError(`A clip begins at frame ${clip.startFrame}, not at ${due}.`);
    due += clip.durationFrames;
  }
  if (due !== durationFrames) throw new RangeError(`The pictures end at frame ${due}, the film at ${durationFrames}.`);
  for (const [index, clip] of picture.entries()) {
    assertShowable(clip);
    const out = picture[index + 1]?.dissolveFrames ?? 0;
    const fits = clip.dissolveFrames % 2 === 0 && clip.dissolveFrames / 2 + out / 2 <= clip.durationFrames;
    if (!fits || (index === 0 && clip.dissolveFrames > 0)) {
      throw new RangeError(`A dissolve of ${clip.dissolveFrames} frames does not fit at frame ${clip.startFrame}.`);
    }
  }
}

function assertShowable({ startFrame, sha256, medium, card, motion }: PictureClip): void {
  if (motion !== null && (medium || card)) throw new RangeError(`What is no still moves at frame ${startFrame}.`);
  if (card && (medium || sha256 !== cardHash(card))) {
    throw new RangeError(`The card at frame ${startFrame} has another hash than its own.`);
  }
}

export interface RenderVersions {
  readonly renderer: string;
  readonly ffmpeg: string;
}

/** Raised whenever the same caption would be drawn otherwise: pieces without captions are not touched by it. */
const CAPTION_VERSION = 'workprint-caption-1';

/** Raised whenever the same overlay would be drawn otherwise, by other faces too: pieces without overlays are not touched by it. */
const OVERLAY_VERSION = 'workprint-overlay-1';

/** Equal fingerprints, equal bytes. */
export function pieceFingerprint(piece: Piece, versions: RenderVersions): string {
  const { rate, size, durationFrames, sources, captions, overlays } = piece;
  return contentHash({
    rate: [rate.numerator, rate.denominator],
    size: [size.width, size.height],
    durationFrames,
    sources: sources.map(({ sha256, medium, motion, firstFrame, pathFrames }) => ({
      ...{ sha256, firstFrame, pathFrames, ...(medium && { medium }) },
      motion: motion && [motion.from, motion.to].map(({ zoom, x, y }) => [zoom, x, y]),
    })),
    ...(captions && { captions: [CAPTION_VERSION, ...captions.map(spelledCaption)] }),
    ...(overlays && { overlays: [OVERLAY_VERSION, ...overlays.map(spelledOverlay)] }),
    versions: [versions.renderer, versions.ffmpeg],
  });
}

const spelledCaption = ({ startFrame, endFrameExclusive, text, wordFrames = [] }: BurnedCaption) => [
  ...[startFrame, endFrameExclusive, text],
  ...wordFrames,
];

const spelledOverlay = (overlay: PieceOverlay) => [
  ...[overlay.kind, overlay.startFrame, overlay.endFrameExclusive, overlay.fadeFrames],
  ...[overlay.place, overlay.text, overlay.detail, overlay.accent, overlay.sha256 ?? null],
];

/**
 * A clock on which every frame lasts a whole number of ticks, the same for all pieces of a rate. Players round a clock as
 * coarse as 24 a second, so whole rates get a thousandfold one; 24000/1001 is fine enough as it is.
 */
export function trackTimescale({ numerator, denominator }: Rate): number {
  const lowest = numerator / greatestCommonDivisor(numerator, denominator);
  return lowest < 1000 ? lowest * 1000 : lowest;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
