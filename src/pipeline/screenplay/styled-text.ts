import { type StyledRun, styledRuns } from './emphasis';
import { hiddenElement } from './fountain/hidden-element';
import { hiddenRanges } from './hidden';
import type { ScreenplayElement } from './screenplay';

/** Of a text: a stretch that is set alike, or a note or boneyard between its words. */
export type StyledPart = StyledRun | ScreenplayElement;

export function isHiddenPart(part: StyledPart): part is ScreenplayElement {
  return 'kind' in part;
}

/** A text with marks as its parts. Marks within a note are the note's; one that says nothing is none. */
export function styledParts(text: string): StyledPart[] {
  const ranges = hiddenRanges(text);
  if (ranges.length === 0) return styledRuns(text);
  const cuts: Cut[] = [];
  const shown: string[] = [];
  let from = 0;
  let length = 0;
  for (const range of ranges) {
    shown.push(text.slice(from, range.start));
    length += range.start - from;
    const part = hiddenElement(text, range);
    if (part.text !== '') cuts.push({ at: length, part });
    from = range.endExclusive;
  }
  return withCuts(`${shown.join('')}${text.slice(from)}`, cuts);
}

interface Cut {
  /** In the shown text, with its marks. */
  readonly at: number;
  readonly part: ScreenplayElement;
}

function withCuts(shown: string, cuts: readonly Cut[]): StyledPart[] {
  const parts: StyledPart[] = [];
  let next = 0;
  for (const run of styledRuns(shown)) {
    let from = 0;
    for (let cut = cuts[next]; cut && cut.at < run.at + run.text.length; cut = cuts[++next]) {
      const to = Math.max(cut.at - run.at, from);
      pushRun(parts, { ...run, text: run.text.slice(from, to) });
      parts.push(cut.part);
      from = to;
    }
    pushRun(parts, { ...run, text: run.text.slice(from) });
  }
  return [...parts, ...cuts.slice(next).map(({ part }) => part)];
}

function pushRun(parts: StyledPart[], run: StyledRun): void {
  if (run.text !== '') parts.push(run);
}

/** Neighbours that are set alike as one. */
export function joinedParts(parts: readonly StyledPart[]): StyledPart[] {
  const all: StyledPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (isHiddenPart(part) || !last || isHiddenPart(last) || !isSetAlike(last, part)) all.push(part);
    else all[all.length - 1] = { ...last, text: last.text + part.text };
  }
  return all;
}

/** Of what is joined: whether they show the same. */
export function showTheSame(one: readonly StyledPart[], other: readonly StyledPart[]): boolean {
  return one.length === other.length && one.every((part, at) => isSamePart(part, other[at]));
}

function isSamePart(one: StyledPart, other: StyledPart | undefined): boolean {
  if (!other || one.text !== other.text) return false;
  if (isHiddenPart(one) || isHiddenPart(other))
    return isHiddenPart(one) && isHiddenPart(other) && one.kind === other.kind;
  return isSetAlike(one, other);
}

function isSetAlike(one: StyledRun, other: StyledRun): boolean {
  return one.isBold === other.isBold && one.isItalic === other.isItalic && one.isUnderlined === other.isUnderlined;
}
