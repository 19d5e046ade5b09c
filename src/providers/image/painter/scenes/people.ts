import { namedColor } from '../color-words';
import { mix, veil } from '../palettes';
import { between, names, pick, type Scene, toned } from '../scene';

const CROWD =
  /\b(crowd(?:s|ed)?|people|audience|busy|bustling|families|commuters|workers|customers|guests|protest\w*)\b/i;
const PAIR =
  /\b(couple|two|both|pair|friends|parents|twins|brothers|sisters|together|children|kids|students|women|men|girls|boys)\b/i;
const FEMALE =
  /\b(wom[ae]n|girls?|lad(?:y|ies)|mothers?|daughters?|sisters?|waitress\w*|actress\w*|heroine|queen|grandmother|she|her)\b/i;
const MALE =
  /\b(?:(?!wo)\w*m[ae]n|boys?|guys?|fathers?|sons?|brothers?|cowboys?|king|grandfather|waiters?|he|him|his)\b/i;
const ANYBODY =
  /\b(child|children|kids?|persons?|scientists?|doctors?|nurses?|teachers?|students?|workers?|farmers?|detectives?|drivers?|officers?|cops?|soldiers?|hero|protagonist|teenagers?|couples?|friends?|actors?|characters?)\b/i;
export const PERSON = new RegExp([FEMALE, MALE, ANYBODY].map(({ source }) => source).join('|'), 'i');

/** Whether the prompt speaks of a woman or of a man; null where it leaves that open, or speaks of both. */
export function isWoman(scene: Scene): boolean | null {
  const [female, male] = [names(scene, FEMALE), names(scene, MALE)];
  return female === male ? null : female;
}

export const SKINS = ['#efc9a6', '#d8a273', '#a96f48', '#77482e'] as const;
const COATS = ['#b8382f', '#37639c', '#4d7f56', '#d3a33a', '#6d4a86', '#74503a', '#2f7f80', '#7d8288'] as const;

/** How many a prompt speaks of. */
function headcount(scene: Scene): number {
  if (names(scene, CROWD)) return Math.round(between(scene, 9, 14));
  if (!names(scene, PERSON)) return 0;
  return names(scene, PAIR) ? 2 : 1;
}

interface Stage {
  /** Where the feet of those are who stand farthest away and nearest, and how tall they are there. */
  readonly far: { readonly ground: number; readonly tall: number };
  readonly near: { readonly ground: number; readonly tall: number };
  readonly left: number;
  readonly right: number;
}

/** Whoever the prompt speaks of, from the far to the near; nobody where it speaks of nobody. */
export function paintPeople(scene: Scene, stage: Stage): void {
  const count = headcount(scene);
  // One or two stand to the right, where no headline covers them.
  const left = count <= 2 ? (stage.left + stage.right) / 2 : stage.left;
  for (let one = 0; one < count; one += 1) {
    const nearness = count === 1 ? 0.85 : count === 2 ? 0.8 : one / (count - 1);
    const slot = (stage.right - left) / Math.max(1, Math.min(count, 7));
    const x = left + slot * (((one * 3) % Math.min(count, 7)) + between(scene, 0.25, 0.75));
    const ground = stage.far.ground + (stage.near.ground - stage.far.ground) * nearness;
    const tall = stage.far.tall + (stage.near.tall - stage.far.tall) * nearness;
    paintPerson(scene, { x, ground, tall: tall * between(scene, 0.92, 1.05), isFirst: one === count - 1 });
  }
}

interface Person {
  readonly x: number;
  readonly ground: number;
  readonly tall: number;
  /** The one of whom the prompt says what they wear. */
  readonly isFirst: boolean;
}

