import { mix, veil } from '../palettes';
import { between, names, paintSky, type Scene } from '../scene';

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Bars, a line over them and a ring beside: numbers as such, with nothing that could be read off. */
export function chart(scene: Scene): void {
  const { ctx, width, height, palette } = scene;
  paintSky(scene);
  ctx.fillStyle = veil(palette.layers[1], scene.style === 'paper' ? 0.08 : 0.5);
  ctx.fillRect(0, 0, width, height);
  const isWide = width > height * 1.2;
  const frame = {
    left: width * 0.12,
    right: width * (isWide ? 0.66 : 0.88),
    top: height * 0.13,
    bottom: height * 0.62,
  };
  grid(scene, frame);
  const values = series(scene);
  bars(scene, frame, values);
  line(scene, frame, values);
  if (isWide) ring(scene, { x: width * 0.79, y: height * 0.37, radius: Math.min(width * 0.11, height * 0.21) });
}

/** From 0 to 1; it falls where the prompt says so. */
function series(scene: Scene): number[] {
  const falls = names(scene, /\b(f[ae]ll\w*|drop\w*|declin\w*|decreas\w*|less|fewer|shrink\w*|loss\w*|crash\w*)\b/i);
  const count = Math.round(between(scene, 8, 12));
  return Array.from({ length: count }, (_, n) => {
    const share = (falls ? count - 1 - n : n) / (count - 1);
    return 0.2 + 0.55 * share ** 1.2 + between(scene, -0.07, 0.15);
  });
}

function grid({ ctx, unit, palette }: Scene, { left, right, top, bottom }: Frame): void {
  ctx.fillStyle = veil(palette.light, 0.18);
  for (let step = 0; step <= 5; step += 1)
    ctx.fillRect(left, bottom - ((bottom - top) * step) / 5, right - left, Math.max(1, unit * 0.18));
  ctx.fillStyle = veil(palette.light, 0.75);
  ctx.fillRect(left, bottom, right - left, Math.max(1, unit * 0.45));
  ctx.fillRect(left, top, Math.max(1, unit * 0.45), bottom - top);
}

const placeOf = ({ left, right, bottom, top }: Frame, values: readonly number[], n: number) => ({
  x: left + ((right - left) * (n + 0.6)) / (values.length + 0.2),
  y: bottom - (bottom - top) * (values[n] ?? 0),
});

function bars(scene: Scene, frame: Frame, values: readonly number[]): void {
  const { ctx, palette, unit } = scene;
  const half = ((frame.right - frame.left) / values.length) * 0.32;
  for (const [n] of values.entries()) {
    const { x, y } = placeOf(frame, values, n);
    const isPeak = values[n] === Math.max(...values);
    const color = isPeak ? palette.accent : mix(palette.sky[1], palette.sky[2], n / values.length);
    const shade = ctx.createLinearGradient(0, y, 0, frame.bottom);
    shade.addColorStop(0, mix(color, palette.light, 0.18));
    shade.addColorStop(1, mix(color, palette.layers[1], 0.35));
    ctx.fillStyle = shade;
    ctx.beginPath();
    ctx.roundRect(x - half, y, half * 2, frame.bottom - y, [unit * 0.8, unit * 0.8, 0, 0]);
    ctx.fill();
  }
}

function line(scene: Scene, frame: Frame, values: readonly number[]): void {
  const { ctx, palette, unit } = scene;
  const eased = values.map((value, n) => Math.min(0.97, (value + (values[n - 1] ?? value)) / 2 + 0.1));
  const points = eased.map((_, n) => placeOf(frame, eased, n));
  ctx.strokeStyle = palette.light;
  ctx.lineWidth = Math.max(1, unit * 0.7);
  ctx.lineJoin = 'round';
  ctx.beginPath();
  for (const { x, y } of points) ctx.lineTo(x, y);
  ctx.stroke();
  for (const { x, y } of points) {
    ctx.fillStyle = palette.layers[1];
    ctx.beginPath();
    ctx.arc(x, y, unit * 1.3, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
  }
}

function ring(scene: Scene, { x, y, radius }: { x: number; y: number; radius: number }): void {
  const { ctx, palette } = scene;
  const colors = [palette.accent, palette.sky[2], palette.sky[1], mix(palette.layers[0], palette.light, 0.2)];
  let from = -Math.PI / 2;
  ctx.lineWidth = radius * 0.42;
  for (const [n, share] of [
    between(scene, 0.3, 0.45),
    between(scene, 0.2, 0.28),
    between(scene, 0.1, 0.15),
  ].entries()) {
    ctx.strokeStyle = colors[n] ?? palette.light;
    ctx.beginPath();
    ctx.arc(x, y, radius * 0.76, from, from + share * 2 * Math.PI - 0.03);
    ctx.stroke();
    from += share * 2 * Math.PI;
  }
  ctx.strokeStyle = colors[3] ?? palette.light;
  ctx.beginPath();
  ctx.arc(x, y, radius * 0.76, from, Math.PI * 1.5 - 0.03);
  ctx.stroke();
}
