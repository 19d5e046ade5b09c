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
  paintCard(scene, figure, { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin - below });
  if (!setting) return;
  const top = height - margin - leading * setting.lines.length;
  ctx.fillStyle = palette.accent;
  ctx.fillRect(margin, top - unit * 1.6, unit * 9, Math.max(1, unit * 0.4));
  ctx.fillStyle = palette.pageInk;
  ctx.textBaseline = 'alphabetic';
  useFace(ctx, face, setting.size);
  for (const [index, line] of setting.lines.entries())
    ctx.fillText(line, margin, top + leading * (index + 0.85) + unit);
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

function paintCard({ ctx, unit }: Scene, figure: Image, box: Box): void {
  const padding = unit * 2.2;
  const scale = Math.min((box.width - 2 * padding) / figure.width, (box.height - 2 * padding) / figure.height);
  const [wide, high] = [Math.max(1, Math.round(figure.width * scale)), Math.max(1, Math.round(figure.height * scale))];
  const [x, y] = [Math.round(box.x + (box.width - wide) / 2), Math.round(box.y + (box.height - high) / 2)];
  ctx.save();
  ctx.shadowColor = veil('#000000', 0.28);
  ctx.shadowBlur = unit * 3.5;
  ctx.shadowOffsetY = unit * 0.9;
  // White whatever the page: figures with transparent grounds are drawn for white paper.
  ctx.fillStyle = '#ffffff';
  ctx.fillRect(x - padding, y - padding, wide + 2 * padding, high + 2 * padding);
  ctx.restore();
  ctx.strokeStyle = veil('#000000', 0.12);
  ctx.lineWidth = Math.max(1, unit * 0.12);
  ctx.strokeRect(x - padding, y - padding, wide + 2 * padding, high + 2 * padding);
  ctx.imageSmoothingEnabled = true;
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(figure, x, y, wide, high);
}
