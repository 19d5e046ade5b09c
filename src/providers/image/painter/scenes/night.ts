import { mix, veil } from '../palettes';
import { between, layerColor, paintBelow, ridge, type Scene } from '../scene';

/** Stars and a crescent over dark ridges, whatever the style's daylight. */
export function night(scene: Scene): void {
  const { ctx, width, height, palette } = scene;
  const dark = mix(palette.layers[1], '#080c1c', 0.6);
  const sky = ctx.createLinearGradient(0, 0, 0, height);
  sky.addColorStop(0, dark);
  sky.addColorStop(0.55, mix(dark, palette.sky[0], 0.75));
  sky.addColorStop(0.8, mix(palette.sky[0], palette.sky[1], 0.55));
  ctx.fillStyle = sky;
  ctx.fillRect(0, 0, width, height);
  stars(scene);
  moon(scene, width * between(scene, 0.62, 0.82), height * between(scene, 0.2, 0.32));
  for (const nearness of [0.3, 0.55, 0.8, 1]) {
    const line = ridge(scene, height * (0.52 + nearness * 0.26), height * 0.045);
    paintBelow(scene, line, mix(layerColor(scene, nearness), dark, 0.55 + 0.3 * nearness));
  }
}

function stars(scene: Scene): void {
  const { ctx, width, height, unit, palette } = scene;
  for (let star = 0; star < 240; star += 1) {
    const [x, y] = [width * scene.random(), height * 0.7 * scene.random() ** 1.3];
    const bright = scene.random() ** 4;
    ctx.fillStyle = veil(palette.light, 0.25 + 0.7 * bright);
    ctx.beginPath();
    ctx.arc(x, y, Math.max(0.35, unit * (0.1 + 0.28 * bright)), 0, 2 * Math.PI);
    ctx.fill();
  }
}

function moon({ ctx, width, height, unit, palette }: Scene, x: number, y: number): void {
  const radius = unit * 9;
  const glow = ctx.createRadialGradient(x, y, radius * 0.5, x, y, radius * 5);
  glow.addColorStop(0, veil(palette.light, 0.3));
  glow.addColorStop(0.4, veil(palette.light, 0.08));
  glow.addColorStop(1, veil(palette.light, 0));
  ctx.fillStyle = glow;
  ctx.fillRect(0, 0, width, height);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, 0, width, height);
  ctx.arc(x + radius * 0.5, y - radius * 0.12, radius * 0.92, 0, 2 * Math.PI);
  ctx.clip('evenodd');
  ctx.fillStyle = palette.light;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fill();
  ctx.restore();
}
