import { type Area, heightOf, overlapAcross, widthOf } from './area';
import { labelOf } from './labels';
import type { Line } from './lines';
import type { Mark } from './page';

interface RuledPage {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  readonly marks: readonly Mark[];
}

export interface Running {
  readonly lines: readonly Line[];
  readonly marks: readonly Mark[];
}

/** How much of the page's height its outer part is, above and below. */
const OUTER_SHARE = 0.1;
/** Of the page's width. */
const LEAST_WIDTH = 0.6;
/** Of one page: what has more is hatched, not ruled. */
const MOST_RULES = 20;
/** On so many of the pages, and on two at least. */
const LEAST_PAGES = 0.3;

/** Rules across the page that come again at one height and in one length, wherever they begin, with the few words beyond them. */
export function runningRules(pages: readonly RuledPage[]): Running[] {
  const rules = pages.map(outerRules);
  const places = new Map<string, Set<number>>();
  for (const [page, marks] of rules.entries())
    for (const { area } of marks)
      for (const key of keysOf(area)) places.set(key, (places.get(key) ?? new Set()).add(page));
  const least = Math.max(2, pages.length * LEAST_PAGES);
  const isAgain = ({ area }: Mark) => keysOf(area).some((key) => (places.get(key)?.size ?? 0) >= least);
  return pages.map((page, index) => runningOf(page, (rules[index] ?? []).filter(isAgain)));
}

const outerRules = ({ width, height, marks }: RuledPage): Mark[] =>
  marks
    .filter(
      ({ area }) =>
        heightOf(area) < 2.5 &&
        widthOf(area) > width * LEAST_WIDTH &&
        (area.bottom < height * OUTER_SHARE || area.top > height * (1 - OUTER_SHARE)),
    )
    .slice(0, MOST_RULES);

/** In steps of 3 and 6 points, and half a step further, so that no boundary parts equals. */
const keysOf = (area: Area): string[] =>
  [0, 0.5].flatMap((half) =>
    [0, 0.5].map(
      (other) => `${half}${other}/${Math.floor(area.top / 3 + half)}/${Math.floor(widthOf(area) / 6 + other)}`,
    ),
  );

function runningOf({ lines, height }: RuledPage, rules: readonly Mark[]): Running {
  const found = rules.flatMap((rule) => {
    const isBeyond = ({ baseline, area }: Line) =>
      overlapAcross(area, rule.area) > 0 &&
      (rule.area.top < height / 2 ? baseline < rule.area.bottom + 1 : area.bottom > rule.area.top + 2);
    const beyond = lines.filter(isBeyond);
    return isHeader(beyond) ? [{ rule, beyond }] : [];
  });
  return { lines: found.flatMap(({ beyond }) => beyond), marks: found.map(({ rule }) => rule) };
}

/** Words in a row or two, and no label of a table, whose first rule may stand as high. */
const isHeader = (lines: readonly Line[]): boolean =>
  lines.length > 0 &&
  lines.length <= 6 &&
  new Set(lines.map(({ baseline }) => Math.round(baseline / 6))).size <= 2 &&
  !lines.some(({ text }) => labelOf(text) !== null);
