import { mix, veil } from '../palettes';
import {
  between,
  layerColor,
  names,
  paintBelow,
  paintSky,
  paintSun,
  polygon,
  ridge,
  type Scene,
  toned,
} from '../scene';
import { paintPeople } from './people';

const ARID = /\b(desert|dunes?|sand|canyon|mesa|arid|mojave|sahara|outback|wasteland|west|western)\b/i;

/** A road that runs to the horizon, through a desert or through fields. */
export function road(scene: Scene): void {
  const { width, height, unit } = scene;
  const horizon = height * 0.5;
  const isArid = names(scene, ARID);
  paintSky(scene);
  const high = scene.hour === 'NOON' ? 0.12 : 0.3;
  paintSun(scene, { x: width * between(scene, 0.62, 0.82), y: height * high, radius: unit * between(scene, 7, 10) });
  if (isArid) mesas(scene, horizon);
  else
    for (const far of [0.1, 0.3])
      paintBelow(scene, ridge(scene, horizon - unit * (6 - far * 16), unit * 4), layerColor(scene, far));
  land(scene, { horizon, isArid });
  const middle = width * between(scene, 0.47, 0.56);
  if (!isArid || names(scene, /\b(road|highway|drive|driving|cars?|truck|bus|motorcycle|journey|trip)\b/i))
    lane(scene, { middle, horizon });
  poles(scene, { middle, horizon });
  if (isArid) cacti(scene, horizon);
  const far = { ground: height * 0.6, tall: height * 0.16 };
  paintPeople(scene, {
    far,
    near: { ground: height * 0.72, tall: height * 0.3 },
    left: width * 0.55,
    right: width * 0.8,
  });
}

function mesas(scene: Scene, horizon: number): void {
  const { ctx, width, unit, palette } = scene;
  for (const depth of [0, 0.3]) {
    for (let x = -unit * between(scene, 5, 30); x < width; x += unit * between(scene, 40, 80)) {
      const [wide, tall] = [unit * between(scene, 24, 52), unit * between(scene, 8, 19) * (1 - depth * 0.4)];
      ctx.fillStyle = mix(layerColor(scene, depth + 0.1), palette.accent, 0.22);
      const step = unit * between(scene, 3, 7);
      polygon(scene, [
        [x, horizon + 1],
        [x + step, horizon - tall * 0.45],
        [x + step * 1.3, horizon - tall],
        [x + wide - step * 1.6, horizon - tall],
        [x + wide - step, horizon - tall * 0.5],
        [x + wide, horizon + 1],
      ]);
    }
  }
}

function land(scene: Scene, { horizon, isArid }: { horizon: number; isArid: boolean }): void {
  const { ctx, width, height, unit, palette } = scene;
  const near = isArid
    ? mix(layerColor(scene, 0.45), palette.accent, 0.3)
    : mix(layerColor(scene, 0.5), toned(scene, '#5f8a52'), 0.45);
  const soil = ctx.createLinearGradient(0, horizon, 0, height);
  soil.addColorStop(0, mix(near, palette.sky[2], 0.6));
  soil.addColorStop(0.4, near);
  soil.addColorStop(1, mix(near, palette.layers[1], 0.4));
  ctx.fillStyle = soil;
  ctx.fillRect(0, horizon, width, height - horizon);
  for (let tuft = 0; tuft < 90; tuft += 1) {
    const depth = scene.random() ** 2;
    const y = horizon + unit + (height - horizon) * depth;
    ctx.fillStyle = veil(scene.random() < 0.5 ? palette.layers[1] : palette.light, 0.14);
    ctx.beginPath();
    ctx.ellipse(width * scene.random(), y, unit * (0.8 + 7 * depth), unit * (0.15 + 0.9 * depth), 0, 0, 2 * Math.PI);
    ctx.fill();
  }
}

function lane(scene: Scene, { middle, horizon }: { middle: number; horizon: number }): void {
  const { ctx, width, height, palette } = scene;
  const at = (depth: number, share: number) => middle + (share * width * 0.36 + width * -0.03) * depth;
  const y = (depth: number) => horizon + (height - horizon) * depth;
  const tar = ctx.createLinearGradient(0, horizon, 0, height);
  tar.addColorStop(0, mix(palette.layers[0], palette.sky[2], 0.5));
  tar.addColorStop(0.5, mix(palette.layers[1], palette.layers[0], 0.4));
  tar.addColorStop(1, palette.layers[1]);
  ctx.fillStyle = tar;
  polygon(scene, [
    [at(0.01, -1), y(0)],
    [at(0.01, 1), y(0)],
    [at(1, 1), y(1)],
    [at(1, -1), y(1)],
  ]);
  ctx.fillStyle = veil(palette.light, 0.6);
  for (const edge of [-0.93, 0.9])
    polygon(scene, [
      [at(0, edge), y(0)],
      [at(1, edge), y(1)],
      [at(1, edge + 0.03), y(1)],
    ]);
  ctx.fillStyle = palette.accent;
  for (let depth = 0.03; depth < 1; depth *= 1.62) {
    const end = depth * 1.3;
    polygon(scene, [
      [at(depth, -0.015), y(depth)],
      [at(depth, 0.015), y(depth)],
      [at(end, 0.015), y(end)],
      [at(end, -0.015), y(end)],
    ]);
  }
}

function poles(scene: Scene, { middle, horizon }: { middle: number; horizon: number }): void {
  const { ctx, width, height, unit, palette } = scene;
  ctx.fillStyle = mix(palette.layers[1], '#000000', 0.1);
  for (let depth = 0.06; depth < 0.75; depth *= 1.7) {
    const [x, foot, tall] = [
      middle - width * 0.62 * depth,
      horizon + (height - horizon) * depth * 0.8,
      height * 0.72 * depth,
    ];
    ctx.fillRect(x, foot - tall, Math.max(1, unit * 1.6 * depth), tall);
    ctx.fillRect(x - tall * 0.13, foot - tall * 0.93, tall * 0.26, Math.max(1, unit * depth));
  }
}

function cacti(scene: Scene, horizon: number): void {
  const { ctx, width, unit, palette } = scene;
  ctx.lineCap = 'round';
  for (const [share, depth] of [
    [0.72, 0.2],
    [0.9, 0.5],
    [0.83, 0.1],
  ] as const) {
    const [x, foot, tall] = [
      width * (share + between(scene, -0.03, 0.03)),
      horizon + unit * 40 * depth,
      unit * (7 + 34 * depth),
    ];
    ctx.strokeStyle = mix(toned(scene, '#4d7f56'), palette.layers[1], 0.3);
    ctx.lineWidth = tall * 0.13;
    ctx.beginPath();
    ctx.moveTo(x, foot);
    ctx.lineTo(x, foot - tall);
    for (const side of [-1, 1]) {
      const branch = foot - tall * (side < 0 ? 0.42 : 0.55);
      ctx.moveTo(x, branch);
      ctx.quadraticCurveTo(x + side * tall * 0.27, branch, x + side * tall * 0.27, branch - tall * 0.27);
    }
    ctx.stroke();
  }
}
