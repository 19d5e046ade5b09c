import { mix, veil } from '../palettes';
import { between, layerColor, paintSky, paintSun, type Scene } from '../scene';

/** Twigs from the edges, leaf upon leaf. */
export function leaves(scene: Scene): void {
  const { width, height, unit } = scene;
  paintSky(scene);
  paintSun(scene, { x: width * between(scene, 0.35, 0.65), y: height * 0.4, radius: unit * 14 });
  for (const nearness of [0, 0.35, 0.7, 1]) {
    for (let twigs = 0; twigs < 4; twigs += 1) {
      const left = scene.random() < 0.5;
      const x = left ? -unit * 3 : width + unit * 3;
      twig(scene, {
        x,
        y: height * between(scene, -0.05, 0.95),
        angle: (left ? 0 : Math.PI) + between(scene, -0.7, 0.7),
        nearness,
      });
    }
  }
}

interface Twig {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly nearness: number;
}

function twig(scene: Scene, { x, y, angle, nearness }: Twig): void {
  const { ctx, unit, palette } = scene;
  const size = unit * (9 + nearness * 9);
  const color = mix(mix(layerColor(scene, nearness), '#3f8f62', 0.45), palette.accent, between(scene, 0, 0.22));
  const bend = between(scene, -0.06, 0.06);
  let [atX, atY, heading] = [x, y, angle];
  for (let leaf = 0; leaf < 11; leaf += 1) {
    const reach = size * (1 - leaf * 0.055);
    ctx.strokeStyle = mix(color, palette.layers[1], 0.5);
    ctx.lineWidth = Math.max(0.5, unit * 0.35);
    ctx.beginPath();
    ctx.moveTo(atX, atY);
    atX += Math.cos(heading) * size * 0.42;
    atY += Math.sin(heading) * size * 0.42;
    ctx.lineTo(atX, atY);
    ctx.stroke();
    const side = leaf % 2 === 0 ? 0.9 : -0.9;
    blade(scene, { x: atX, y: atY, angle: heading + side + between(scene, -0.15, 0.15), reach, color });
    heading += bend;
  }
}

function blade(
  scene: Scene,
  { x, y, angle, reach, color }: { x: number; y: number; angle: number; reach: number; color: string },
): void {
  const { ctx, palette, unit } = scene;
  ctx.save();
  ctx.translate(x, y);
  ctx.rotate(angle);
  const shade = ctx.createLinearGradient(0, -reach * 0.2, 0, reach * 0.2);
  shade.addColorStop(0, mix(color, palette.light, 0.22));
  shade.addColorStop(0.5, color);
  shade.addColorStop(1, mix(color, palette.layers[1], 0.25));
  ctx.fillStyle = shade;
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.bezierCurveTo(reach * 0.3, -reach * 0.38, reach * 0.75, -reach * 0.26, reach, 0);
  ctx.bezierCurveTo(reach * 0.75, reach * 0.26, reach * 0.3, reach * 0.38, 0, 0);
  ctx.fill();
  ctx.strokeStyle = veil(palette.light, 0.3);
  ctx.lineWidth = Math.max(0.4, unit * 0.15);
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.lineTo(reach * 0.92, 0);
  ctx.stroke();
  ctx.restore();
}
