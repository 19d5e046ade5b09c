import { type Area, heightOf, overlapAcross } from './area';
import type { Caption } from './captions';
import type { Columns } from './columns';
import type { Drawing } from './drawings';
import type { Line } from './lines';
import { stripOf } from './strip';
import type { Typography } from './typography';

export interface PanelledPage {
  readonly lines: readonly Line[];
  readonly columns: Columns;
  readonly drawings: readonly Drawing[];
  readonly captions: readonly Caption[];
}

const PANEL = /^\(?[a-z]\)\s/;
/** Smaller than running text by this many points at least. */
const LEAST_SMALLER = 0.5;
/** From a figure's caption up to those of its panels, and from these up to the panels, in points. */
const CAPTION_GAP = 32;
const PANEL_GAP = 26;

/** The lines between the panels of a figure and its caption, from `(a)` on: paragraphs by their looks. */
export function panelCaptionsOf(page: PanelledPage, typography: Typography): Line[] {
  return page.captions
    .filter(({ label }) => label.kind === 'FIGURE')
    .flatMap((caption) => panelCaptionsOver(caption, page, typography));
}

function panelCaptionsOver(caption: Caption, page: PanelledPage, { size }: Typography): Line[] {
  const strip = stripOf(caption, page);
  if (!strip) return [];
  const captioned = new Set(page.captions.flatMap(({ lines }) => lines));
  const over = page.lines.filter(({ area }) => area.bottom < caption.area.top + 2 && overlapAcross(area, strip) > 3);
  const taken: Line[] = [];
  let top = caption.area.top;
  for (const line of over.toSorted((one, other) => other.baseline - one.baseline)) {
    const most = taken.length === 0 ? CAPTION_GAP : line.size * 0.8;
    if (captioned.has(line) || line.isOfDrawing || line.size > size - LEAST_SMALLER || top - line.area.bottom > most)
      break;
    taken.push(line);
    top = Math.min(top, line.area.top);
  }
  const first = taken.findLast(({ text }) => PANEL.test(text));
  if (!first || !isUnderPanel(first, strip, page)) return [];
  return taken.filter(({ baseline }) => baseline > first.baseline - 0.5 * first.size);
}

const isUnderPanel = (line: Line, strip: Area, { drawings }: PanelledPage): boolean =>
  drawings.some(
    ({ area, isRule }) =>
      !isRule &&
      heightOf(area) > 20 &&
      overlapAcross(area, strip) > 20 &&
      area.bottom < line.area.top + 3 &&
      line.area.top - area.bottom < PANEL_GAP,
  );
