import type { StyledRun } from './emphasis';
import { writtenHidden } from './fountain/hidden-element';
import { isPlain, type Style, settledParts } from './settled-parts';
import { isHiddenPart, joinedParts, type StyledPart, showTheSame, styledParts } from './styled-text';

/** Seven pages in one paragraph: longer ones lose their emphasis. Each try at marks reads the text that it makes, and there are up to eight. */
const LONGEST_STYLED = 10_000;

/** The text with marks that has these parts; what no marks can say (a word half bold, half bold and italic) is said with fewer. */
export function markedText(parts: readonly StyledPart[]): string {
  if (parts.every(isBare)) return parts.map(({ text }) => text).join('');
  const shielded = withoutBrackets(parts);
  for (const wanted of simplerAndSimpler(shielded)) {
    const settled = settledParts(wanted);
    for (const isEscaped of [false, true]) {
      const text = written(settled, isEscaped);
      if (showTheSame(joinedParts(styledParts(text)), settled)) return text;
    }
  }
  return shielded.map((part) => (isHiddenPart(part) ? writtenHidden(part) : escaped(part.text))).join('');
}

function isBare(part: StyledPart): boolean {
  return !isHiddenPart(part) && isPlain(part) && !/[*_\\[]/.test(part.text);
}

const FEWER: readonly ((run: StyledRun) => StyledRun)[] = [
  (run) => ({ ...run, isItalic: run.isItalic && !run.isBold }),
  (run) => ({ ...run, isItalic: false }),
];

/** With all its styles, with fewer, with none. */
function* simplerAndSimpler(parts: readonly StyledPart[]): Generator<readonly StyledPart[]> {
  const isStyled = parts.some((part) => !isHiddenPart(part) && !isPlain(part));
  const length = parts.reduce((sum, { text }) => sum + text.length, 0);
  if (isStyled && length <= LONGEST_STYLED) {
    yield parts;
    for (const fewer of FEWER) yield parts.map((part) => (isHiddenPart(part) ? part : fewer(part)));
  }
  yield parts.map((part) =>
    isHiddenPart(part) ? part : { text: part.text, isBold: false, isItalic: false, isUnderlined: false },
  );
}

/** No bracket of the text opens a note, alone or with the one behind it. */
function withoutBrackets(parts: readonly StyledPart[]): StyledPart[] {
  return parts.map((part, at) => {
    if (isHiddenPart(part)) return part;
    const text = part.text.replace(/\[(?=\[)/g, '[ ');
    const following = parts[at + 1];
    const next = following === undefined ? '' : isHiddenPart(following) ? '[' : following.text;
    return { ...part, text: text.endsWith('[') && next.startsWith('[') ? `${text} ` : text };
  });
}

function escaped(text: string): string {
  return text.replace(/[*_]|\\(?=[*_\\]|$)/g, '\\$&');
}

type MarkName = keyof Style;
const MARKS: Readonly<Record<MarkName, string>> = { isUnderlined: '_', isBold: '**', isItalic: '*' };
const NAMES = Object.keys(MARKS) as MarkName[];

function written(parts: readonly StyledPart[], isEscaped: boolean): string {
  const text: string[] = [];
  let open: readonly MarkName[] = [];
  for (const part of parts) {
    if (isHiddenPart(part)) text.push(writtenHidden(part));
    else {
      const [turned, now] = turnedTo(part, open);
      open = now;
      text.push(turned, (isEscaped ? escaped(part.text) : part.text).replace(/\/(?=\*)/g, '/\\'));
    }
  }
  return text.join('') + spelled(open.toReversed());
}

/** The marks that end what goes on no longer and begin what is new, and those that are open then. */
function turnedTo(style: Style, open: readonly MarkName[]): [string, readonly MarkName[]] {
  const firstEnding = open.findIndex((name) => !style[name]);
  const kept = firstEnding < 0 ? open : open.slice(0, firstEnding);
  const closing = open.slice(kept.length).toReversed();
  const opening = NAMES.filter((name) => style[name] && !kept.includes(name));
  return [spelled([...closing, ...opening]), [...kept, ...opening]];
}

function spelled(names: readonly MarkName[]): string {
  return names.map((name) => MARKS[name]).join('');
}
