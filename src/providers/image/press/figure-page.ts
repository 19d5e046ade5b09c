import type { Image } from '@napi-rs/canvas';
import { showable } from '../painter/fonts';
import { veil } from '../painter/palettes';
import { scaledDown } from './scaled-down';
import type { Box, Sheet } from './sheet';
import { drawPassage, type Passage, setPassage } from './type';
import { typographic, withoutLabel } from './wording';

export interface PageWords {
  readonly label: string | null;
  readonly caption: string | null;
  readonly source: string | null;
}

/** A small figure enlarged beyond this shows its pixels. */
const MOST_ENLARGED = 2.5;
/** Narrower than this, a figure has its words beside it and not below. */
const BESIDE_BELOW_RATIO = 0.72;
const PADDING_UNITS = 2.2;
const MARGIN_UNITS = 6;

/** A figure on a page of the style: undistorted, on a white card with a shadow, its words under a rule. */
export function printFigurePage(sheet: Sheet, figure: Image, words: PageWords): void {
  const isBeside = figure.width / figure.height < BESIDE_BELOW_RATIO && sheet.width > sheet.height;
  if (isBeside) printBeside(sheet, figure, words);
  else printAbove(sheet, figure, words);
}

function printAbove(sheet: Sheet, figure: Image, words: PageWords): void {
  const { width, height, unit } = sheet;
  const margin = unit * MARGIN_UNITS;
  const measure = Math.min(width - 2 * margin, unit * 146);
  const legend = legendOf(sheet, words, { width: measure, height: height * 0.3 });
  const below = legend ? legend.height + unit * 4.4 : 0;
  const card = cardWithin(
    figure,
    { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin - below },
    unit,
  );
  // Card and words stand in the middle as one.
  const top = (height - card.height - below) / 2;
  const placed = { ...card, y: Math.round(Math.max(margin * 0.8, top)) };
  printCard(sheet, figure, placed);
  if (!legend) return;
  const left = Math.max(margin, Math.min(placed.x, width - margin - legend.width));
  drawLegend(sheet, legend, { x: left, top: placed.y + placed.height + unit * 4.4 });
}

function printBeside(sheet: Sheet, figure: Image, words: PageWords): void {
  const { width, height, unit } = sheet;
  const margin = unit * MARGIN_UNITS;
  const gap = unit * 6;
  const measure = Math.min((width - 2 * margin) * 0.42, unit * 62);
  const legend = legendOf(sheet, words, { width: measure, height: height - 4 * margin });
  const beside = legend ? legend.width + gap : 0;
  const card = cardWithin(
    figure,
    { x: margin, y: margin, width: width - 2 * margin - beside, height: height - 2 * margin },
    unit,
  );
  const left = Math.round((width - card.width - beside) / 2);
  printCard(sheet, figure, { ...card, x: left });
  if (!legend) return;
  drawLegend(sheet, legend, { x: left + card.width + gap, top: (height - legend.height) / 2 });
}

interface Legend {
  readonly caption: Passage | null;
  /** So many of its first characters are what the figure is called. */
  readonly labelCharacters: number;
  readonly source: Passage | null;
  readonly width: number;
  readonly height: number;
}

const RULE_UNITS = 2.2;

/** "Figure 3 — what it shows", and where it is from in small type. The label is set in its own colour. */
function legendOf(
  { ctx, unit, faces }: Sheet,
  words: PageWords,
  room: { readonly width: number; readonly height: number },
): Legend | null {
  const label = showable(words.label ?? '', faces.caption);
  const said = showable(typographic(words.caption ?? ''), faces.caption);
  const caption = label === '' ? said : withoutLabel(said, label);
  const all = [label, caption].filter(Boolean).join(' — ');
  const source = showable(typographic(words.source ?? ''), faces.caption);
  const line = { width: room.width, leading: 1.3, mostLines: 1 };
  const from = setPassage(ctx, faces.caption, source, {
    ...line,
    height: unit * 4,
    sizes: { largest: unit * 2.6, smallest: unit * 2.2 },
  });
  const set = setPassage(ctx, faces.caption, all, {
    width: room.width,
    height: room.height - (from ? from.height + unit : 0) - unit * RULE_UNITS,
    sizes: { largest: unit * 3.7, smallest: unit * 2.5 },
    leading: 1.32,
    mostLines: room.height > room.width * 0.5 ? 16 : 4,
  });
  if (!set && !from) return null;
  const height = unit * RULE_UNITS + (set?.height ?? 0) + (from ? from.height + unit * 0.7 : 0);
  const width = Math.max(set?.width ?? 0, from?.width ?? 0);
  return { caption: set, labelCharacters: caption === '' ? 0 : label.length, source: from, width, height };
}

function drawLegend(
  sheet: Sheet,
  { caption, labelCharacters: end, source }: Legend,
  { x, top }: { x: number; top: number },
): void {
  const { ctx, unit, look } = sheet;
  ctx.fillStyle = look.accent;
  ctx.fillRect(x, top, unit * 9, Math.max(1, unit * 0.45));
  let y = top + unit * RULE_UNITS;
  if (caption) {
    drawPassage(ctx, caption, {
      x,
      top: y,
      color: look.ink,
      emphasis: { span: { start: 0, end }, color: look.emphasis },
    });
    y += caption.height + unit * 0.7;
  }
  if (source) drawPassage(ctx, source, { x, top: y, color: look.soft });
}

/** The largest card that fits, without enlarging what is small beyond what it bears. */
function cardWithin(figure: Image, room: Box, unit: number): Box {
  const padding = Math.round(unit * PADDING_UNITS);
  const scale = Math.min(
    MOST_ENLARGED,
    Math.max(1, room.width - 2 * padding) / figure.width,
    Math.max(1, room.height - 2 * padding) / figure.height,
  );
  const wide = Math.max(1, Math.round(figure.width * scale)) + 2 * padding;
  const high = Math.max(1, Math.round(figure.height * scale)) + 2 * padding;
  const [x, y] = [room.x + (room.width - wide) / 2, room.y + (room.height - high) / 2];
  return { x: Math.round(x), y: Math.round(y), width: wide, height: high };
}

function printCard(sheet: Sheet, figure: Image, { x, y, width, height }: Box): void {
  const { ctx, unit } = sheet;
  const padding = Math.round(unit * PADDING_UNITS);
  ctx.save();
  // White whatever the page: figures with transparent grounds are drawn for white paper.
  ctx.fillStyle = '#ffffff';
  for (const [blur, down, opacity] of [
    [5.5, 1.6, 0.2],
    [1.2, 0.3, 0.16],
  ] as const) {
    ctx.shadowColor = veil('#000000', opacity);
    ctx.shadowBlur = unit * blur;
    ctx.shadowOffsetY = unit * down;
    ctx.beginPath();
    ctx.roundRect(x, y, width, height, unit * 0.7);
    ctx.fill();
  }
  ctx.restore();
  const [wide, high] = [width - 2 * padding, height - 2 * padding];
  ctx.imageSmoothingEnabled = true;
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(scaledDown(figure, { width: wide, height: high }), x + padding, y + padding, wide, high);
}
