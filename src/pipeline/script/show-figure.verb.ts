import type { EntityManager } from 'typeorm';
import { wishHash } from '../library/wish';
import { pictureWish, type ShownFigure } from '../production/segment-wishes';
import type { JsonObject } from '../values/canonical-json';

interface Speaking {
  readonly slotId: string;
  readonly text: string;
  readonly visualDirection: string | null;
  readonly overrides: JsonObject;
  readonly variation: number;
}

interface Page {
  readonly size: { readonly width: number; readonly height: number };
  readonly now: Date;
}

/**
 * Every segment that speaks of the figure first shows it from now on. What people decided about the picture stays: its
 * overrides and its variation. The slots are locked in the order of their ids, as whoever locks several of them does.
 */
export async function showFigure(
  manager: EntityManager,
  figure: ShownFigure & { readonly scriptId: string },
  { size, now }: Page,
): Promise<void> {
  const speaking = await manager.query<Speaking[]>(
    `SELECT s.id AS "slotId", g.text, g.visual_direction AS "visualDirection", s.overrides, s.variation
     FROM segment g
     JOIN figure_reference r ON r.segment_id = g.id AND r.position = 0
     JOIN slot s ON s.owner_id = g.id AND s.part = 'picture'
     WHERE g.script_id = $1 AND r.kind = $2 AND r.number = $3
     ORDER BY s.id FOR NO KEY UPDATE OF s`,
    [figure.scriptId, figure.kind, figure.number],
  );
  const wishes = speaking.map(({ slotId, overrides, variation, ...narration }) => {
    const wish = { ...pictureWish(narration, size, figure), overrides, variation };
    return { slotId, ...wish, hash: wishHash(wish) };
  });
  await manager.query(
    `WITH wish AS (
       SELECT * FROM jsonb_to_recordset($1) AS w("slotId" uuid, capability text, provider text, model text, prompt text,
         parameters jsonb, inputs jsonb, hash text)
     ), wished AS (
       UPDATE slot SET wish_hash = w.hash, wished_at = $2, capability = w.capability, provider = w.provider,
         model = w.model, prompt = w.prompt, parameters = w.parameters, inputs = w.inputs
       FROM wish w WHERE slot.id = w."slotId" RETURNING owner_id
     )
     UPDATE segment SET display_mode = 'FIGURE_SYNC' WHERE id IN (SELECT owner_id FROM wished)`,
    [JSON.stringify(wishes), now],
  );
}
