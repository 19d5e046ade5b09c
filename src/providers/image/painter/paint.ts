import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import { mulberry32 } from '../../mulberry32';
import type { DrawingTask } from '../image';
import { blendIn, boxOf, freedomOf, softened } from './blend';
import { cutOut } from './cut-out';
import { paintFigurePage } from './figure-page';
import { type Faces, showable } from './fonts';
import { headlineOf } from './headline';
import { hourOf, litPalette } from './light';
import { paintHeadline } from './paint-headline';
import { type Palette, STYLES, type Style } from './palettes';
import type { Scene } from './scene';
import { sceneOf } from './scenes';
import { night } from './scenes/night';
import { portrait } from './scenes/portrait';
import { sleeveAt } from './scenes/sitter';
import { setIn } from './set-in';

export interface PaintOrder {
  readonly task: DrawingTask;
  readonly prompt: string;
  readonly style: Style;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  /** GENERATE: a figure to be set on a page. Of the other tasks: what is changed. */
  readonly picture: Uint8Array | null;
  /** Of the picture's size. */
  readonly mask: Uint8Array | null;
  readonly caption: string | null;
}

/** The picture as PNG, or which of those that came with the order cannot be used and why. */
export type Painting =
  | { readonly png: Uint8Array; readonly width: number; readonly height: number }
  | { readonly unusable: 'picture' | 'mask'; readonly because: string };

export async function paint(order: PaintOrder, faces: Faces): Promise<Painting> {
  const picture = order.picture ? await decode(order.picture) : null;
  if (typeof picture === 'string') return { unusable: 'picture', because: picture };
  const mask = order.mask ? await decode(order.mask) : null;
  if (typeof mask === 'string') return { unusable: 'mask', because: mask };
  const made = drawn(order, { picture, mask }, faces);
  if (!('encode' in made)) return made;
  return { png: await made.encode('png'), width: made.width, height: made.height };
}

async function decode(bytes: Uint8Array): Promise<Image | string> {
  try {
    return await loadImage(Buffer.from(bytes));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Of the shorter side of what is painted anew, how wide its soft edge is. */
const EDGE_SHARE = 0.04;

type Unusable = Extract<Painting, { unusable: unknown }>;

interface Given {
  readonly picture: Image | null;
  readonly mask: Image | null;
}

function drawn(order: PaintOrder, { picture, mask }: Given, faces: Faces): Canvas | Unusable {
  if (order.task === 'CUT_OUT' && picture) return withoutGround(picture);
  if (order.task === 'EDIT' && picture && mask) return repainted(order, picture, mask);
  const canvas = createCanvas(order.width, order.height);
  if (order.task === 'EDIT' && picture) setIn(paintScene(canvas, order).scene, picture);
  else if (picture) {
    const caption = showable(order.caption ?? '', faces.caption);
    paintFigurePage(sceneOn(canvas, order), { figure: picture, caption, face: faces.caption });
  } else {
    // The headline comes last: it would change the picture's random numbers, and a typing error the whole picture.
    const { scene, rightmost } = paintScene(canvas, order);
    const headline = headlineOf(showable(order.prompt, faces.headline));
    if (headline !== '') paintHeadline(scene, { headline, face: faces.headline, rightmost });
  }
  return canvas;
}

function sceneOn(canvas: Canvas, { prompt, style, seed }: PaintOrder): Scene {
  const { width, height } = canvas;
  const random = mulberry32(seed);
  const palettes: readonly Palette[] = STYLES[style];
  const palette = palettes[Math.floor(random() * palettes.length)] ?? STYLES.editorial[0];
  const unit = Math.min(width, height) / 100;
  return { ctx: canvas.getContext('2d'), width, height, unit, palette, random, style, prompt, hour: hourOf(prompt) };
}

/** `rightmost`: where type has to end. */
function paintScene(canvas: Canvas, order: PaintOrder): { scene: Scene; rightmost: number } {
  const scene = sceneOn(canvas, order);
  const picture = sceneOf(order.prompt, scene.random);
  // A night sky is dark by itself.
  const lit = picture === night ? scene : { ...scene, palette: litPalette(scene.palette, scene.hour) };
  picture(lit);
  return { scene: lit, rightmost: (picture === portrait ? sleeveAt(scene) : null) ?? scene.width };
}

function copyOf(picture: Image) {
  const canvas = createCanvas(picture.width, picture.height);
  const ctx = canvas.getContext('2d');
  ctx.drawImage(picture, 0, 0);
  return { canvas, ctx };
}

function withoutGround(picture: Image): Canvas | Unusable {
  const { canvas, ctx } = copyOf(picture);
  const pixels = ctx.getImageData(0, 0, canvas.width, canvas.height);
  if (!cutOut(pixels)) return { unusable: 'picture', because: 'one in which nothing stands out from its background' };
  ctx.putImageData(pixels, 0, 0);
  return canvas;
}

/** The part that may change is a picture of its own, composed for its size. It bears no headline. */
function repainted(order: PaintOrder, picture: Image, mask: Image): Canvas | Unusable {
  const { canvas, ctx } = copyOf(picture);
  const { width, height } = canvas;
  const freedom = freedomOf(copyOf(mask).ctx.getImageData(0, 0, width, height));
  const box = boxOf(freedom, width);
  if (box === null) return { unusable: 'mask', because: 'one that is black throughout' };
  const patch = createCanvas(box.width, box.height);
  paintScene(patch, order);
  const painted = patch.getContext('2d').getImageData(0, 0, box.width, box.height);
  const pixels = ctx.getImageData(0, 0, width, height);
  const radius = Math.max(1, Math.round(Math.min(box.width, box.height) * EDGE_SHARE));
  blendIn(pixels, painted, { box, freedom: softened(freedom, width, radius) });
  ctx.putImageData(pixels, 0, 0);
  return canvas;
}
