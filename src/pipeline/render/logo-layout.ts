import type { OverlayPlace } from '../timeline/cut';
import type { Box } from './cel';
import type { Size } from './motion';
import { evenDown, evenUp, placedBox } from './overlay-place';

/** Of the frame. */
const MOST = { width: 0.2, height: 0.12 };
/** Of the frame's height: how far a glow reaches. */
const GLOW = 0.012;

export interface LogoLayout {
  /** With the glow around it. */
  readonly box: Box;
  readonly picture: Box;
  readonly glow: number;
}

/** As large as it may be, in its own shape: a film has the same look in every size. */
export function logoSize(logo: Size, frame: Size): Size {
  const times = Math.min((MOST.width * frame.width) / logo.width, (MOST.height * frame.height) / logo.height);
  const atLeastOne = (pixels: number) => Math.max(1, Math.floor(pixels + 1e-6));
  return { width: atLeastOne(times * logo.width), height: atLeastOne(times * logo.height) };
}

export function logoLayout(size: Size, place: OverlayPlace, frame: Size): LogoLayout {
  const glow = Math.max(2, evenDown(GLOW * frame.height));
  const box = placedBox({ width: evenUp(size.width) + 2 * glow, height: evenUp(size.height) + 2 * glow }, place, frame);
  return { box, glow, picture: { left: box.left + glow, top: box.top + glow, ...size } };
}
