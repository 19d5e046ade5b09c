import { type Area, holdsMiddle, overlapAcross, unionOf, widthOf } from './area';
import { secondColumn } from './caption-columns';
import { type CaptionPage, followingLines, runsOn } from './caption-lines';
import { spanOf } from './columns';
import { type Label, labelOf } from './labels';
import { isInRow, type Line, lettersIn } from './lines';
import { ruleBeside } from './margin-rules';
import type { Typography } from './typography';

export interface Caption {
  readonly page: number;
  readonly label: Label;
  readonly lines: readonly Line[];
  readonly area: Area;
  /** Its lines without the label. */
  readonly parts: readonly string[];
  readonly score: number;
}

/** What tells a caption from a sentence that begins with a mention. */
const LEAST_SCORE = 3;
const MENTION =
  /^(?:\(?[A-Ha-h]\)?\s+)?(?:(?:and|or|to|shows?|showed|illustrates?|depicts?|presents?|presented|gives?|lists?|lists|summari[sz]es?|compares?|contains?|reports?|demonstrates?|displays?|plots?|provides?|describes?|indicates?|reveals?|is|are|was|were|has|have|can|in|of|for|with|on|at|as|from|by|we|the above|below|above|also|where|which|that|then|suggests?|represents?|visuali[sz]es?|outlines?|highlights?|details?|includes?|explains?|offers?|through|into|via|after|before|but|if|it|may|might|must|should|will|would|could|does|do|did|makes?|confirms?|corresponds?|again|further|clearly|respectively|when|while)\b(?![.:])|[,;)])/;

export function captionsOf(page: CaptionPage, typography: Typography): Caption[] {
  const found = page.lines.flatMap((line) => captionAt(line, page, typography) ?? []);
  return found.filter(({ lines: [first] }) => !found.some((other) => first && isMidSentence(first, other)));
}

const isMidSentence = (first: Line, { lines, area }: Caption): boolean => {
  const before = lines[lines.indexOf(first) - 1];
  return before !== undefined && runsOn(before, area, first);
};

function captionAt(first: Line, page: CaptionPage, typography: Typography): Caption | null {
  if (first.isOfDrawing) return null;
  const row = joinedRow(first, page);
  const text = row.map((line) => line.text).join(' ');
  const label = labelOf(text);
  if (!label) return null;
  const score = scoreOf(label, first, page, typography);
  if (score < LEAST_SCORE - 2) return null;
  const under = followingLines(row, page, typography);
  const more = [...under, ...secondColumn([...row, ...under], page)];
  const lines = [...row, ...more];
  const parts = [label.rest, ...more.map((line) => line.text)].filter((part) => part !== '');
  return { page: page.number, label, lines, area: unionOf(lines.map((line) => line.area)), parts, score };
}

/** A label that stands apart from its number or its caption is joined to what follows in its row, each up to 4 ems on. */
function joinedRow(first: Line, page: CaptionPage): Line[] {
  const { lines } = page;
  const label = labelOf(first.text);
  if (label && label.rest !== '') return [first, ...spacedOut(first, page)];
  if (!label && !/^(figure|fig\.?|table)$/i.test(first.text)) return [first];
  const row = [first];
  for (;;) {
    const last = row.at(-1) ?? first;
    const next = lines
      .filter((line) => !row.includes(line) && isInRow(line, first) && line.area.left >= last.area.right - 1)
      .toSorted((one, other) => one.area.left - other.area.left)[0];
    if (!next || next.area.left - last.area.right > 4 * first.size) return row;
    row.push(next);
    if (label) return row;
  }
}

