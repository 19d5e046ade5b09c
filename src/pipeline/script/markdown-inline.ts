import { flanks, stripMarks, type Token, textOf } from './markdown-marks';

/** What Markdown marks within a paragraph, taken away: what is left is what is said. */

export interface Image {
  readonly alt: string;
  readonly path: string;
}

interface Inline {
  readonly text: string;
  readonly images: readonly Image[];
}

/** `links`: the lower-case labels of `[label]: address` lines. */
export function inlineText(source: string, links: ReadonlySet<string> = new Set()): Inline {
  const reading = new Reading(source, links);
  return reading.read();
}

/** A label of more is none: it keeps the reading of a hostile text linear. */
const MOST_TOKENS_OF_A_LABEL = 100;
const PUNCTUATION = /^[!-/:-@[-`{-~]$/;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  micro: 'µ',
  times: '×',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/y;
const BLANKS = /([ \t]*)(\n[ \t]*)?/y;
const HARD_BREAK = /\\\n[ \t]*/y;
const BACKTICKS = /`+/y;
const MARKS = /\*+|_+|~+/y;
const ADDRESS = /<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]{0,2000}|[^\s<>@]{1,200}@[^\s<>@]{1,200})>/y;
const TAG = /<(\/?[a-zA-Z][a-zA-Z0-9-]{0,30})(?:\s[^<>]{0,2000})?\/?>/y;
const FOOTNOTE = /\[\^[^\]\s]{1,100}\]/y;
const REFERENCE = /\[([^[\]\n]{0,200})\]/y;
const PLAIN = /[^\\`*_~<[\]!&\n\t ]+/y;

class Reading {
  readonly #tokens: Token[] = [];
  /** The places of open brackets among the tokens. */
  readonly #brackets: number[] = [];
  readonly #images: Image[] = [];
  /** Lengths of backtick runs that never close; looked for once each. */
  readonly #unclosed = new Set<number>();
  readonly #lastComment: number;
  #closings: ReadonlyMap<number, number> | null = null;
  #at = 0;

  constructor(
    private readonly source: string,
    private readonly links: ReadonlySet<string>,
  ) {
    this.#lastComment = source.lastIndexOf('-->');
  }

  read(): Inline {
    while (this.#at < this.source.length) this.#next();
    stripMarks(this.#tokens);
    return { text: textOf(this.#tokens), images: this.#images };
  }

  #next(): void {
    if (!this.#marked(this.source.charAt(this.#at))) this.#say(this.source.charAt(this.#at), 1);
  }

  #marked(first: string): boolean {
    switch (first) {
      case '\\':
        return this.#break() || this.#escape();
      case ' ':
      case '\t':
      case '\n':
        return this.#break();
      case '`':
        return this.#code();
      case '*':
      case '_':
      case '~':
        return this.#marks();
      case '<':
        return this.#angle();
      case '&':
        return this.#entity();
      case '!':
      case '[':
      case ']':
        return this.#bracket();
      default:
        return this.#plain();
    }
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.source);
  }

  #say(text: string, length: number): true {
    this.#tokens.push({ text });
    this.#at += length;
    return true;
  }

  #plain(): boolean {
    const [plain] = this.#take(PLAIN) ?? [];
    return plain !== undefined && this.#say(plain, plain.length);
  }

  /** Lines are wrapped where it suits the writer; two spaces or a backslash mean it. */
  #break(): boolean {
    const hard = this.#take(HARD_BREAK);
    if (hard) return this.#say('\n', hard[0].length);
    const [whole = '', blanks = '', lineEnd] = this.#take(BLANKS) ?? [];
    if (whole === '') return false;
    if (lineEnd === undefined) return this.#say(blanks, blanks.length);
    return this.#say(blanks.endsWith('  ') ? '\n' : ' ', whole.length);
  }

  #escape(): boolean {
    const next = this.source.charAt(this.#at + 1);
    return PUNCTUATION.test(next) ? this.#say(next, 2) : this.#say('\\', 1);
  }

  #code(): boolean {
    const [open] = this.#take(BACKTICKS) ?? [];
    if (open === undefined) return false;
    const start = this.#at + open.length;
    const end = this.#unclosed.has(open.length) ? -1 : closingRun(this.source, start, open.length);
    if (end < 0) {
      this.#unclosed.add(open.length);
      return this.#say(open, open.length);
    }
    const code = this.source.slice(start, end).replaceAll('\n', ' ');
    const isPadded = /^ .* $/s.test(code) && code.trim() !== '';
    return this.#say(isPadded ? code.slice(1, -1) : code, end + open.length - this.#at);
  }

  #marks(): boolean {
    const [run] = this.#take(MARKS) ?? [];
    if (run === undefined) return false;
    const before = charBefore(this.source, this.#at);
    const after = charAfter(this.source, this.#at + run.length);
    this.#tokens.push({ text: run, run: flanks(run, before, after) });
    this.#at += run.length;
    return true;
  }

  #angle(): boolean {
    if (this.source.startsWith('<!--', this.#at) && this.#at < this.#lastComment) {
      return this.#say('', this.source.indexOf('-->', this.#at) + 3 - this.#at);
    }
    const address = this.#take(ADDRESS);
    if (address) return this.#say(address[1] ?? '', address[0].length);
    const tag = this.#take(TAG);
    return tag !== null && this.#say(tag[1]?.toLowerCase() === 'br' ? '\n' : '', tag[0].length);
  }

  #entity(): boolean {
    const [whole, decimal, hex, name] = this.#take(ENTITY) ?? [];
    if (whole === undefined) return false;
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null;
    const text = code === null ? ENTITIES[name ?? ''] : character(code);
    return text !== undefined && this.#say(text, whole.length);
  }

  #bracket(): boolean {
    const here = this.source[this.#at];
    if (here === ']') return this.#closeBracket();
    const footnote = this.#take(FOOTNOTE);
    if (footnote) return this.#say('', footnote[0].length);
    const open = here === '[' ? '[' : this.source.startsWith('![', this.#at) ? '![' : null;
    if (open === null) return false;
    this.#brackets.push(this.#tokens.length);
    return this.#say(open, open.length);
  }

  #closeBracket(): boolean {
    const place = this.#brackets.pop();
    const opened = place === undefined ? undefined : this.#tokens[place];
    if (place === undefined || !opened) return false;
    const target = this.#target(place);
    if (!target) return false;
    this.#at += 1 + target.length;
    if (opened.text === '[') {
      opened.text = '';
      return true;
    }
    const inner = this.#tokens.splice(place).slice(1);
    stripMarks(inner);
    this.#images.push({ alt: textOf(inner), path: target.path });
    return true;
  }

  #address(open: number): { path: string; length: number } | null {
    this.#closings ??= closings(this.source);
    const close = this.#closings.get(open);
    if (close === undefined) return null;
    return { path: bareAddress(this.source.slice(open + 1, close)), length: close + 1 - open };
  }

  /** What follows the closing bracket: `(address "title")`, `[label]`, or nothing where the text itself is a label. */
  #target(place: number): { path: string; length: number } | null {
    const start = this.#at + 1;
    if (this.source[start] === '(') return this.#address(start);
    REFERENCE.lastIndex = start;
    const [whole = '', label = ''] = REFERENCE.exec(this.source) ?? [];
    if (label === '' && this.#tokens.length - place > MOST_TOKENS_OF_A_LABEL) return null;
    const named = label || textOf(this.#tokens.slice(place + 1));
    return this.links.has(named.toLowerCase()) ? { path: '', length: whole.length } : null;
  }
}

