import { mix, veil } from '../palettes';
import { between, names, pick, type Scene, type Spot } from '../scene';
import { type Sitter, sitterOf } from './sitter';

/** Head and shoulders of one person before a soft ground. */
export function portrait(scene: Scene): void {
  ground(scene);
  const sitter = sitterOf(scene);
  if (sitter.isLongHaired) hairBehind(scene, sitter);
  shoulders(scene, sitter);
  neck(scene, sitter);
  face(scene, sitter);
  features(scene, sitter);
  hairInFront(scene, sitter);
  if (names(scene, /\b(hat|cap|detective|cowboy|farmer|fedora)\b/i)) hat(scene, sitter);
  if (names(scene, /\b(glasses|spectacles|professor|scientist|librarian)\b/i)) glasses(scene, sitter);
}

function ground(scene: Scene): void {
  const { ctx, width, height, unit, palette } = scene;
  const wall = ctx.createLinearGradient(0, 0, width, height);
  wall.addColorStop(0, mix(palette.sky[0], palette.sky[1], 0.35));
  wall.addColorStop(0.55, mix(palette.sky[1], palette.sky[2], 0.35));
  wall.addColorStop(1, mix(palette.sky[1], palette.layers[0], 0.6));
  ctx.fillStyle = wall;
  ctx.fillRect(0, 0, width, height);
  for (let spot = 0; spot < 16; spot += 1) {
    const color = pick(scene, [palette.light, palette.accent, palette.sky[0]]);
    blur(scene, { x: width * scene.random(), y: height * scene.random(), radius: unit * between(scene, 6, 22) }, color);
  }
  const halo = ctx.createRadialGradient(width * 0.6, height * 0.36, 0, width * 0.6, height * 0.36, unit * 62);
  halo.addColorStop(0, veil(palette.light, 0.42));
  halo.addColorStop(1, veil(palette.light, 0));
  ctx.fillStyle = halo;
  ctx.fillRect(0, 0, width, height);
}

/** A light out of focus. It has no outline: whoever cuts the sitter out finds the sitter's alone. */
function blur(scene: Scene, { x, y, radius }: Spot, color: string): void {
  const { ctx } = scene;
  const light = ctx.createRadialGradient(x, y, 0, x, y, radius);
  const opacity = between(scene, 0.08, 0.24);
  for (const [at, share] of [
    [0, 1],
    [0.5, 0.9],
    [0.78, 0.4],
    [1, 0],
  ] as const)
    light.addColorStop(at, veil(color, opacity * share));
  ctx.fillStyle = light;
  ctx.fillRect(x - radius, y - radius, radius * 2, radius * 2);
}

function disc({ ctx }: Scene, x: number, y: number, radius: number): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fill();
}

function shoulders(scene: Scene, sitter: Sitter): void {
  const { x, y, head, coat, side } = sitter;
  const { ctx, height, palette } = scene;
  const [top, half] = [y + head * 1.5, head * 2.35];
  const cloth = ctx.createLinearGradient(x - half * side, 0, x + half * side, 0);
  cloth.addColorStop(0, mix(coat, palette.light, 0.16));
  cloth.addColorStop(0.55, coat);
  cloth.addColorStop(1, mix(coat, palette.layers[1], 0.45));
  ctx.fillStyle = cloth;
  ctx.beginPath();
  ctx.moveTo(x - half * 1.05, height + 2);
  ctx.bezierCurveTo(x - half, top + head * 1.1, x - half * 0.86, top + head * 0.42, x - head * 0.62, top);
  ctx.lineTo(x + head * 0.62, top);
  ctx.bezierCurveTo(x + half * 0.86, top + head * 0.42, x + half, top + head * 1.1, x + half * 1.05, height + 2);
  ctx.fill();
  rim(scene, sitter);
}

