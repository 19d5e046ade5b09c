import type { EntityManager } from 'typeorm';
import { rewish, type TurnedTake } from '../library/rewish.verb';
import { type Narration, type PageSize, pictureWish, type ShownFigure } from '../production/segment-wishes';
import type { JsonObject } from '../values/canonical-json';
import { lockScript } from './lock-script.verb';

interface Speaking extends Narration {
  readonly segmentId: string;
  readonly slotId: string;
  readonly overrides: JsonObject;
  readonly variation: number;
}

interface Page {
  readonly size: PageSize;
  readonly now: Date;
}

/**
 * Every segment that speaks of the figure first shows it from now on, but for those that show text alone or what was shown
 * before. What people decided about the picture stays: its overrides and its variation. The script is locked first, so that an
 * edit comes before or after it, and each sees what the other wrote. Answers the takes that went stale.
 */
export async function showFigure(
  manager: EntityManager,
  figure: ShownFigure & { readonly scriptId: string },
  { size, now }: Page,
): Promise<readonly TurnedTake[]> {
  await lockScript(manager, figure.scriptId);
  const speaking = await manager.query<Speaking[]>(
    `SELECT g.id AS "segmentId", s.id AS "slotId", g.text, g.visual_direction AS "visualDirection",
       g.display_mode AS "displayMode", s.overrides, s.variation
     FROM segment g
     JOIN figure_reference r ON r.segment_id = g.id AND r.position = 0
     JOIN slot s ON s.owner_id = g.id AND s.part = 'picture'
     WHERE g.script_id = $1 AND r.kind = $2 AND r.number = $3
       AND coalesce(g.display_mode, '') NOT IN ('TEXT_ONLY', 'CARRY_FORWARD')
     ORDER BY s.id FOR NO KEY UPDATE OF s`,
    [figure.scriptId, figure.kind, figure.number],
  );
  const wishes = speaking.map(({ slotId, overrides, variation, ...narration }) => {
    return { slotId, wish: { ...pictureWish(narration, size, figure), overrides, variation } };
  });
  const { wentStale } = await rewish(manager, wishes, now);
  await manager.query("UPDATE segment SET display_mode = 'FIGURE_SYNC' WHERE id = ANY($1)", [
    speaking.map(({ segmentId }) => segmentId),
  ]);
  return wentStale;
}
