import { codeLines, oneLine } from '../drafts/clean-text';
import { type Draft, draftText } from '../drafts/draft';
import type { BlockKind } from '../reading';
import * as is from './plain-lines';
import { hyphenated, unwrapped } from './wrapped-lines';

/** The blocks of a plain text: paragraphs are parted by blank lines, whatever its lines are wrapped at. */
export function plainDrafts(text: string): Draft[] {
  return new Drafting(text).read();
}

const LONGEST_TITLE = 200;

class Drafting {
  readonly #drafts: Draft[] = [];
  readonly #words: ReadonlySet<string>;
  readonly #lines: readonly string[];

  constructor(text: string) {
    this.#words = hyphenated(text);
    this.#lines = text
      .replace(/^\uFEFF/, '')
      .split(/\r\n|[\n\r\f\v\u2028\u2029]/)
      .filter((line) => !is.PAGE_FOOT.test(line) && !is.PAGE_HEAD.test(line));
  }

  read(): Draft[] {
    let paragraph: string[] = [];
    for (const line of [...this.#lines, '']) {
      if (!is.BLANK.test(line)) paragraph.push(line);
      else if (paragraph.length > 0) {
        this.#paragraph(paragraph);
        paragraph = [];
      }
    }
    return this.#drafts;
  }

  #paragraph(all: readonly string[]): void {
    const lines = all.filter((line) => !is.CONTENTS_LINE.test(line));
    const [first = '', ...rest] = this.#pastHeading(lines);
    if (first === '') return;
    if (is.isDrawn([first, ...rest])) this.#add('CODE', codeLines([first, ...rest].join('\n')));
    else if (this.#drafts.length === 0 && this.#isTitle([first, ...rest]))
      this.#add('TITLE', this.#joined([first, ...rest]));
    else this.#parts([first, ...rest]);
  }

  /** A heading may stand on its own lines above its text, underlined or not. */
  #pastHeading(lines: readonly string[]): readonly string[] {
    const [first = '', second = ''] = lines;
    const underlined = is.UNDERLINE.exec(second)?.[1];
    if (underlined !== undefined && !is.UNDERLINE.test(first)) {
      this.#add(this.#drafts.length === 0 ? 'TITLE' : 'HEADING', oneLine(first), this.#levelOf(first, underlined));
      return lines.slice(2);
    }
    if (is.UNDERLINE.test(first)) return lines.slice(1);
    const heading = lines.length <= 2 && !is.REFERENCE.test(first) ? is.headingOf(first) : null;
    const isHeading = heading !== null && (lines.length === 1 || /^(?:\d+\.\d|abstract|keywords)/i.test(heading.text));
    if (!isHeading || this.#isFirst(heading.text)) return lines;
    this.#add('HEADING', oneLine(heading.text), heading.level);
    return lines.slice(1);
  }

  #levelOf(heading: string, underline: string): number {
    return is.headingOf(heading)?.level ?? (underline === '=' || underline === '*' ? 1 : 2);
  }

  /** The first line of all is what the text is called, in capitals or not. */
  #isFirst(text: string): boolean {
    return this.#drafts.length === 0 && !/^\d|^(?:abstract|introduction|summary)$/i.test(text);
  }

  #isTitle(lines: readonly string[]): boolean {
    const text = this.#joined(lines);
    return lines.length <= 3 && text.length <= LONGEST_TITLE && !/[.!;,:]$/.test(text) && /\p{L}{2}/u.test(text);
  }

  /** Lists and references go on from line to line without blank ones. */
  #parts(lines: readonly string[]): void {
    let [kind, part]: [BlockKind, string[]] = ['PARAGRAPH', []];
    const flush = () => this.#add(kind, this.#joined(part));
    for (const line of lines) {
      const isItem: boolean =
        is.ITEM.test(line) && (part.length === 0 || kind === 'LIST_ITEM' || /[:.;]\s*$/.test(part.at(-1) ?? ''));
      if (isItem || is.REFERENCE.test(line)) {
        flush();
        part = [];
        kind = isItem ? 'LIST_ITEM' : 'PARAGRAPH';
      }
      part.push(isItem ? line.replace(is.ITEM, '') : line);
    }
    flush();
  }

  #joined(lines: readonly string[]): string {
    return oneLine(unwrapped(lines, this.#words));
  }

  #add(kind: BlockKind, text: string, level: number | null = null): void {
    if (text !== '') this.#drafts.push(draftText(kind, text, level));
  }
}
