import type { Cut, PictureClip } from '../timeline/cut';
import { contentHash } from '../values/content-hash';
import type { Rate } from '../values/rate';
import type { Piece, StillSource } from './piece';

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
  return shown.flatMap((now, index) => {
    const before = shown[index - 1];
    const bodyFrames = now.pathFrames - now.inFrames - now.outFrames;
    const dissolve: Piece[] = before && now.inFrames > 0 ? [{ ...frame, ...dissolveOf(before, now) }] : [];
    const body: Piece[] = bodyFrames > 0 ? [{ ...frame, ...bodyOf(now, bodyFrames) }] : [];
    return [...dissolve, ...body];
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

/** What stands still looks the same wherever it begins: then a piece of equal length is the same piece. */
function sourceOf({ clip, pathFrames }: Shown, firstFrame: number, durationFrames: number): StillSource {
  const { sha256, motion } = clip;
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
    const out = picture[index + 1]?.dissolveFrames ?? 0;
    const fits = clip.dissolveFrames % 2 === 0 && clip.dissolveFrames / 2 + out / 2 <= clip.durationFrames;
    if (!fits || (index === 0 && clip.dissolveFrames > 0)) {
      throw new RangeError(`A dissolve of ${clip.dissolveFrames} frames does not fit at frame ${clip.startFrame}.`);
    }
  }
}

export interface RenderVersions {
  readonly renderer: string;
  readonly ffmpeg: string;
}

/** Equal fingerprints, equal bytes. */
export function pieceFingerprint({ rate, size, durationFrames, sources }: Piece, versions: RenderVersions): string {
  return contentHash({
    rate: [rate.numerator, rate.denominator],
    size: [size.width, size.height],
    durationFrames,
    sources: sources.map(({ sha256, motion, firstFrame, pathFrames }) => ({
      ...{ sha256, firstFrame, pathFrames },
      motion: motion && [motion.from, motion.to].map(({ zoom, x, y }) => [zoom, x, y]),
    })),
    versions: [versions.renderer, versions.ffmpeg],
  });
}

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
