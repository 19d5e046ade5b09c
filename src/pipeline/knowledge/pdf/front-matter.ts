import { type Line, lettersIn } from './lines';
import { mainLine, textOf } from './order';
import type { Passage } from './passages';

/** What the file says of itself, which may be the name of a template. */
export interface FileInfo {
  readonly title: string | null;
  readonly author: string | null;
}

/** Lines in the largest type of the first page's upper part, one under the other. */
export function titleLines(lines: readonly Line[], pageHeight: number, bodySize: number): Line[] {
  const upper = lines.filter(
    ({ area, text, isOfDrawing }) =>
      area.top < pageHeight * 0.55 && lettersIn(text) >= 4 && !isOfDrawing && !/^arxiv:/i.test(text),
  );
  const largest = Math.max(0, ...upper.filter(({ text }) => lettersIn(text) >= 8).map(({ size }) => size));
  const first =
    largest > bodySize + 0.8
      ? upper.find(({ size }) => Math.abs(size - largest) < 0.6)
      : upper.find(({ isBold, text }) => isBold && lettersIn(text) > 8);
  if (!first) return [];
  const title = [first];
  for (const line of upper.slice(upper.indexOf(first) + 1)) {
    const last = title.at(-1) ?? first;
    if (
      Math.abs(line.size - first.size) < 0.6 &&
      line.baseline - last.baseline < first.size * 1.9 &&
      (largest > bodySize + 0.8 || line.isBold)
    )
      title.push(line);
  }
  return title;
}

const INSTITUTION =
  /universit|institut|department|dept\b|laborator|\blabs?\b|school|college|faculty|centre|center|research|hospital|academy|inc\b|corp|gmbh|ltd|street|avenue|road|email|e-mail|correspond|@|https?:|www\.|google|microsoft|facebook|ibm\b|abstract|version|preprint|proceedings|conference|journal|volume|issue|copyright|rights|license|university|division|group\b|sciences?\b|technolog|engineering|usa\b|china|germany|france|kingdom|canada|systems?\b|society|foundation|published|received|accepted|member|ieee|fellow|student|professor|editor|learning|networks?\b|article|paper|introduction/i;
const PARTICLE = /^(de|del|della|da|di|dos|du|van|von|der|den|la|le|el|al|bin|ibn|ter|ten|y|zu|af|st\.?|jr\.?|sr\.?)$/i;
const NAME_WORD = /^(\p{Lu}[\p{L}'\u2019-]*\.?(?:-\p{Lu}\.?)?|(?:\p{Lu}\.){1,3}|\p{Lu}\.-\p{Lu}\.)$/u;

/** Names between the title and the text: two to four words that begin as names do, and nothing that a house is called. */
export function authorsIn(lines: readonly Line[]): string[] {
  const found: string[] = [];
  let style: Line | null = null;
  for (const line of lines) {
    // Places are called as people are, and stand under them in another type.
    if (style && (line.font !== style.font || Math.abs(line.size - style.size) > 0.3)) continue;
    if (INSTITUTION.test(line.text) && !/ and |,/.test(line.text)) continue;
    const text = line.runs
      .map((run) => (run.size < line.size * 0.82 ? ', ' : `${run.text} `))
      .join('')
      .replace(/[\d\u2217*\u2020\u2021\u00a7\u00b6#\u2016]+/g, ',')
      .replace(/\s+/g, ' ');
    const names = text
      .split(/,|;|\u00b7|\u2022|&|\band\b|\||\s{3,}/i)
      .map((name) => name.trim())
      .filter(isName);
    found.push(...names);
    if (names.length > 0) style ??= line;
  }
  return [...new Set(found)].slice(0, 60);
}

function isName(text: string): boolean {
  const words = text.split(' ');
  if (words.length < 2 || words.length > 5 || INSTITUTION.test(text)) return false;
  return (
    words.every((word) => NAME_WORD.test(word) || PARTICLE.test(word)) &&
    words.filter((word) => /^\p{Lu}[\p{L}'\u2019-]+/u.test(word)).length >= 1 &&
    lettersIn(text) >= 5
  );
}

const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const DATE = new RegExp(
  `\\b(?:\\d{1,2}(?:st|nd|rd|th)?\\s+${MONTH}\\.?,?\\s+\\d{4}|${MONTH}\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4}|${MONTH}\\.?,?\\s+(?:19|20)\\d{2}|(?:19|20)\\d{2}-\\d{2}-\\d{2})\\b`,
);

export function dateIn(texts: readonly string[]): string | null {
  for (const text of texts) {
    const found = DATE.exec(text);
    if (found) return found[0];
  }
  return null;
}

/** Where the front ends: the abstract, a heading, or the first paragraph long enough to be text. */
export function frontLength(passages: readonly Passage[], bodySize: number): number {
  const at = passages.findIndex((passage) => {
    const text = passage.rows.map(textOf).join(' ');
    if (/^(abstract|summary|a b s t r a c t)\b/i.test(text)) return true;
    const [first] = passage.rows;
    const size = first ? mainLine(first).size : 0;
    if (passage.kind === 'HEADING' && /^((\d|I)\.?\s+)?introduction\b/i.test(text)) return true;
    return (
      passage.kind === 'PARAGRAPH' &&
      passage.rows.length >= 3 &&
      text.length >= 200 &&
      size < bodySize * 1.25 &&
      !/@|universit/i.test(text.slice(0, 200))
    );
  });
  return Math.max(0, at);
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\d]/gu, '');

/** The file's own title where the first page says it too. */
export function confirmedTitle(info: FileInfo, printed: string, pageText: string): string | null {
  const own = info.title?.trim() ?? '';
  if (
    lettersIn(own) >= 8 &&
    own.includes(' ') &&
    plain(pageText).includes(plain(own)) &&
    !plain(printed).includes(plain(own))
  )
    return own;
  return printed === '' ? (lettersIn(own) >= 8 && own.includes(' ') ? own : null) : printed;
}

export function confirmedAuthors(info: FileInfo, printed: readonly string[], pageText: string): readonly string[] {
  const own = (info.author ?? '')
    .split(/;|,|\band\b/)
    .map((name) => name.trim())
    .filter((name) => name.includes(' ') && isName(name));
  const said = own.filter((name) => plain(pageText).includes(plain(name)));
  return said.length > 0 && said.length >= printed.length ? said : printed;
}