/** With the lapels that lie about it. */
function neck(scene: Scene, { x, y, head, skin, coat }: Sitter): void {
  const { ctx, palette } = scene;
  const [top, low] = [y + head * 0.5, y + head * 2.25];
  ctx.fillStyle = mix(palette.light, palette.layers[0], 0.18);
  path(scene, [
    [x - head * 0.62, y + head * 1.42],
    [x + head * 0.62, y + head * 1.42],
    [x, low + head * 0.25],
  ]);
  ctx.fillStyle = mix(skin, palette.layers[1], 0.26);
  path(scene, [
    [x - head * 0.4, top],
    [x + head * 0.4, top],
    [x + head * 0.5, y + head * 1.5],
    [x, low - head * 0.3],
    [x - head * 0.5, y + head * 1.5],
  ]);
  for (const side of [-1, 1]) {
    ctx.fillStyle = mix(coat, palette.layers[1], side < 0 ? 0.14 : 0.32);
    const at = (share: number) => x + side * head * share;
    path(scene, [
      [at(0.5), y + head * 1.28],
      [at(0.98), y + head * 1.66],
      [at(0.86), low - head * 0.1],
      [at(0.5), low],
      [at(0), low + head * 0.75],
    ]);
  }
}

function path({ ctx }: Scene, corners: readonly (readonly [number, number])[]): void {
  ctx.beginPath();
  for (const [x, y] of corners) ctx.lineTo(x, y);
  ctx.closePath();
  ctx.fill();
}

/** A light from behind along an outline: it parts the sitter from any ground, and where the ground is paper, a dark one does. */
function rim({ ctx, style, palette }: Scene, { head }: Sitter): void {
  ctx.strokeStyle = style === 'paper' ? veil(palette.layers[1], 0.6) : veil(palette.light, 0.55);
  ctx.lineWidth = head * 0.045;
  ctx.stroke();
}

function outline({ ctx }: Scene, { x, y, head }: Sitter): void {
  ctx.beginPath();
  ctx.moveTo(x - head * 0.74, y - head * 0.25);
  ctx.bezierCurveTo(
    x - head * 0.78,
    y - head * 1.25,
    x + head * 0.78,
    y - head * 1.25,
    x + head * 0.74,
    y - head * 0.25,
  );
  ctx.bezierCurveTo(x + head * 0.74, y + head * 0.5, x + head * 0.38, y + head, x, y + head);
  ctx.bezierCurveTo(x - head * 0.38, y + head, x - head * 0.74, y + head * 0.5, x - head * 0.74, y - head * 0.25);
}

function face(scene: Scene, sitter: Sitter): void {
  const { ctx, palette } = scene;
  const { x, y, head, skin, side } = sitter;
  ctx.fillStyle = mix(skin, palette.layers[1], 0.2);
  for (const ear of [-1, 1]) disc(scene, x + ear * head * 0.76, y - head * 0.02, head * 0.17);
  const shade = ctx.createLinearGradient(x - head * 0.8 * side, 0, x + head * 0.8 * side, 0);
  shade.addColorStop(0, mix(skin, palette.light, 0.22));
  shade.addColorStop(0.5, skin);
  shade.addColorStop(1, mix(skin, palette.layers[1], 0.38));
  ctx.fillStyle = shade;
  outline(scene, sitter);
  ctx.fill();
}

function features(scene: Scene, { x, y, head, skin, hair, side }: Sitter): void {
  const { ctx, palette } = scene;
  const ink = mix(mix(hair, palette.layers[1], 0.5), '#000000', 0.15);
  ctx.lineCap = 'round';
  for (const eye of [-1, 1]) {
    const at = x + eye * head * 0.33 + side * -head * 0.04;
    ctx.fillStyle = ink;
    ctx.beginPath();
    ctx.ellipse(at, y - head * 0.03, head * 0.075, head * 0.09, 0, 0, 2 * Math.PI);
    ctx.fill();
    stroke(scene, ink, head * 0.05, [
      at - head * 0.16,
      y - head * 0.25,
      at,
      y - head * 0.33,
      at + head * 0.16,
      y - head * 0.26,
    ]);
  }
  const shade = mix(skin, palette.layers[1], 0.42);
  stroke(scene, shade, head * 0.05, [
    x + side * head * 0.02,
    y - head * 0.02,
    x + side * head * 0.16,
    y + head * 0.3,
    x - side * head * 0.02,
    y + head * 0.34,
  ]);
  stroke(scene, mix(shade, '#9c3b34', 0.5), head * 0.065, [
    x - head * 0.2,
    y + head * 0.6,
    x,
    y + head * 0.68,
    x + head * 0.2,
    y + head * 0.59,
  ]);
}

