import { NO_FACTS, withFactsOfNotes } from '../scene-facts';
import type { Screenplay, ScreenplayElement, ScreenplayScene } from '../screenplay';
import { actAfter } from '../section-acts';
import { titleMembers } from '../title-fields';
import type { FountainBlock } from './fountain-document';
import { readFountain } from './read-fountain';

interface OpenScene {
  readonly slugline: string;
  readonly label: string | null;
  /** What the sections before it say. */
  readonly act: number | null;
  readonly elements: ScreenplayElement[];
}

/** What a Fountain text says, up to the last of so many scenes. Any text is Fountain: one without a heading has no scene. */
export function screenplayOfFountain(text: string, mostScenes?: number): Screenplay {
  const { blocks } = readFountain(text, mostScenes);
  const fields = blocks.flatMap((block) => (block.kind === 'TITLE_PAGE' ? block.fields : []));
  const titlePage = fields.filter(({ value }) => value !== '');
  const { opening, scenes } = scenesOf(blocks);
  return { ...titleMembers(titlePage), titlePage, opening, scenes: scenes.map(sceneOf), extra: {} };
}

function scenesOf(blocks: readonly FountainBlock[]) {
  const opening: ScreenplayElement[] = [];
  const scenes: OpenScene[] = [];
  let act: number | null = null;
  let elements = opening;
  blocks.forEach((block, at) => {
    if (block.kind === 'HEADING') {
      elements = [...block.within];
      scenes.push({ slugline: block.slugline, label: block.label, act, elements });
    }
    if (block.kind !== 'ELEMENT') return;
    act = actAfter(block.element, act);
    add(block.element, elements, spaceBefore(blocks, at));
  });
  return { opening, scenes };
}

/** Two empty lines or more within action are meant: what is around them is one element. */
function add(element: ScreenplayElement, elements: ScreenplayElement[], space: number): void {
  if (element.text === '' && element.kind !== 'PAGE_BREAK') return;
  const last = elements.at(-1);
  if (last && element.kind === 'ACTION' && space > 1)
    elements[elements.length - 1] = { ...last, text: `${last.text}${'\n'.repeat(space + 1)}${element.text}` };
  else elements.push(element);
}

/** Empty lines between a block and action before it. */
function spaceBefore(blocks: readonly FountainBlock[], at: number): number {
  const [first, second] = [blocks[at - 2], blocks[at - 1]];
  const isAction = first?.kind === 'ELEMENT' && first.element.kind === 'ACTION' && first.element.text !== '';
  return isAction && second?.kind === 'BLANK' ? second.lines : 0;
}

function sceneOf({ slugline, label, act, elements: written }: OpenScene): ScreenplayScene {
  const { facts, elements } = withFactsOfNotes(written);
  return { ...NO_FACTS, label, slugline, act, ...facts, elements, extra: {} };
}
