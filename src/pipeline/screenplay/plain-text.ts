import { marksOf } from './emphasis';
import { hiddenRanges } from './hidden';

/** A boneyard has a star. */
const NOT_PLAIN = /[*_\\]|\[\[/;

/** The words alone: without notes, what is struck out, and marks of emphasis. An escaped mark stays, without its backslash. */
export function plainText(text: string): string {
  if (!NOT_PLAIN.test(text)) return text;
  const shown = withoutHidden(text);
  let plain = '';
  let from = 0;
  for (const { at, length } of marksOf(shown)) {
    plain += shown.slice(from, at);
    from = at + length;
  }
  return plain + shown.slice(from);
}

/** A line that holds nothing else goes with what it hides: no paragraph ends there. */
function withoutHidden(text: string): string {
  const shown: string[] = [];
  let from = 0;
  let isLineOpen = false;
  for (const { start, endExclusive } of hiddenRanges(text)) {
    const before = text.slice(from, start);
    isLineOpen = before === '' ? isLineOpen : !before.endsWith('\n');
    shown.push(before);
    from = endExclusive + (!isLineOpen && text[endExclusive] === '\n' ? 1 : 0);
  }
  return shown.join('') + text.slice(from);
}
