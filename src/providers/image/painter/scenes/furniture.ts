import { namedColor } from '../color-words';
import { mix, veil } from '../palettes';
import { between, pick, type Scene, toned } from '../scene';

/** The back wall of a room, in the picture's pixels; the other walls run from its corners to those of the picture. */
export interface Room {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly floor: number;
}

type Furnish = (scene: Scene, room: Room) => void;

/** The first whose words are in the prompt; a sofa where none are. */
const ROOMS: readonly (readonly [RegExp, Furnish])[] = [
  [/\b(diner|bar|cafe|café|restaurant|coffee shop|pub|saloon)\b/i, counter],
  [/\b(kitchen|cook\w*|bakery)\b/i, kitchen],
  [/\b(bed|bedroom|hospital|hotel|motel|ward)\b/i, bedroom],
  [/\b(library|bookshop|bookstore|archive|books|shop|store|laborator\w+|lab)\b/i, shelves],
  [/\b(office|desk|classroom|school|study|police station|newsroom|control room|workshop|studio)\b/i, office],
];

export function furnish(scene: Scene, room: Room): void {
  const found = ROOMS.find(([words]) => words.test(scene.prompt));
  (found?.[1] ?? lounge)(scene, room);
}

const wood = ({ palette }: Scene, dark = 0.4) => mix(mix(palette.layers[0], '#7a5236', 0.35), palette.layers[1], dark);

function box(
  { ctx, palette }: Scene,
  [x, y, wide, high]: readonly [number, number, number, number],
  color: string,
): void {
  const shade = ctx.createLinearGradient(x, y, x + wide, y + high);
  shade.addColorStop(0, mix(color, palette.light, 0.12));
  shade.addColorStop(1, mix(color, palette.layers[1], 0.25));
  ctx.fillStyle = shade;
  ctx.fillRect(x, y, wide, high);
}

/** A lamp on a cord, and the light below it. */
function pendant({ ctx, unit, palette, hour }: Scene, x: number, bottom: number): void {
  ctx.fillStyle = mix(palette.layers[1], '#000000', 0.2);
  ctx.fillRect(x - unit * 0.2, 0, unit * 0.4, bottom - unit * 5);
  ctx.beginPath();
  ctx.moveTo(x - unit * 1.4, bottom - unit * 5);
  ctx.lineTo(x + unit * 1.4, bottom - unit * 5);
  ctx.lineTo(x + unit * 5, bottom);
  ctx.lineTo(x - unit * 5, bottom);
  ctx.fill();
  const glow = ctx.createRadialGradient(x, bottom, 0, x, bottom, unit * 30);
  glow.addColorStop(0, veil(palette.light, hour === 'NIGHT' ? 0.6 : 0.3));
  glow.addColorStop(0.25, veil(mix(palette.light, palette.accent, 0.6), hour === 'NIGHT' ? 0.26 : 0.1));
  glow.addColorStop(1, veil(palette.accent, 0));
  ctx.fillStyle = glow;
  ctx.fillRect(x - unit * 30, bottom - unit * 30, unit * 60, unit * 60);
  ctx.fillStyle = palette.light;
  ctx.beginPath();
  ctx.ellipse(x, bottom, unit * 3.2, unit * 0.9, 0, 0, 2 * Math.PI);
  ctx.fill();
}

function counter(scene: Scene, { left, right, top, floor }: Room): void {
  const { ctx, width, height, unit, palette } = scene;
  const [x, y, wide] = [left + (right - left) * 0.2, floor - unit * 15, width * 0.82 - left];
  const paint = toned(scene, namedColor(scene.prompt) ?? pick(scene, ['#b8382f', '#2f7f80', '#b5683a']));
  shelf(scene, { x: x + wide * 0.3, y: top + unit * 9, wide: wide * 0.42, rows: 2 });
  box(scene, [x, y, wide, unit * 21], paint);
  ctx.fillStyle = veil(palette.light, 0.5);
  for (const stripe of [5, 15]) ctx.fillRect(x, y + unit * stripe, wide, unit * 0.7);
  box(scene, [x - unit * 2, y - unit * 2, wide + unit * 4, unit * 2.6], mix(palette.light, palette.layers[0], 0.3));
  cups(scene, { x: x + unit * 8, y: y - unit * 2, count: 5, gap: wide / 5.5 });
  for (let stool = 0; stool < 5; stool += 1) {
    const at = x + wide * (0.1 + stool * 0.2);
    ctx.fillStyle = mix(palette.light, palette.layers[1], 0.45);
    ctx.fillRect(at - unit * 0.6, y + unit * 10, unit * 1.2, height * 0.77 - y - unit * 10);
    ctx.fillRect(at - unit * 3, height * 0.765, unit * 6, unit * 1);
    ctx.fillStyle = mix(paint, palette.layers[1], 0.25);
    ctx.beginPath();
    ctx.ellipse(at, y + unit * 9.6, unit * 4.2, unit * 1.7, 0, 0, 2 * Math.PI);
    ctx.fill();
  }
  for (const share of [0.12, 0.5, 0.88]) pendant(scene, x + wide * share, top + unit * 17);
}

