import { mix, veil } from '../palettes';
import { between, layerColor, names, paintSky, paintSun, pick, polygon, type Scene, toned } from '../scene';
import { paintPeople } from './people';

const AWNINGS = ['#b8382f', '#37639c', '#4d7f56', '#d3a33a', '#6d4a86', '#2f7f80'] as const;

/** Both sides of a street to where they meet, with stalls where there is a market. */
export function street(scene: Scene): void {
  const { width, height, unit } = scene;
  const vanishing = { x: width * between(scene, 0.46, 0.58), y: height * 0.47 };
  paintSky(scene);
  paintSun(scene, { x: vanishing.x + width * 0.07, y: height * 0.2, radius: unit * 7 });
  pavement(scene, vanishing);
  for (const side of [-1, 1] as const) facades(scene, vanishing, side);
  if (names(scene, /\b(market|bazaar|fair|stalls?|vendors?|festival)\b/i)) market(scene, vanishing);
  else lamps(scene, vanishing);
  const far = { ground: height * 0.58, tall: height * 0.13 };
  const near = { ground: height * 0.84, tall: height * 0.46 };
  paintPeople(scene, { far, near, left: width * 0.3, right: width * 0.72 });
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function pavement(scene: Scene, { x, y }: Point): void {
  const { ctx, width, height, unit, palette } = scene;
  const ground = ctx.createLinearGradient(0, y, 0, height);
  ground.addColorStop(0, mix(layerColor(scene, 0.2), palette.sky[2], 0.4));
  ground.addColorStop(1, layerColor(scene, 0.75));
  ctx.fillStyle = ground;
  ctx.fillRect(0, y, width, height - y);
  ctx.strokeStyle = veil(palette.light, 0.12);
  ctx.lineWidth = Math.max(0.5, unit * 0.25);
  for (let line = -6; line <= 6; line += 1) {
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x + line * width * 0.13, height);
    ctx.stroke();
  }
}

/** Houses as slices between the edge and the vanishing point; each is nearer than the one before. */
function facades(scene: Scene, { x, y }: Point, side: -1 | 1): void {
  const { ctx, width, height, palette } = scene;
  const edge = side < 0 ? -width * 0.02 : width * 1.02;
  const at = (depth: number) => x + (edge - x) * depth;
  let depth = 0.12;
  while (depth < 1) {
    const next = Math.min(1.02, depth * between(scene, 1.35, 1.6));
    const tall = between(scene, 0.75, 1.15);
    const [top, low] = [(d: number) => y - (y + height * 0.1) * d * tall, (d: number) => y + height * 0.5 * d];
    const wall = mix(layerColor(scene, 0.15 + 0.75 * depth), toned(scene, pick(scene, AWNINGS)), 0.14);
    const shade = ctx.createLinearGradient(at(depth), 0, at(next), 0);
    shade.addColorStop(0, mix(wall, palette.sky[2], 0.25 * (1 - depth)));
    shade.addColorStop(1, mix(wall, palette.layers[1], side > 0 ? 0.3 : 0.12));
    ctx.fillStyle = shade;
    polygon(scene, [
      [at(depth), top(depth)],
      [at(next), top(next)],
      [at(next), low(next)],
      [at(depth), low(depth)],
    ]);
    openings(scene, { at, top, low, depth, next });
    depth = next;
  }
}

interface House {
  at(depth: number): number;
  top(depth: number): number;
  low(depth: number): number;
  readonly depth: number;
  readonly next: number;
}

function openings(scene: Scene, { at, top, low, depth, next }: House): void {
  const { ctx, palette, hour } = scene;
  const columns = 3;
  for (let floor = 0; floor < 6; floor += 1) {
    const [high, deep] = [0.08 + floor * 0.15, 0.08 + floor * 0.15 + 0.085];
    for (let column = 0; column < columns; column += 1) {
      const from = depth + ((next - depth) * (column + 0.22)) / columns;
      const to = depth + ((next - depth) * (column + 0.72)) / columns;
      const lit = scene.random() < (hour === 'NIGHT' || hour === 'DUSK' ? 0.55 : 0.16);
      ctx.fillStyle = lit ? veil(mix(palette.accent, palette.light, 0.35), 0.85) : veil(palette.sky[0], 0.38);
      const y = (d: number, share: number) => top(d) + (low(d) - top(d)) * share;
      polygon(scene, [
        [at(from), y(from, high)],
        [at(to), y(to, high)],
        [at(to), y(to, deep)],
        [at(from), y(from, deep)],
      ]);
    }
  }
}

