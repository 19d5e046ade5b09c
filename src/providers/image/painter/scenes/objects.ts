import { namedColor } from '../color-words';
import { mix, veil } from '../palettes';
import { between, pick, type Scene, toned } from '../scene';

type Draw = (scene: Scene, place: { x: number; y: number; size: number }) => void;

const THINGS: readonly (readonly [RegExp, Draw])[] = [
  [/\b(cups?|mugs?|coffee|tea)\b/i, mug],
  [/\b(books?|diary|notebook|novel)\b/i, bookStack],
  [/\b(flowers?|vase|bouquet|roses?|tulips?)\b/i, vase],
  [/\b(apples?|fruits?|oranges?|pears?|food|breakfast)\b/i, fruitBowl],
  [/\b(lamp|lantern|candle)\b/i, lamp],
  [/\b(bottles?|wine|potion|flask|beaker|medicine)\b/i, bottle],
  [/\b(letters?|envelope|note|photo(?:graph)?s?|map|documents?)\b/i, letter],
];

/** Things on a table before a plain wall: those that the prompt names, and what goes with them. */
export function objects(scene: Scene): void {
  const { width, height, unit } = scene;
  wall(scene);
  const named = THINGS.filter(([words]) => words.test(scene.prompt)).map(([, draw]) => draw);
  const others = THINGS.map(([, draw]) => draw).filter((draw) => !named.includes(draw));
  const chosen = [...named];
  while (chosen.length < 4) chosen.push(...others.splice(Math.floor(scene.random() * others.length), 1));
  const places = [0.6, 0.82, 0.4, 0.2];
  for (const [index, draw] of chosen.slice(0, 4).entries()) {
    const x = width * ((places[index] ?? 0.5) + between(scene, -0.02, 0.02));
    const size = unit * (index === 0 ? 15 : between(scene, 10, 12.5));
    const y = height * (index % 2 === 0 ? 0.68 : 0.645);
    shadow(scene, { x, y, size });
    draw(scene, { x, y, size });
  }
}

function wall({ ctx, width, height, palette, unit }: Scene): void {
  const back = ctx.createLinearGradient(0, 0, width, height * 0.6);
  back.addColorStop(0, mix(palette.sky[1], palette.light, 0.22));
  back.addColorStop(0.6, mix(palette.sky[1], palette.sky[2], 0.5));
  back.addColorStop(1, mix(palette.sky[0], palette.sky[1], 0.6));
  ctx.fillStyle = back;
  ctx.fillRect(0, 0, width, height);
  const ray = ctx.createLinearGradient(width * 0.2, 0, width * 0.9, height * 0.6);
  ray.addColorStop(0, veil(palette.light, 0.5));
  ray.addColorStop(1, veil(palette.light, 0));
  ctx.fillStyle = ray;
  ctx.beginPath();
  for (const [x, y] of [
    [0.16, 0],
    [0.46, 0],
    [0.95, 0.58],
    [0.55, 0.58],
  ] as const)
    ctx.lineTo(width * x, height * y);
  ctx.fill();
  const top = ctx.createLinearGradient(0, height * 0.58, 0, height);
  top.addColorStop(0, mix(mix(palette.layers[0], '#8a5a3a', 0.35), palette.light, 0.14));
  top.addColorStop(1, mix(palette.layers[1], palette.layers[0], 0.25));
  ctx.fillStyle = top;
  ctx.fillRect(0, height * 0.58, width, height);
  ctx.fillStyle = veil(palette.light, 0.35);
  ctx.fillRect(0, height * 0.58, width, Math.max(1, unit * 0.4));
}

function shadow({ ctx, palette }: Scene, { x, y, size }: { x: number; y: number; size: number }): void {
  ctx.fillStyle = veil(palette.layers[1], 0.32);
  ctx.beginPath();
  ctx.ellipse(x + size * 0.3, y, size * 1.05, size * 0.16, 0, 0, 2 * Math.PI);
  ctx.fill();
}

/** From the lit side to the shaded. */
function round({ ctx, palette }: Scene, color: string, from: number, to: number) {
  const shade = ctx.createLinearGradient(from, 0, to, 0);
  shade.addColorStop(0, mix(color, palette.light, 0.3));
  shade.addColorStop(0.5, color);
  shade.addColorStop(1, mix(color, palette.layers[1], 0.45));
  return shade;
}

const colorOf = (scene: Scene, otherwise: readonly [string, ...string[]]) =>
  toned(scene, namedColor(scene.prompt) ?? pick(scene, otherwise));