function kitchen(scene: Scene, { left, right, top, floor }: Room): void {
  const { ctx, unit, palette } = scene;
  const doors = toned(scene, namedColor(scene.prompt) ?? pick(scene, ['#6f8f7d', '#d8c7a2', '#5c7891']));
  const [wide, y] = [right - left, floor - unit * 17];
  for (let door = 0; door < 6; door += 1) {
    box(scene, [left + (wide / 6) * door, y, wide / 6 - unit * 0.5, unit * 18.5], doors);
    ctx.fillStyle = veil(palette.layers[1], 0.5);
    ctx.fillRect(left + (wide / 6) * (door + 0.44), y + unit * 2.4, unit * 2, unit * 0.6);
  }
  box(scene, [left - unit * 1, y - unit * 2, wide + unit * 2, unit * 2.4], wood(scene, 0.1));
  for (const share of [0.42, 0.505]) box(scene, [left + wide * share, top + unit * 4, wide * 0.08, unit * 14], doors);
  kettle(scene, left + wide * 0.5, y - unit * 2);
  cups(scene, { x: left + wide * 0.36, y: y - unit * 2, count: 2, gap: unit * 5 });
  cups(scene, { x: left + wide * 0.8, y: y - unit * 2, count: 3, gap: unit * 5 });
  const table = floor + unit * 4;
  box(scene, [left + wide * 0.44, table, wide * 0.46, unit * 2.6], wood(scene, 0.15));
  for (const leg of [0.47, 0.86])
    box(scene, [left + wide * leg, table + unit * 2.6, unit * 2, unit * 15], wood(scene, 0.4));
  ctx.fillStyle = toned(scene, '#c8452f');
  for (const [fruit, lift] of [
    [0.6, 2],
    [0.63, 2],
    [0.615, 4.4],
  ] as const) {
    ctx.beginPath();
    ctx.arc(left + wide * fruit, table - unit * lift, unit * 2, 0, 2 * Math.PI);
    ctx.fill();
  }
  pendant(scene, left + wide * 0.66, top + unit * 12);
}

function kettle({ ctx, unit, palette }: Scene, x: number, y: number): void {
  ctx.fillStyle = mix(palette.accent, palette.layers[1], 0.15);
  ctx.strokeStyle = ctx.fillStyle;
  ctx.lineWidth = unit * 0.8;
  ctx.beginPath();
  ctx.ellipse(x, y - unit * 2.8, unit * 3.6, unit * 2.9, 0, 0, 2 * Math.PI);
  ctx.fill();
  ctx.beginPath();
  ctx.arc(x, y - unit * 5, unit * 2.6, Math.PI, 2 * Math.PI);
  ctx.moveTo(x + unit * 3, y - unit * 3);
  ctx.lineTo(x + unit * 5.4, y - unit * 5.2);
  ctx.stroke();
}

function cups(
  { ctx, unit, palette }: Scene,
  { x, y, count, gap }: { x: number; y: number; count: number; gap: number },
): void {
  for (let cup = 0; cup < count; cup += 1) {
    ctx.fillStyle = mix(palette.light, palette.layers[1], 0.08 + 0.1 * (cup % 2));
    ctx.beginPath();
    ctx.roundRect(x + cup * gap, y - unit * 2.8, unit * 2.8, unit * 2.8, [0, 0, unit, unit]);
    ctx.fill();
  }
}

