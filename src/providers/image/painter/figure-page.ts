import type { Image } from '@napi-rs/canvas';
import type { Face } from './fonts';
import { mix, veil } from './palettes';
import type { Scene } from './scene';
import { setText, useFace } from './typesetting';

interface Figure {
  readonly figure: Image;
  readonly caption: string;
  readonly face: Face;
}

/** A figure on a page of the style: undistorted, on a white card with a shadow, its caption under a thin rule. */
export function paintFigurePage(scene: Scene, { figure, caption, face }: Figure): void {
  const { ctx, width, height, unit, palette } = scene;
  paintPage(scene);
  const margin = unit * 7;
  const setting = setText(ctx, face, caption, {
    width: Math.min(width - 2 * margin, unit * 150),
    mostLines: 3,
    sizes: { largest: unit * 3.4, smallest: Math.max(9, unit * 2.6) },
  });
  const leading = (setting?.size ?? 0) * 1.4;
  const below = setting ? leading * setting.lines.length + unit * 5 : 0;
  const card = cardOf(figure, { margin, below, unit, width, height });
  paintCard(scene, figure, card);
  if (!setting) return;
  useFace(ctx, face, setting.size);
  const widest = Math.max(...setting.lines.map((line) => ctx.measureText(line).width));
  const left = Math.min(card.x, width - margin - widest);
  const top = card.y + card.height + unit * 5;
  ctx.fillStyle = palette.accent;
  ctx.fillRect(left, top - unit * 1.8, unit * 9, Math.max(1, unit * 0.4));
  ctx.fillStyle = palette.pageInk;
  ctx.textBaseline = 'alphabetic';
  for (const [index, line] of setting.lines.entries()) ctx.fillText(line, left, top + leading * (index + 0.85));
}

function paintPage({ ctx, width, height, palette }: Scene): void {
  const page = ctx.createLinearGradient(0, 0, 0, height);
  page.addColorStop(0, mix(palette.page, '#ffffff', 0.06));
  page.addColorStop(1, mix(palette.page, '#000000', 0.06));
  ctx.fillStyle = page;
  ctx.fillRect(0, 0, width, height);
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Room {
  readonly width: number;
  readonly height: number;
  readonly unit: number;
  readonly margin: number;
  /** What the caption takes under the card. */
  readonly below: number;
}

const PADDING_UNITS = 2.2;

/** The largest card that fits, in the middle of the page together with its caption. */
function cardOf(figure: Image, { width, height, unit, margin, below }: Room): Box {
  const around = 2 * (margin + unit * PADDING_UNITS);
  const scale = Math.min((width - around) / figure.width, (height - around - below) / figure.height);
  const wide = Math.max(1, Math.round(figure.width * scale)) + 2 * Math.round(unit * PADDING_UNITS);
  const high = Math.max(1, Math.round(figure.height * scale)) + 2 * Math.round(unit * PADDING_UNITS);
  return { x: Math.round((width - wide) / 2), y: Math.round((height - high - below) / 2), width: wide, height: high };
}

function paintCard({ ctx, unit }: Scene, figure: Image, { x, y, width, height }: Box): void {
  const padding = Math.round(unit * PADDING_UNITS);
  ctx.save();
  ctx.shadowColor = veil('#000000', 0.28);
  ctx.shadowBlur = unit * 3.5;
  ctx.shadowOffsetY = unit * 0.9;
  // White whatever the page: figures with transparent grounds are drawn for white paper.
  ctx.fillStyle = '#ffffff';
  ctx.fillRect(x, y, width, height);
  ctx.restore();
  ctx.strokeStyle = veil('#000000', 0.12);
  ctx.lineWidth = Math.max(1, unit * 0.12);
  ctx.strokeRect(x, y, width, height);
  ctx.imageSmoothingEnabled = true;
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(figure, x + padding, y + padding, width - 2 * padding, height - 2 * padding);
}
