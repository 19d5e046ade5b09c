import { figureSpans } from '../figure-mentions';
import { VALUE_WORDS, valueOfWords } from './number-words';

export type Hedge = 'ABOUT' | 'ABOVE' | 'BELOW';

/** A number as a text says it. */
export interface NumberSaid {
  /** With its unit or what it counts: `47.8 %`, `12 sites`. A stretch of the text as it is. */
  readonly text: string;
  readonly start: number;
  /** 1,200 and 1.2 thousand are 1200. A name with digits (`GPT-3`) has none. */
  readonly value: number | null;
  /** Of a name with digits: in lower case. */
  readonly name: string | null;
  readonly percent: boolean;
  readonly hedge: Hedge | null;
  /** What a one stands for in its last digit that counts: 0.1 of 47.8, 100 of 1,200. */
  readonly grain: number;
  /** Written in letters, at most twelve and without a unit: `two groups`. */
  readonly inPassing: boolean;
}

const UNIT = String.raw`(?:percentage points?|per\s?cent|percent|points?|(?:milli|micro|nano)?seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|(?:kilo|centi|milli|micro|nano)?(?:met(?:re|er)|gram|watt|volt|lit(?:re|er)|joule)s?|(?:kilo|mega|giga|tera)?(?:bytes?|bits?|hertz)|miles?|feet|inch(?:es)?|tonnes?|tons?|degrees?|dollars?|euros?|pounds?|cents?|times|fold)(?![\p{L}\p{N}])`;
const GROUPED = String.raw`\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?`;
const PLAIN = String.raw`\d+(?:[.,]\d+)?`;
const BEFORE = String.raw`(?<![\p{L}\p{N}_]|\p{N}[.,]|\p{L}-)`;
const SCALE = String.raw`(?:\s?(thousand|million|billion|trillion)(?![\p{L}])|([kKMB])(?![\p{L}\p{N}]))`;
const WORDS = String.raw`(?<![\p{L}\p{N}_-])(?:an?\s(?=hundred|thousand|million|billion))?(?:${VALUE_WORDS})(?:(?:[\s-]|\sand\s)(?:${VALUE_WORDS}))*(?![\p{L}\p{N}_]|-\p{L})`;
const NUMBER = new RegExp(
  `(?<digits>${BEFORE}(?:${GROUPED}|${PLAIN}))${SCALE}?|(?<name>(?<![\\p{L}\\p{N}_])\\p{L}[\\p{L}\\p{N}]{0,20}-?\\d[\\p{L}\\p{N}-]{0,20})|(?<words>${WORDS})`,
  'giu',
);
const PERCENT = /^(?:\s?%|[\s-]{0,2}per\s?cent(?!\p{L})|[\s-]{0,2}percent(?:age points?)?(?!\p{L}))/iu;
const TAIL = new RegExp(
  String.raw`^(?:\s?%|[\s-]{0,2}${UNIT}|-?\p{L}{1,3}(?![\p{L}\p{N}])|[\s-]\p{L}[\p{L}\p{N}-]*)`,
  'iu',
);
const WITH_UNIT = new RegExp(String.raw`^(?:\s?%|[\s-]{0,2}${UNIT})`, 'iu');

const ABOUT =
  /(?:\b(?:about|around|roughly|approximately|approx\.?|circa|some|close to|nearly|almost|just (?:over|under|above|below)|in the region of)|[~≈∼])\s?$/iu;
const ABOVE = /\b(?:more than|over|above|exceed(?:s|ed|ing)?|at least|upwards of)\s?$/iu;
const BELOW = /\b(?:less than|fewer than|under|below|at most|up to)\s?$/iu;
/** As far back as the longest hedge. */
const HEDGE_CHARACTERS = 20;

const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  b: 1e9,
  billion: 1e9,
  trillion: 1e12,
};

/** The numbers of a text in order, without those of its figures and tables. */
export function numbersIn(text: string): NumberSaid[] {
  const figures = [...figureSpans(text)];
  const found: NumberSaid[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const inFigure = figures.some((span) => match.index >= span.start && match.index < span.endExclusive);
    const said = inFigure ? null : numberSaid(text, match);
    if (said) found.push(said);
  }
  return found;
}

function numberSaid(text: string, match: RegExpExecArray): NumberSaid | null {
  const { digits, name, words } = match.groups ?? {};
  const end = match.index + match[0].length;
  const after = text.slice(end, end + 40);
  const start = match.index;
  const hedge = hedgeBefore(text.slice(Math.max(0, start - HEDGE_CHARACTERS), start));
  const base = { start, hedge, percent: PERCENT.test(after), name: null, inPassing: false };
  if (name) return { ...base, text: name, name: name.toLowerCase(), value: null, grain: 0, percent: false };
  const said = match[0] + (TAIL.exec(after)?.[0] ?? '');
  if (digits) return { ...base, text: said, ...valueOfDigits(digits, scaleOf(match)) };
  const value = valueOfWords(words ?? '');
  if (value === null) return null;
  const inPassing = value <= 12 && !WITH_UNIT.test(after);
  return { ...base, text: said, value, grain: grainOf(value), inPassing };
}

/** `40 M` is forty million, `40 m` a length. */
function scaleOf([, , word, letter = '']: RegExpExecArray): string | undefined {
  return word ?? (/^[kMB]$/.test(letter) ? letter : undefined);
}

function hedgeBefore(before: string): Hedge | null {
  if (ABOUT.test(before)) return 'ABOUT';
  if (ABOVE.test(before)) return 'ABOVE';
  return BELOW.test(before) ? 'BELOW' : null;
}

function valueOfDigits(digits: string, scaleWord: string | undefined): { value: number; grain: number } {
  const isGrouped = /^\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)/u.test(digits);
  const plain = isGrouped ? digits.replace(/[,\u00a0\u2009\u202f]/gu, '') : digits.replace(',', '.');
  const scale = SCALES[scaleWord?.toLowerCase() ?? ''] ?? 1;
  const [, decimals] = plain.split('.');
  const grain = decimals ? 10 ** -decimals.length : grainOf(Number(plain));
  return { value: tidied(Number(plain) * scale), grain: grain * scale };
}

/** Of a whole number: trailing zeros count for nothing. */
function grainOf(value: number): number {
  let grain = 1;
  while (value > 0 && value % (grain * 10) === 0) grain *= 10;
  return grain;
}

/** 1.2 × 1000 is 1200 and nothing beside it. */
export function tidied(value: number): number {
  return Number(value.toPrecision(12));
}