function mug(scene: Scene, { x, y, size }: { x: number; y: number; size: number }): void {
  const { ctx, palette } = scene;
  const color = colorOf(scene, ['#efe2c8', '#b8382f', '#37639c']);
  ctx.strokeStyle = mix(color, palette.layers[1], 0.3);
  ctx.lineWidth = size * 0.14;
  ctx.beginPath();
  ctx.arc(x + size * 0.62, y - size * 0.55, size * 0.3, -Math.PI / 2, Math.PI / 2);
  ctx.stroke();
  ctx.fillStyle = round(scene, color, x - size * 0.6, x + size * 0.6);
  ctx.beginPath();
  ctx.roundRect(x - size * 0.6, y - size * 1.1, size * 1.2, size * 1.1, [0, 0, size * 0.24, size * 0.24]);
  ctx.fill();
  ctx.fillStyle = mix('#3b2418', palette.layers[1], 0.3);
  ctx.beginPath();
  ctx.ellipse(x, y - size * 1.1, size * 0.6, size * 0.13, 0, 0, 2 * Math.PI);
  ctx.fill();
  ctx.strokeStyle = veil(palette.light, 0.5);
  ctx.lineWidth = size * 0.05;
  for (const steam of [-0.2, 0.15]) {
    ctx.beginPath();
    ctx.moveTo(x + size * steam, y - size * 1.3);
    ctx.bezierCurveTo(
      x + size * (steam + 0.25),
      y - size * 1.6,
      x + size * (steam - 0.25),
      y - size * 1.8,
      x + size * steam,
      y - size * 2.15,
    );
    ctx.stroke();
  }
}

function bookStack(scene: Scene, { x, y, size }: { x: number; y: number; size: number }): void {
  const { ctx, palette } = scene;
  for (let book = 0; book < 4; book += 1) {
    const [half, high] = [size * between(scene, 0.85, 1.1), size * 0.3];
    const left = x - half + size * between(scene, -0.12, 0.12);
    const top = y - high * (book + 1);
    ctx.fillStyle = round(
      scene,
      toned(scene, pick(scene, ['#b8382f', '#37639c', '#4d7f56', '#d3a33a', '#6d4a86'])),
      left,
      left + half * 2,
    );
    ctx.fillRect(left, top, half * 2, high * 0.94);
    ctx.fillStyle = mix(palette.light, palette.layers[0], 0.15);
    ctx.fillRect(left + half * 1.86, top + high * 0.14, half * 0.14, high * 0.64);
    ctx.fillRect(left + half * 0.2, top + high * 0.4, half * 0.5, high * 0.12);
  }
}

function vase(scene: Scene, { x, y, size }: { x: number; y: number; size: number }): void {
  const { ctx, palette } = scene;
  const petals = colorOf(scene, ['#cf7f96', '#e0b13c', '#b8382f', '#efe9de']);
  const stem = mix(toned(scene, '#4d7f56'), palette.layers[1], 0.15);
  for (const lean of [-0.55, -0.2, 0.15, 0.5]) {
    const [headX, headY] = [x + size * lean * 1.3, y - size * (2.5 - Math.abs(lean) * 0.8)];
    ctx.strokeStyle = stem;
    ctx.lineWidth = size * 0.06;
    ctx.beginPath();
    ctx.moveTo(x, y - size * 1.2);
    ctx.quadraticCurveTo(x + size * lean * 0.3, y - size * 1.9, headX, headY);
    ctx.stroke();
    for (let petal = 0; petal < 6; petal += 1) {
      ctx.fillStyle = mix(petals, palette.light, petal % 2 === 0 ? 0.1 : 0.28);
      ctx.beginPath();
      ctx.arc(
        headX + Math.cos(petal * 1.047) * size * 0.17,
        headY + Math.sin(petal * 1.047) * size * 0.17,
        size * 0.16,
        0,
        2 * Math.PI,
      );
      ctx.fill();
    }
    ctx.fillStyle = palette.accent;
    ctx.beginPath();
    ctx.arc(headX, headY, size * 0.11, 0, 2 * Math.PI);
    ctx.fill();
  }
  ctx.fillStyle = round(scene, mix(palette.sky[0], palette.light, 0.35), x - size * 0.5, x + size * 0.5);
  ctx.beginPath();
  ctx.moveTo(x - size * 0.24, y - size * 1.3);
  ctx.bezierCurveTo(x - size * 0.2, y - size * 0.9, x - size * 0.62, y - size * 0.7, x - size * 0.34, y);
  ctx.lineTo(x + size * 0.34, y);
  ctx.bezierCurveTo(x + size * 0.62, y - size * 0.7, x + size * 0.2, y - size * 0.9, x + size * 0.24, y - size * 1.3);
  ctx.fill();
}

