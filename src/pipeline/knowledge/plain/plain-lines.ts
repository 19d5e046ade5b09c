/** What a line of plain text is, by itself. */

export const BLANK = /^\s*$/;
export const UNDERLINE = /^\s{0,8}([=~*-])\1{2,}\s*$/;
const NUMBERED =
  /^(?:(?:\d{1,2}|[IVX]{1,5}|Appendix\s[A-Z]|[A-Z](?=\.\d|\.\s))(?:\.\d{1,2}){0,4}[.)]?)\s+(?=\p{Lu}|\p{N})(\S.*)$/u;
const KNOWN =
  /^(?:abstract|introduction|background|related work|methods?|materials and methods|results|discussion|results and discussion|conclusions?|acknowledg(?:e)?ments?|references|bibliography|summary|keywords|table of contents|contents|appendix)[.:]?$/i;
const LONGEST_HEADING = 90;
const ENDS_A_SENTENCE = /[.!?,;:…]["”’)\]]*$/u;

/** The heading that a line by itself is, with its level; null where it is none. */
export function headingOf(line: string): { text: string; level: number } | null {
  const text = line.trim();
  if (text.length > LONGEST_HEADING || text.length < 2) return null;
  if (KNOWN.test(text)) return { text: text.replace(/[.:]$/, ''), level: 1 };
  if (ENDS_A_SENTENCE.test(text)) return null;
  if (NUMBERED.test(text)) return { text, level: levelOf(text) };
  return isAllCapitals(text) ? { text, level: 1 } : null;
}

/** `3.2` is below `3`. */
const levelOf = (text: string): number => (/^\d[\d.]*/.exec(text)?.[0] ?? '1').split('.').filter(Boolean).length;

function isAllCapitals(text: string): boolean {
  return !/\p{Ll}/u.test(text) && /\p{Lu}{3}/u.test(text) && text.split(/\s+/).length <= 12;
}

/** `1. Introduction ........ 3` */
export const CONTENTS_LINE = /\.{4,}\s*\d{1,4}\s*$|(?:\s\.){4,}\s*\d{1,4}\s*$/;
/** What a printer puts between the pages of an RFC. */
export const PAGE_FOOT = /^\S.{0,90}\[Page \d{1,4}\]\s*$/;
export const PAGE_HEAD = /^RFC \d{3,5}\s{2,}\S.{0,80}\s{2,}\S.{0,30}\d{4}\s*$/;
export const ITEM = /^\s{0,12}(?:[-*•–o]|\(?(?:\d{1,2}|[a-z])[.)])\s{1,4}(?=\S)/;
export const REFERENCE = /^\s{0,8}\[[\w+.-]{1,30}\]\s+\S/;

/** A drawing or code: most of it no words, and its blanks mean something. */
export function isDrawn(lines: readonly string[]): boolean {
  const all = lines.join('');
  const words = all.replace(/[^\p{L}\s]/gu, '').replace(/\s+/g, '').length;
  const signs = all.replace(/[\p{L}\p{N}\s.,;:'"()“”’]/gu, '').length;
  return lines.length > 1 && signs > 6 && signs > words * 0.5;
}