function shelf(scene: Scene, { x, y, wide, rows }: { x: number; y: number; wide: number; rows: number }): void {
  const { ctx, unit, palette } = scene;
  for (let row = 0; row < rows; row += 1) {
    const board = y + (row + 1) * unit * 10.5;
    for (let at = unit; at < wide - unit * 2.4; ) {
      const [broad, tall] = [unit * between(scene, 1, 2.4), unit * between(scene, 4.5, 8)];
      ctx.fillStyle = mix(
        toned(scene, pick(scene, ['#b8382f', '#37639c', '#4d7f56', '#d3a33a', '#74503a', '#efe2c8'])),
        palette.layers[1],
        0.2,
      );
      ctx.fillRect(x + at, board - tall, broad, tall);
      at += broad + unit * (scene.random() < 0.15 ? 2.6 : 0.25);
    }
    ctx.fillStyle = wood(scene, 0.45);
    ctx.fillRect(x, board, wide, unit * 1.1);
  }
}

function shelves(scene: Scene, { left, right, top, floor }: Room): void {
  const { ctx, unit } = scene;
  const wide = (right - left) * 0.29;
  for (const x of [left + (right - left) * 0.41, left + (right - left) * 0.705]) {
    ctx.fillStyle = wood(scene, 0.62);
    ctx.fillRect(x, top + unit * 2, wide, floor - top - unit * 2);
    shelf(scene, {
      x: x + unit,
      y: top + unit * 1.5,
      wide: wide - unit * 2,
      rows: Math.floor((floor - top) / unit / 11),
    });
  }
  desk(scene, { x: left + (right - left) * 0.3, y: floor + unit * 9, wide: (right - left) * 0.42 });
  pendant(scene, left + (right - left) * 0.5, top + unit * 15);
}

function desk(scene: Scene, { x, y, wide }: { x: number; y: number; wide: number }): void {
  const { ctx, unit, palette } = scene;
  box(scene, [x, y, wide, unit * 2.6], wood(scene, 0.15));
  for (const leg of [0.03, 0.94]) box(scene, [x + wide * leg, y + unit * 2.6, unit * 2, unit * 18], wood(scene, 0.45));
  ctx.fillStyle = mix(palette.light, palette.layers[0], 0.2);
  for (let sheet = 0; sheet < 3; sheet += 1)
    ctx.fillRect(x + wide * 0.1, y - unit * (0.7 + sheet * 0.8), wide * 0.16, unit * 0.55);
  cups(scene, { x: x + wide * 0.8, y, count: 1, gap: 0 });
}

function screen(scene: Scene, { x, y, wide }: { x: number; y: number; wide: number }): void {
  const { ctx, unit, palette } = scene;
  ctx.fillStyle = mix(palette.layers[1], '#000000', 0.2);
  ctx.fillRect(x + wide * 0.36, y - unit * 14, wide * 0.3, unit * 11.5);
  ctx.fillRect(x + wide * 0.49, y - unit * 3, wide * 0.04, unit * 3);
  ctx.fillStyle = mix(palette.accent, palette.light, 0.4);
  ctx.fillRect(x + wide * 0.375, y - unit * 13.2, wide * 0.27, unit * 9.8);
}

function office(scene: Scene, { left, right, top, floor }: Room): void {
  const { unit } = scene;
  const wide = right - left;
  shelf(scene, { x: left + wide * 0.44, y: top + unit * 2, wide: wide * 0.14, rows: 3 });
  box(scene, [left + wide * 0.93, floor - unit * 26, wide * 0.07, unit * 26], wood(scene, 0.5));
  const place = { x: left + wide * 0.28, y: floor + unit * 5, wide: wide * 0.52 };
  desk(scene, place);
  screen(scene, place);
  pendant(scene, left + wide * 0.52, top + unit * 13);
}

