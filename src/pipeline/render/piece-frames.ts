import { type Crop, cropAt, croppingMotion, isMoving, type Size, swayed } from './motion';
import type { Piece, StillSource } from './piece';
import type { Canvas, Planes, Resampler } from './resampler';

export interface PictureFrame {
  /** yuv420p; good until the frame after the next is drawn. */
  readonly bytes: Uint8Array;
  readonly meanLuma: number;
  readonly sameAsBefore: boolean;
}

/** A dissolve blends these two; what leaves goes by turns onto 0 and 1, since the frame before is still being written. */
const SIDES = [2, 3] as const;

/**
 * The frames of a piece in order. `stills` are its sources' pictures, each of the size that `sourceSize` gives; of a clip, what it
 * shows when it begins.
 */
export function* framesOf(piece: Piece, stills: readonly Planes[], resampler: Resampler): Generator<PictureFrame> {
  resampler.begin(piece.size, stills);
  let before: (PictureFrame & { canvas: Canvas }) | null = null;
  for (let frame = 0; frame < piece.durationFrames; frame += 1) {
    const canvas: Canvas = frame % 2 === 0 ? 0 : 1;
    if (before && standsStill(piece)) {
      yield { ...before, sameAsBefore: true };
      continue;
    }
    draw({ piece, stills, resampler }, frame, canvas);
    const sameAsBefore: boolean = before !== null && resampler.haveSameLuma(before.canvas, canvas);
    before = { canvas, bytes: resampler.bytes(canvas), meanLuma: resampler.meanLuma(canvas), sameAsBefore };
    yield before;
  }
}

/** The same frames where sources change by themselves: `advance` gives each its next picture once a frame is drawn. */
export async function* advancing(frames: Iterable<PictureFrame>, advance: () => Promise<void>) {
  for (const frame of frames) {
    yield frame;
    await advance();
  }
}

export function standsStill({ sources }: Piece): boolean {
  return sources.length === 1 && !moves(sources[0]);
}

interface Scene {
  readonly piece: Piece;
  readonly stills: readonly Planes[];
  readonly resampler: Resampler;
}

function draw(scene: Scene, frame: number, onto: Canvas): void {
  const { piece, resampler } = scene;
  if (piece.sources.length === 1) {
    drawSource(scene, { index: 0, frame, onto });
    return;
  }
  for (const [index, source] of piece.sources.entries()) {
    const drawn = frame > 0 && !moves(source);
    if (!drawn) drawSource(scene, { index, frame, onto: SIDES[index] ?? SIDES[0] });
  }
  resampler.blend(SIDES, dissolveWeight(frame, piece.durationFrames), onto);
}

/** How many 256ths of the second picture there are in a frame, at its middle: the two halves of a dissolve mirror each other. */
export function dissolveWeight(frame: number, durationFrames: number): number {
  return Math.round((256 * (frame + 0.5)) / durationFrames);
}

function drawSource(scene: Scene, { index, frame, onto }: { index: number; frame: number; onto: Canvas }): void {
  const source: StillSource | undefined = scene.piece.sources[index];
  const still = scene.stills[index];
  if (!source || !still)
    throw new RangeError(`A piece of ${scene.piece.sources.length} sources has no picture ${index}.`);
  const crop = cropOf(source, still, frame);
  if (crop === null) scene.resampler.show(index, onto);
  else scene.resampler.resample(index, crop, onto);
}

function cropOf({ pathFrames, firstFrame, sway, ...source }: StillSource, still: Size, frame: number): Crop | null {
  const motion = croppingMotion(source.motion);
  if (motion === null) return null;
  const at = firstFrame + frame;
  const crop = cropAt({ motion, source: still, pathFrames }, at);
  return sway ? swayed(crop, sway, { time: (at + 0.5) / pathFrames, source: still }) : crop;
}

const moves = ({ medium, motion, sway }: StillSource): boolean =>
  medium === 'CLIP' || isMoving(motion) || (sway !== undefined && croppingMotion(motion) !== null);
