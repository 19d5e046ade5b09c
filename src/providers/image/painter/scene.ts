import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Hour } from './light';
import { mix, type Palette, type Style, veil } from './palettes';

/** What a scene paints on. `unit` is a hundredth of the shorter side, so that a scene looks alike at every size. */
export interface Scene {
  readonly ctx: SKRSContext2D;
  readonly width: number;
  readonly height: number;
  readonly unit: number;
  readonly palette: Palette;
  readonly random: () => number;
  readonly style: Style;
  /** What the picture is of; a scene looks in it for what it can show. */
  readonly prompt: string;
  readonly hour: Hour | null;
}

export function between(scene: Scene, low: number, high: number): number {
  return low + (high - low) * scene.random();
}

export function paintSky({ ctx, width, height, palette }: Scene): void {
  const sky = ctx.createLinearGradient(0, 0, 0, height);
  sky.addColorStop(0, palette.sky[0]);
  sky.addColorStop(0.5, palette.sky[1]);
  sky.addColorStop(0.85, palette.sky[2]);
  ctx.fillStyle = sky;
  ctx.fillRect(0, 0, width, height);
}

export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A disc of light with a soft glow round it. */
export function paintSun({ ctx, width, height, palette, hour }: Scene, { x, y, radius: wide }: Spot): void {
  const radius = hour === 'NIGHT' ? wide * 0.62 : wide; // the moon

  const glow = ctx.createRadialGradient(x, y, radius * 0.6, x, y, radius * 5);
  glow.addColorStop(0, veil(palette.light, 0.55));
  glow.addColorStop(0.3, veil(palette.light, 0.2));
  glow.addColorStop(0.65, veil(palette.light, 0.05));
  glow.addColorStop(1, veil(palette.light, 0));
  ctx.fillStyle = glow;
  ctx.fillRect(0, 0, width, height);
  const disc = ctx.createLinearGradient(0, y - radius, 0, y + radius);
  disc.addColorStop(0, palette.light);
  disc.addColorStop(1, mix(palette.light, palette.accent, hour === 'NIGHT' ? 0.08 : 0.45));
  ctx.fillStyle = disc;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fill();
}

/** A line across the picture out of a few slow waves; `rough` is the height of its hills. */
export function ridge(scene: Scene, base: number, rough: number): (x: number) => number {
  const waves = [1, 2.3, 4.7, 9.1].map((count) => ({
    turns: (count * between(scene, 0.7, 1.4) * 2 * Math.PI) / scene.width,
    phase: between(scene, 0, 2 * Math.PI),
    height: rough / count ** 0.9,
  }));
  return (x) => base + waves.reduce((sum, { turns, phase, height }) => sum + Math.sin(x * turns + phase) * height, 0);
}

/** Fills all below a line, lighter at its upper edge, as haze makes it. */
export function paintBelow(scene: Scene, line: (x: number) => number, color: string): void {
  const { ctx, width, height, unit, palette } = scene;
  const step = Math.max(1, unit / 2);
  ctx.beginPath();
  ctx.moveTo(0, height);
  let top = height;
  for (let x = 0; x <= width + step; x += step) {
    top = Math.min(top, line(x));
    ctx.lineTo(x, line(x));
  }
  ctx.lineTo(width + step, height);
  ctx.closePath();
  const haze = ctx.createLinearGradient(0, top, 0, height);
  haze.addColorStop(0, color);
  haze.addColorStop(1, mix(color, palette.sky[2], 0.28));
  ctx.fillStyle = haze;
  ctx.fill();
}

/** Whether the prompt names any of these. */
export function names({ prompt }: Pick<Scene, 'prompt'>, words: RegExp): boolean {
  return words.test(prompt);
}

export function pick<T>(scene: Scene, among: readonly [T, ...T[]]): T {
  return among[Math.floor(scene.random() * among.length)] ?? among[0];
}

/** A thing's own colour as the style shows it: a blueprint knows hardly any but its own. */
export function toned({ style, palette, hour }: Scene, color: string): string {
  const share = { editorial: 0.12, paper: 0.22, nocturne: 0.4, blueprint: 0.72 }[style];
  return mix(
    color,
    style === 'paper' ? palette.sky[1] : palette.layers[0],
    hour === 'NIGHT' ? Math.max(0.35, share) : share,
  );
}

/** A closed shape through corners. */
export function polygon({ ctx }: Scene, corners: readonly (readonly [x: number, y: number])[]): void {
  ctx.beginPath();
  for (const [x, y] of corners) ctx.lineTo(x, y);
  ctx.closePath();
  ctx.fill();
}

/** The colour of a layer: 0 is the farthest, 1 the nearest. */
export function layerColor({ palette }: Scene, nearness: number): string {
  return mix(palette.layers[0], palette.layers[1], nearness);
}
