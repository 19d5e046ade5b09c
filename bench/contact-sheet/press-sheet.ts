import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas';
import type { ImageProvider, ImageRequest } from '../../src/providers/image/image';
import { LOOKS } from '../../src/providers/image/press/looks';
import { callOf } from '../offline/call';
import { CARDS } from './cards';
import { FIGURES } from './figures';

const THUMB = { width: 480, height: 270 };
const DRAWN = { width: 1920, height: 1080 };
const GAP = 10;
const LOOK_NAMES = Object.keys(LOOKS);

const PLAIN = {
  prompt: '',
  style: null,
  size: DRAWN,
  variation: 0,
  inputs: [],
  mask: null,
  caption: null,
} satisfies Partial<ImageRequest>;

/** Every page and card in a style of its own, and one of each kind in every style. */
export async function pressSheet(press: ImageProvider): Promise<Canvas> {
  const orders = [...FIGURES.map(pageOf), ...CARDS.map(cardOf)];
  const everyLook = LOOK_NAMES.flatMap((style) =>
    [orders[0], orders[FIGURES.length + 1], orders[FIGURES.length + 4], orders[FIGURES.length + 6]].map((order) => ({
      ...order,
      style,
    })),
  );
  const all = [
    ...orders.map((order, n) => ({ ...order, style: LOOK_NAMES[n % LOOK_NAMES.length] ?? null })),
    ...everyLook,
  ];
  const columns = 4;
  const canvas = createCanvas(
    columns * (THUMB.width + GAP) + GAP,
    Math.ceil(all.length / columns) * (THUMB.height + GAP) + GAP,
  );
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = '#888888';
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  for (const [n, order] of all.entries()) {
    const picture = await loadImage(Buffer.from(await made(press, { ...pageOf(FIGURES[0]), ...order })));
    const [x, y] = [GAP + (n % columns) * (THUMB.width + GAP), GAP + Math.floor(n / columns) * (THUMB.height + GAP)];
    ctx.imageSmoothingQuality = 'medium';
    ctx.drawImage(picture, x, y, THUMB.width, THUMB.height);
  }
  return canvas;
}

function pageOf(figure: (typeof FIGURES)[number] | undefined): ImageRequest {
  if (!figure) throw new Error('There is no figure.');
  const { label, caption, source, png } = figure;
  return { ...PLAIN, task: 'PAGE', inputs: [{ name: 'figure', bytes: png() }], label, caption, source };
}

function cardOf(card: (typeof CARDS)[number]): ImageRequest {
  return { ...PLAIN, task: 'CARD', card };
}

async function made(press: ImageProvider, order: ImageRequest): Promise<Uint8Array> {
  if (press.answers !== 'at once') throw new Error('The press answers at once.');
  const { media } = await press.make(order, callOf(press));
  if (!(media instanceof Uint8Array)) throw new Error('It is a file.');
  return media;
}
