import { InvalidInput } from '../errors';
import { type Image, inlineText } from './markdown-inline';
import * as is from './markdown-lines';
import { asParagraph } from './paragraphs';
import type { TextField } from './script-limits';

export interface MarkdownParagraph {
  readonly text: string;
  /** The last comment before it that says `segment { … }`: that JSON. */
  readonly remarks: string | null;
  /** Counts from 1. */
  readonly line: number;
}

export interface MarkdownBlocks {
  readonly title: string | null;
  readonly paragraphs: readonly MarkdownParagraph[];
  readonly images: readonly Image[];
}

/** What of a Markdown text is narrated: its paragraphs and lists; and besides its title and its images. */
export function markdownBlocks(text: string, field: TextField = 'text'): MarkdownBlocks {
  return new Blocks(text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/), field).read();
}

const REMARKS = /^\s*segment\s*(\{.*\})\s*$/s;
const ENDS_A_SENTENCE = /[.!?…:]["”’')\]]*$/u;

class Blocks {
  readonly #paragraphs: MarkdownParagraph[] = [];
  readonly #images: Image[] = [];
  readonly #links: ReadonlySet<string>;
  readonly #speakers: ReadonlySet<string>;
  #title: string | null = null;
  #remarks: string | null = null;
  #paragraph: string[] = [];
  /** The items of the list at hand, in lines. */
  #list: string[][] | null = null;
  #afterBlank = false;
  #quoted = false;
  #at = 0;

  constructor(
    private readonly lines: string[],
    private readonly field: TextField,
  ) {
    this.#links = new Set(lines.flatMap((line) => is.LINK.exec(line)?.[1]?.toLowerCase() ?? []));
    this.#speakers = is.speakersOf(lines);
  }

  read(): MarkdownBlocks {
    this.#frontMatter();
    while (this.#at < this.lines.length) this.#block(this.#unquoted());
    this.#flush();
    return { title: this.#title, paragraphs: this.#paragraphs, images: this.#images };
  }

  #frontMatter(): void {
    if (!is.FRONT_MATTER.test(this.lines[0] ?? '') || is.BLANK.test(this.lines[1] ?? '')) return;
    const end = this.lines.findIndex((line, at) => at > 0 && is.FRONT_MATTER_END.test(line));
    if (end > 0) this.#at = end + 1;
  }

  /** The line at hand without the marks of a block quote, whose words are narrated. */
  #unquoted(): string {
    const line = this.lines[this.#at] ?? '';
    const mark = is.QUOTE.exec(line)?.[0];
    if (mark !== undefined && !this.#quoted) this.#flush();
    if (mark !== undefined || is.BLANK.test(line)) this.#quoted = mark !== undefined;
    return mark === undefined ? line : line.slice(mark.length);
  }

  #block(line: string): void {
    const isDone = this.#blank(line) || this.#comment(line) || this.#unsaid(line) || this.#heading(line);
    if (isDone || this.#table(line) || this.#underline(line)) return;
    if (!is.STAGE_DIRECTION.test(line)) this.#said(line);
    this.#at += 1;
  }

  #blank(line: string): boolean {
    if (!is.BLANK.test(line)) return false;
    if (this.#list) this.#afterBlank = true;
    else this.#flush();
    this.#at += 1;
    return true;
  }

  #comment(line: string): boolean {
    if (!is.COMMENT_BEGINS.test(line)) return false;
    const begun = this.#at;
    let comment = line.slice(line.indexOf('<!--') + 4);
    const parts: string[] = [];
    while (!comment.includes('-->')) {
      parts.push(comment);
      this.#at += 1;
      if (this.#at >= this.lines.length) throw this.#unclosed('comment', begun, '-->');
      comment = this.lines[this.#at] ?? '';
    }
    const end = comment.indexOf('-->');
    parts.push(comment.slice(0, end));
    this.#flush();
    this.#remarks = REMARKS.exec(parts.join('\n'))?.[1] ?? this.#remarks;
    const rest = comment.slice(end + 3);
    if (is.BLANK.test(rest)) this.#at += 1;
    else this.lines[this.#at] = rest;
    return true;
  }

  /** Code, scripts and notes. */
  #unsaid(line: string): boolean {
    const fence = is.FENCE.exec(line)?.[1];
    if (fence) {
      const [mark = ''] = fence;
      const closes = (other: string) =>
        other.replaceAll(mark, '').trim() === '' &&
        other.trim().length >= fence.length &&
        !/\S\s+\S/.test(other.trim());
      return this.#skipTo((other) => closes(other.replace(is.QUOTE, '')), 'code', fence);
    }
    const tag = is.UNSAID_BEGINS.exec(line)?.[1]?.toLowerCase();
    if (tag) {
      const closing = `</${tag}>`;
      if (line.toLowerCase().includes(closing)) return this.#skipLine();
      return this.#skipTo((other) => other.toLowerCase().includes(closing), tag, closing);
    }
    if (is.FOOTNOTE.test(line)) return this.#footnote();
    return this.#paragraph.length === 0 && is.LINK.test(line) && this.#skipLine();
  }

  #skipLine(): true {
    this.#flush();
    this.#at += 1;
    return true;
  }

  #skipTo(ends: (line: string) => boolean, what: string, closing: string): true {
    this.#flush();
    const begun = this.#at;
    for (this.#at += 1; this.#at < this.lines.length; this.#at += 1) {
      if (!ends(this.lines[this.#at] ?? '')) continue;
      this.#at += 1;
      return true;
    }
    throw this.#unclosed(what, begun, closing);
  }

  /** A note goes on to the blank line, and after it as long as the lines are indented. */
  #footnote(): true {
    this.#skipLine();
    for (let blank = false; this.#at < this.lines.length; this.#at += 1) {
      const line = this.lines[this.#at] ?? '';
      if (blank && !is.BLANK.test(line) && !/^(?: {2}|\t)/.test(line)) break;
      blank = is.BLANK.test(line);
    }
    return true;
  }

  #heading(line: string): boolean {
    const marks = is.HEADING.exec(line);
    if (!marks) return false;
    this.#flush();
    if (marks[1] === '#') this.#called(line.slice(marks[0].length).trim().replace(is.CLOSING_MARKS, ''));
    this.#at += 1;
    return true;
  }

  #called(heading: string): void {
    const title = asParagraph(inlineText(heading, this.#links).text);
    if (title !== '') this.#title ??= title;
  }

  #table(line: string): boolean {
    if (!line.includes('|') || !is.TABLE_RULE.test(this.#later(1).trimEnd())) return false;
    this.#flush();
    this.#at += 2;
    while (this.#at < this.lines.length && this.#later(0).includes('|')) this.#at += 1;
    return true;
  }

  #later(lines: number): string {
    return (this.lines[this.#at + lines] ?? '').replace(is.QUOTE, '');
  }

  /**
   * A line of `=` or `-` makes the line before it a heading, and a line of its own parts paragraphs. What ends like a sentence is
   * no heading: its writer drew a rule under it and would miss the narration.
   */
  #underline(line: string): boolean {
    const mark = is.UNDERLINE.exec(line)?.[1];
    const [only = '', ...others] = this.#paragraph;
    const isHeading =
      mark && only !== '' && (mark.startsWith('=') || !(others.length > 0 || ENDS_A_SENTENCE.test(only.trim())));
    if (!isHeading && !is.BREAK_LINE.test(line)) return false;
    if (isHeading) {
      this.#paragraph = [];
      if (mark.startsWith('=')) this.#called([only, ...others].join(' '));
    }
    this.#flush();
    this.#at += 1;
    return true;
  }

  #item(line: string): boolean {
    const found = is.ITEM.exec(line);
    if (!found) return false;
    const [, , number, said = ''] = found;
    const interrupts = said !== '' && (number === undefined || Number(number) === 1);
    if (this.#paragraph.length > 0 && !interrupts) return false;
    const items = this.#list ?? [];
    if (!this.#list) this.#flush();
    this.#list = items;
    items.push([said.replace(is.TASK, '')]);
    return true;
  }

  #said(line: string): void {
    if (!this.#item(line)) this.#words(line);
    this.#afterBlank = false;
  }

  #words(line: string): void {
    const isIndented = /^(?: {2}|\t)/.test(line);
    if (this.#list && (isIndented || !this.#afterBlank)) {
      if (this.#afterBlank) this.#list.push([]);
      this.#list.at(-1)?.push(unindented(line));
      return;
    }
    const turn = is.withoutSpeaker(line, this.#speakers);
    if (this.#list || turn !== null) this.#flush();
    if (turn !== '') this.#paragraph.push(unindented(turn ?? line));
  }

  #flush(): void {
    const [lines, items] = [this.#paragraph, this.#list];
    this.#paragraph = [];
    this.#list = null;
    this.#afterBlank = false;
    const said = items ? items.map((item) => asSentence(this.#inline(item))).join(' ') : this.#inline(lines);
    const text = asParagraph(said);
    if (text === '') return;
    this.#paragraphs.push({ text, remarks: this.#remarks, line: this.#at - lines.length + 1 });
    this.#remarks = null;
  }

  #inline(lines: readonly string[]): string {
    const { text, images } = inlineText(lines.join('\n'), this.#links);
    for (const image of images) this.#images.push(image);
    return text;
  }

  #unclosed(what: string, at: number, closing: string): InvalidInput {
    return new InvalidInput(`The ${what} that begins in line ${at + 1} does not end.`, {
      field: ['input', this.field],
      expected: `${closing} in a later line`,
      got: 'the end of the text',
      remedy: 'Close it: what follows would not be narrated.',
    });
  }
}

const unindented = (line: string): string => line.replace(/^[ \t]+/, '');

function asSentence(item: string): string {
  const text = item.trim().replace(/\s*\n\s*/g, ' ');
  return text === '' || ENDS_A_SENTENCE.test(text) ? text : `${text.replace(/[,;]$/, '')}.`;
}
