import type { ElementKind } from '../screenplay';
import { type FountainLine, isBlank } from './fountain-lines';

export type LineKind = ElementKind | 'HEADING' | 'BLANK' | 'HIDDEN';

/** What no heading begins with is none: one look instead of a pattern, on every line. */
const HEADING_LETTERS = 'EeIi';
const HEADING = /^(?:INT\.?\/EXT|EXT\.?\/INT|I\/E|INT|EXT|EST)[. \t]/i;
const PAGE_BREAK = /^={3,}$/;

/** What a line is that begins a block: the first one, one after a blank line, or one after a block of one line. */
export function lineKind(line: FountainLine, following: FountainLine | undefined): LineKind {
  const { shown, text, start } = line;
  if (isBlank(line)) return 'BLANK';
  if (text[start] === '!') return 'ACTION';
  if (shown === '') return 'HIDDEN';
  return forcedKind(shown) ?? plainKind(shown, following);
}

/** What the mark at its beginning says. */
function forcedKind(shown: string): LineKind | null {
  switch (shown[0]) {
    case '=':
      return PAGE_BREAK.test(shown) ? 'PAGE_BREAK' : 'SYNOPSIS';
    case '#':
      return 'SECTION';
    case '~':
      return 'LYRIC';
    case '@':
      return 'CHARACTER';
    case '>':
      return isCentred(shown) ? 'CENTRED' : 'TRANSITION';
    case '.':
      return isForcedHeading(shown) ? 'HEADING' : null;
    default:
      return null;
  }
}

function isCentred(shown: string): boolean {
  return shown.length > 1 && shown.endsWith('<');
}

/** `...and then` is no heading. */
export function isForcedHeading(shown: string): boolean {
  return /^\.[^.\s]/.test(shown);
}

function plainKind(shown: string, following: FountainLine | undefined): LineKind {
  if (isHeading(shown)) return 'HEADING';
  if (shown.endsWith('TO:') && isUpperCase(shown) && isTransitionBefore(following)) return 'TRANSITION';
  return following && !isBlank(following) && isCue(shown) ? 'CHARACTER' : 'ACTION';
}

export function isHeading(shown: string): boolean {
  return HEADING_LETTERS.includes(shown.charAt(0)) && HEADING.test(shown);
}

/** A heading that was put right under `CUT TO:` would be speech otherwise, and its scene lost. */
function isTransitionBefore(following: FountainLine | undefined): boolean {
  return following === undefined || isBlank(following) || isHeading(following.shown);
}

/** Letters, and none of them small. A script without capitals has no cue of its own: `@` is for those. */
function isUpperCase(text: string): boolean {
  return /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);
}

/** What stands in parentheses may be small: `RAE (on the radio)`. */
function isCue(shown: string): boolean {
  return isUpperCase(outsideParentheses(shown));
}

function outsideParentheses(text: string): string {
  const outside: string[] = [];
  let from = 0;
  for (let open = text.indexOf('('); open >= 0; open = text.indexOf('(', from)) {
    const close = text.indexOf(')', open);
    if (close < 0) break;
    outside.push(text.slice(from, open));
    from = close + 1;
  }
  return outside.join('') + text.slice(from);
}

const INTERRUPTING: ReadonlySet<LineKind | null> = new Set(['PAGE_BREAK', 'SYNOPSIS', 'SECTION', 'LYRIC', 'CENTRED']);

/** Whether a line ends the paragraph of action that it would otherwise go on with. */
export function interruptsAction({ text, start, shown }: FountainLine): boolean {
  return text[start] !== '!' && INTERRUPTING.has(forcedKind(shown));
}
