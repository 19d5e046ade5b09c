import type { ShotListProblem } from '../shots/shot-list';
import { paragraphsOf } from './paragraphs';
import type { Screenplay, ScreenplayElement, ScreenplayScene } from './screenplay';

type Rule = (scene: ScreenplayScene) => Omit<ShotListProblem, 'severity' | 'scene' | 'shot'> | null;

const SPOKEN = new Set(['DIALOGUE', 'LYRIC']);
const FILMED = new Set(['ACTION', 'DIALOGUE', 'LYRIC', 'CENTRED', 'SHOT']);
const HEADING = /^(?:INT|EXT|EST|I)\b/i;
/** What is no transition by its spelling, and no picture either. */
const FADE_IN = /^(?:FADE IN|FADE UP|OVER BLACK)\s*[.:…]*$/i;

/** What a scene should have so that shots can be made of it. None of it is a reason to refuse the file. */
const RULES: readonly Rule[] = [
  ({ elements }) =>
    elements.some(({ kind, text }) => FILMED.has(kind) && paragraphsOf(text).length > 0)
      ? null
      : { code: 'SCENE_EMPTY', message: 'The scene has neither action nor speech.' },
  ({ slugline }) =>
    HEADING.test(slugline)
      ? null
      : { code: 'HEADING_WITHOUT_INT_EXT', message: `“${slugline}” does not say whether it is inside or outside.` },
  ({ elements }) => {
    const silent = elements.find((_, index) => isSilentCue(elements, index));
    return silent
      ? { code: 'CUE_WITHOUT_SPEECH', message: `${silent.text} is named to speak and says nothing.` }
      : null;
  },
];

const IN_SPEECH = new Set(['PARENTHETICAL', 'NOTE', 'BONEYARD', 'DIALOGUE', 'LYRIC']);

function isSilentCue(elements: readonly ScreenplayElement[], index: number): boolean {
  if (elements[index]?.kind !== 'CHARACTER') return false;
  for (let next = index + 1; IN_SPEECH.has(elements[next]?.kind ?? ''); next += 1) {
    if (isHeard(elements[next])) return false;
  }
  return true;
}

/** A line of speech that is a note alone says nothing. */
function isHeard(element: ScreenplayElement | undefined): boolean {
  return element !== undefined && SPOKEN.has(element.kind) && paragraphsOf(element.text).length > 0;
}

export function screenplayProblems({ title, opening, scenes }: Screenplay): ShotListProblem[] {
  const found = scenes.flatMap((scene, index) =>
    RULES.flatMap((rule) => {
      const problem = rule(scene);
      return problem ? [{ ...problem, severity: 'WARNING' as const, scene: index + 1, shot: null }] : [];
    }),
  );
  return [...untitled(title), ...notFilmed(opening), ...found];
}

const OF_THE_WHOLE = { severity: 'WARNING', scene: null, shot: null } as const;

function untitled(title: string): ShotListProblem[] {
  return title.trim() === '' ? [{ ...OF_THE_WHOLE, code: 'NO_TITLE', message: 'The screenplay has no title.' }] : [];
}

/** Shots are made of scenes alone. `FADE IN:` there is how scripts begin. */
function notFilmed(opening: readonly ScreenplayElement[]): ShotListProblem[] {
  const isLost = opening.some(({ kind, text }) => kind === 'ACTION' && paragraphsOf(text).some(isShown));
  const message = 'Action stands before the first scene and becomes no shot; it needs a heading above it.';
  return isLost ? [{ ...OF_THE_WHOLE, code: 'OPENING_NOT_FILMED', message }] : [];
}

function isShown(paragraph: string): boolean {
  return /[\p{L}\p{N}]/u.test(paragraph) && !FADE_IN.test(paragraph);
}
