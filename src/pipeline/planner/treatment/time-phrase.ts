import { folded } from './folded';
import { MS_OF, NUMBERS, TIME_LINKS, TIME_UNITS, type TimeUnit } from './time-words';

/** Nobody writes a longer one, and reading stays short whatever is written. */
const MOST_CHARACTERS = 80;
const ABOUT =
  /^(?:[~≈]\s*|(?:approx(?:imately|\.)?|about|around|roughly|circa|ca\.?|environ|etwa|unos|約|约)\s+|(?:from|de|von|من)\s+|@\s*)+/i;
const CLOCK = /^(\d{1,3}):([0-5]\d)(?::([0-5]\d))?(?:[.,](\d{1,3}))?(?![\d:])/;
const NUMBER = /^(?:\d{1,9}(?:[.,]\d{1,6})?|[.,]\d{1,6})(?![\d])/;
const WORD = /^[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)?/u;

/** A point or a length of time at the beginning of a text. `unit` null: a bare number. */
interface Amount {
  readonly value: number;
  readonly unit: TimeUnit | 'CLOCK' | null;
  readonly length: number;
}

export interface TimePhrase {
  /** Null for what nobody can play: nought, and ranges that end before they begin. */
  readonly durationMs: number | null;
  /** Whether it says what it is: `5s`, `0:05`, `1-2`; a bare `5` does not. */
  readonly isTime: boolean;
}

/** A text that is a time and nothing else: `~2.0s`, `0:05–0:12`, `1 min 30 s`. Null for any other. */
export function wholeTime(text: string): TimePhrase | null {
  const phrase = timeAtStart(text);
  return phrase !== null && phrase.rest === '' ? phrase : null;
}

/** The same, with words behind it allowed: `5 seconds, roughly`. */
export function timeAtStart(text: string): (TimePhrase & { readonly rest: string }) | null {
  if (text.length > 20 * MOST_CHARACTERS) return null;
  const line = folded(text).slice(0, MOST_CHARACTERS).trim();
  const begun = line.replace(ABOUT, '');
  const first = amounts(begun);
  if (!first) return null;
  const behind = begun.slice(first.length);
  const second = linked(behind);
  const length = second ? first.length + second.length : first.length;
  const rest = begun
    .slice(length)
    .replace(/^[\s.]+$/, '')
    .trim();
  const durationMs = second ? spanMs(first, second.amount) : lengthMs(first);
  return { durationMs, isTime: second !== null || first.unit !== null, rest };
}

function lengthMs({ value, unit }: Amount): number | null {
  return playable(value * (unit === null ? MS_OF.SECOND : unit === 'CLOCK' ? 1 : MS_OF[unit]));
}

/** The unit stands once: `0-5s`. */
function spanMs(from: Amount, to: Amount): number | null {
  const unit = from.unit ?? (to.unit === 'CLOCK' ? null : to.unit);
  const [start, end] = [lengthOf({ ...from, unit }), lengthOf(to)];
  return playable(end - start);
}

function lengthOf({ value, unit }: Amount): number {
  return unit === 'CLOCK' ? value : value * MS_OF[unit ?? 'SECOND'];
}

function playable(ms: number): number | null {
  const whole = Math.round(ms);
  return Number.isSafeInteger(whole) && whole > 0 ? whole : null;
}

function linked(text: string): { readonly amount: Amount; readonly length: number } | null {
  const gap = text.length - text.trimStart().length;
  const link = /^(?:->|-|>|~|\.\.|\p{L}+)/u.exec(text.slice(gap))?.[0] ?? '';
  if (!TIME_LINKS.has(link.toLowerCase())) return null;
  const behind = text.slice(gap + link.length);
  const inner = behind.length - behind.trimStart().length;
  const amount = amounts(behind.trimStart());
  return amount && { amount, length: gap + link.length + inner + amount.length };
}

/** One, or several of falling units: `1 min 30 s`. */
function amounts(text: string): Amount | null {
  const first = clock(text) ?? measured(text);
  if (!first || first.unit === null || first.unit === 'CLOCK') return first;
  let [ms, length] = [lengthOf(first), first.length];
  let unit: TimeUnit = first.unit;
  for (;;) {
    const gap = /^(?:\s*,)?\s*(?:and\s+)?/.exec(text.slice(length))?.[0].length ?? 0;
    const next = measured(text.slice(length + gap));
    if (!next || next.unit === null || next.unit === 'CLOCK' || MS_OF[next.unit] >= MS_OF[unit]) break;
    ms += lengthOf(next);
    length += gap + next.length;
    unit = next.unit;
  }
  return { value: ms, unit: 'CLOCK', length };
}

function clock(text: string): Amount | null {
  const found = CLOCK.exec(text);
  if (!found) return null;
  const [all, first = '0', second = '0', third, fraction = '0'] = found;
  const seconds =
    third === undefined
      ? Number(first) * 60 + Number(second)
      : Number(first) * 3600 + Number(second) * 60 + Number(third);
  return { value: seconds * 1000 + Number(`0.${fraction}`) * 1000, unit: 'CLOCK', length: all.length };
}

function measured(text: string): Amount | null {
  const number = NUMBER.exec(text)?.[0] ?? '';
  const word = number === '' ? (WORD.exec(text)?.[0] ?? '') : '';
  const value = number === '' ? NUMBERS.get(word.toLowerCase()) : Number(number.replace(',', '.'));
  if (value === undefined) return null;
  const written = number.length + word.length;
  const { unit, length } = unitAt(text.slice(written));
  if (unit === null && word !== '') return null;
  return {
    value: unit === 'MILLISECOND' && /^\d{1,3},\d{3}$/.test(number) ? value * 1000 : value,
    unit,
    length: written + length,
  };
}

function unitAt(text: string): { readonly unit: TimeUnit | null; readonly length: number } {
  const gap = /^\s*-?\s*(?=[\p{L}])/u.exec(text)?.[0].length ?? 0;
  const word = /^[\p{L}\p{M}]+/u.exec(text.slice(gap))?.[0] ?? '';
  const unit = TIME_UNITS.get(word.toLowerCase());
  return unit === undefined
    ? { unit: null, length: 0 }
    : { unit, length: gap + word.length + (text[gap + word.length] === '.' ? 1 : 0) };
}
