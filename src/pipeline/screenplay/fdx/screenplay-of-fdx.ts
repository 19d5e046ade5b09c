import { InvalidInput } from '../../errors';
import { NO_FACTS, withFactsOfNotes } from '../scene-facts';
import type { Screenplay, ScreenplayElement, ScreenplayScene } from '../screenplay';
import { actAfter } from '../section-acts';
import { titleMembers } from '../title-fields';
import { type FdxParagraph, fdxParagraphs } from './fdx-paragraphs';
import { titleFieldsOf } from './fdx-title-page';
import { elementsOf, type XmlElement, xmlTree } from './xml-tree';

interface OpenScene {
  readonly slugline: string;
  readonly label: string | null;
  readonly act: number | null;
  readonly notes: ScreenplayElement[];
  readonly elements: ScreenplayElement[];
}

/** A screenplay out of the XML of Final Draft. Text that is no such XML is refused by its line; `field` is the input field that holds it. */
export function screenplayOfFdx(text: string, field: readonly string[] = ['text']): Screenplay {
  const root = xmlTree({ text, field });
  if (root.name !== 'FinalDraft') throw noFinalDraft(root, field);
  const titlePage = titleFieldsOf(root);
  const { opening, scenes } = scenesOf(elementsOf(root, 'Content').flatMap(fdxParagraphs));
  return { ...titleMembers(titlePage), titlePage, opening, scenes: scenes.map(sceneOf), extra: {} };
}

function noFinalDraft({ name }: XmlElement, field: readonly string[]): InvalidInput {
  return new InvalidInput('The screenplay is XML, but not that of Final Draft.', {
    field: [...field],
    expected: '<FinalDraft>',
    got: `<${name.slice(0, 40)}>`,
    remedy: 'Export the file from Final Draft once more, as .fdx.',
  });
}

function scenesOf(paragraphs: readonly FdxParagraph[]) {
  const opening: ScreenplayElement[] = [];
  const scenes: OpenScene[] = [];
  let act: number | null = null;
  for (const { heading, startsPage, elements } of paragraphs) {
    const before = scenes.at(-1)?.elements ?? opening;
    if (startsPage) before.push({ kind: 'PAGE_BREAK', text: '' });
    if (heading) {
      const { notes, ...said } = heading;
      scenes.push({ ...said, act, notes: [...notes], elements: [...elements] });
      continue;
    }
    for (const element of elements) {
      before.push(element);
      act = actAfter(element, act);
    }
  }
  return { opening, scenes };
}

/** Facts are the notes of the heading itself; the others of them stand first. */
function sceneOf({ slugline, label, act, notes, elements }: OpenScene): ScreenplayScene {
  const { facts, elements: remarks } = withFactsOfNotes(notes);
  return { ...NO_FACTS, slugline, label, act, ...facts, elements: [...remarks, ...elements], extra: {} };
}
