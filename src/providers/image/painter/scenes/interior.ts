import { mix, veil } from '../palettes';
import { between, names, polygon, type Scene } from '../scene';
import { furnish, type Room } from './furniture';
import { paintPeople } from './people';

/** A room seen from its open side, with what belongs into it. */
export function interior(scene: Scene): void {
  const { width, height } = scene;
  const lean = between(scene, -0.04, 0.04);
  const room = {
    left: width * (0.17 + lean),
    right: width * (0.83 + lean),
    top: height * 0.13,
    floor: height * 0.6,
  };
  shell(scene, room);
  window(scene, room);
  furnish(scene, room);
  const far = { ground: room.floor + height * 0.08, tall: height * 0.42 };
  const near = { ground: height * 0.8, tall: height * 0.56 };
  paintPeople(scene, { far, near, left: width * 0.3, right: width * 0.82 });
  gloom(scene);
}

const isDark = (scene: Scene) => scene.hour === 'NIGHT' || names(scene, /\b(dark|gloomy|noir|abandoned)\b/i);

/** Walls take their colour from the sky, as by its light, and are warm where a lamp burns. */
export function wallColor(scene: Scene): string {
  const { palette } = scene;
  const lit = mix(palette.sky[1], palette.sky[2], 0.55);
  return isDark(scene)
    ? mix(mix(palette.layers[1], palette.sky[1], 0.55), palette.accent, 0.2)
    : mix(lit, palette.light, 0.25);
}

function shell(scene: Scene, { left, right, top, floor }: Room): void {
  const { ctx, width, height, palette } = scene;
  const wall = wallColor(scene);
  const boards = mix(palette.layers[0], palette.layers[1], 0.35);
  ctx.fillStyle = mix(wall, palette.light, isDark(scene) ? 0.04 : 0.3);
  polygon(scene, [
    [0, 0],
    [width, 0],
    [right, top],
    [left, top],
  ]);
  ctx.fillStyle = mix(wall, palette.layers[1], 0.2);
  polygon(scene, [
    [0, 0],
    [left, top],
    [left, floor],
    [0, height * 0.86],
  ]);
  ctx.fillStyle = mix(wall, palette.layers[1], 0.34);
  polygon(scene, [
    [width, 0],
    [right, top],
    [right, floor],
    [width, height * 0.86],
  ]);
  const back = ctx.createLinearGradient(left, top, right, floor);
  back.addColorStop(0, wall);
  back.addColorStop(1, mix(wall, palette.layers[1], 0.14));
  ctx.fillStyle = back;
  ctx.fillRect(left, top, right - left, floor - top);
  const ground = ctx.createLinearGradient(0, floor, 0, height);
  ground.addColorStop(0, mix(boards, palette.light, 0.12));
  ground.addColorStop(1, mix(boards, palette.layers[1], 0.4));
  ctx.fillStyle = ground;
  polygon(scene, [
    [left, floor],
    [right, floor],
    [width, height * 0.86],
    [width, height],
    [0, height],
    [0, height * 0.86],
  ]);
  floorLines(scene, { left, right, top, floor });
}

function floorLines({ ctx, width, height, unit, palette }: Scene, { left, right, floor }: Room): void {
  ctx.strokeStyle = veil(palette.layers[1], 0.22);
  ctx.lineWidth = Math.max(0.5, unit * 0.22);
  for (let board = 1; board < 14; board += 1) {
    const share = board / 14;
    ctx.beginPath();
    ctx.moveTo(left + (right - left) * share, floor);
    ctx.lineTo(width * (share * 2.1 - 0.55), height);
    ctx.stroke();
  }
  ctx.fillStyle = veil(palette.layers[1], 0.3);
  ctx.fillRect(left, floor - unit * 1.3, right - left, unit * 1.3);
}

/** What hour it is, is seen through it; by day its light lies on the floor. */
function window(scene: Scene, { left, right, top, floor }: Room): void {
  const { ctx, unit, palette } = scene;
  const [wide, high] = [(right - left) * between(scene, 0.24, 0.29), (floor - top) * between(scene, 0.48, 0.6)];
  const x = left + (right - left) * between(scene, 0.05, 0.1);
  const y = top + (floor - top) * 0.12;
  const frame = mix(palette.light, palette.layers[1], isDark(scene) ? 0.55 : 0.12);
  ctx.fillStyle = frame;
  ctx.fillRect(x - unit * 1.2, y - unit * 1.2, wide + unit * 2.4, high + unit * 2.4);
  const outside = ctx.createLinearGradient(0, y, 0, y + high);
  outside.addColorStop(
    0,
    isDark(scene) ? mix(palette.sky[0], '#060a18', 0.45) : mix(palette.sky[0], palette.light, 0.45),
  );
  outside.addColorStop(1, isDark(scene) ? palette.sky[1] : mix(palette.sky[2], palette.light, 0.5));
  ctx.fillStyle = outside;
  ctx.fillRect(x, y, wide, high);
  view(scene, { x, y, wide, high });
  ctx.fillStyle = frame;
  ctx.fillRect(x + wide / 2 - unit * 0.4, y, unit * 0.8, high);
  ctx.fillRect(x, y + high * 0.48, wide, unit * 0.7);
  if (isDark(scene)) return;
  ctx.fillStyle = veil(palette.light, scene.hour === 'MORNING' || scene.hour === 'DUSK' ? 0.42 : 0.22);
  const slant = unit * 16;
  for (const pane of [0, 0.53])
    polygon(scene, [
      [x + wide * pane + slant * 0.5, floor + unit * 2],
      [x + wide * (pane + 0.44) + slant * 0.5, floor + unit * 2],
      [x + wide * (pane + 0.5) + slant * 1.7, floor + unit * 20],
      [x + wide * (pane - 0.02) + slant * 1.7, floor + unit * 20],
    ]);
}

function view(scene: Scene, { x, y, wide, high }: { x: number; y: number; wide: number; high: number }): void {
  const { ctx, unit, palette } = scene;
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y, wide, high);
  ctx.clip();
  ctx.fillStyle = palette.light;
  ctx.beginPath();
  ctx.arc(x + wide * between(scene, 0.6, 0.85), y + high * 0.26, unit * (isDark(scene) ? 2.2 : 3.6), 0, 2 * Math.PI);
  ctx.fill();
  for (let at = 0; at < wide; at += unit * 4.6) {
    const tall = high * between(scene, 0.16, 0.5);
    ctx.fillStyle = mix(palette.layers[0], palette.layers[1], isDark(scene) ? 0.6 : between(scene, 0, 0.25));
    ctx.fillRect(x + at, y + high - tall, unit * 4.7, tall);
    ctx.fillStyle = veil(palette.accent, isDark(scene) ? 0.85 : 0);
    for (let lit = 0; lit < 3; lit += 1)
      ctx.fillRect(
        x + at + unit * between(scene, 0.5, 3.4),
        y + high - tall * between(scene, 0.3, 0.9),
        unit * 0.7,
        unit * 0.9,
      );
  }
  ctx.restore();
}

function gloom(scene: Scene): void {
  const { ctx, width, height, unit, palette } = scene;
  const edge = ctx.createRadialGradient(width / 2, height * 0.42, unit * 30, width / 2, height * 0.42, width * 0.7);
  edge.addColorStop(0, veil(palette.layers[1], 0));
  edge.addColorStop(1, veil(palette.layers[1], isDark(scene) ? 0.6 : 0.22));
  ctx.fillStyle = edge;
  ctx.fillRect(0, 0, width, height);
}
