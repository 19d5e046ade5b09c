import { type Columns, spanOf } from './columns';
import { isInRow, type Line, lettersIn } from './lines';
import type { Typography } from './typography';

interface HeadedPage {
  readonly lines: readonly Line[];
  readonly columns: Columns;
}

/** From a heading down to what stands under it, in ems at least: a row of labels stands closer to its drawing. */
const LEAST_GAP = 1;

const NUMBER = /^(\d{1,2}(\.\d{1,2}){0,3}|[A-Z]|[IVX]{1,5})\.?$/;

/** A number at the edge of its column and words in capitals of the text's type: a heading over a figure has no running text below. */
export const capitalHeadings = (page: HeadedPage, typography: Typography): Line[] =>
  page.lines.flatMap((number) => {
    if (number.font !== typography.font || !NUMBER.test(number.text)) return [];
    const [words, ...others] = page.lines.filter((line) => line !== number && isInRow(line, number));
    const span = words && spanOf(words.area, page.columns);
    if (!words || !span || others.length > 0 || Math.abs(number.area.left - span.left) > 2) return [];
    return areWords(words, number, page, typography) ? [number, words] : [];
  });

function areWords(words: Line, number: Line, { lines }: HeadedPage, { font }: Typography): boolean {
  const gap = words.area.left - number.area.right;
  const isCapital = !/\p{Ll}/u.test(words.text) && lettersIn(words.text) >= 8;
  if (!isCapital || words.font !== font || gap < 0 || gap > 2.6 * number.size) return false;
  return !lines.some(
    ({ area }) => area.top > number.baseline - 2 && area.top < number.area.bottom + LEAST_GAP * number.size,
  );
}
