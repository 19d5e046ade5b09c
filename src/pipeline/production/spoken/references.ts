import { cardinal, romanDigits } from './numbers';
import type { Token } from './tokens';

const LABELS: Readonly<Record<string, readonly [one: string, more: string]>> = {
  ...{ fig: ['Figure', 'Figures'], tab: ['Table', 'Tables'], tbl: ['Table', 'Tables'], eq: ['Equation', 'Equations'] },
  ...{
    eqn: ['Equation', 'Equations'],
    sec: ['Section', 'Sections'],
    sect: ['Section', 'Sections'],
    ch: ['Chapter', 'Chapters'],
  },
  ...{
    chap: ['Chapter', 'Chapters'],
    ref: ['Reference', 'References'],
    alg: ['Algorithm', 'Algorithms'],
    app: ['Appendix', 'Appendices'],
  },
  ...{
    thm: ['Theorem', 'Theorems'],
    def: ['Definition', 'Definitions'],
    vol: ['volume', 'volumes'],
    no: ['number', 'numbers'],
  },
  ...{ p: ['page', 'pages'], pp: ['pages', 'pages'], ver: ['version', 'versions'] },
};
const NAMED =
  /^(?:figure|table|equation|section|chapter|appendix|algorithm|part|volume|book|act|phase|type|stage|class|level|scene|page|line|step|theorem|number|reference|war|article)s?$/i;
const COUNTED = /^\(?(?:[A-Z]\.?)?\d/;

/** `Fig.`, where a number follows. */
export function labelSaid({ core, trail }: Token, next: Token | undefined): string | null {
  const [, word = '', many = ''] = /^([a-z]+?)(s?)$/i.exec(core) ?? [];
  const label = LABELS[word.toLowerCase()] ?? (many ? LABELS[core.toLowerCase()] : undefined);
  if (!label || !next || !(COUNTED.test(next.core) || (romanDigits(next.core) && /^[A-Z]/.test(core)))) return null;
  if (!trail.startsWith('.') && (word.length < 2 || /^(?:no|app|def|ref|sec)$/i.test(word) || trail !== ''))
    return null;
  return caseOf(core, many ? label[1] : label[0]);
}

function caseOf(core: string, said: string): string {
  return /^[A-Z]/.test(core) ? said.charAt(0).toUpperCase() + said.slice(1) : said;
}

/** `Fig.3a` in one. */
export function tightSaid(core: string): string | null {
  const [, label = '', number = ''] = /^(figs?|tab|eqs?|sec|ch)\.(\d+(?:\.\d+)*[a-z]?)$/i.exec(core) ?? [];
  const [, word = '', many = ''] = /^([a-z]+?)(s?)$/i.exec(label) ?? [];
  const names = LABELS[word.toLowerCase()];
  return names ? `${caseOf(label, names[many ? 1 : 0])} ${countSaid(number)}` : null;
}

const MOST_BACK = 6;

/** Whether a number is that of a figure, a table or a section: behind its label, or behind other numbers of one. */
export function isBehindLabel(tokens: readonly Token[], at: number): boolean {
  for (let back = at - 1; back >= Math.max(0, at - MOST_BACK); back -= 1) {
    const { core = '', trail = '' } = tokens[back] ?? {};
    if (NAMED.test(core) || LABELS[core.toLowerCase().replace(/s$/, '')]) return trail === '' || trail === '.';
    if (!/^(?:and|or|to|&|-|–)$/.test(core) && !(/^\d/.test(core) && (trail === ',' || trail === '' || trail === '),')))
      return false;
  }
  return false;
}

/** `3a`, `2–4`, `3.2`, `II`, `S1`: as it is said behind a label. Null: this is no number of anything. */
export function countSaid(core: string): string | null {
  const roman = romanDigits(core);
  if (roman) return cardinal(roman);
  const parts = core.split(/[-–—]/);
  if (
    parts.length > 2 ||
    !parts.every((part) => /^[A-Z]?\.?\d{1,6}(?:\.\d{1,6})*\(?[a-zA-Z]?$/.test(part) || /^[a-z]$/.test(part))
  )
    return null;
  return parts.map(oneSaid).join(' to ');
}

function oneSaid(part: string): string {
  const [, letter = '', numbers = '', panel = ''] = /^([A-Z]?)\.?([\d.]*)\(?([a-zA-Z]?)$/.exec(part) ?? [];
  const said = numbers
    .split('.')
    .filter(Boolean)
    .map((digits) => cardinal(String(Number(digits))))
    .join(' point ');
  return [letter && numbers.includes('.') && part[1] === '.' ? `${letter} point` : letter, said, panel]
    .filter(Boolean)
    .join(' ');
}
