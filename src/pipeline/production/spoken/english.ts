import { addressSaid } from './addresses';
import { formulaSaid, isYearLike } from './formula';
import { ABBREVIATIONS, LEXICON, LOUD, MONTHS, SHORT } from './lexicon';
import { ordinal, romanDigits } from './numbers';
import { countSaid, isBehindLabel, labelSaid, tightSaid } from './references';
import type { Token } from './tokens';
import { unitSaid } from './units';
import { wordSaid } from './words';

/** What is said for one written word, and what of its punctuation remains. */
export interface Reading {
  readonly said: readonly string[];
  readonly trail?: string;
  readonly lead?: string;
}

const PLAIN = /^\p{L}?[\p{Ll}\p{M}]*(?:['’][\p{Ll}]+)*(?:[-‑][\p{L}]?\p{Ll}+(?:['’]\p{Ll}+)*)*$/u;
const says = (text: string | null, rest: Omit<Reading, 'said'> = {}): Reading | null =>
  text === null ? null : { said: text.split(' ').filter(Boolean), ...rest };

type Rule = (tokens: readonly Token[], at: number, token: Token) => Reading | null;

const RULES: readonly Rule[] = [
  (tokens, at, token) => says(labelSaid(token, tokens[at + 1]), { trail: token.trail.replace('.', '') }),
  (_, __, { core }) => says(tightSaid(core)),
  numbersOfLabels,
  abbreviation,
  (_, __, { core, trail }) =>
    trail.startsWith('.') && core === 'al' ? { said: ['others'], trail: trail.slice(1) } : null,
  (tokens, at, { core }) => (core === 'et' && tokens[at + 1]?.core === 'al' ? { said: ['and'] } : null),
  (_, __, { core }) => says(SHORT.get(core) ?? null),
  (_, __, { core }) => says(addressSaid(core, { dot: 'dot', at: 'at' })),
  (_, __, { core, trail }) =>
    /^(?:\p{Lu}\.)+\p{Lu}$/u.test(core) && trail.startsWith('.')
      ? { said: core.split('.'), trail: trail.slice(1) }
      : null,
  dateParts,
  unitBehindNumber,
  (tokens, at, { core }) =>
    /^[-–—]{1,3}$/.test(core)
      ? { said: [isBetweenNumbers(tokens, at) ? 'to' : core.length > 1 ? '–' : core.replace('-', '–')] }
      : null,
  (_, __, { core }) => says(LEXICON.get(core) ?? null),
  (_, __, { core }) => (PLAIN.test(core) ? { said: [core.length === 1 ? wordSaid(core) : core] } : null),
  amountOfMoney,
  loud,
  hyphenated,
];

/** A written word of an English text among the others. Every word is read by the first rule that knows it. */
export function readEnglish(tokens: readonly Token[], at: number): Reading {
  const token = tokens[at];
  if (!token || token.core === '') return { said: [] };
  for (const rule of RULES) {
    const reading = rule(tokens, at, token);
    if (reading) return reading;
  }
  return { said: formulaSaid(token.core, { isYear: isYearHere(tokens, at) }) };
}

function numbersOfLabels(tokens: readonly Token[], at: number, { core, trail }: Token): Reading | null {
  if (!/^[A-Z]?\.?\d|^[IVXLC]+$/.test(core) || !isBehindLabel(tokens, at)) return null;
  if (romanDigits(core) && !/^\p{Lu}/u.test(tokens[at - 1]?.core ?? '')) return null;
  const isOpen = tokens[at]?.lead.includes('(') ?? false;
  return says(
    countSaid(core),
    isOpen ? { lead: '', trail: trail.replace(')', '') } : core.includes('(') ? { trail: trail.replace(')', '') } : {},
  );
}

