import { type Image, inlineText } from '../../script/markdown-inline';
import * as is from '../../script/markdown-lines';
import { codeLines, oneLine } from '../drafts/clean-text';
import { type Draft, draftText } from '../drafts/draft';
import { htmlDrafts } from '../html/html-drafts';
import type { BlockKind } from '../reading';
import { formulaAt, guarded } from './formulas';

/** The blocks of a Markdown text from a line on. What does not close is read to the end: no text is refused. */
export function markdownDrafts(lines: readonly string[], begins: number): Draft[] {
  return new Drafting(lines, begins).read();
}

const ENDS_A_SENTENCE = /[.!?…:]["”’')\]]*$/u;
/** What Pandoc and others write behind a heading, an image or a caption: `{#fig:nights width=80%}`. */
const ATTRIBUTES = /[ \t]{0,9}\{[^{}\n]{0,200}\}$/;
/** `[see @okafor2024, p. 3]`: keys of a bibliography that is elsewhere. */
const CITATION = /[ \t]?\[[^[\]@\n]{0,40}-?@[\p{L}\p{N}_][^[\]\n]{0,300}\]/gu;
const NOTE = /^ {0,3}\[\^[^\]\s]{1,100}\]:[ \t]*(.*)$/;
const HTML_BEGINS = /^ {0,3}<(table|figure|img|picture)\b/i;
const TABLE_CAPTION = /^[ \t]*(?:Table)?:[ \t]+(.*)$/;

class Drafting {
  readonly #drafts: Draft[] = [];
  readonly #links: ReadonlySet<string>;
  readonly #lastComment: number;
  readonly #closings = new Map<string, number>();
  #kind: BlockKind = 'PARAGRAPH';
  #lines: string[] = [];
  #quoted = false;
  #at: number;

  constructor(
    private readonly lines: readonly string[],
    begins: number,
  ) {
    this.#at = begins;
    this.#links = new Set(lines.flatMap((line) => is.LINK.exec(line)?.[1]?.toLowerCase() ?? []));
    this.#lastComment = lines.findLastIndex((line) => line.includes('-->'));
  }

  read(): Draft[] {
    while (this.#at < this.lines.length) this.#at += this.#block(this.#unquoted());
    this.#flush();
    return this.#drafts;
  }

  /** The line at hand without the marks of a quote. */
  #unquoted(): string {
    const line = this.#line(0);
    const mark = is.QUOTE.exec(line)?.[0];
    const isQuoted = mark !== undefined;
    if (isQuoted !== this.#quoted && (isQuoted || is.BLANK.test(line))) {
      this.#flush();
      this.#quoted = isQuoted;
    }
    return mark === undefined ? line : line.slice(mark.length);
  }

  #line(ahead: number): string {
    return this.lines[this.#at + ahead] ?? '';
  }

