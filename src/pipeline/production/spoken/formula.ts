import { MONTH_NAMES } from './lexicon';
import { cardinal, decade, fraction, levelled, numberSaid, ordinal, power, toThe, year } from './numbers';
import { SYMBOLS } from './symbols';
import { unitSaid } from './units';
import { wordSaid } from './words';

/** What a piece is said as, and what it leaves for the next one. */
interface Piece {
  readonly said: string;
  /** It was a number; 'one' has its unit in the singular. */
  readonly number?: 'one' | 'more';
}

interface Before {
  readonly number: 'one' | 'more' | null;
  readonly text: string;
  readonly isYear: boolean;
  readonly isLast: (end: number) => boolean;
}

interface Rule {
  readonly found: RegExp;
  said(match: readonly string[], before: Before): Piece | null;
}

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*|\.\d+`;
const rule = (found: string, said: Rule['said']): Rule => ({ found: new RegExp(found, 'uy'), said });
const numbered = (said: string, digits: string): Piece => ({ said, number: /^1$/.test(digits) ? 'one' : 'more' });

const COINS: Readonly<Record<string, readonly [string, string]>> = {
  ...{
    $: ['dollar', 'cent'],
    '€': ['euro', 'cent'],
    '£': ['pound', 'penny'],
    '¥': ['yen', ''],
    '₹': ['rupee', 'paisa'],
  },
};
const MAGNITUDES: Readonly<Record<string, string>> = {
  k: 'thousand',
  K: 'thousand',
  M: 'million',
  m: 'million',
  bn: 'billion',
  B: 'billion',
  tn: 'trillion',
};

function money([, coin = '', amount = '', magnitude = '']: readonly string[]): Piece {
  const [name = '', small = ''] = COINS[coin.slice(-1)] ?? [];
  const plural = (word: string, count: string) =>
    count === '1' || word === 'yen' ? word : word === 'penny' ? 'pence' : `${word}s`;
  const [, whole = '', cents] = /^([\d,]+)\.(\d\d)$/.exec(amount) ?? [];
  if (magnitude) return { said: `${numberSaid(amount)} ${MAGNITUDES[magnitude]} ${plural(name, '2')}` };
  if (!cents || !small) return { said: `${numberSaid(amount)} ${plural(name, amount)}` };
  const rest = cents === '00' ? '' : ` and ${cardinal(String(Number(cents)))} ${plural(small, String(Number(cents)))}`;
  return { said: `${numberSaid(whole)} ${plural(name, whole)}${rest}` };
}

function clock([, hours = '', minutes = '']: readonly string[]): Piece {
  const [hour, minute] = [cardinal(String(Number(hours))), Number(minutes)];
  if (minute === 0) return { said: Number(hours) <= 12 ? `${hour} o'clock` : `${hour} hundred` };
  return { said: `${hour} ${minute < 10 ? 'oh ' : ''}${cardinal(String(minute))}` };
}

function isoDate([, its = '', month = '', day = '']: readonly string[]): Piece | null {
  const name = MONTH_NAMES[Number(month) - 1];
  return name ? { said: `${name} ${ordinal(String(Number(day)))} ${year(its)}` } : null;
}

const plainNumber = (digits: string, isYear: boolean) =>
  isYear && isYearLike(digits) ? year(digits) : numberSaid(digits);

export function isYearLike(digits: string): boolean {
  return /^(?:1[1-9]|20)\d\d$/.test(digits);
}

