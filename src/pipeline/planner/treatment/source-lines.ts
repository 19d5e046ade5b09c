import { FIELD_WORDS } from './field-words';
import { folded } from './folded';
import { labelled } from './labelled';
import { openQuote } from './values';

export interface SourceLine {
  /** From 1. */
  readonly number: number;
  /** Without indent, heading marks, bullet and quotation mark of a block quote. */
  readonly text: string;
  readonly indent: number;
  /** 1 to 6 for a heading; 0 for none. */
  readonly level: number;
  readonly isBullet: boolean;
  /** `3.` before the text. */
  readonly isNumbered: boolean;
  readonly isBlockQuote: boolean;
  readonly isBlank: boolean;
  /** Within a quotation that an earlier line opened: nothing here is a marker or a label. */
  readonly isInsideQuote: boolean;
}

const HEADING = /^(#{1,6})(?!#)\s*(?=\S)/;
const COLOUR = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})(?![\p{L}\p{N}])/iu;
const BULLET = /^(?:[-*+•‣◦▪·–—]|\[[ x]\])\s+/i;
const NUMBERING = /^\d{1,4}[.)]\s+/;
const RULE = /^(?:[-*_=]\s*){3,}$/;
const FENCE = /^(?:`{3,}|~{3,})\s*[\w+-]*\s*$/;

export function sourceLines(text: string): readonly SourceLine[] {
  const lines = text.split('\n').map((line, index) => sourceLine(line, index + 1));
  return lines.map(withQuotations(lines));
}

function sourceLine(written: string, number: number): SourceLine {
  const line = written.trimStart();
  const indent = written.length - line.length;
  const blockQuote = /^(?:>\s?)+/.exec(line)?.[0] ?? '';
  const unquoted = line.slice(blockQuote.length).trim();
  const isBlank = unquoted === '' || (unquoted.length < 200 && RULE.test(folded(unquoted))) || FENCE.test(unquoted);
  const level = COLOUR.test(unquoted) ? 0 : (HEADING.exec(folded(unquoted.slice(0, 12)))?.[1]?.length ?? 0);
  const untitled =
    level > 0
      ? unquoted
          .slice(level)
          .replace(/\s+#+$/, '')
          .trim()
      : unquoted;
  const bullet = level === 0 ? (BULLET.exec(untitled)?.[0] ?? '') : '';
  const content = untitled.slice(bullet.length);
  return {
    number,
    text: isBlank ? '' : content,
    indent,
    level,
    isBullet: bullet !== '',
    isNumbered: NUMBERING.test(folded(content.slice(0, 12))),
    isBlockQuote: blockQuote !== '',
    isBlank,
    isInsideQuote: false,
  };
}

/** A quotation that does not end soon was never meant to be open. */
const MOST_QUOTED_LINES = 20;

function withQuotations(lines: readonly SourceLine[]): (line: SourceLine, index: number) => SourceLine {
  let insideUntil = -1;
  return (line, index) => {
    if (index <= insideUntil) return { ...line, isInsideQuote: true };
    insideUntil = quotationEnd(lines, index);
    return line;
  };
}

/** The index of the line that closes what this one opens; before it where there is nothing to close. */
function quotationEnd(lines: readonly SourceLine[], index: number): number {
  const field = labelled(lines[index]?.text ?? '', FIELD_WORDS);
  const closers = field?.name === 'NARRATION' ? openQuote(field.value) : null;
  if (closers === null) return index - 1;
  const last = Math.min(lines.length - 1, index + MOST_QUOTED_LINES);
  for (let at = index + 1; at <= last; at += 1) {
    const line = lines[at];
    if (line === undefined || line.isBlank || line.level > 0) break;
    if (labelled(line.text, FIELD_WORDS)?.name === 'NARRATION') break;
    if (closes(line.text, closers)) return at;
  }
  return index - 1;
}

function closes(text: string, closers: string): boolean {
  const end = text.replace(/[*_.,;!?\s]+$/, '').at(-1) ?? '';
  if (end === '' || !closers.includes(end)) return false;
  return closers !== '"' || text.split('"').length % 2 === 0;
}
