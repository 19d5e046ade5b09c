import { mix, veil } from '../palettes';
import { between, layerColor, paintBelow, paintSky, ridge, type Scene } from '../scene';

/** A great sun in rings and rays over dunes that shimmer. */
export function heat(scene: Scene): void {
  const { ctx, width, height, unit, palette } = scene;
  paintSky(scene);
  const [x, y] = [width * between(scene, 0.45, 0.72), height * between(scene, 0.34, 0.42)];
  rays(scene, x, y);
  for (let ring = 5; ring >= 0; ring -= 1) {
    ctx.fillStyle = veil(mix(palette.light, palette.accent, ring / 6), ring === 0 ? 1 : 0.24);
    ctx.beginPath();
    ctx.arc(x, y, unit * (14 + ring * 6), 0, 2 * Math.PI);
    ctx.fill();
  }
  for (const nearness of [0.25, 0.5, 0.75, 1]) {
    const line = ridge(scene, height * (0.56 + nearness * 0.26), height * 0.04);
    paintBelow(scene, line, mix(layerColor(scene, nearness), palette.accent, 0.3 * (1 - nearness)));
  }
  thermometer(scene, width * (x > width / 2 ? 0.16 : 0.84), height * 0.12);
}

function rays(scene: Scene, x: number, y: number): void {
  const { ctx, width, height, palette } = scene;
  const reach = Math.hypot(width, height);
  const count = 36;
  for (let ray = 0; ray < count; ray += 1) {
    const angle = (ray / count) * 2 * Math.PI;
    const shine = ctx.createRadialGradient(x, y, 0, x, y, reach * 0.7);
    shine.addColorStop(0, veil(palette.light, ray % 2 === 0 ? 0.34 : 0.1));
    shine.addColorStop(1, veil(palette.light, 0));
    ctx.fillStyle = shine;
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x + Math.cos(angle - 0.05) * reach, y + Math.sin(angle - 0.05) * reach);
    ctx.lineTo(x + Math.cos(angle + 0.05) * reach, y + Math.sin(angle + 0.05) * reach);
    ctx.fill();
  }
}

function thermometer(scene: Scene, x: number, top: number): void {
  const { ctx, unit, palette } = scene;
  const [half, long] = [unit * 2, unit * 36];
  const shape = (inset: number, from: number) => {
    ctx.beginPath();
    ctx.roundRect(x - half + inset, top + from, (half - inset) * 2, long - from, half - inset);
    ctx.arc(x, top + long + half, half * 2 - inset, 0, 2 * Math.PI);
    ctx.fill();
  };
  ctx.fillStyle = veil(palette.light, 0.9);
  shape(0, 0);
  ctx.fillStyle = mix('#d6402b', palette.accent, 0.15);
  shape(unit * 0.8, long * between(scene, 0.15, 0.35));
  ctx.fillStyle = veil(palette.layers[1], 0.5);
  for (let mark = 1; mark < 8; mark += 1) {
    ctx.fillRect(
      x + half + unit,
      top + (mark * long) / 8,
      unit * (mark % 2 === 0 ? 2.6 : 1.5),
      Math.max(1, unit * 0.25),
    );
  }
}
