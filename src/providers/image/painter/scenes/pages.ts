import { mix, veil } from '../palettes';
import { between, paintSky, type Scene } from '../scene';

/** Printed sheets fanned out on a desk. */
export function pages(scene: Scene): void {
  const { width, height, unit } = scene;
  paintSky(scene);
  const middle = width * between(scene, 0.6, 0.7);
  for (const turn of [-0.34, -0.17, 0, 0.16]) {
    sheet(scene, { x: middle + turn * unit * 95, y: height * 0.42, angle: turn + between(scene, -0.03, 0.03) });
  }
}

function sheet(scene: Scene, { x, y, angle }: { x: number; y: number; angle: number }): void {
  const { ctx, unit, palette } = scene;
  const [wide, high] = [unit * 44, unit * 60];
  ctx.save();
  ctx.translate(x, y);
  ctx.rotate(angle);
  ctx.shadowColor = veil(palette.layers[1], 0.45);
  ctx.shadowBlur = unit * 4;
  ctx.shadowOffsetY = unit * 1.5;
  ctx.fillStyle = mix(palette.light, '#ffffff', 0.5);
  ctx.fillRect(-wide / 2, -high / 2, wide, high);
  ctx.shadowColor = 'transparent';
  const [left, inner] = [-wide / 2 + unit * 4, wide - unit * 8];
  ctx.fillStyle = palette.accent;
  ctx.fillRect(left, -high / 2 + unit * 5, inner * 0.62, unit * 2.2);
  bars(scene, { left, bottom: -high / 2 + unit * 27, inner });
  ctx.fillStyle = veil(palette.layers[1], 0.3);
  for (let line = 0; line < 10; line += 1) {
    ctx.fillRect(
      left,
      -high / 2 + unit * (31 + line * 2.6),
      inner * (line % 5 === 4 ? between(scene, 0.3, 0.7) : 1),
      unit * 0.8,
    );
  }
  ctx.restore();
}

function bars(scene: Scene, { left, bottom, inner }: { left: number; bottom: number; inner: number }): void {
  const { ctx, unit, palette } = scene;
  const count = 9;
  for (let bar = 0; bar < count; bar += 1) {
    const high = unit * between(scene, 3, 15);
    ctx.fillStyle = mix(palette.layers[0], palette.sky[0], bar / count);
    ctx.fillRect(left + (bar * inner) / count, bottom - high, (inner / count) * 0.66, high);
  }
}
