import { InvalidInput } from '../../pipeline/errors';
import { guessedFormat } from '../../pipeline/screenplay/guessed-format';
import { SCREENPLAY_FORMATS, type ScreenplayFormat } from '../../pipeline/screenplay/screenplay';
import { FILM_RATE, isRate, type Rate } from '../../pipeline/values/rate';
import type { Words } from '../words/parse';

/** One of the words that a flag offers, typed in any case; null where the flag is not given. */
export function wordOf<W extends string>(words: Words, flag: string, list: readonly W[]): W | null {
  const typed = words.text(flag);
  if (typed === undefined) return null;
  const word = list.find((one) => one === typed.trim().toUpperCase().replaceAll('-', '_'));
  if (word) return word;
  const expected = list.map((one) => one.toLowerCase()).join(', ');
  throw new InvalidInput(`--${flag} does not know "${typed}".`, {
    expected,
    got: typed,
    remedy: `Say one of ${expected}.`,
  });
}

export function fileFormatOf(words: Words, file: string, text: string): ScreenplayFormat {
  return wordOf(words, 'from', SCREENPLAY_FORMATS) ?? guessedFormat(file === '-' ? null : file, text);
}

/** What people call 24000/1001: to three decimals, or to two. */
const DROPPED: readonly (readonly [RegExp, number])[] = [
  [/^23\.97(?:6|60)?$|^23\.98$/, 24_000],
  [/^29\.97(?:0)?$/, 30_000],
  [/^47\.95(?:2)?$/, 48_000],
  [/^59\.94(?:0)?$/, 60_000],
];

export function rateOf(words: Words): Rate {
  const typed = words.text('rate')?.trim();
  if (typed === undefined) return FILM_RATE;
  const rate = fraction(typed);
  if (rate && isRate(rate)) return rate;
  throw new InvalidInput(`--rate does not know "${typed}".`, {
    expected: 'frames a second from 1 to 240: a whole number, 23.976, 29.97, 59.94, or a fraction such as 30000/1001',
    got: typed,
    remedy: 'Say --rate 24.',
  });
}

function fraction(typed: string): Rate | null {
  const [, whole, denominator = '1'] = /^(\d{1,6})(?:\/(\d{1,4}))?$/.exec(typed) ?? [];
  if (whole !== undefined) return { numerator: Number(whole), denominator: Number(denominator) };
  const dropped = DROPPED.find(([spelling]) => spelling.test(typed));
  return dropped ? { numerator: dropped[1], denominator: 1_001 } : null;
}
