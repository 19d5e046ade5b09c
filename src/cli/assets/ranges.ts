import { ASSET_STATUSES, type AssetStatus } from '../../pipeline/library/asset';
import { WrongUsage } from '../words/usage';

/** Numbers as people type them, from 1; both ends belong to it. */
export interface NumberRange {
  readonly first: number;
  readonly last: number;
}

/** What stands after `--audio`: numbers, everything, or what stands so. */
export type Picked =
  | { readonly by: 'numbers'; readonly ranges: readonly [NumberRange, ...NumberRange[]] }
  | { readonly by: 'all' }
  | { readonly by: 'status'; readonly status: AssetStatus };

const GRAMMAR = 'numbers from 1 such as 5, 1-10 or 1,3-5';
const MOST = 1_000_000;

/** An empty, reversed or malformed range is a mistake, never everything. */
export function parsePicked(flag: string, text: string): Picked {
  const word = text.trim().toLowerCase();
  if (word === 'all') return { by: 'all' };
  const status = ASSET_STATUSES.find((one) => one.toLowerCase() === word);
  return status ? { by: 'status', status } : { by: 'numbers', ranges: parseNumbers(flag, text) };
}

export function parseNumbers(flag: string, text: string): [NumberRange, ...NumberRange[]] {
  const [first, ...rest] = text.split(',').map((part) => rangeIn(flag, part.trim()));
  if (!first) throw new WrongUsage(`--${flag} is empty.`);
  return [first, ...rest];
}

function rangeIn(flag: string, part: string): NumberRange {
  const [, from, to = from] = /^(\d+)(?:\s*-\s*(\d+))?$/.exec(part) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (from === undefined) throw new WrongUsage(`--${flag} takes ${GRAMMAR}; it got "${part}".`);
  if (first < 1) throw new WrongUsage(`--${flag} counts from 1; it got "${part}".`);
  if (last > MOST) throw new WrongUsage(`--${flag} takes numbers up to ${MOST}; it got "${part}".`);
  if (last < first) throw new WrongUsage(`--${flag} goes upwards, ${last}-${first}; it got "${part}".`);
  return { first, last };
}

export function holds(ranges: readonly NumberRange[], number: number): boolean {
  return ranges.some(({ first, last }) => first <= number && number <= last);
}

/** Which of the numbers that were typed are none of those that there are, as people would type them. */
export function beyond(ranges: readonly NumberRange[], known: ReadonlySet<number>): string | null {
  const missing = ranges.flatMap(({ first, last }) => gaps({ first, last }, known));
  return missing.length > 0 ? missing.map(rangeText).join(',') : null;
}

function gaps({ first, last }: NumberRange, known: ReadonlySet<number>): NumberRange[] {
  const inside = [...known].filter((number) => first <= number && number <= last).sort((a, b) => a - b);
  const edges = [first - 1, ...inside, last + 1];
  return edges.slice(1).flatMap((edge, n) => {
    const gap = { first: (edges[n] ?? 0) + 1, last: edge - 1 };
    return gap.first <= gap.last ? [gap] : [];
  });
}

/** 1, 2, 3, 7 is `1-3,7`. */
export function numbersText(numbers: readonly number[]): string {
  const ranges: NumberRange[] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const open = ranges.at(-1);
    if (open && open.last === number - 1) ranges[ranges.length - 1] = { first: open.first, last: number };
    else ranges.push({ first: number, last: number });
  }
  return ranges.map(rangeText).join(',');
}

function rangeText({ first, last }: NumberRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}
