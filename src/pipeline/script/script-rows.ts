import { plainWish, type WishTerms, wishHash } from '../library/wish';
import type { Rate } from '../values/rate';
import { estimatedSeconds } from './paragraphs';
import { slotsOf } from './segment-slots';
import type { WrittenFigure, WrittenScript, WrittenSegment } from './written-script';

/** Whose rows they are, and what is given instead of a clock and of chance. */
export interface Page {
  readonly projectId: string;
  readonly scriptId: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly rate: Rate;
  readonly narrator: string | null;
  readonly pronunciations?: Readonly<Record<string, string>>;
  readonly now: Date;
  readonly newId: () => string;
}

/** The script's own row. Its first revision is what is imported now, whatever the file counts. */
export function scriptRow(script: WrittenScript, name: string, { scriptId: id, projectId, now }: Page) {
  const { externalId, trialId, sourceDocument, generationPrompt, productionStyle, contentType } = script;
  const { perspective, variantOf, sourcesUsed } = script;
  return {
    ...{ id, projectId, name, revision: 1, lockVersion: 1, createdAt: now },
    ...{ externalId, trialId, sourceDocument, generationPrompt, productionStyle, contentType, perspective, variantOf },
    sourcesUsed: [...sourcesUsed],
  };
}

/** A segment that was not narrated yet: what a file says of its sound is about a sound that is not here. */
export function segmentRow(segment: WrittenSegment, idx: number, { projectId, scriptId, newId }: Page) {
  const { text, intent, importance, visualDirection, displayMode, perspective, contentTypeHint } = segment;
  return {
    ...{
      id: newId(),
      projectId,
      scriptId,
      idx,
      text,
      intent,
      importance,
      visualDirection,
      perspective,
      contentTypeHint,
    },
    keyConcepts: [...segment.keyConcepts],
    displayMode: displayMode ?? ('DALL_E' as const),
    sourceAttributions: segment.sourceAttributions.map((it) => ({ ...it, atomsUsed: [...it.atomsUsed] })),
    claims: [...(segment.claims ?? [])],
    estimatedSeconds: estimatedSeconds(text),
    actualSeconds: null,
    lockVersion: 1,
    figures: segment.figures,
  };
}

export type SegmentRow = ReturnType<typeof segmentRow>;

/** Nobody has directed it yet, and its figures are still to come. */
export function segmentSlotRows(segment: SegmentRow, { size, rate, narrator, pronunciations, now, newId }: Page) {
  const narration = { ...segment, directedDirection: null, isClip: false };
  return slotsOf(narration, { size, rate, narrator, pronunciations, figures: [], now, newId });
}

function slotRow<O extends object>(owner: O, wish: WishTerms, { projectId, now, newId }: Page) {
  const inputs = [...wish.inputs];
  return { ...owner, ...wish, inputs, id: newId(), projectId, wishHash: wishHash(wish), wishedAt: now };
}

export function referenceRows({ id: segmentId, projectId, figures }: SegmentRow) {
  return figures.map(({ kind, number, panel, documentId = null }, position) => {
    return { segmentId, projectId, position, kind, number, panel, documentId };
  });
}

/** A figure whose picture is still to come. */
export function figureRow({ kind, number, caption, description }: WrittenFigure, page: Page) {
  const { projectId, scriptId } = page;
  return { id: page.newId(), projectId, scriptId, kind, number, caption, description };
}

/** Its wish names the figure: of two without a caption neither stands in for the other. */
export function figureSlotRow({ id, caption }: ReturnType<typeof figureRow>, page: Page) {
  const owner = { ownerType: 'FIGURE' as const, ownerId: id, part: 'picture', type: 'FIGURE' as const };
  return slotRow(owner, { ...plainWish('IMAGE', caption), parameters: { figure: id } }, page);
}