function stroke(
  { ctx }: Scene,
  color: string,
  wide: number,
  [a, b, c, d, e, f]: readonly [number, number, number, number, number, number],
): void {
  ctx.strokeStyle = color;
  ctx.lineWidth = wide;
  ctx.beginPath();
  ctx.moveTo(a, b);
  ctx.quadraticCurveTo(c, d, e, f);
  ctx.stroke();
}

function hairBehind(scene: Scene, sitter: Sitter): void {
  const { x, y, head, hair } = sitter;
  const { ctx, palette } = scene;
  ctx.fillStyle = mix(hair, palette.layers[1], 0.3);
  ctx.beginPath();
  ctx.moveTo(x - head * 0.9, y - head * 0.4);
  ctx.bezierCurveTo(x - head * 1.25, y + head * 0.6, x - head * 1.1, y + head * 1.5, x - head * 0.95, y + head * 2);
  ctx.lineTo(x + head * 0.95, y + head * 2);
  ctx.bezierCurveTo(x + head * 1.1, y + head * 1.5, x + head * 1.25, y + head * 0.6, x + head * 0.9, y - head * 0.4);
  ctx.fill();
  rim(scene, sitter);
}

/** A parting to one side, and down to the jaw where the hair is long. */
function hairInFront(scene: Scene, sitter: Sitter): void {
  const { x, y, head, hair, isLongHaired, side } = sitter;
  const { ctx, palette } = scene;
  const shine = ctx.createLinearGradient(x - head * side, y - head, x + head * side, y);
  shine.addColorStop(0, mix(hair, palette.light, 0.24));
  shine.addColorStop(0.6, hair);
  ctx.fillStyle = shine;
  const low = isLongHaired ? 0.95 : -0.12;
  const at = (share: number) => x + side * head * share;
  ctx.beginPath();
  ctx.moveTo(at(-0.86), y + head * low);
  ctx.bezierCurveTo(at(-1.08), y - head * 0.9, at(-0.55), y - head * 1.36, at(0.05), y - head * 1.3);
  ctx.bezierCurveTo(at(0.72), y - head * 1.34, at(1.06), y - head * 0.8, at(0.86), y + head * low);
  ctx.bezierCurveTo(at(0.78), y - head * 0.1, at(0.74), y - head * 0.42, at(0.5), y - head * 0.62);
  ctx.bezierCurveTo(at(0.2), y - head * 0.5, at(-0.2), y - head * 0.52, at(-0.36), y - head * 0.72);
  ctx.bezierCurveTo(at(-0.6), y - head * 0.55, at(-0.74), y - head * 0.2, at(-0.86), y + head * low);
  ctx.fill();
  rim(scene, sitter);
}

function hat(scene: Scene, { x, y, head, coat }: Sitter): void {
  const { ctx, palette } = scene;
  const felt = mix(coat, palette.layers[1], 0.5);
  ctx.fillStyle = felt;
  ctx.beginPath();
  ctx.ellipse(x, y - head * 0.72, head * 1.5, head * 0.26, 0, 0, 2 * Math.PI);
  ctx.fill();
  ctx.beginPath();
  ctx.roundRect(x - head * 0.84, y - head * 1.62, head * 1.68, head * 0.95, head * 0.34);
  ctx.fill();
  ctx.fillStyle = mix(palette.accent, felt, 0.3);
  ctx.fillRect(x - head * 0.84, y - head * 0.98, head * 1.68, head * 0.18);
}

function glasses(scene: Scene, { x, y, head }: Sitter): void {
  const { ctx, palette } = scene;
  ctx.strokeStyle = mix(palette.layers[1], '#000000', 0.3);
  ctx.lineWidth = head * 0.055;
  for (const eye of [-1, 1]) {
    ctx.beginPath();
    ctx.arc(x + eye * head * 0.34, y - head * 0.02, head * 0.25, 0, 2 * Math.PI);
    ctx.fillStyle = veil(palette.light, 0.22);
    ctx.fill();
    ctx.stroke();
  }
}
