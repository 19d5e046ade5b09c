import type { SKRSContext2D } from '@napi-rs/canvas';
import { mix, veil } from '../palettes';
import { between, paintSky, type Scene, type Spot } from '../scene';

/** Nodes that reach for their nearest. */
export function network(scene: Scene): void {
  const { ctx, width, height, unit, palette } = scene;
  paintSky(scene);
  ctx.fillStyle = veil(palette.layers[1], 0.62);
  ctx.fillRect(0, 0, width, height);
  const nodes = scatter(scene);
  for (const node of nodes) {
    for (const other of nearest(node, nodes)) edge(scene, node, other);
  }
  for (const [index, { x, y, radius }] of nodes.entries()) {
    const color = [palette.light, palette.accent, mix(palette.sky[2], palette.light, 0.3)][index % 3] ?? palette.light;
    const glow = ctx.createRadialGradient(x, y, 0, x, y, radius * 3.2);
    glow.addColorStop(0, veil(color, 0.42));
    glow.addColorStop(1, veil(color, 0));
    disc(scene, { x, y, radius: radius * 3.2 }, glow);
    disc(scene, { x, y, radius }, color);
    if (radius > unit * 1.8) disc(scene, { x, y, radius: radius * 0.55 }, palette.layers[1]);
  }
}

function disc({ ctx }: Scene, { x, y, radius }: Spot, fill: SKRSContext2D['fillStyle']): void {
  ctx.fillStyle = fill;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fill();
}

/** Far enough from each other to be told apart: of several random places the loneliest. */
function scatter(scene: Scene): Spot[] {
  const { width, height, unit } = scene;
  const nodes: Spot[] = [];
  for (let node = 0; node < 64; node += 1) {
    const places = Array.from({ length: 8 }, () => ({
      x: width * between(scene, 0, 1),
      y: height * between(scene, 0, 1),
    }));
    const lonely = places.reduce((best, place) => (loneliness(place, nodes) > loneliness(best, nodes) ? place : best));
    nodes.push({ ...lonely, radius: unit * (0.6 + 2.4 * scene.random() ** 3) });
  }
  return nodes;
}

function loneliness(place: { x: number; y: number }, nodes: readonly Spot[]): number {
  return nodes.reduce(
    (least, { x, y }) => Math.min(least, Math.hypot(x - place.x, y - place.y)),
    Number.POSITIVE_INFINITY,
  );
}

function nearest(node: Spot, nodes: readonly Spot[]): Spot[] {
  const distance = ({ x, y }: Spot) => Math.hypot(x - node.x, y - node.y);
  return nodes
    .filter((other) => other !== node)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 3);
}

function edge({ ctx, unit, palette }: Scene, from: Spot, to: Spot): void {
  ctx.strokeStyle = veil(palette.light, 0.3);
  ctx.lineWidth = Math.max(0.5, unit * 0.22);
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.quadraticCurveTo(
    (from.x + to.x) / 2 + (to.y - from.y) * 0.12,
    (from.y + to.y) / 2 - (to.x - from.x) * 0.12,
    to.x,
    to.y,
  );
  ctx.stroke();
}