/** In this order; the first that is found at a place says it. */
const RULES: readonly Rule[] = [
  rule(String.raw`(\d{4})-(\d\d)-(\d\d)(?!\d)`, isoDate),
  rule(String.raw`([01]?\d|2[0-3]):([0-5]\d)(?![\d:])`, clock),
  rule(String.raw`((?:US|AU|CA)?[$€£¥₹])(${NUMBER})(bn|tn|[kKMmB])?(?![\p{L}\d])`, money),
  rule(String.raw`()(\d+(?:\.\d+)?)([€£¥])`, ([, , amount = '', coin = '']) => money(['', coin, amount])),
  rule(String.raw`(\d+(?:\.\d+)?)[eE]([-+−]?\d{1,3})(?![\p{L}\d])`, ([, base = '', raised = '']) => ({
    said: `${numberSaid(base)} times ten ${toThe(raised)}`,
    number: 'more',
  })),
  rule(String.raw`(\d{1,2}0)s(?!\p{L})|(\d{3}0)s(?!\p{L})`, ([, short, long]) => ({
    said: decade(short ?? long ?? ''),
  })),
  rule(String.raw`(\d+)(?:st|nd|rd|th)(?!\p{L})`, ([, digits = '']) => ({ said: ordinal(digits) })),
  rule(String.raw`(\d{1,3})\/(\d{1,3})(?![\d/])`, ([, above = '', below = '']) => ({
    said: fraction(above, below),
    number: 'one',
  })),
  rule(String.raw`(${NUMBER})\s?[-–—](?=${NUMBER})`, ([, digits = ''], { isYear }) => ({
    said: `${plainNumber(digits, isYear)} to`,
    number: 'more',
  })),
  rule(String.raw`(${NUMBER})[x×](?=\d)`, ([, digits = '']) => ({ said: `${numberSaid(digits)} by` })),
  rule(NUMBER, ([digits = ''], { isYear }) => numbered(plainNumber(digits, isYear), digits)),
  rule(String.raw`\^\{?([-+−]?(?:\d{1,4}|\p{L}))\}?`, ([, raised = ''], { number }) => ({
    said: number ? toThe(raised) : power(raised.replace('−', '-')),
  })),
  rule('[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ]+', ([raised = ''], { number, text }) =>
    /\p{L}{3}$/u.test(text)
      ? { said: '' }
      : { said: number ? toThe(levelled(raised)) : power(levelled(raised)), number: number ?? undefined },
  ),
  rule('[₀₁₂₃₄₅₆₇₈₉]+', ([lowered = '']) => ({ said: cardinal(levelled(lowered)) })),
  rule(String.raw`[°%‰℃Å\p{L}µμΩ/·²³⁻¹^]{1,24}(?![\p{L}\d])`, ([symbol = ''], { number }) => {
    const said = number && unitSaid(symbol, { isOne: number === 'one', isTight: true });
    return said ? { said } : null;
  }),
  rule('[x×](?!.)', (_, { number }) => (number ? { said: 'times' } : null)),
  rule(String.raw`[k](?![\p{L}\d])`, (_, { number }) => (number ? { said: 'thousand', number: 'more' } : null)),
  rule(String.raw`[\p{L}\p{M}]+(?:['’][\p{L}]+)*`, ([letters = '']) => ({ said: withEnding(letters) })),
  rule(String.raw`[-−–](?=[.\d])`, () => ({ said: 'minus' })),
  rule(String.raw`\/(?=.)`, (_, { text }) => ({ said: /\p{Ll}{2}$/u.test(text) ? 'or' : '' })),
  rule(String.raw`\.(?=[\p{L}\d])`, ([,], { text }) => ({ said: /(?:^|\.)\p{L}$/u.test(text) ? '' : 'dot' })),
  rule(String.raw`#(?=\d)`, () => ({ said: 'number' })),
  rule('#', () => ({ said: 'hashtag' })),
  rule(String.raw`\*(?=.)`, () => ({ said: 'times' })),
  rule('[,;:](?=.)', ([mark = '']) => ({ said: mark })),
];

/** A possessive goes with its word. */
function withEnding(letters: string): string {
  const at = letters.search(/['’]/);
  return at < 0 ? wordSaid(letters) : wordSaid(letters.slice(0, at)) + letters.slice(at);
}

const FEW = 400;

/** Whatever is no plain word, piece by piece. `number`: what stands before it without a sign between them. */
export function formulaSaid(core: string, { isYear }: { isYear: boolean }): string[] {
  const said: string[] = [];
  let number: Before['number'] = null;
  for (let at = 0; at < core.length; ) {
    const before = {
      number,
      text: core.slice(Math.max(0, at - 4), at),
      isYear,
      isLast: (end: number) => end === core.length,
    };
    const found = firstOf(core.length > FEW ? RULES.slice(-12) : RULES, core, at, before);
    const piece = found?.piece ?? { said: SYMBOLS[core[at] ?? ''] ?? '' };
    if (/^[,;:]$/.test(piece.said) && said.length > 0) said[said.length - 1] += piece.said;
    else said.push(...piece.said.split(' '));
    number = piece.number ?? null;
    at += found?.length ?? 1;
  }
  return said.filter(Boolean);
}

function firstOf(rules: readonly Rule[], core: string, at: number, before: Before) {
  for (const { found, said } of rules) {
    found.lastIndex = at;
    const match = found.exec(core);
    const piece = match && said(match, before);
    if (match && piece) return { piece, length: match[0].length };
  }
  return null;
}
