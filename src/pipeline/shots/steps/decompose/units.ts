import { paragraphsOf } from '../../../screenplay/paragraphs';
import type { ElementKind, ScreenplayElement, ScreenplayScene } from '../../../screenplay/screenplay';
import type { ScenePeople } from '../../people/scene-people';
import type { ShotTransition } from '../../shot';
import type { Cover } from '../../shot-list';
import { askedTransition, skipsTime } from './asked';

/** A paragraph that a camera sees. */
export interface Seen {
  readonly is: 'SEEN';
  readonly kind: ElementKind;
  readonly cover: Cover;
  readonly text: string;
  readonly people: readonly string[];
}

/** A line of speech, or what stands in brackets beside it. */
export interface Line {
  readonly cover: Cover;
  readonly text: string;
  readonly isAside: boolean;
  readonly people: readonly string[];
}

/** What one cue says, until the next. */
export interface Turn {
  readonly is: 'TURN';
  readonly speakers: readonly string[];
  readonly isDual: boolean;
  readonly lines: readonly Line[];
}

export interface Join {
  readonly is: 'JOIN';
  readonly transition: ShotTransition | null;
  readonly skipsTime: boolean;
}

export type Unit = Seen | Turn | Join;

const UNSEEN: readonly ElementKind[] = ['NOTE', 'BONEYARD', 'SECTION', 'SYNOPSIS', 'PAGE_BREAK'];
const SPOKEN: readonly ElementKind[] = ['DIALOGUE', 'LYRIC'];

/** A scene as its shots are made of it: what is seen, who says what, how one goes over into the next. In its order. */
export function unitsOf({ elements }: ScreenplayScene, people: ScenePeople | undefined): Unit[] {
  const units: Unit[] = [];
  let lines: Line[] | null = null; // of the turn that is open
  for (const [index, element] of elements.entries()) {
    if (UNSEEN.includes(element.kind)) continue;
    const { shown = [], speakers = [] } = people?.elements[index] ?? {};
    const isCue = element.kind === 'CHARACTER' && !isBracketed(element.text);
    if (isCue || (element.kind === 'DIALOGUE' && lines === null)) {
      lines = [];
      units.push({ is: 'TURN', speakers, isDual: element.isDual === true, lines });
    }
    if (isCue) continue;
    if (lines !== null && isSpeech(element.kind)) {
      lines.push(...linesOf(element, index, shown));
      continue;
    }
    lines = null;
    units.push(...(element.kind === 'TRANSITION' ? [joinOf(element)] : seenIn(element, index, shown)));
  }
  return units;
}

function isSpeech(kind: ElementKind): boolean {
  return SPOKEN.includes(kind) || kind === 'PARENTHETICAL' || kind === 'CHARACTER';
}

/** `(low)` that somebody wrote as a name. */
function isBracketed(text: string): boolean {
  const bare = text.trim();
  return bare.startsWith('(') && bare.endsWith(')');
}

function linesOf({ kind, text }: ScreenplayElement, element: number, shown: readonly (readonly string[])[]): Line[] {
  const words = paragraphsOf(text).join(' ');
  if (words === '') return [];
  const isAside = !SPOKEN.includes(kind);
  const bare = isBracketed(words) ? words.slice(1, -1).trim() : words;
  return [
    { cover: { element, paragraph: 0 }, text: isAside ? bare : words, isAside, people: isAside ? shown.flat() : [] },
  ];
}

function seenIn({ kind, text }: ScreenplayElement, element: number, shown: readonly (readonly string[])[]): Seen[] {
  return paragraphsOf(text).map((paragraph, at) => ({
    is: 'SEEN',
    kind,
    cover: { element, paragraph: at },
    text: paragraph,
    people: shown[at] ?? [],
  }));
}

function joinOf({ text }: ScreenplayElement): Join {
  const [words = ''] = paragraphsOf(text);
  return { is: 'JOIN', transition: askedTransition(words), skipsTime: skipsTime(words) };
}
