import { actNamed } from '../act-names';
import { safeFacts } from '../fountain/safe-facts';
import type { SceneFacts } from '../scene-facts';
import type { ElementKind, Screenplay, ScreenplayElement, ScreenplayScene } from '../screenplay';
import { completedTitlePage, titleMembers, titleWords } from '../title-fields';
import { fdxText, withoutBrackets } from './fdx-text';
import { fdxFields } from './fdx-title-page';
import { xmlSafe } from './xml-text';

/**
 * A screenplay as Final Draft can say it; one that it can say comes back equal.
 *
 * - Title, author, format, genre and logline stand on the title page. `extra` is not said, and neither is a character that XML cannot hold.
 * - Text has its marks of emphasis in one order, and none that no style stands for; blanks at its ends are left out, but for the indent of
 *   action. Headings and labels have one line.
 * - A speech is beside another where it follows it at once.
 */
export function fdxSafe(screenplay: Screenplay): Screenplay {
  const titlePage = safeTitlePage(screenplay);
  return {
    ...titleMembers(titlePage),
    titlePage,
    opening: safeElements(screenplay.opening),
    scenes: screenplay.scenes.map(safeScene),
    extra: {},
  };
}

function safeTitlePage({ title, author, genre, logline, format, titlePage }: Screenplay) {
  const words = (text: string | null) => (text === null ? null : titleWords(xmlSafe(text)) || null);
  const members = { author: words(author), genre: words(genre), logline: words(logline), format };
  const fields = fdxFields(titlePage);
  return fdxFields(completedTitlePage({ ...members, title: titleWords(xmlSafe(title)), titlePage: fields }));
}

function safeScene(scene: ScreenplayScene): ScreenplayScene {
  return {
    slugline: oneLine(scene.slugline) || 'SCENE',
    label: scene.label === null ? null : oneLine(scene.label) || null,
    ...safeFacts(plainFacts(scene)),
    elements: safeElements(scene.elements),
    extra: {},
  };
}

function oneLine(text: string): string {
  return xmlSafe(text).replace(/\n/g, ' ').trim();
}

function plainFacts(scene: ScreenplayScene): SceneFacts {
  const words = (text: string | null) => (text === null ? null : xmlSafe(text));
  const { beat, conflict, snowflakeSceneId, charactersPresent } = scene;
  return {
    ...scene,
    beat: words(beat),
    conflict: words(conflict),
    snowflakeSceneId: words(snowflakeSceneId),
    charactersPresent: charactersPresent.map(xmlSafe),
  };
}

function safeElements(elements: readonly ScreenplayElement[]): ScreenplayElement[] {
  const safe = elements.map(safeElement).filter(({ kind, text }) => kind === 'PAGE_BREAK' || text.trim() !== '');
  return safe.map((element, at) =>
    element.isDual && !isBesideSpeech(safe, at) ? { kind: 'CHARACTER', text: element.text } : element,
  );
}

const PLAIN: ReadonlySet<ElementKind> = new Set(['NOTE', 'BONEYARD', 'SYNOPSIS', 'SECTION']);
const DEEPEST = 99;

function safeElement({ kind, text, isDual, depth }: ScreenplayElement): ScreenplayElement {
  if (kind === 'PAGE_BREAK') return { kind, text: '' };
  const safe = { kind, text: PLAIN.has(kind) ? xmlSafe(text).trim() : spokenText(kind, text) };
  if (kind === 'SECTION') return safeSection({ ...safe, depth: Math.trunc(depth ?? 1) || 1 });
  return kind === 'CHARACTER' && isDual ? { ...safe, isDual } : safe;
}

function safeSection({ kind, text, depth = 1 }: ScreenplayElement): ScreenplayElement {
  const section = { kind, text, depth: Math.min(Math.max(depth, 1), DEEPEST) };
  return isNewAct(section) ? { ...section, text: fdxText(kind, text) } : section;
}

/** Final Draft has a paragraph for acts alone; other sections are script notes. */
export function isNewAct({ kind, text, depth }: ScreenplayElement): boolean {
  return kind === 'SECTION' && depth === 1 && actNamed(text) !== null;
}

function spokenText(kind: ElementKind, text: string): string {
  return kind === 'PARENTHETICAL' ? withoutBrackets(fdxText(kind, `(${text})`)) : fdxText(kind, text);
}

const SPOKEN: ReadonlySet<ElementKind> = new Set(['DIALOGUE', 'PARENTHETICAL', 'LYRIC']);

function isBesideSpeech(elements: readonly ScreenplayElement[], at: number): boolean {
  let before = at - 1;
  while (SPOKEN.has(elements[before]?.kind ?? 'ACTION')) before -= 1;
  return elements[before]?.kind === 'CHARACTER';
}
