import { mix, veil } from '../palettes';
import { between, paintSky, type Scene } from '../scene';

/** Threads that follow one slow current. */
export function flow(scene: Scene): void {
  const { ctx, width, height, unit, palette } = scene;
  paintSky(scene);
  ctx.fillStyle = veil(palette.layers[1], 0.55);
  ctx.fillRect(0, 0, width, height);
  const current = field(scene);
  const colors = [
    palette.light,
    palette.accent,
    palette.sky[2],
    palette.sky[1],
    mix(palette.layers[0], palette.light, 0.4),
  ];
  ctx.lineCap = 'round';
  for (let thread = 0; thread < 420; thread += 1) {
    const color = colors[Math.floor(scene.random() * colors.length)] ?? palette.light;
    ctx.strokeStyle = veil(color, between(scene, 0.12, 0.6));
    ctx.lineWidth = Math.max(0.5, unit * between(scene, 0.1, 0.75));
    let [x, y] = [width * between(scene, -0.15, 1), height * scene.random()];
    ctx.beginPath();
    ctx.moveTo(x, y);
    for (let step = 0; step < 60; step += 1) {
      const angle = current(x / unit, y / unit);
      x += Math.cos(angle) * unit;
      y += Math.sin(angle) * unit;
      ctx.lineTo(x, y);
    }
    ctx.stroke();
  }
}

function field(scene: Scene): (x: number, y: number) => number {
  const [a, b, c] = [between(scene, 0, 6), between(scene, 0, 6), between(scene, -0.4, 0.4)];
  const [wide, high] = [between(scene, 0.022, 0.04), between(scene, 0.028, 0.05)];
  return (x, y) => c + 0.9 * Math.sin(x * wide + a + Math.sin(y * high + b)) + 0.5 * Math.cos(y * high * 1.7 + a);
}
