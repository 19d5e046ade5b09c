import type { Framing, Motion } from '../timeline/cut';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A stretch of a picture in its own pixels, which need not be whole: pixel `i` reaches from `i` to `i + 1`. */
export interface Crop extends Size {
  readonly left: number;
  readonly top: number;
}

/**
 * A source is never kept larger than this many frames' width: 4800×2700 for 1080p, 19 MB of planes. Beyond it a closer
 * crop is enlarged; below it no frame asks for more than 2.5 source pixels a pixel, which is what eight taps can do.
 */
export const MOST_OVERSIZE = 2.5;

/** The motion, unless it shows the whole picture throughout: zoom 1 has only one place, whatever it says. */
export function croppingMotion(motion: Motion | null): Motion | null {
  return motion === null || (motion.from.zoom === 1 && motion.to.zoom === 1) ? null : motion;
}

export function isMoving(motion: Motion | null): boolean {
  const cropping = croppingMotion(motion);
  if (cropping === null) return false;
  const { from, to } = cropping;
  return from.zoom !== to.zoom || from.x !== to.x || from.y !== to.y;
}

/** What a still is scaled to once, so that the closest crop of the motion has a source pixel for each of its own. */
export function sourceSize(frame: Size, motion: Motion | null): Size {
  const closest = motion === null ? 1 : Math.max(motion.from.zoom, motion.to.zoom);
  const times = Math.min(closest, MOST_OVERSIZE);
  return { width: evenAtLeast(frame.width * times), height: evenAtLeast(frame.height * times) };
}

/** 1080 × 1.15 is a hair more than 1242 in floating point, and means 1242. */
function evenAtLeast(pixels: number): number {
  return 2 * Math.ceil(pixels / 2 - 1e-6);
}

export interface Path {
  readonly motion: Motion;
  readonly source: Size;
  readonly pathFrames: number;
}

/**
 * What frame `frame` of a move shows. Time is taken at the middle of a frame, so a path of one frame shows the middle of
 * the move. The rectangle is interpolated, not zoom and place: its centre goes straight, and no point between two crops
 * within the picture lies outside it.
 */
export function cropAt({ motion, source, pathFrames }: Path, frame: number): Crop {
  if (!(frame >= 0 && frame < pathFrames))
    throw new RangeError(`A path of ${pathFrames} frames has no frame ${frame}.`);
  const [from, to] = [cropOf(motion.from, source), cropOf(motion.to, source)];
  const done = eased((frame + 0.5) / pathFrames);
  const between = (a: number, b: number) => a * (1 - done) + b * done;
  return {
    left: between(from.left, to.left),
    top: between(from.top, to.top),
    width: between(from.width, to.width),
    height: between(from.height, to.height),
  };
}

function cropOf({ zoom, x, y }: Framing, source: Size): Crop {
  if (!(zoom >= 1 && x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
    throw new RangeError(`A framing has a zoom from 1 on and places from 0 to 1; this is ${zoom} at ${x}, ${y}.`);
  }
  const [width, height] = [source.width / zoom, source.height / zoom];
  return { left: x * (source.width - width), top: y * (source.height - height), width, height };
}

/** Smoothstep: at rest at both ends. Products and sums only, which every machine rounds alike; a cosine need not be. */
function eased(time: number): number {
  return time * time * (3 - 2 * time);
}

/**
 * How far the crop is off its path at equal steps of time, in shares of the frame: the control points of a B-spline, four at least. The
 * curve is smooth to its acceleration, and never farther off than the farthest point.
 */
export type Sway = readonly { readonly x: number; readonly y: number }[];

/** A crop off its path, kept within the picture. `time` runs from 0 to 1 over the path. */
export function swayed(crop: Crop, sway: Sway, { time, source }: { time: number; source: Size }): Crop {
  const at = time * (sway.length - 3);
  const first = Math.min(Math.floor(at), sway.length - 4);
  const weights = splineWeights(at - first);
  const off = (axis: 'x' | 'y') => weights.reduce((sum, weight, n) => sum + weight * (sway[first + n]?.[axis] ?? 0), 0);
  const within = (place: number, room: number) => Math.max(0, Math.min(room, place));
  return {
    ...crop,
    left: within(crop.left + off('x') * crop.width, source.width - crop.width),
    top: within(crop.top + off('y') * crop.height, source.height - crop.height),
  };
}

function splineWeights(t: number): number[] {
  const rest = 1 - t;
  const [first, last] = [rest * rest * rest, t * t * t];
  return [first, 3 * last - 6 * t * t + 4, 3 * first - 6 * rest * rest + 4, last].map((weight) => weight / 6);
}
