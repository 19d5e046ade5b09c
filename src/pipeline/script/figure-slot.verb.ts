import type { Figure } from '../../entities/figure.entity';
import type { NewTake, TakeMedia } from '../library/register-take.verb';
import { plainWish, type WishTerms, wishHash } from '../library/wish';
import type { Studio } from '../workspace/studio';

export type FigureRow = Pick<Figure, 'id' | 'projectId' | 'scriptId' | 'documentId' | 'kind' | 'number' | 'caption'>;

/** A figure's place for its picture. */
export interface FigurePlace {
  readonly figure: FigureRow;
  readonly slotId: string;
  readonly wishHash: string;
}

/** By which rule a figure is approved without anybody looking at it; the audit names it. */
export const FIGURE_POLICY = 'figures are approved as they come';

type Clock = Pick<Studio<unknown>, 'now' | 'newId'>;

/**
 * It has the caption, so that no two figures of a project have equal wishes and stand in for each other. Documents may say the same of
 * two: theirs names the figure besides.
 */
export function figureWish({ id, documentId, caption }: Pick<FigureRow, 'id' | 'documentId' | 'caption'>): WishTerms {
  const wish = plainWish('IMAGE', caption);
  return documentId === null ? wish : { ...wish, parameters: { figure: id } };
}

export function figureSlot(figure: FigureRow, { now, newId }: Clock) {
  const wish = figureWish(figure);
  const { id: ownerId, projectId } = figure;
  const place = { projectId, ownerType: 'FIGURE', ownerId, part: 'picture', type: 'FIGURE' } as const;
  return { ...place, ...wish, inputs: [], id: newId(), wishHash: wishHash(wish), wishedAt: now() };
}

interface Shot {
  readonly source: string;
  readonly media: TakeMedia;
  readonly generatedBy: string;
}

/** A take of its picture, approved by policy. */
export function figureTake({ figure, slotId, wishHash }: FigurePlace, { source, media, generatedBy }: Shot): NewTake {
  const { projectId, number: figureNumber, caption } = figure;
  return {
    ...{ projectId, slotId, wishHash, source, media, figureNumber, caption, generatedBy, type: 'FIGURE' },
    ...{ text: null, voice: null, describes: null, tags: [], recipe: null, runId: null, jobId: null, costMicros: 0n },
    born: { status: 'APPROVED', reason: FIGURE_POLICY },
  };
}
