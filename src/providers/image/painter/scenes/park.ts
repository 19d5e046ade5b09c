import { mix, veil } from '../palettes';
import { between, layerColor, paintBelow, paintSky, paintSun, ridge, type Scene } from '../scene';
import { paintPeople } from './people';

/** Trees on rolling lawns. */
export function park(scene: Scene): void {
  const { width, height, unit } = scene;
  paintSky(scene);
  paintSun(scene, {
    x: width * between(scene, 0.15, 0.85),
    y: height * between(scene, 0.18, 0.3),
    radius: unit * between(scene, 7, 10),
  });
  for (const nearness of [0.1, 0.4, 0.7, 1]) {
    const line = ridge(scene, height * (0.54 + nearness * 0.27), height * 0.025);
    paintTrees(scene, line, nearness);
    paintBelow(scene, line, grass(scene, nearness));
  }
  const far = { ground: height * 0.7, tall: unit * 20 };
  paintPeople(scene, { far, near: { ground: height * 0.8, tall: unit * 30 }, left: width * 0.35, right: width * 0.85 });
}

function grass(scene: Scene, nearness: number): string {
  return mix(layerColor(scene, nearness), '#3f7d58', 0.4);
}

function paintTrees(scene: Scene, line: (x: number) => number, nearness: number): void {
  const { width, unit } = scene;
  const size = unit * (5 + nearness * 11);
  for (let x = between(scene, -size, size); x < width + size; x += size * between(scene, 0.9, 2.6)) {
    tree(scene, { x, ground: line(x) + unit, size: size * between(scene, 0.75, 1.25), nearness });
  }
}

function tree(
  scene: Scene,
  { x, ground, size, nearness }: { x: number; ground: number; size: number; nearness: number },
): void {
  const { ctx, palette } = scene;
  const leaves = mix(grass(scene, nearness), palette.accent, between(scene, 0, 0.3));
  ctx.fillStyle = layerColor(scene, Math.min(1, nearness + 0.2));
  ctx.fillRect(x - size * 0.06, ground - size * 1.3, size * 0.12, size * 1.4);
  const slim = scene.random() < 0.35;
  const [centre, across, high] = slim
    ? [ground - size * 1.7, size * 0.42, size * 1.15]
    : [ground - size * 1.75, size * 0.8, size * 0.85];
  const crown = ctx.createRadialGradient(
    x - across * 0.4,
    centre - high * 0.5,
    0,
    x,
    centre,
    Math.max(across, high) * 1.2,
  );
  crown.addColorStop(0, mix(leaves, palette.light, 0.3));
  crown.addColorStop(1, leaves);
  ctx.fillStyle = crown;
  ctx.beginPath();
  ctx.ellipse(x, centre, across, high, 0, 0, 2 * Math.PI);
  ctx.fill();
  ctx.strokeStyle = veil(layerColor(scene, 1), 0.25);
  ctx.lineWidth = Math.max(0.5, size * 0.03);
  ctx.beginPath();
  ctx.moveTo(x, ground - size);
  ctx.lineTo(x, centre - high * 0.3);
  ctx.stroke();
}
