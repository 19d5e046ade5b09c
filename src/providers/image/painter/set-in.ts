import { createCanvas, type Image, type SKRSContext2D } from '@napi-rs/canvas';
import { type Box, boxOf } from './blend';
import { veil } from './palettes';
import type { Scene } from './scene';

/** Sets a picture into a scene: what was cut out stands on its ground, what is whole fades into it at its edges. */
export function setIn(scene: Scene, picture: Image): void {
  const own = createCanvas(picture.width, picture.height);
  const ctx = own.getContext('2d');
  ctx.drawImage(picture, 0, 0);
  const { box, isCutOut } = contentsOf(ctx, picture);
  if (!isCutOut) fadeEdges(ctx, picture);
  const scale = Math.min((scene.width * 0.78) / box.width, (scene.height * 0.8) / box.height);
  const [width, height] = [box.width * scale, box.height * scale];
  const x = (scene.width - width) / 2;
  const y = isCutOut ? scene.height - height : (scene.height - height) / 2;
  if (isCutOut) shadow(scene, { x: x + width / 2, y: scene.height, half: width * 0.5 });
  scene.ctx.imageSmoothingEnabled = true;
  scene.ctx.imageSmoothingQuality = 'high';
  scene.ctx.drawImage(own, box.left, box.top, box.width, box.height, x, y, width, height);
}

/** What of it is seen at all, and whether a part of it is not. */
function contentsOf(ctx: SKRSContext2D, { width, height }: Image): { box: Box; isCutOut: boolean } {
  const { data } = ctx.getImageData(0, 0, width, height);
  const opacity = Float32Array.from({ length: width * height }, (_, pixel) => (data[pixel * 4 + 3] ?? 0) / 255);
  const clear = opacity.reduce((sum, share) => sum + (share < 0.5 ? 1 : 0), 0);
  const box = boxOf(opacity, width) ?? { left: 0, top: 0, width, height };
  return { box, isCutOut: clear > opacity.length * 0.01 };
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
