import { factMembers, withFactsOfNotes } from '../scene-facts';
import type { Screenplay, ScreenplayScene } from '../screenplay';
import { actAfterAll } from '../section-acts';
import { completedTitlePage, titleMembers, titleWords } from '../title-fields';
import { labelledSlugline, safeLabel } from './headings';
import { safeElements } from './safe-elements';
import { safeFacts } from './safe-facts';
import { safeSlugline } from './safe-text';
import { safeFields } from './title-page';

/**
 * A screenplay as Fountain can say it; one that it can say comes back equal.
 *
 * - Title, author, format, genre and logline stand on the title page, on one line each; its keys are letters and digits, its values have no
 *   empty lines. `extra` is not said.
 * - What opens a note or a boneyard and never closes it is text: `[ [`, `/\*`. A note holds no `]]`, a boneyard no end of its own.
 * - Lines have no blanks at their end; indent is kept in action alone. Headings, cues, parentheticals, transitions, sections and synopses
 *   have one line.
 * - SHOT is ACTION, and so is speech that nobody is named for. In a speech a line in parentheses is a PARENTHETICAL, one after `~` a
 *   LYRIC; neighbours of one kind are one element, and notes between them are in the text of the next.
 * - Notes right under a heading that state a fact that the scene does not know are that fact.
 */
export function fountainSafe(screenplay: Screenplay): Screenplay {
  const titlePage = safeTitlePage(screenplay);
  const opening = safeElements(screenplay.opening);
  let act = actAfterAll(opening, null);
  const scenes = screenplay.scenes.map((scene) => {
    const safe = safeScene(scene, act);
    act = actAfterAll(safe.elements, act);
    return safe;
  });
  return { ...titleMembers(titlePage), titlePage, opening, scenes, extra: {} };
}

function safeTitlePage({ title, author, genre, logline, format, titlePage }: Screenplay) {
  const words = (text: string | null) => (text === null ? null : titleWords(text) || null);
  const members = { author: words(author), genre: words(genre), logline: words(logline), format };
  return safeFields(completedTitlePage({ ...members, title: titleWords(title), titlePage: safeFields(titlePage) }));
}

/** `sectionAct`: what the sections before it say. */
function safeScene(scene: ScreenplayScene, sectionAct: number | null): ScreenplayScene {
  const facts = safeFacts(scene);
  const { elements, facts: noted } = withFactsOfNotes(safeElements(scene.elements), factMembers(facts, sectionAct));
  return { ...safeHeading(scene), ...facts, ...noted, elements, extra: {} };
}

function safeHeading(scene: ScreenplayScene): Pick<ScreenplayScene, 'slugline' | 'label'> {
  const slugline = safeSlugline(scene.slugline);
  const label = safeLabel(scene.label);
  return label === null ? labelledSlugline(slugline) : { slugline, label };
}
