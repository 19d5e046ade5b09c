import { cropAt, type Size } from '../../src/pipeline/render/motion';
import type { Piece } from '../../src/pipeline/render/piece';

export const STILL: Size = { width: 3840, height: 2160 };
export const FRAME: Size = { width: 1920, height: 1080 };
/** Eight seconds, about what one narrated segment of a film takes. */
export const FRAMES = 192;
export const ZOOM = 1.15;

const centred = (zoom: number) => ({ zoom, x: 0.5, y: 0.5 });
const MOTION = { from: centred(1), to: centred(ZOOM) };

export function pieceOf(): Piece {
  const source = { sha256: 'still', motion: MOTION, firstFrame: 0, pathFrames: FRAMES };
  return { rate: { numerator: 24, denominator: 1 }, size: FRAME, durationFrames: FRAMES, sources: [source] };
}

/** In the still's pixels; a grid that no frame of the move cuts. */
export const spots = [0.12, 0.27, 0.41, 0.58, 0.73, 0.88].flatMap((x) =>
  [0.14, 0.37, 0.62, 0.86].map((y) => ({ x: Math.round(x * STILL.width), y: Math.round(y * STILL.height) })),
);

/** Where a spot of the still lies in a frame. */
export function placeAt(spot: { x: number; y: number }, frame: number): { x: number; y: number } {
  const crop = cropAt({ motion: MOTION, source: STILL, pathFrames: FRAMES }, frame);
  return {
    x: ((spot.x - crop.left) / crop.width) * FRAME.width,
    y: ((spot.y - crop.top) / crop.height) * FRAME.height,
  };
}

/** The same move as an expression of FFmpeg: how much of the width is cut off at output frame `n`, as a share of it. */
export function cutOff(n: string): string {
  const time = `((${n}+0.5)/${FRAMES})`;
  return `(${1 - 1 / ZOOM}*${time}*${time}*(3-2*${time}))`;
}