function market(scene: Scene, { x, y }: Point): void {
  const { width, height } = scene;
  garlands(scene);
  for (const depth of [0.28, 0.44, 0.66, 0.95])
    for (const side of [-1, 1])
      stall(scene, { x: x + side * width * 0.46 * depth, y: y + height * 0.44 * depth, size: height * 0.52 * depth });
}

function garlands(scene: Scene): void {
  const { ctx, width, height, unit, palette } = scene;
  for (const [from, sag] of [
    [0.12, 0.1],
    [0.2, 0.13],
  ] as const) {
    const line = (share: number) => height * (from + sag * 4 * share * (1 - share));
    for (let bulb = 0; bulb <= 24; bulb += 1) {
      ctx.fillStyle = bulb % 2 === 0 ? palette.light : toned(scene, AWNINGS[bulb % AWNINGS.length] ?? AWNINGS[0]);
      polygon(scene, [
        [(width * bulb) / 24 - unit * 1.3, line(bulb / 24)],
        [(width * bulb) / 24 + unit * 1.3, line(bulb / 24)],
        [(width * bulb) / 24, line(bulb / 24) + unit * 3],
      ]);
    }
  }
}

/** Striped cloth over crates of fruit. */
function stall(scene: Scene, { x, y, size }: { x: number; y: number; size: number }): void {
  const { ctx, palette } = scene;
  const color = toned(scene, pick(scene, AWNINGS));
  const half = size * 0.42;
  ctx.fillStyle = mix(palette.layers[1], '#000000', 0.1);
  for (const post of [-0.94, 0.9]) ctx.fillRect(x + half * post, y - size * 0.72, size * 0.025, size * 0.72);
  ctx.fillStyle = mix(palette.layers[1], '#6b452c', 0.55);
  ctx.fillRect(x - half, y - size * 0.32, half * 2, size * 0.3);
  const fruit = [
    toned(scene, pick(scene, ['#c8452f', '#e0a53c', '#6f9c4b'])),
    toned(scene, pick(scene, ['#d9772f', '#8fae4e', '#a8324a'])),
  ];
  for (let piece = 0; piece < 22; piece += 1) {
    ctx.fillStyle = mix(fruit[piece % 22 < 11 ? 0 : 1] ?? color, palette.light, between(scene, 0, 0.25));
    ctx.beginPath();
    ctx.arc(
      x - half * 0.92 + (half * 1.84 * piece) / 21,
      y - size * (0.335 + 0.03 * scene.random()),
      size * 0.034,
      0,
      2 * Math.PI,
    );
    ctx.fill();
  }
  const stripes = 8;
  for (let stripe = 0; stripe < stripes; stripe += 1) {
    const [from, to] = [stripe / stripes, (stripe + 1) / stripes];
    ctx.fillStyle = stripe % 2 === 0 ? color : mix(palette.light, palette.layers[0], 0.12);
    const [upper, lower] = [(s: number) => x + (s - 0.5) * half * 1.8, (s: number) => x + (s - 0.5) * half * 2.3];
    polygon(scene, [
      [upper(from), y - size * 0.86],
      [upper(to), y - size * 0.86],
      [lower(to), y - size * 0.64],
      [lower((from + to) / 2), y - size * 0.6],
      [lower(from), y - size * 0.64],
    ]);
  }
}

function lamps(scene: Scene, { x, y }: Point): void {
  const { ctx, width, height, unit, palette, hour } = scene;
  for (const depth of [0.3, 0.5, 0.82]) {
    for (const side of [-1, 1]) {
      const [at, foot] = [x + side * width * 0.34 * depth, y + height * 0.4 * depth];
      const tall = height * 0.6 * depth;
      ctx.fillStyle = mix(palette.layers[1], '#000000', 0.25);
      ctx.fillRect(at - unit * 0.5 * depth, foot - tall, unit * depth, tall);
      const glow = ctx.createRadialGradient(at, foot - tall, 0, at, foot - tall, unit * 18 * depth);
      glow.addColorStop(0, veil(palette.light, hour === 'NIGHT' ? 0.9 : 0.5));
      glow.addColorStop(0.3, veil(palette.accent, hour === 'NIGHT' ? 0.35 : 0.1));
      glow.addColorStop(1, veil(palette.accent, 0));
      ctx.fillStyle = glow;
      ctx.fillRect(at - unit * 20, foot - tall - unit * 20, unit * 40, unit * 40);
    }
  }
}
