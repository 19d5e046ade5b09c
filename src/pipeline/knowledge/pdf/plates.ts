import { type Area, grown, holdsMiddle, sizeOf, unionOf } from './area';
import { type Caption, keyOf } from './captions';
import { tellingLines } from './columns';
import { labelOf } from './labels';
import type { PageLayout } from './layout';
import { pageArea, type TextRun } from './page';

/** A page that is one picture, as manuscripts have them after their text. */
export interface Plate {
  readonly page: PageLayout;
  /** All of the page: a picture may cover it, and then has no mark of its own. */
  readonly area: Area;
  /** What it says it is, if it does. */
  readonly key: string | null;
  /** Its label and headers. */
  readonly strangers: readonly Area[];
}

/** Of the page, that its drawings take at least. */
const LEAST_SHARE = 0.1;
/** Lines of words outside the drawings, at most. */
const MOST_WORDS = 3;
/** From the drawings to words that are theirs, in points. */
const NEAR = 12;
/** Of the page's height: what comes again on other pages is a header here alone, and else the words of a picture. */
const MARGIN = 0.08;

/** The pictures of captions that have none beside them: by the labels of the plates, and by their order where it comes out even. */
export function platesFor(captions: readonly Caption[], pages: readonly PageLayout[]): Map<Caption, Plate> {
  const figures = captions.filter(({ label }) => label.kind === 'FIGURE');
  const from = Math.min(...figures.map(({ page }) => page));
  const plates = figures.length === 0 ? [] : pages.filter(({ page }) => page.number > from).flatMap(plateOf);
  const found = new Map<Caption, Plate>();
  for (const plate of plates) {
    const caption = figures.find(({ label }) => keyOf(label) === plate.key);
    if (caption && !found.has(caption)) found.set(caption, plate);
  }
  const rest = figures.filter((caption) => !found.has(caption));
  const last = Math.max(0, ...rest.map(({ page }) => page));
  const unnamed = plates.filter(({ key, page }) => key === null && page.page.number > last);
  if (unnamed.length === rest.length)
    for (const [index, caption] of rest.entries()) {
      const plate = unnamed[index];
      if (plate) found.set(caption, plate);
    }
  return found;
}

function plateOf(layout: PageLayout): Plate[] {
  const { page, lines, drawings, captions } = layout;
  if (captions.some(({ label }) => label.kind !== 'OTHER')) return [];
  const labels = lines.filter(({ text }) => labelOf(text)?.kind === 'FIGURE' && labelOf(text)?.rest === '');
  const drawn = unionOf(drawings.filter(({ isRule }) => !isRule).map(({ area }) => area));
  const near = grown(drawn, NEAR);
  const held = drawings.map(({ area }) => grown(area, NEAR));
  const words = tellingLines(lines).filter(({ area }) => !held.some((drawing) => holdsMiddle(drawing, area)));
  const isDrawn = sizeOf(drawn) > LEAST_SHARE * sizeOf(pageArea(page));
  if (words.length > MOST_WORDS || !(isDrawn || lines.length === labels.length)) return [];
  const [label] = labels.flatMap(({ text }) => labelOf(text) ?? []);
  const kept = new Set(lines.flatMap(({ runs }) => runs));
  const isAside = ({ area }: TextRun) =>
    !holdsMiddle(near, area) && (area.bottom < MARGIN * page.height || area.top > (1 - MARGIN) * page.height);
  const aside = page.runs.filter((run) => run.isUpright && !kept.has(run) && isAside(run));
  const strangers = [...labels, ...aside].map(({ area }) => area);
  return [{ page: layout, area: pageArea(page), key: label ? keyOf(label) : null, strangers }];
}
