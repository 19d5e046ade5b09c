import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Faces } from '../painter/fonts';
import type { Look } from './looks';

/** What is printed on. `unit` is a hundredth of the shorter side, so that a page looks alike at every size. */
export interface Sheet {
  readonly ctx: SKRSContext2D;
  readonly width: number;
  readonly height: number;
  readonly unit: number;
  readonly look: Look;
  readonly faces: Faces;
  /** For ornaments: the same page, the same ornaments. */
  readonly random: () => number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What type stands in: away from the edges, and no wider than one reads. */
export function typeArea({ width, height, unit }: Sheet): Box {
  const [across, down] = [Math.max(width * 0.1, unit * 7), Math.max(height * 0.1, unit * 8)];
  const wide = Math.min(width - 2 * across, unit * 142);
  return { x: across, y: down, width: wide, height: height - 2 * down };
}

export function rule({ ctx, unit, look }: Sheet, x: number, y: number): void {
  ctx.fillStyle = look.accent;
  ctx.fillRect(x, y, unit * 9, Math.max(1, unit * 0.7));
}