function bedroom(scene: Scene, { left, right, top, floor }: Room): void {
  const { ctx, unit, palette } = scene;
  const wide = right - left;
  const [x, y] = [left + wide * 0.4, floor - unit * 6];
  const cover = toned(scene, namedColor(scene.prompt) ?? pick(scene, ['#37639c', '#b8382f', '#6d4a86', '#4d7f56']));
  box(scene, [x - unit * 2, y - unit * 13, wide * 0.42 + unit * 4, unit * 20], wood(scene, 0.35));
  ctx.fillStyle = mix(palette.light, palette.layers[0], 0.12);
  for (const pillow of [0.03, 0.22]) {
    ctx.beginPath();
    ctx.roundRect(x + wide * pillow, y - unit * 6, wide * 0.17, unit * 8, unit * 2.4);
    ctx.fill();
  }
  box(scene, [x - unit * 3, y + unit * 1.5, wide * 0.42 + unit * 6, unit * 17], cover);
  ctx.fillStyle = veil(palette.light, 0.45);
  ctx.fillRect(x - unit * 3, y + unit * 1.5, wide * 0.42 + unit * 6, unit * 3);
  box(scene, [x + wide * 0.46, floor - unit * 9, wide * 0.1, unit * 12], wood(scene, 0.5));
  standingLamp(scene, x + wide * 0.51, floor - unit * 9, unit * 9);
  picture(scene, x + wide * 0.14, top + unit * 5);
}

function standingLamp(scene: Scene, x: number, foot: number, tall: number): void {
  const { ctx, unit, palette, hour } = scene;
  ctx.fillStyle = mix(palette.layers[1], '#000000', 0.2);
  ctx.fillRect(x - unit * 0.4, foot - tall, unit * 0.8, tall);
  const glow = ctx.createRadialGradient(x, foot - tall, 0, x, foot - tall, unit * 24);
  glow.addColorStop(0, veil(palette.light, hour === 'NIGHT' ? 0.65 : 0.3));
  glow.addColorStop(1, veil(palette.accent, 0));
  ctx.fillStyle = glow;
  ctx.fillRect(x - unit * 24, foot - tall - unit * 24, unit * 48, unit * 48);
  ctx.fillStyle = mix(palette.light, palette.accent, 0.35);
  ctx.beginPath();
  ctx.moveTo(x - unit * 2, foot - tall - unit * 5);
  ctx.lineTo(x + unit * 2, foot - tall - unit * 5);
  ctx.lineTo(x + unit * 4, foot - tall + unit);
  ctx.lineTo(x - unit * 4, foot - tall + unit);
  ctx.fill();
}

function picture(scene: Scene, x: number, y: number): void {
  const { ctx, unit, palette } = scene;
  box(scene, [x, y, unit * 18, unit * 13], wood(scene, 0.6));
  ctx.fillStyle = mix(palette.sky[2], palette.light, 0.3);
  ctx.fillRect(x + unit, y + unit, unit * 16, unit * 11);
  ctx.fillStyle = mix(palette.layers[0], palette.accent, 0.3);
  ctx.beginPath();
  ctx.moveTo(x + unit, y + unit * 12);
  ctx.lineTo(x + unit * 6, y + unit * 5);
  ctx.lineTo(x + unit * 10, y + unit * 9);
  ctx.lineTo(x + unit * 13, y + unit * 6.5);
  ctx.lineTo(x + unit * 17, y + unit * 12);
  ctx.fill();
}

function lounge(scene: Scene, { left, right, top, floor }: Room): void {
  const { ctx, unit } = scene;
  const wide = right - left;
  const cloth = toned(scene, namedColor(scene.prompt) ?? pick(scene, ['#4d7f56', '#b5683a', '#37639c', '#8c4a5c']));
  ctx.fillStyle = veil(toned(scene, pick(scene, ['#b8382f', '#d3a33a', '#37639c'])), 0.4);
  ctx.beginPath();
  ctx.ellipse(left + wide * 0.55, floor + unit * 14, wide * 0.36, unit * 6, 0, 0, 2 * Math.PI);
  ctx.fill();
  picture(scene, left + wide * 0.43, top + unit * 5);
  const [x, y] = [left + wide * 0.34, floor - unit * 10];
  ctx.fillStyle = cloth;
  for (const [at, down, broad, high] of [
    [0, 0, 46, 15],
    [-4, 4, 8, 16],
    [42, 4, 8, 16],
  ] as const) {
    box(
      scene,
      [x + unit * at, y + unit * down, unit * broad, unit * high],
      at === 0 ? cloth : mix(cloth, '#000000', 0.12),
    );
  }
  for (const cushion of [4.5, 23.5])
    box(scene, [x + unit * cushion, y + unit * 10, unit * 18, unit * 6], mix(cloth, '#ffffff', 0.14));
  standingLamp(scene, x + unit * 58, floor + unit * 4, unit * 34);
}