function closingRun(source: string, start: number, length: number): number {
  for (let at = source.indexOf('`', start); at >= 0; ) {
    let end = at;
    while (source[end] === '`') end += 1;
    if (end - at === length) return at;
    at = source.indexOf('`', end);
  }
  return -1;
}

function character(code: number): string {
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\ufffd';
}

/** Each opening parenthesis with the place of the one that closes it. */
function closings(source: string): ReadonlyMap<number, number> {
  const open: number[] = [];
  const closed = new Map<number, number>();
  for (const { 0: found, index } of source.matchAll(/\\[!-/:-@[-`{-~]|[()]/g)) {
    if (found === '(') open.push(index);
    const opened = found === ')' ? open.pop() : undefined;
    if (opened !== undefined) closed.set(opened, index);
  }
  return closed;
}

function bareAddress(inside: string): string {
  const trimmed = inside.trim();
  const [, angled] = /^<([^<>]*)>/.exec(trimmed) ?? [];
  const address = angled ?? /^\S*/.exec(trimmed)?.[0] ?? '';
  return address.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

const charBefore = (source: string, at: number): string => String.fromCodePoint(source.codePointAt(at - 1) ?? 32);
const charAfter = (source: string, at: number): string => String.fromCodePoint(source.codePointAt(at) ?? 32);