function paintPerson(scene: Scene, { x, ground, tall, isFirst }: Person): void {
  const { ctx, palette } = scene;
  const skin = toned(scene, pick(scene, SKINS));
  const coat = toned(scene, (isFirst ? namedColor(scene.prompt) : null) ?? pick(scene, COATS));
  const dark = mix(palette.layers[1], '#000000', 0.15);
  const side = scene.random() < 0.5 ? -1 : 1;
  const chance = scene.random() < 0.45;
  const hasSkirt = (isFirst ? isWoman(scene) : null) ?? chance;
  const head = tall * 0.075;
  const shoulders = ground - tall * 0.8;
  const hip = ground - tall * (hasSkirt ? 0.3 : 0.44);
  ctx.fillStyle = veil('#000000', 0.22);
  oval(scene, [x + tall * 0.05, ground], [tall * 0.17, tall * 0.022]);
  ctx.strokeStyle = dark;
  ctx.lineCap = 'round';
  ctx.lineWidth = tall * 0.055;
  for (const foot of [-1, 1])
    line(
      scene,
      [x + foot * tall * 0.035, hip - tall * 0.03],
      [x + foot * tall * (0.06 + 0.03 * side * foot), ground - tall * 0.02],
    );
  ctx.strokeStyle = mix(coat, dark, 0.25);
  ctx.lineWidth = tall * 0.05;
  line(scene, [x - side * tall * 0.1, shoulders + tall * 0.05], [x - side * tall * 0.14, hip - tall * 0.06]);
  const cloth = ctx.createLinearGradient(x - tall * 0.14, 0, x + tall * 0.14, 0);
  cloth.addColorStop(0, mix(coat, palette.light, 0.14));
  cloth.addColorStop(1, mix(coat, dark, 0.4));
  ctx.fillStyle = cloth;
  torso(scene, { x, shoulders, hip, half: tall * 0.105, hem: tall * (hasSkirt ? 0.15 : 0.1) });
  ctx.strokeStyle = mix(coat, palette.light, 0.08);
  line(scene, [x + side * tall * 0.095, shoulders + tall * 0.05], [x + side * tall * 0.15, hip - tall * 0.04]);
  ctx.fillStyle = mix(skin, dark, 0.2);
  ctx.fillRect(x - head * 0.38, shoulders - head * 0.7, head * 0.76, head);
  ctx.fillStyle = mix(dark, pick(scene, ['#2a1d18', '#5a3a24', '#8a6a3c', '#1b1b20']), 0.6);
  oval(scene, [x - side * head * 0.12, shoulders - head * 1.55], [head * 1.06, head * 1.16]);
  if (hasSkirt) oval(scene, [x - side * head * 0.5, shoulders - head * 0.75], [head * 0.62, head * 1]);
  ctx.fillStyle = skin;
  oval(scene, [x + side * head * 0.16, shoulders - head * 1.36], [head * 0.86, head]);
}

type Point = readonly [x: number, y: number];

function oval({ ctx }: Scene, [x, y]: Point, [across, high]: Point): void {
  ctx.beginPath();
  ctx.ellipse(x, y, across, high, 0, 0, 2 * Math.PI);
  ctx.fill();
}

function line({ ctx }: Scene, [fromX, fromY]: Point, [toX, toY]: Point): void {
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(toX, toY);
  ctx.stroke();
}

interface Torso {
  readonly x: number;
  readonly shoulders: number;
  readonly hip: number;
  readonly half: number;
  readonly hem: number;
}

function torso({ ctx }: Scene, { x, shoulders, hip, half, hem }: Torso): void {
  ctx.beginPath();
  ctx.moveTo(x - half * 0.5, shoulders - half * 0.25);
  ctx.quadraticCurveTo(x - half, shoulders - half * 0.1, x - half, shoulders + half * 0.6);
  ctx.lineTo(x - hem, hip);
  ctx.lineTo(x + hem, hip);
  ctx.lineTo(x + half, shoulders + half * 0.6);
  ctx.quadraticCurveTo(x + half, shoulders - half * 0.1, x + half * 0.5, shoulders - half * 0.25);
  ctx.closePath();
  ctx.fill();
}
