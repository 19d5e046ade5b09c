import type { ScreenplayElement } from '../screenplay';
import { noteElement, paragraphText, trimmed, withoutBrackets } from './fdx-text';
import { kindOfType } from './paragraph-types';
import { xmlSafe } from './xml-text';
import { elementsOf, textWithin, type XmlElement } from './xml-tree';

export interface FdxParagraph {
  readonly heading: FdxHeading | null;
  readonly startsPage: boolean;
  /** Of a heading: what stands under it first. */
  readonly elements: readonly ScreenplayElement[];
}

interface FdxHeading {
  readonly slugline: string;
  readonly label: string | null;
  readonly notes: readonly ScreenplayElement[];
}

/** The paragraphs of a content, those of speeches beside each other after another. */
export function fdxParagraphs(content: XmlElement): FdxParagraph[] {
  return elementsOf(content, 'Paragraph', 'DualDialogue').flatMap((element) => {
    const duals = element.name === 'DualDialogue' ? [element] : elementsOf(element, 'DualDialogue');
    if (duals.length === 0) return [fdxParagraph(element)];
    const spoken = duals.flatMap(dualParagraphs);
    return startsPage(element) ? [{ heading: null, startsPage: true, elements: [] }, ...spoken] : spoken;
  });
}

/** Every cue but the first stands beside the one before it. */
function dualParagraphs(dual: XmlElement): FdxParagraph[] {
  let cues = 0;
  return elementsOf(dual, 'Paragraph')
    .map(fdxParagraph)
    .map((paragraph) => ({
      ...paragraph,
      elements: paragraph.elements.map((element): ScreenplayElement => {
        if (element.kind === 'CHARACTER') cues += 1;
        return element.kind === 'CHARACTER' && cues > 1 ? { ...element, isDual: true } : element;
      }),
    }));
}

function startsPage({ attributes }: XmlElement): boolean {
  return attributes.get('StartsNewPage')?.toLowerCase() === 'yes';
}

function fdxParagraph(paragraph: XmlElement): FdxParagraph {
  const type = paragraph.attributes.get('Type') ?? 'Action';
  const heading = type === 'Scene Heading' ? headingOf(paragraph) : null;
  const elements = heading ? synopsisOf(paragraph) : elementsOfParagraph(paragraph, type);
  return { heading, startsPage: startsPage(paragraph), elements };
}

/** Null where it is empty: Final Draft leaves such paragraphs behind. */
function headingOf(paragraph: XmlElement): FdxHeading | null {
  const slugline = xmlSafe(elementsOf(paragraph, 'Text').map(textWithin).join('')).replace(/\n/g, ' ').trim();
  if (slugline === '') return null;
  const label = xmlSafe(paragraph.attributes.get('Number') ?? '').trim() || null;
  return { slugline, label, notes: elementsOf(paragraph, 'ScriptNote').map(noteElement).filter(isSaid) };
}

/** The summary of a scene on its index card. */
function synopsisOf(paragraph: XmlElement): ScreenplayElement[] {
  const summaries = elementsOf(paragraph, 'SceneProperties').flatMap((properties) => elementsOf(properties, 'Summary'));
  const lines = summaries.flatMap((summary) => elementsOf(summary, 'Paragraph')).map(textWithin);
  return [{ kind: 'SYNOPSIS' as const, text: xmlSafe(lines.join('\n')).trim() }].filter(isSaid);
}

function isSaid({ text }: ScreenplayElement): boolean {
  return text.trim() !== '';
}

function elementsOfParagraph(paragraph: XmlElement, type: string): ScreenplayElement[] {
  const { text, isNotesAlone } = paragraphText(paragraph);
  const isCentre = isCentred(paragraph, type);
  if (isNotesAlone && type === 'General' && !isCentre)
    return elementsOf(paragraph, 'ScriptNote').map(noteElement).filter(isSaid);
  if (type === 'Cast List') return [{ kind: 'NOTE' as const, text: `present: ${withoutBrackets(text)}` }];
  const kind = isCentre ? 'CENTRED' : kindOfType(type);
  const said = kind === 'PARENTHETICAL' ? withoutBrackets(text) : trimmed(kind, text);
  return [kind === 'SECTION' ? { kind, text: said, depth: 1 } : { kind, text: said }].filter(isSaid);
}

function isCentred({ attributes }: XmlElement, type: string): boolean {
  return ['Action', 'General'].includes(type) && attributes.get('Alignment')?.toLowerCase() === 'center';
}
