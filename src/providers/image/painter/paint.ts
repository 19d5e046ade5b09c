import { createCanvas, type Image, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import { mulberry32 } from '../../mulberry32';
import { paintFigurePage } from './figure-page';
import { type Faces, showable } from './fonts';
import { headlineOf } from './headline';
import { mix, type Palette, STYLES, type Style, veil } from './palettes';
import type { Scene } from './scene';
import { sceneOf } from './scenes';
import { setText, useFace } from './typesetting';

export interface PaintOrder {
  readonly prompt: string;
  readonly style: Style;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  readonly figure: Uint8Array | null;
  readonly caption: string | null;
}

/** The picture as PNG, or why the figure cannot be read. */
export type Painting = { readonly png: Uint8Array } | { readonly unreadable: string };

export async function paint(order: PaintOrder, faces: Faces): Promise<Painting> {
  const figure = order.figure ? await decode(order.figure) : null;
  if (typeof figure === 'string') return { unreadable: figure };
  const canvas = createCanvas(order.width, order.height);
  const ctx = canvas.getContext('2d');
  const random = mulberry32(order.seed);
  const palettes: readonly Palette[] = STYLES[order.style];
  const palette = palettes[Math.floor(random() * palettes.length)] ?? STYLES.editorial[0];
  const scene = {
    ctx,
    width: order.width,
    height: order.height,
    unit: Math.min(order.width, order.height) / 100,
    palette,
    random,
  };
  if (figure)
    paintFigurePage(scene, { figure, caption: showable(order.caption ?? '', faces.caption), face: faces.caption });
  else paintScene(scene, order.prompt, faces);
  return { png: await canvas.encode('png') };
}

async function decode(bytes: Uint8Array): Promise<Image | string> {
  try {
    return await loadImage(Buffer.from(bytes));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function paintScene(scene: Scene, prompt: string, faces: Faces): void {
  sceneOf(prompt, scene.random)(scene);
  // Not before: the headline would change the picture's random numbers, and a typing error the whole picture.
  paintHeadline(scene, headlineOf(showable(prompt, faces.headline)), faces);
}

/**
 * Left in the lower third, upon a veil that makes it legible, under a short rule. A tenth of the picture is left free around
 * it: a film moves over its stills, and shows as little as nine tenths of them.
 */
function paintHeadline(scene: Scene, headline: string, faces: Faces): void {
  const { ctx, width, height, unit, palette } = scene;
  const margin = Math.max(width * 0.1, unit * 5);
  const setting = setText(ctx, faces.headline, headline, {
    width: Math.min(width - 2 * margin, unit * 125),
    mostLines: 3,
    sizes: { largest: unit * 8.4, smallest: Math.max(9, unit * 4) },
  });
  if (!setting) return;
  const leading = setting.size * 1.16;
  const last = height - Math.max(height * 0.12, unit * 7);
  const top = last - leading * (setting.lines.length - 1) - setting.size;
  paintVeil(ctx, scene, top - unit * 14);
  ctx.fillStyle = palette.accent;
  ctx.fillRect(margin, top - unit * 3.4, unit * 9, Math.max(1, unit * 0.75));
  useFace(ctx, faces.headline, setting.size);
  ctx.fillStyle = palette.ink;
  ctx.textBaseline = 'alphabetic';
  for (const [index, line] of setting.lines.entries())
    ctx.fillText(line, margin, last - leading * (setting.lines.length - 1 - index));
}

function paintVeil(ctx: SKRSContext2D, { width, height, palette }: Scene, from: number): void {
  const shade = ctx.createLinearGradient(0, from, 0, height);
  shade.addColorStop(0, veil(palette.scrim, 0));
  shade.addColorStop(0.4, veil(palette.scrim, 0.62));
  shade.addColorStop(1, veil(mix(palette.scrim, palette.layers[1], 0.1), 0.9));
  ctx.fillStyle = shade;
  ctx.fillRect(0, from, width, height - from);
}
