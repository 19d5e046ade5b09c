import { createCanvas, type Image, type SKRSContext2D } from '@napi-rs/canvas';
import { veil } from './palettes';
import type { Scene } from './scene';

/** Sets a picture into a scene: what was cut out stands on its ground, what is whole fades into it at its edges. */
export function setIn(scene: Scene, picture: Image): void {
  const own = createCanvas(picture.width, picture.height);
  const ctx = own.getContext('2d');
  ctx.drawImage(picture, 0, 0);
  const isCutOut = hasTransparency(ctx, picture);
  if (!isCutOut) fadeEdges(ctx, picture);
  const share = isCutOut ? 0.8 : 0.78;
  const scale = Math.min((scene.width * share) / picture.width, (scene.height * share) / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const x = (scene.width - width) / 2;
  const y = isCutOut ? scene.height - height : (scene.height - height) / 2;
  if (isCutOut) shadow(scene, { x: x + width / 2, y: scene.height, half: width * 0.5 });
  scene.ctx.imageSmoothingEnabled = true;
  scene.ctx.imageSmoothingQuality = 'high';
  scene.ctx.drawImage(own, x, y, width, height);
}

function hasTransparency(ctx: SKRSContext2D, { width, height }: Image): boolean {
  const { data } = ctx.getImageData(0, 0, width, height);
  let clear = 0;
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) < 128) clear += 1;
  return clear > width * height * 0.01;
}

function fadeEdges(ctx: SKRSContext2D, { width, height }: Image): void {
  ctx.globalCompositeOperation = 'destination-in';
  for (const [toX, toY] of [
    [width, 0],
    [0, height],
  ] as const) {
    const fade = ctx.createLinearGradient(0, 0, toX, toY);
    for (const [at, opacity] of [
      [0, 0],
      [0.06, 0.6],
      [0.11, 1],
      [0.89, 1],
      [0.94, 0.6],
      [1, 0],
    ] as const)
      fade.addColorStop(at, veil('#000000', opacity));
    ctx.fillStyle = fade;
    ctx.fillRect(0, 0, width, height);
  }
}

function shadow({ ctx, palette, height }: Scene, { x, y, half }: { x: number; y: number; half: number }): void {
  const dark = ctx.createRadialGradient(x, y, 0, x, y, half * 1.3);
  dark.addColorStop(0, veil(palette.layers[1], 0.5));
  dark.addColorStop(1, veil(palette.layers[1], 0));
  ctx.fillStyle = dark;
  ctx.fillRect(x - half * 1.4, height * 0.5, half * 2.8, height * 0.5);
}
