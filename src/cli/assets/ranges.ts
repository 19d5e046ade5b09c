import { InvalidInput } from '../../pipeline/errors';
import { ASSET_STATUSES, type AssetStatus } from '../../pipeline/library/asset';
import { type NumberRange, type Numbers, numbersIn } from '../../pipeline/library/numbers';
import { WrongUsage } from '../words/usage';

/** What stands after `--audio`: numbers, everything, or what stands so. */
export type Picked =
  | { readonly by: 'numbers'; readonly ranges: readonly NumberRange[] }
  | { readonly by: 'all' }
  | { readonly by: 'status'; readonly status: AssetStatus };

/** An empty, reversed or malformed range is a mistake, never everything. */
export function parsePicked(flag: string, text: string): Picked {
  const word = text.trim().toLowerCase();
  const status = ASSET_STATUSES.find((one) => one.toLowerCase() === word);
  if (status) return { by: 'status', status };
  const numbers = parseNumbers(flag, text);
  return numbers === 'all' ? { by: 'all' } : { by: 'numbers', ranges: numbers };
}

export function parseNumbers(flag: string, text: string): Numbers {
  try {
    return numbersIn(text);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new WrongUsage(`--${flag} takes ${error.expected}; it got ${error.got}. ${error.message}`);
  }
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
