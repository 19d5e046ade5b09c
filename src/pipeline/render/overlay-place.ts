import type { OverlayPlace } from '../timeline/cut';
import { captionsTop } from './caption-layout';
import type { Box } from './cel';
import type { Size } from './motion';

/** Of the frame, at each side: what a set with overscan shows for certain. */
const SAFE = 0.05;
/** Of the frame's height, between overlays and captions. */
const ABOVE_CAPTIONS = 0.028;

/** Shares of the room that is left beside it and above it. */
const SHARES: Record<OverlayPlace, { readonly across: 0 | 0.5 | 1; readonly down: 0 | 0.5 | 1 }> = {
  CENTRE: { across: 0.5, down: 0.5 },
  TOP: { across: 0.5, down: 0 },
  BOTTOM: { across: 0.5, down: 1 },
  LOWER_THIRD: { across: 0, down: 1 },
  TOP_LEFT: { across: 0, down: 0 },
  TOP_RIGHT: { across: 1, down: 0 },
  BOTTOM_RIGHT: { across: 1, down: 1 },
};

export type Alignment = 'LEFT' | 'MIDDLE' | 'RIGHT';

export function alignmentAt(place: OverlayPlace): Alignment {
  const { across } = SHARES[place];
  return across === 0 ? 'LEFT' : across === 1 ? 'RIGHT' : 'MIDDLE';
}

export const evenUp = (pixels: number): number => 2 * Math.ceil(pixels / 2 - 1e-6);
export const evenDown = (pixels: number): number => 2 * Math.floor(pixels / 2 + 1e-6);

/**
 * Where overlays may stand, in even pixels: within what is safe, and above the captions' place, whether captions are burned in or read
 * beside the picture.
 */
export function overlayArea(frame: Size): Box {
  const [left, top] = [evenUp(SAFE * frame.width), evenUp(SAFE * frame.height)];
  const bottom = evenDown(captionsTop(frame) - ABOVE_CAPTIONS * frame.height);
  return { left, top, width: evenDown((1 - SAFE) * frame.width) - left, height: bottom - top };
}

/** A box of an even size that the area has room for. What is in the centre is so of the frame, as far as captions let it. */
export function placedBox({ width, height }: Size, place: OverlayPlace, frame: Size): Box {
  const area = overlayArea(frame);
  const { across, down } = SHARES[place];
  const centred = Math.min(evenDown((frame.height - height) / 2), area.top + area.height - height);
  const top = down === 0.5 ? centred : area.top + down * (area.height - height);
  return { left: area.left + evenDown(across * (area.width - width)), top, width, height };
}