function fruitBowl(scene: Scene, { x, y, size }: { x: number; y: number; size: number }): void {
  const { ctx, palette } = scene;
  for (const [at, lift] of [
    [-0.42, 0.72],
    [0.04, 0.76],
    [0.46, 0.7],
    [-0.18, 1.1],
    [0.25, 1.12],
  ] as const) {
    const color = toned(scene, pick(scene, ['#c8452f', '#e0a53c', '#6f9c4b', '#d9772f']));
    ctx.fillStyle = round(scene, color, x + size * (at - 0.27), x + size * (at + 0.27));
    ctx.beginPath();
    ctx.arc(x + size * at, y - size * lift, size * 0.27, 0, 2 * Math.PI);
    ctx.fill();
  }
  ctx.fillStyle = round(scene, mix(palette.light, palette.sky[0], 0.2), x - size, x + size);
  ctx.beginPath();
  ctx.moveTo(x - size, y - size * 0.66);
  ctx.bezierCurveTo(x - size * 0.9, y - size * 0.1, x - size * 0.4, y, x, y);
  ctx.bezierCurveTo(x + size * 0.4, y, x + size * 0.9, y - size * 0.1, x + size, y - size * 0.66);
  ctx.fill();
}

function lamp(scene: Scene, { x, y, size }: { x: number; y: number; size: number }): void {
  const { ctx, palette } = scene;
  ctx.fillStyle = mix(palette.layers[1], '#000000', 0.15);
  ctx.fillRect(x - size * 0.06, y - size * 1.7, size * 0.12, size * 1.7);
  ctx.fillRect(x - size * 0.45, y - size * 0.12, size * 0.9, size * 0.12);
  const glow = ctx.createRadialGradient(x, y - size * 1.8, 0, x, y - size * 1.8, size * 2.6);
  glow.addColorStop(0, veil(palette.light, 0.55));
  glow.addColorStop(1, veil(palette.accent, 0));
  ctx.fillStyle = glow;
  ctx.fillRect(x - size * 2.6, y - size * 4.4, size * 5.2, size * 5.2);
  ctx.fillStyle = round(scene, mix(palette.light, palette.accent, 0.3), x - size * 0.8, x + size * 0.8);
  ctx.beginPath();
  for (const [at, lift] of [
    [-0.4, 2.5],
    [0.4, 2.5],
    [0.8, 1.55],
    [-0.8, 1.55],
  ] as const)
    ctx.lineTo(x + size * at, y - size * lift);
  ctx.fill();
}

function bottle(scene: Scene, { x, y, size }: { x: number; y: number; size: number }): void {
  const { ctx, palette } = scene;
  ctx.fillStyle = round(scene, colorOf(scene, ['#4d7f56', '#37639c', '#74503a']), x - size * 0.36, x + size * 0.36);
  ctx.beginPath();
  ctx.roundRect(x - size * 0.36, y - size * 1.4, size * 0.72, size * 1.4, [
    size * 0.3,
    size * 0.3,
    size * 0.08,
    size * 0.08,
  ]);
  ctx.roundRect(x - size * 0.13, y - size * 2.1, size * 0.26, size * 0.85, size * 0.06);
  ctx.fill();
  ctx.fillStyle = mix(palette.light, palette.layers[0], 0.15);
  ctx.fillRect(x - size * 0.36, y - size * 0.95, size * 0.72, size * 0.5);
}

function letter(scene: Scene, { x, y, size }: { x: number; y: number; size: number }): void {
  const { ctx, palette } = scene;
  for (const sheet of [0, 1]) {
    ctx.save();
    ctx.translate(x + size * sheet * 0.35, y - size * 0.12);
    ctx.transform(1, 0, -0.5, 0.42, 0, 0);
    ctx.rotate(between(scene, -0.2, 0.2));
    ctx.fillStyle = mix(palette.light, palette.layers[0], 0.06 + sheet * 0.06);
    ctx.fillRect(-size * 0.8, -size * 0.6, size * 1.6, size * 1.2);
    ctx.fillStyle = veil(palette.layers[1], 0.45);
    for (let line = 0; line < 5; line += 1)
      ctx.fillRect(-size * 0.62, size * (-0.42 + line * 0.18), size * between(scene, 0.8, 1.2), size * 0.05);
    ctx.restore();
  }
}
