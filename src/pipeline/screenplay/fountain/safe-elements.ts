import type { ElementKind, ScreenplayElement } from '../screenplay';
import { fountainLines, isBlank, unwrapped } from './fountain-lines';
import { writtenHidden } from './hidden-element';
import { bareLine, indentedLine, safeBoneyard, safeLines, safeNote, safeOneLine, withoutMarkAtEnd } from './safe-text';
import { spokenKind } from './speech';

const SAFE_TEXT: Readonly<Record<ElementKind, (text: string) => string>> = {
  ACTION: (text) => safeLines(text, indentedLine),
  SHOT: (text) => safeLines(text, indentedLine),
  CHARACTER: (text) => withoutMarkAtEnd(safeOneLine(text), '^'),
  PARENTHETICAL: safeOneLine,
  DIALOGUE: (text) => safeLines(text, bareLine),
  LYRIC: (text) => safeLines(text, bareLine),
  TRANSITION: (text) => withoutMarkAtEnd(safeOneLine(text), '<'),
  CENTRED: (text) => safeLines(text, bareLine),
  NOTE: safeNote,
  BONEYARD: safeBoneyard,
  SECTION: safeOneLine,
  SYNOPSIS: safeOneLine,
  PAGE_BREAK: () => '',
};
const DEEPEST = 99;

/** Elements as Fountain can say them, in their order. */
export function safeElements(elements: readonly ScreenplayElement[]): ScreenplayElement[] {
  const safe: ScreenplayElement[] = [];
  let heldBack: ScreenplayElement[] = [];
  let isSpeech = false;
  for (const element of elements.map(safeElement).filter(isSaid)) {
    if (isSpeech && isHidden(element)) heldBack.push(element);
    else if (isSpeech && isSpoken(element)) {
      for (const part of spokenParts(element, heldBack)) join(part, safe);
      heldBack = [];
    } else {
      for (const hidden of heldBack) safe.push(hidden);
      safe.push(isSpoken(element) ? unspoken(element) : element);
      heldBack = [];
      isSpeech = element.kind === 'CHARACTER';
    }
  }
  return [...safe, ...heldBack];
}

function safeElement({ kind, text, isDual, depth }: ScreenplayElement): ScreenplayElement {
  const safe = { kind: kind === 'SHOT' ? 'ACTION' : kind, text: SAFE_TEXT[kind](text) } as const;
  if (kind === 'SECTION') return { ...safe, depth: Math.min(Math.max(Math.trunc(depth ?? 1) || 1, 1), DEEPEST) };
  return kind === 'CHARACTER' && isDual ? { ...safe, isDual } : safe;
}

function isSaid({ kind, text }: ScreenplayElement): boolean {
  return kind === 'PAGE_BREAK' || text !== '';
}

function isHidden({ kind }: ScreenplayElement): boolean {
  return kind === 'NOTE' || kind === 'BONEYARD';
}

function isSpoken({ kind }: ScreenplayElement): boolean {
  return kind === 'DIALOGUE' || kind === 'PARENTHETICAL' || kind === 'LYRIC';
}

/** What stands under no name. Song may. */
function unspoken({ kind, text }: ScreenplayElement): ScreenplayElement {
  if (kind === 'LYRIC') return { kind, text };
  return { kind: 'ACTION', text: kind === 'PARENTHETICAL' ? `(${text})` : text };
}

/** With the notes that were held back before it, and parted where its lines say that they are of another kind. */
function spokenParts({ kind, text }: ScreenplayElement, heldBack: readonly ScreenplayElement[]): ScreenplayElement[] {
  const whole = [...heldBack.map(writtenHidden), text].join(kind === 'PARENTHETICAL' ? ' ' : '\n');
  if (kind !== 'DIALOGUE') return [{ kind, text: SAFE_TEXT[kind](whole) }];
  const parts: ScreenplayElement[] = [];
  for (const line of fountainLines(whole)) {
    const said = isBlank(line) ? 'DIALOGUE' : spokenKind(line);
    const marks = said === 'DIALOGUE' ? {} : { first: 1, last: said === 'PARENTHETICAL' ? 1 : 0 };
    append({ kind: said, text: unwrapped(line, marks) }, parts);
  }
  return parts.map((part) => ({ ...part, text: SAFE_TEXT[part.kind](part.text) })).filter(isSaid);
}

function append({ kind, text }: ScreenplayElement, parts: ScreenplayElement[]): void {
  const last = parts.at(-1);
  if (last?.kind === kind && kind !== 'PARENTHETICAL') parts.splice(-1, 1, { kind, text: `${last.text}\n${text}` });
  else parts.push({ kind, text });
}

function join(part: ScreenplayElement, elements: ScreenplayElement[]): void {
  append(part, elements);
}
