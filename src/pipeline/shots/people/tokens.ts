import { folded } from './folded';
import { titleOf } from './titles';

export type Casing = 'LOWER' | 'CAPITAL' | 'UPPER';

/** One word of a paragraph, and how it stands there. */
export interface Token {
  /** Folded, without apostrophes and without the `'s` of a possessive. */
  readonly norm: string;
  readonly casing: Casing;
  readonly isPossessive: boolean;
  /** What stands between the word before and this one. */
  readonly gap: string;
  /** First of its sentence. */
  isStart: boolean;
  isQuoted: boolean;
}

const WORD =
  /&|\p{L}\.(?:\p{L}\.)+|[\p{L}\p{N}\p{M}]+(?:['’ʼ][\p{L}\p{N}\p{M}]+)*(?:(?<=[sSzZxX])['’](?![\p{L}\p{N}]))?/gu;
/** The same for text of ASCII: classes of Unicode cost four times as much. */
const PLAIN_WORD = /&|[A-Za-z]\.(?:[A-Za-z]\.)+|[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*(?:(?<=[sSzZxX])'(?![A-Za-z0-9]))?/g;
const PLAIN = /^[ -~\s]*$/;
const TAIL = /['’ʼ](s|ll|d|re|ve|m)$/i;
const MOST_GAP = 40;

/** Linear: every character is looked at once. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const quotes = new Quotes(tokens);
  let end = 0;
  for (const found of text.matchAll(PLAIN.test(text) ? PLAIN_WORD : WORD)) {
    const gap = text.slice(Math.max(end, found.index - MOST_GAP), found.index);
    const before = tokens.at(-1);
    quotes.read(gap, before);
    tokens.push(tokenOf(found[0], gap, before));
    end = found.index + found[0].length;
  }
  quotes.read(text.slice(end, end + MOST_GAP), tokens.at(-1));
  quotes.close();
  return tokens;
}

/** Four words of five: nothing but letters. */
const LETTERS = /^[A-Za-z0-9]+$/;

function tokenOf(raw: string, gap: string, before: Token | undefined): Token {
  const isStart = startsSentence(gap, before);
  if (LETTERS.test(raw)) {
    const norm = raw.toLowerCase();
    return { norm, casing: casingOf(raw, norm), isPossessive: false, gap, isStart, isQuoted: false };
  }
  const tail = TAIL.exec(raw)?.[0] ?? '';
  const isOpenPossessive = /['’]$/.test(raw);
  const bare = (tail === '' ? raw : raw.slice(0, -tail.length)).replace(/['’ʼ.]/g, '');
  const norm = raw === '&' ? 'and' : folded(bare);
  const isPossessive = isOpenPossessive || /s$/i.test(tail);
  return { norm, casing: casingOf(bare, bare.toLowerCase()), isPossessive, gap, isStart, isQuoted: false };
}

function casingOf(bare: string, lower: string): Casing {
  if (bare === lower) return 'LOWER';
  return bare.length > 1 && bare === bare.toUpperCase() ? 'UPPER' : 'CAPITAL';
}

function startsSentence(gap: string, before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (gap === ' ') return false;
  if (/[!?…:]/.test(gap) || /\.{2,}/.test(gap)) return true;
  if (!gap.includes('.')) return false;
  const isShort = before.norm.length === 1 && before.casing !== 'LOWER' && before.norm !== 'i';
  return !isShort && !(titleOf(before.norm) !== null && before.norm.length <= 4) && !/^(?:st|jr|vs)$/.test(before.norm);
}

/** Which words are quoted. A mark that is never closed quotes nothing. */
class Quotes {
  private open: string | null = null;
  private from = 0;

  constructor(private readonly tokens: Token[]) {}

  read(gap: string, before: Token | undefined): void {
    if (gap === ' ' || !MARKS.test(gap)) return;
    for (const [index, mark] of [...gap].entries()) {
      if (!'"“”‘\''.includes(mark) && mark !== '’') continue;
      if (mark === '"' && index === 0 && this.open === null && before !== undefined && /^\d+$/.test(before.norm))
        continue;
      this.turn(mark, index > 0 || before === undefined);
    }
  }

  private turn(mark: string, isAfterGap: boolean): void {
    const closing = CLOSING[this.open ?? ''];
    if (closing === mark) {
      for (let index = this.from; index < this.tokens.length; index += 1) this.quote(index);
      this.open = null;
    } else if (isAfterGap && CLOSING[mark] !== undefined && (this.open === null || '"“'.includes(mark))) {
      this.open = mark;
      this.from = this.tokens.length;
    }
  }

  private quote(index: number): void {
    const token = this.tokens[index];
    if (token !== undefined) token.isQuoted = true;
  }

  close(): void {
    this.open = null;
  }
}
const MARKS = /["“”‘’']/;
const CLOSING: Readonly<Record<string, string>> = { '"': '"', '“': '”', '‘': '’', "'": "'" };
