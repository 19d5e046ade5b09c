import type { Box, Plane } from './plane';

/** As video writes black, and what a codec leaves on it. */
const BLACK_AT_MOST = 28;
/** A picture may begin with a dark line of its own. */
const LEAST_SHARE = 0.015;
/** More than this is a dark picture and no frame round one. */
const MOST_SHARE = 0.4;

/** What is picture between black bars: all of it where there are none. Bars are as thick on both sides, to a fifth. */
export function insideBars(plane: Plane): Box {
  const { width, height } = plane;
  const isDarkRow = (row: number) => isDark(plane, { from: row * width, step: 1, count: width });
  const isDarkColumn = (column: number) => isDark(plane, { from: column, step: width, count: height });
  const [top, bottom] = pair(
    run(isDarkRow, 0, height),
    run((row) => isDarkRow(height - 1 - row), 0, height),
    height,
  );
  const [left, right] = pair(
    run(isDarkColumn, 0, width),
    run((at) => isDarkColumn(width - 1 - at), 0, width),
    width,
  );
  return { left, top, rightExclusive: width - right, bottomExclusive: height - bottom };
}

interface Line {
  readonly from: number;
  readonly step: number;
  readonly count: number;
}

function isDark({ values }: Plane, { from, step, count }: Line): boolean {
  for (let at = 0; at < count; at += 1) {
    if ((values[from + at * step] ?? 0) > BLACK_AT_MOST) return false;
  }
  return true;
}

function run(is: (at: number) => boolean, from: number, endExclusive: number): number {
  let at = from;
  while (at < endExclusive && is(at)) at += 1;
  return at - from;
}

function pair(first: number, second: number, of: number): readonly [number, number] {
  const [thin, thick] = [Math.min(first, second), Math.max(first, second)];
  const areBars = thin >= of * LEAST_SHARE && thick <= of * MOST_SHARE && thick - thin <= thick / 5 + 1;
  return areBars ? [first, second] : [0, 0];
}