/** What wide spaces of a justified line part from its beginning: up to 2.5 ems on, or 8 where the row fills the column. */
function spacedOut(first: Line, { lines, columns, drawings }: CaptionPage): Line[] {
  const span = spanOf(first.area, columns);
  const tableLeft = ruleBeside(first.area, drawings)?.left ?? Infinity;
  const found: Line[] = [];
  const row = lines.filter(
    (line) =>
      line !== first &&
      isInRow(line, first) &&
      Math.abs(line.size - first.size) < 1.6 &&
      line.area.left > first.area.left,
  );
  const isJustified =
    span !== null && row.some(({ area }) => Math.abs(area.right - span.right) < 3 && area.left < span.right);
  for (;;) {
    const right = (found.at(-1) ?? first).area.right;
    const next = row.find(
      ({ area, text }) =>
        area.left >= right - 1 &&
        area.left - right < (isJustified ? 8 : 2.5) * first.size &&
        span !== null &&
        area.right < span.right + 4 &&
        area.left < tableLeft - 2 &&
        text.length > 1 &&
        !labelOf(text),
    );
    if (!next) return found;
    found.push(next);
  }
}

function scoreOf(label: Label, first: Line, page: CaptionPage, typography: Typography): number {
  const before = directlyAbove(first, page.lines, typography);
  const isMidway =
    before !== null && isText(before, typography) && !isFramed(before, page) && !endsParagraph(before, page);
  let score = 0;
  if (label.delimiter !== '') score += 3;
  else if (label.rest === '') score += 3;
  else if (/^[\p{Lu}\d"'(\u201c]/u.test(label.rest)) score += 1;
  if (differs(first, typography)) score += 2;
  if (!before) score += 1;
  if (isMidway) score -= 4;
  if (MENTION.test(label.rest) && label.delimiter === '') score -= 4;
  if (/^[a-z(),]/.test(label.rest) && label.delimiter === '') score -= 1;
  if (!startsRow(first, page)) score -= 3;
  if (label.rest === '' && isCell(first, page)) score -= 3;
  if (/(\.\s?){4,}\s*\d*$/.test(first.text)) score -= 6;
  return score;
}

const isFramed = (line: Line, { drawings }: CaptionPage): boolean =>
  drawings.some(({ area, isRule }) => !isRule && holdsMiddle(area, line.area));

const isText = ({ text, size }: Line, typography: Typography): boolean =>
  size > typography.size - 0.7 && text.length >= 20 && lettersIn(text) > text.length / 2;

/** Nothing stands before it in its row of its column, but another caption: cells of tables name figures too. */
function startsRow(first: Line, { lines, columns }: CaptionPage): boolean {
  const span = spanOf(first.area, columns);
  if (!span) return true;
  const before = lines.filter(
    (line) =>
      line !== first &&
      isInRow(line, first) &&
      overlapAcross(line.area, span) > 2 &&
      line.area.right <= first.area.left + 1,
  );
  return before.every(
    (line) => line.isOfDrawing || line.text.length <= 1 || labelOf(line.text) || first.area.left - line.area.right > 60,
  );
}

/** A label alone in a box that also holds what stands before it in its row. */
const isCell = (first: Line, { lines, drawings }: CaptionPage): boolean =>
  lines.some(
    (line) =>
      line.area.right < first.area.left &&
      isInRow(line, first) &&
      !labelOf(line.text) &&
      drawings.some(
        ({ area, isRule }) =>
          !isRule && holdsMiddle(area, first.area) && holdsMiddle(area, line.area) && area.top < first.area.top - 2,
      ),
  );

function differs(line: Line, { size, font }: Typography): boolean {
  const [run] = line.runs;
  return Math.abs(line.size - size) > 0.4 || line.font !== font || (run !== undefined && run.font !== font);
}

/** The line over this one at the distance of running text. */
function directlyAbove(line: Line, lines: readonly Line[], { leading }: Typography): Line | null {
  const reach = Math.max(leading, line.size * 1.2) * 1.25;
  const near = lines.filter(
    (other) =>
      other !== line && line.baseline - other.baseline > 0.5 * line.size && line.baseline - other.baseline <= reach,
  );
  return near.find((other) => overlapAcross(other.area, line.area) > 0 && other.text.length > 3) ?? null;
}

/** A paragraph ends short of its column, or with its last line's full stop there. */
function endsParagraph(line: Line, { columns }: CaptionPage): boolean {
  const span = spanOf(line.area, columns);
  return span !== null && line.area.right < span.right - 0.12 * widthOf(span);
}

/** Two points short will do where most captions of the kind are written the same way: `Fig. 5.7 Average cost`. */
function credible(found: readonly Caption[]): Caption[] {
  const sure = found.filter(({ score }) => score >= LEAST_SCORE);
  const isUsual = ({ label }: Caption) => {
    const own = sure.filter((other) => other.label.kind === label.kind);
    const same = own.filter((other) => habitOf(other.label) === habitOf(label));
    return label.delimiter === '' && same.length >= 2 && same.length > own.length * 0.6;
  };
  return found.filter((caption) => caption.score >= LEAST_SCORE || isUsual(caption));
}

/** What a label alone is worth less than the same with words: it stands by a picture whose caption is elsewhere, or where a table goes on. */
const BARE_LABEL = 3;

const GOES_ON = /^\W{0,3}cont(inued|inuation|['\u2019]d|d?\.|d?$)|\(?\bcont(inued|['\u2019]d|d?\.)(\s+from[^.]*)?\W*$/i;

export const wordsOf = ({ parts }: Caption): string => parts.join(' ').replace(/\s+/g, ' ').trim();

/** `Table 2 (Continued)`. */
export const saysItGoesOn = (caption: Caption): boolean => GOES_ON.test(wordsOf(caption));

/** Of several captions with one label the best, and of equals the first; the document's own delimiter counts. */
export function chosenCaptions(found: readonly Caption[]): Caption[] {
  const captions = credible(found);
  const habits = new Map<string, number>();
  for (const { label } of captions) habits.set(habitOf(label), (habits.get(habitOf(label)) ?? 0) + 1);
  const most = (label: Label) =>
    [...habits]
      .filter(([key]) => key.startsWith(label.kind))
      .every(([, count]) => count <= (habits.get(habitOf(label)) ?? 0));
  const worth = (caption: Caption) =>
    caption.score +
    (most(caption.label) ? 1.5 : 0) -
    (caption.parts.length === 0 || saysItGoesOn(caption) ? BARE_LABEL : 0);
  const best = new Map<string, Caption>();
  for (const caption of captions.filter(({ label }) => !isPartOfOther(label, captions))) {
    const key = caption.label.kind === 'OTHER' ? `${caption.page}/${caption.label.text}` : keyOf(caption.label);
    const known = best.get(key);
    if (!known || worth(caption) > worth(known)) best.set(key, caption);
  }
  return captions.filter((caption) => [...best.values()].includes(caption));
}

const ENDS_IN_PART = /[a-h]\)?\.?$/i;

/** `Fig. 2(a)` where a Figure 2 has a caption is a mention. */
const isPartOfOther = (label: Label, captions: readonly Caption[]): boolean =>
  ENDS_IN_PART.test(label.text) &&
  captions.some(
    (other) =>
      other.label.kind === label.kind && other.label.mark === label.mark && !ENDS_IN_PART.test(other.label.text),
  );

const habitOf = ({ kind, text, delimiter }: Label): string => `${kind}/${text.replace(/[\d\s].*$/, '')}/${delimiter}`;

export const keyOf = ({ kind, text, mark }: Label): string => {
  const prefix = /^(suppl|supporting|extended|online)/i.exec(text)?.[0]?.toLowerCase() ?? '';
  const word = kind === 'FIGURE' && !/fig|abb/i.test(text) ? text.split(/\s/)[0]?.toLowerCase() : '';
  const part = text.slice(text.toUpperCase().lastIndexOf(mark.toUpperCase()) + mark.length).replace(/\W/g, '');
  return `${kind}/${prefix}${word}/${mark}${part}`;
};