function abbreviation(tokens: readonly Token[], at: number, { core, trail }: Token): Reading | null {
  const its = trail.startsWith('.') ? ABBREVIATIONS.get(core.toLowerCase()) : undefined;
  if (!its || (core === 'max' && /^\p{Lu}/u.test(core))) return null;
  const next = tokens[at + 1];
  const ends = its.mayEnd && trail === '.' && (!next || /^\p{Lu}/u.test(next.core));
  return says(/^\p{Lu}\p{Ll}/u.test(core) || /^E\.g|^I\.e/.test(core) ? capital(its.said) : its.said, {
    trail: ends ? trail : trail.slice(1),
  });
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** `May 12`, `12 May`. */
function dateParts(tokens: readonly Token[], at: number, { core, trail }: Token): Reading | null {
  if (!/^(?:[1-9]|[12]\d|3[01])$/.test(core)) return null;
  if (MONTHS.test(tokens[at - 1]?.core ?? '') && tokens[at - 1]?.trail === '') return says(ordinal(core));
  const isBefore = trail === '' && MONTHS.test(tokens[at + 1]?.core ?? '');
  const behind = tokens[at - 1]?.core === 'the' ? '' : 'the ';
  return isBefore ? says(`${behind}${ordinal(core)} of`) : null;
}

function unitBehindNumber(tokens: readonly Token[], at: number, { core }: Token): Reading | null {
  const before = tokens[at - 1];
  if (before?.trail !== '' || !/(?:\d|[⁰¹²³⁴⁵⁶⁷⁸⁹])$|^(?:million|billion|thousand)$/.test(before.core)) return null;
  return says(unitSaid(core, { isOne: /^[+−-]?1$/.test(before.core), isTight: false }));
}

function isBetweenNumbers(tokens: readonly Token[], at: number): boolean {
  return (
    /\d$/.test(tokens[at - 1]?.core ?? '') && tokens[at - 1]?.trail === '' && /^\d/.test(tokens[at + 1]?.core ?? '')
  );
}

const COINS: Readonly<Record<string, string>> = {
  $: 'dollars',
  '€': 'euros',
  '£': 'pounds',
  '¥': 'yen',
  '₹': 'rupees',
};

/** `$3.2 million`: the dollars come behind the million. */
function amountOfMoney(tokens: readonly Token[], at: number, { core, trail }: Token): Reading | null {
  const magnitude = /^(?:thousand|million|billion|trillion)$/;
  const [, amount = ''] = /^(?:US)?[$€£¥₹]([\d.,]+)$/.exec(core) ?? [];
  return amount && trail === '' && magnitude.test(tokens[at + 1]?.core ?? '')
    ? { said: formulaSaid(amount, { isYear: false }) }
    : null;
}

export function coinsBehind(tokens: readonly Token[], at: number): string | null {
  const before = tokens[at - 1];
  if (before?.trail !== '' || !/^(?:thousand|million|billion|trillion)$/.test(tokens[at]?.core ?? '')) return null;
  const coin = /^(?:US)?([$€£¥₹])[\d.,]+$/.exec(before.core)?.[1];
  return coin ? (COINS[coin] ?? null) : null;
}

/** In capitals among others: written for the eye, and no letters. */
function loud(tokens: readonly Token[], at: number, { core }: Token): Reading | null {
  if (!/^\p{Lu}{2,}$/u.test(core)) return null;
  const isShouted = [tokens[at - 1], tokens[at + 1]].some(
    (other) => /^\p{Lu}{4,}$/u.test(other?.core ?? '') || (other && other.core.length > 1 && LOUD.has(other.core)),
  );
  return says(wordSaid(core, { isLoud: isShouted }));
}

/** `CNN-based`, `3-layer`, `snake_case`. */
function hyphenated(_: readonly Token[], __: number, { core, written }: Token): Reading | null {
  if (
    !/^[\p{L}\p{N}.]+(?:[-‑_–][\p{L}\p{N}.]+)+$/u.test(core) ||
    /^[\d.]+(?:[eE]?)[-–][\d.]/.test(core) ||
    core.length > 200
  )
    return null;
  const parts = core.split(/[-‑_–]+/).filter(Boolean);
  const said = parts.flatMap((part) => readEnglish([{ written, lead: '', core: part, trail: '' }], 0).said);
  return { said };
}

const YEAR_CUE =
  /^(?:in|since|by|from|of|until|before|after|around|during|to|and|year|circa|late|early|mid|spring|summer|autumn|winter|fall)$/i;

function isYearHere(tokens: readonly Token[], at: number): boolean {
  const [before, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  const digits = /^\d{4}/.exec(token?.core ?? '')?.[0] ?? '';
  if (!isYearLike(digits)) return false;
  const isCued =
    YEAR_CUE.test(before?.core ?? '') ||
    MONTHS.test(before?.core ?? '') ||
    /[,(]$/.test(`${before?.trail ?? ''}${token?.lead ?? ''}`);
  if (!isCued)
    return digits >= '1800' && !/^\p{Ll}/u.test(next?.core ?? '') && !!before && !/[=<>≤≥~≈]/.test(before.core);
  return !(
    token?.trail === '' &&
    /^\p{Ll}{2,}s$/u.test(next?.core ?? '') &&
    !/^(?:was|is|as|has|this|its)$/.test(next?.core ?? '')
  );
}
