import type { DataSource } from 'typeorm';
import { retireSlots } from '../library/retire-slots.verb';
import type { FigureOwner } from '../script/show-figure.verb';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';
import { followFigure, lockedFigure } from './figure-at-hand.verb';

/**
 * A figure less: whatever is meant by its number now is shown instead, or nothing. Its takes stay with the project. Answers whose it was,
 * in row ids, and how many takes went stale.
 */
export function removeFigure(
  studio: Studio<DataSource>,
  caller: Caller,
  { figureId }: { readonly figureId: string },
): Promise<FigureOwner & { staleCount: number }> {
  return studio.store.transaction(async (manager) => {
    const figure = await lockedFigure(manager, caller, figureId);
    const { projectId, kind, number, scriptId, documentId } = figure;
    await retireSlots(manager, [figureId]);
    await manager.query('DELETE FROM figure WHERE id = $1', [figureId]);
    const line = { projectId, actor: caller.name, subjectId: null, facts: { kind, number } };
    const lines = [{ ...line, kind: 'FIGURE_REMOVED' as const }];
    const told = { owner: figure, named: [figure], lines, actor: caller.name, now: studio.now() };
    const { length: staleCount } = await followFigure(manager, told);
    return { scriptId, documentId, staleCount };
  });
}