  /** How many lines it takes. */
  #block(line: string): number {
    if (is.BLANK.test(line)) return this.#blank();
    const taken = this.#comment(line) || this.#code(line) || this.#formula() || this.#html(line) || this.#table(line);
    return taken || this.#heading(line) || this.#underline(line) || this.#note(line) || this.#said(line);
  }

  #blank(): number {
    this.#flush();
    return 1;
  }

  #comment(line: string): number {
    if (!is.COMMENT_BEGINS.test(line) || this.#at > this.#lastComment) return 0;
    let lines = 1;
    while (!this.#line(lines - 1).includes('-->')) lines += 1;
    this.#flush();
    const last = lines === 1 ? line : this.#line(lines - 1);
    const rest = last.slice(last.indexOf('-->') + 3);
    if (!is.BLANK.test(rest)) this.#said(rest);
    return lines;
  }

  #code(line: string): number {
    const fence = is.FENCE.exec(line)?.[1];
    if (fence) return this.#fenced(line, fence);
    if (this.#lines.length > 0 || !/^(?: {4}|\t)/.test(line) || this.#drafts.at(-1)?.kind === 'LIST_ITEM') return 0;
    let lines = 1;
    while (/^(?: {4}|\t)/.test(this.#line(lines)) || this.#isBlankWithinCode(lines)) lines += 1;
    const code = Array.from({ length: lines }, (_, n) => this.#line(n).replace(/^(?: {4}|\t)/, ''));
    this.#add('CODE', codeLines(code.join('\n')));
    return lines;
  }

  #isBlankWithinCode(ahead: number): boolean {
    return is.BLANK.test(this.#line(ahead)) && /^(?: {4}|\t)\s*\S/.test(this.#line(ahead + 1));
  }

  #fenced(line: string, fence: string): number {
    const closes = new RegExp(`^[ \\t]*\\${fence.charAt(0)}{${fence.length},}[ \\t]*$`);
    const code: string[] = [];
    let lines = 1;
    for (; this.#at + lines < this.lines.length; lines += 1) {
      const next = this.#line(lines).replace(this.#quoted ? is.QUOTE : /^$/, '');
      if (closes.test(next)) break;
      code.push(next);
    }
    this.#flush();
    const isMath = /^[ \t]*[`~]{3,}\s*(?:math|latex|tex)\b/i.test(line);
    if (isMath) this.#add('EQUATION', oneLine(code.join(' ')));
    else this.#add('CODE', codeLines(code.join('\n')));
    return lines + 1;
  }

  #formula(): number {
    const found = this.#quoted ? null : formulaAt(this.lines, this.#at);
    if (!found) return 0;
    this.#flush();
    this.#add('EQUATION', found.formula);
    return found.lines;
  }

  /** Tables and figures in HTML are read as such, styles and scripts are no text, and other tags stand in paragraphs. */
  #html(line: string): number {
    const tag = (HTML_BEGINS.exec(line) ?? is.UNSAID_BEGINS.exec(line))?.[1]?.toLowerCase();
    if (!tag) return 0;
    const lines = tag === 'img' ? 1 : this.#closing(`</${tag}>`) + 1 - this.#at;
    this.#flush();
    const html = Array.from({ length: lines }, (_, n) => this.#line(n)).join('\n');
    for (const draft of htmlDrafts(html)) this.#drafts.push(draft);
    return lines;
  }

  /** The line that closes a tag; the one at hand where none does. Each line is looked at once for each tag. */
  #closing(tag: string): number {
    let found = this.#closings.get(tag) ?? -1;
    if (found < this.#at) {
      found = this.lines.findIndex((line, at) => at >= this.#at && line.toLowerCase().includes(tag));
      this.#closings.set(tag, found < 0 ? Number.POSITIVE_INFINITY : found);
    }
    return found < 0 || found === Number.POSITIVE_INFINITY ? this.#at : found;
  }

  #table(line: string): number {
    if (!line.includes('|') || !is.TABLE_RULE.test(this.#later(1).trimEnd())) return 0;
    this.#flush();
    const rows = [this.#cells(line)];
    let lines = 2;
    for (; this.#later(lines).includes('|') && this.#at + lines < this.lines.length; lines += 1) {
      rows.push(this.#cells(this.#later(lines)));
    }
    const [caption, after] = this.#tableCaption(lines);
    this.#drafts.push({ kind: 'TABLE', caption, rows });
    return lines + after;
  }

  /** `: Nights above 28 °C` after a table, as Pandoc has it. */
  #tableCaption(lines: number): [string | null, number] {
    const blanks = is.BLANK.test(this.#later(lines)) ? 1 : 0;
    const [, said] = TABLE_CAPTION.exec(this.#later(lines + blanks)) ?? [];
    return said === undefined ? [null, 0] : [this.#inline(said.replace(ATTRIBUTES, '')).text, blanks + 1];
  }

  #later(lines: number): string {
    const line = this.#line(lines);
    return this.#quoted ? line.replace(is.QUOTE, '') : line;
  }

  #cells(row: string): string[] {
    const bare = row.trim().replace(/^\||\|$/g, '');
    return bare.split(/(?<!\\)\|/).map((cell) => this.#inline(cell.trim()).text);
  }

  #heading(line: string): number {
    const marks = is.HEADING.exec(line);
    if (!marks) return 0;
    this.#flush();
    const text = line.slice(marks[0].length).trim().replace(is.CLOSING_MARKS, '').replace(ATTRIBUTES, '');
    this.#add('HEADING', this.#inline(text).text, (marks[1] ?? '#').length);
    return 1;
  }

  /** A line of `=` or `-` makes the line before it a heading, unless that one ends like a sentence. */
  #underline(line: string): number {
    const mark = is.UNDERLINE.exec(line)?.[1];
    const [only = '', ...others] = this.#lines;
    const isHeading =
      mark && only !== '' && (mark.startsWith('=') || !(others.length > 0 || ENDS_A_SENTENCE.test(only.trim())));
    if (isHeading && this.#kind === 'PARAGRAPH') {
      const text = this.#inline(this.#lines.join(' ')).text;
      this.#lines = [];
      this.#add('HEADING', text, mark.startsWith('=') ? 1 : 2);
      return 1;
    }
    if (!is.BREAK_LINE.test(line)) return 0;
    this.#flush();
    return 1;
  }

  /** The label of a link is no text; what a note says is. */
  #note(line: string): number {
    const note = NOTE.exec(line)?.[1];
    if (note === undefined) {
      const isLink = this.#lines.length === 0 && is.LINK.test(line);
      return isLink ? 1 : 0;
    }
    this.#flush();
    this.#lines.push(note);
    return 1;
  }

  #said(line: string): number {
    const [, , number, item = ''] = is.ITEM.exec(line) ?? [];
    const isItem =
      is.ITEM.test(line) && (this.#lines.length === 0 || this.#kind === 'LIST_ITEM' || interrupts(item, number));
    if (isItem) {
      this.#flush();
      this.#kind = 'LIST_ITEM';
    }
    this.#lines.push(isItem ? item.replace(is.TASK, '') : line.replace(/^[ \t]+/, ''));
    return 1;
  }

  #flush(): void {
    const [kind, lines] = [this.#kind, this.#lines];
    this.#kind = 'PARAGRAPH';
    this.#lines = [];
    if (lines.length === 0) return;
    const { text, images } = this.#inline(lines.join('\n'));
    const isAlone = images.length === 1 && oneLine(text) === '';
    this.#add(kind === 'PARAGRAPH' && this.#quoted ? 'QUOTE' : kind, text.replace(ATTRIBUTES, isAlone ? '' : '$&'));
    for (const { alt, path } of images) {
      this.#drafts.push({ kind: 'PICTURE', alt: oneLine(alt), caption: null, source: path, isAlone });
    }
  }

  #add(kind: BlockKind, text: string, level: number | null = null): void {
    const said = kind === 'CODE' ? text : oneLine(text);
    if (said !== '') this.#drafts.push(draftText(kind, said, level));
  }

  #inline(text: string): { text: string; images: readonly Image[] } {
    const read = inlineText(guarded(text.replace(CITATION, '')), this.#links);
    return { text: oneLine(read.text), images: read.images };
  }
}

const interrupts = (item: string, number: string | undefined): boolean =>
  item !== '' && (number === undefined || Number(number) === 1);
