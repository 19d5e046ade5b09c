import { folded } from './folded';

const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '”': '”',
  '„': '“”',
  '‘': '’',
  '‚': '‘’',
  '«': '»',
  '»': '«',
  '‹': '›',
  '「': '」',
  '『': '』',
  '《': '》',
  '〝': '〞',
  '＂': '＂',
};
const NOTHING: ReadonlySet<string> = new Set([
  '',
  '-',
  '--',
  '---',
  '.',
  '...',
  '…',
  'n/a',
  'na',
  'none',
  'no',
  'nil',
  'nothing',
  'tbd',
  'silent',
  'keine',
  'aucun',
  'ninguno',
]);

/** Null for what says that there is nothing: `(none)`, `-`, `n/a`. */
export function said(text: string): string | null {
  const value = bare(text);
  return isNothing(value) ? null : value;
}

/** Of short values: without the quotes, brackets and markup around. */
export function plainValue(text: string): string | null {
  const value = bare(text);
  return said(/^\[[^[\]]*\]$/.test(value) ? value.slice(1, -1) : value);
}

const MOST_NOTHING_CHARACTERS = 24;

export function isNothing(text: string): boolean {
  if (text.length > MOST_NOTHING_CHARACTERS) return false;
  const word = folded(text)
    .trim()
    .toLowerCase()
    .replace(/^[([](.*)[)\]]$/, '$1')
    .trim();
  return NOTHING.has(word);
}

/** Without markdown emphasis around, and without one pair of quotes around. What is within stays as it is. */
export function bare(text: string): string {
  const value = withoutEmphasis(text.trim());
  return isQuoted(value) ? withoutEmphasis(value.slice(1, -1).trim()) : value;
}

/** Whether all of it is within one pair of quotes: `"Go" and "stay"` are two. */
export function isQuoted(value: string): boolean {
  const [first = ''] = value;
  const closers = QUOTES[first];
  if (value.length < 2 || closers === undefined || !closers.includes(value.at(-1) ?? '')) return false;
  if (!closers.includes(first)) return !endsWithin(value, closers, first);
  const inner = value.indexOf(first, 1);
  return inner === value.length - 1 || first === "'" || /[\s([{]/.test(value[inner - 1] ?? '');
}

/** `“a” and “b”`: what the first mark opens is closed before the end. */
function endsWithin(value: string, closers: string, opener: string): boolean {
  let depth = 0;
  for (let index = 0; index < value.length - 1; index += 1) {
    const mark = value[index] ?? '';
    if (mark === opener) depth += 1;
    else if (closers.includes(mark) && !isApostrophe(value, index)) depth -= 1;
    if (depth === 0) return true;
  }
  return false;
}

/** `’` between letters closes nothing. */
function isApostrophe(value: string, index: number): boolean {
  return value[index] === '’' && /\p{L}/u.test(value[index + 1] ?? '');
}

/** The mark that a value begins a quotation with and does not end it; null where there is none. */
export function openQuote(value: string): string | null {
  const text = value.trimStart();
  const closers = QUOTES[text[0] ?? ''];
  if (closers === undefined || closers === "'" || closers === '’') return null;
  return [...closers].some((closer) => text.includes(closer, 1)) ? null : closers;
}

const EMPHASIS: readonly string[] = ['***', '**', '*', '___', '__', '_', '`'];

function withoutEmphasis(text: string): string {
  const mark = EMPHASIS.find((each) => text.length > 2 * each.length && text.startsWith(each) && text.endsWith(each));
  if (mark === undefined) return text;
  const inner = text.slice(mark.length, -mark.length);
  return inner.includes(mark) ? text : inner.trim();
}
