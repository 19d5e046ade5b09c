import { createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import { mulberry32 } from '../../mulberry32';
import type { Card, ChartWords } from '../image';
import type { Faces } from '../painter/fonts';
import { printCard } from './cards';
import { printChart } from './chart';
import { type PageWords, printFigurePage } from './figure-page';
import { paintGround } from './ground';
import { LOOKS, type LookName } from './looks';
import type { Sheet } from './sheet';

export interface PrintOrder {
  readonly look: LookName;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  readonly printed:
    | { readonly figure: Uint8Array; readonly words: PageWords }
    | { readonly card: Card }
    | { readonly chart: ChartWords };
}

/** PNG, or why the figure that came with the order cannot be used. */
export type Print = { readonly png: Uint8Array } | { readonly unusable: string };

export async function print({ look, width, height, seed, printed }: PrintOrder, faces: Faces): Promise<Print> {
  const figure = 'figure' in printed ? await decoded(printed.figure) : null;
  if (typeof figure === 'string') return { unusable: figure };
  const canvas = createCanvas(width, height);
  const sheet: Sheet = {
    ctx: canvas.getContext('2d'),
    width,
    height,
    unit: Math.min(width, height) / 100,
    look: LOOKS[look],
    faces,
    random: mulberry32(seed),
  };
  paintGround(sheet);
  if ('card' in printed) printCard(sheet, printed.card);
  else if ('chart' in printed) await printChart(sheet, printed.chart);
  else if (figure) printFigurePage(sheet, figure, printed.words);
  return { png: await canvas.encode('png') };
}

async function decoded(bytes: Uint8Array): Promise<Image | string> {
  try {
    return await loadImage(Buffer.from(bytes));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
