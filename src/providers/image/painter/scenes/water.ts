import { mix, veil } from '../palettes';
import { between, layerColor, names, paintBelow, paintSky, paintSun, polygon, ridge, type Scene } from '../scene';

/** The sun over a sea of waves, and its path upon them. */
export function water(scene: Scene): void {
  const { ctx, width, height, unit, palette } = scene;
  paintSky(scene);
  const sun = {
    x: width * between(scene, 0.55, 0.78),
    y: height * between(scene, 0.26, 0.34),
    radius: unit * between(scene, 9, 13),
  };
  paintSun(scene, sun);
  paintBelow(scene, ridge(scene, height * 0.46, height * 0.02), layerColor(scene, 0.1));
  if (names(scene, /\b(ships?|boats?|sail\w*|harbou?r|fisher\w*|yachts?)\b/i))
    for (const share of [0.3, 0.46, 0.9]) boat(scene, share);
  const bands = 11;
  for (let band = 0; band < bands; band += 1) {
    const nearness = band / (bands - 1);
    const base = height * (0.49 + 0.47 * nearness ** 1.25);
    const swell = wave(scene, base, unit * (0.4 + nearness * 2.2), unit * (16 + nearness * 34));
    paintBelow(scene, swell, mix(layerColor(scene, 0.15 + nearness * 0.8), palette.sky[0], 0.35));
    ctx.fillStyle = veil(palette.light, 0.5 - nearness * 0.3);
    for (let glint = 0; glint < 7; glint += 1) {
      const x = sun.x + between(scene, -1, 1) * unit * (5 + nearness * 22);
      const long = unit * between(scene, 1.5, 7) * (0.5 + nearness);
      ctx.beginPath();
      ctx.ellipse(
        x,
        swell(x) + unit * between(scene, 0.5, 2.5),
        long,
        Math.max(0.4, unit * 0.22 * (0.6 + nearness)),
        0,
        0,
        2 * Math.PI,
      );
      ctx.fill();
    }
  }
}

/** Its keel is in the water that is painted after it. */
function boat(scene: Scene, share: number): void {
  const { ctx, width, height, unit, palette } = scene;
  const size = unit * between(scene, 9, 17);
  const [x, y] = [width * (share + between(scene, -0.05, 0.05)), height * 0.505];
  const sail = (side: -1 | 1, wide: number, high: number, color: string) => {
    ctx.fillStyle = color;
    polygon(scene, [
      [x + side * size * 0.04, y - size * 0.2],
      [x + side * size * 0.04, y - size * high],
      [x + side * size * wide, y - size * 0.24],
    ]);
  };
  sail(1, 0.62, 1.5, mix(palette.light, palette.layers[0], 0.1));
  sail(-1, 0.42, 1.25, mix(palette.light, palette.accent, 0.4));
  ctx.fillStyle = mix(palette.layers[1], palette.accent, 0.12);
  polygon(scene, [
    [x - size * 0.62, y - size * 0.16],
    [x + size * 0.7, y - size * 0.16],
    [x + size * 0.45, y + size * 0.2],
    [x - size * 0.45, y + size * 0.2],
  ]);
}

function wave(scene: Scene, base: number, high: number, long: number): (x: number) => number {
  const phase = between(scene, 0, 2 * Math.PI);
  return (x) =>
    base + high * Math.sin((x / long) * 2 * Math.PI + phase) + high * 0.5 * Math.sin((x / long) * 3.7 + phase * 2);
}
