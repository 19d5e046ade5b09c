import type { EntityManager } from 'typeorm';
import type { SlotOwnerType } from './slot';

/** How people call each kind of owner `o`; the read path says the same in `Slot.key`. */
const OWNERS: Readonly<Record<SlotOwnerType, string>> = {
  PROJECT: "SELECT 'project ' || o.key FROM project o",
  SEGMENT: "SELECT 'segment ' || (o.idx + 1) FROM segment o",
  FIGURE: "SELECT lower(o.kind) || ' ' || o.number FROM figure o",
  TIMELINE: "SELECT 'timeline ' || o.name FROM timeline o",
  STRUCTURED_SCRIPT: "SELECT 'script ' || o.name FROM structured_script o",
  SCENE: "SELECT 'scene ' || o.number FROM scene o",
  SHOT: "SELECT 'shot ' || o.key FROM shot o",
  CHARACTER: "SELECT 'character ' || o.key FROM character o",
  SETTING: "SELECT 'setting ' || o.key FROM setting o",
  PRODUCTION_PLAN: "SELECT 'plan ' || o.name FROM production_plan o",
};

const BRANCHES = Object.entries(OWNERS)
  .map(([word, select]) => `WHEN '${word}' THEN (${select} WHERE o.id = s.owner_id)`)
  .join(' ');

/** Slots as people call them, by id: `segment 3 / picture`. */
export async function slotNames(manager: EntityManager, slotIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await manager.query<{ id: string; name: string }[]>(
    `SELECT s.id, concat(CASE s.owner_type ${BRANCHES} END, ' / ', s.part) AS name FROM slot s WHERE s.id = ANY($1)`,
    [slotIds],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
