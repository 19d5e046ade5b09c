import { InvalidInput } from '../errors';

/** Numbers as people count, from 1; both ends belong to it. */
export interface NumberRange {
  readonly first: number;
  readonly last: number;
}

/** In rising order, none touching the next; `all` is whatever has a number. */
export type Numbers = 'all' | readonly NumberRange[];

export const LAST_NUMBER = 999_999;
const MOST_PARTS = 1_000;
const PART = /^(\d+)(?:\s*[-–]\s*(\d+))?$/;

/** What people type: `all`, `7`, `1,3,5`, `1-10`, `1, 3 – 5, 10`. Anything else is a mistake, never "all". */
export function numbersIn(text: string, field?: string[]): Numbers {
  const refused = (message: string, got: string) => new InvalidInput(message, { field, ...GRAMMAR, got });
  if (text.trim().toLowerCase() === 'all') return 'all';
  const parts = text.split(',');
  if (parts.length > MOST_PARTS) throw refused(`At most ${MOST_PARTS} parts make a range.`, `${parts.length} parts`);
  const ranges = parts.map((part) => {
    const range = rangeIn(part.trim());
    if (typeof range === 'string') throw refused(range, JSON.stringify(part.slice(0, 80)));
    return range;
  });
  return merged(ranges);
}

const GRAMMAR = {
  expected: `all, or numbers and ranges from 1 to ${LAST_NUMBER} with commas between: 7, 1-10 or 1,3-5,10`,
  remedy: 'Write the numbers as the script shows them, the smaller end of a range first.',
};

/** A range, or what is wrong with it. */
function rangeIn(part: string): NumberRange | string {
  if (part === '') return 'A range has no number where one must be.';
  const [, from, to = from] = PART.exec(part) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (from === undefined) return 'This is no number and no range of numbers.';
  if (first < 1 || last < 1) return 'Numbers count from 1.';
  if (first > LAST_NUMBER || last > LAST_NUMBER) return `Numbers go up to ${LAST_NUMBER}.`;
  return first > last ? 'The range is reversed.' : { first, last };
}

function merged(ranges: readonly NumberRange[]): NumberRange[] {
  const whole: NumberRange[] = [];
  for (const { first, last } of [...ranges].sort((a, b) => a.first - b.first)) {
    const before = whole.at(-1);
    if (!before || first > before.last + 1) whole.push({ first, last });
    else whole[whole.length - 1] = { first: before.first, last: Math.max(before.last, last) };
  }
  return whole;
}

/** As Postgres writes an int4multirange: `{[1,3],[5,5]}`; without ends, `{(,)}`, for all. */
export function multirange(numbers: Numbers): string {
  if (numbers === 'all') return '{(,)}';
  return `{${numbers.map(({ first, last }) => `[${first},${last}]`).join(',')}}`;
}

/** How many of these numbers are not among the found ones, and the first of them. */
export function numbersMissing(
  ranges: readonly NumberRange[],
  found: ReadonlySet<number>,
  most: number,
): { count: number; first: number[] } {
  const within = [...found].filter((number) => ranges.some(({ first, last }) => first <= number && number <= last));
  const count = ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0) - within.length;
  const missing: number[] = [];
  for (const { first, last } of ranges)
    for (let number = first; number <= last && missing.length < most; number += 1)
      if (!found.has(number)) missing.push(number);
  return { count, first: missing };
}
