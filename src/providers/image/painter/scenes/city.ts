import { veil } from '../palettes';
import { between, layerColor, paintSky, paintSun, type Scene } from '../scene';

/** Rows of houses against the sky; the nearer have windows, some of them lit. */
export function city(scene: Scene): void {
  const { width, height, unit } = scene;
  paintSky(scene);
  paintSun(scene, {
    x: width * between(scene, 0.6, 0.85),
    y: height * between(scene, 0.2, 0.36),
    radius: unit * between(scene, 9, 14),
  });
  for (const nearness of [0.05, 0.38, 0.72, 1]) row(scene, nearness);
}

function row(scene: Scene, nearness: number): void {
  const { ctx, width, height, unit } = scene;
  const base = height * (0.62 + nearness * 0.2);
  for (let x = -unit * 4; x < width; ) {
    const house = unit * between(scene, 7, 15) * (0.75 + nearness * 0.5);
    const top = base - unit * between(scene, 6, 46 - nearness * 18);
    const wall = ctx.createLinearGradient(0, top, 0, height);
    wall.addColorStop(0, layerColor(scene, nearness));
    wall.addColorStop(1, layerColor(scene, Math.max(0, nearness - 0.25)));
    ctx.fillStyle = wall;
    ctx.fillRect(x, top, house + 1, height - top);
    roof(scene, { x, top, house });
    if (nearness > 0.3) windows(scene, { x, top, house, nearness });
    x += house + unit * between(scene, 0, 1.5);
  }
}

function roof(scene: Scene, { x, top, house }: { x: number; top: number; house: number }): void {
  const { ctx, unit } = scene;
  const kind = scene.random();
  if (kind < 0.25) ctx.fillRect(x + house * 0.25, top - unit * 3, house * 0.5, unit * 3 + 1);
  else if (kind < 0.45) ctx.fillRect(x + house * 0.48, top - unit * 7, Math.max(1, unit * 0.35), unit * 7 + 1);
  else if (kind < 0.65) {
    ctx.beginPath();
    ctx.moveTo(x, top + 1);
    ctx.lineTo(x + house / 2, top - unit * 4);
    ctx.lineTo(x + house, top + 1);
    ctx.fill();
  }
}

function windows(
  scene: Scene,
  { x, top, house, nearness }: { x: number; top: number; house: number; nearness: number },
): void {
  const { ctx, height, unit, palette } = scene;
  const [wide, tall, gap] = [unit * 1.1, unit * 1.5, unit * 2.6];
  const columns = Math.max(1, Math.floor((house - unit * 1.6) / gap));
  const margin = (house - (columns - 1) * gap - wide) / 2;
  for (let y = top + unit * 2.4; y < height; y += gap * 1.15) {
    for (let column = 0; column < columns; column += 1) {
      const lit = scene.random() < 0.3;
      ctx.fillStyle = lit ? veil(palette.accent, 0.55 + 0.4 * nearness) : veil(palette.sky[1], 0.14);
      ctx.fillRect(x + margin + column * gap, y, wide, tall);
    }
  }
}
