import { Refused } from '../graphql/refusal';
import type { Words } from '../words/parse';
import { WrongUsage } from '../words/usage';

/** `--start` and `--limit`: so many segments are passed over, and at most so many are made. Null where neither is given. */
export interface Part {
  readonly start: number;
  readonly limit: number | null;
}

export function partIn(words: Words): Part | null {
  if (!words.has('start') && !words.has('limit')) return null;
  const limit = words.has('limit') ? countIn(words, 'limit', 1) : null;
  return { start: words.has('start') ? countIn(words, 'start', 0) : 0, limit };
}

function countIn(words: Words, flag: string, least: number): number {
  const text = words.text(flag) ?? '';
  const count = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (count >= least) return count;
  throw new WrongUsage(`--${flag} takes a whole number from ${least} on; it got "${text}".`, words.command);
}

/** The numbers of the segments that are meant, as the API takes them. The last part of a script may be shorter. */
export function numbersOfPart({ start, limit }: Part, segmentCount: number): string {
  const last = limit === null ? segmentCount : Math.min(start + limit, segmentCount);
  if (start < last) return `${start + 1}-${last}`;
  throw new Refused([
    {
      code: 'NOT_FOUND',
      message: `There is nothing after segment ${start}.`,
      expected: `--start from 0 to ${Math.max(0, segmentCount - 1)}`,
      got: `--start ${start}`,
      remedy: 'Pass over fewer segments; nothing was started.',
    },
  ]);
}
