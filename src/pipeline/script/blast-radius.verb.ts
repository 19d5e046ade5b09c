import type { EntityManager } from 'typeorm';
import { type AssetStatus, LOCKED_STATUSES } from '../library/asset';
import type { PriceList } from '../library/price';
import { settledWish } from '../library/wish';
import { filmFrame, segmentPlaces } from '../production/cut-facts.verb';
import { newPieces } from '../render/new-pieces';
import { preferencesOf } from '../runner/preferences-of.verb';
import { foreseenCut } from './foreseen-cut';
import { foreseenPlaces } from './foreseen-places.verb';
import type { EditPlan, Reached } from './plan-edit.verb';

/** What an edit touches. Assets by their row ids, in the order in which they were made. */
export interface Radius {
  readonly staleIds: readonly string[];
  readonly approvalIds: readonly string[];
  readonly piecesToRender: number;
  readonly costMicros: bigint;
}

/** Reads only, before anything is written: the dry run and the edit itself call it alike. */
export async function radiusOf(manager: EntityManager, prices: PriceList, plan: EditPlan): Promise<Radius> {
  const reached = plan.reached.filter(({ before, after }) => before !== after);
  const stale = await goingStale(manager, reached);
  const project = await preferencesOf(manager, plan.script.projectId);
  const missing = await toBeMade(manager, plan.script.projectId, reached);
  const unmade = reached.filter(({ slotId }) => missing.has(slotId));
  return {
    staleIds: stale.map(({ id }) => id),
    approvalIds: stale.filter(({ status }) => LOCKED_STATUSES.includes(status)).map(({ id }) => id),
    piecesToRender: await piecesToRender(manager, plan),
    costMicros: unmade.reduce((total, { wish }) => total + prices.ceilingMicros(settledWish(wish), project), 0n),
  };
}

const asRows = (reached: readonly Reached[]): string =>
  JSON.stringify(reached.map(({ slotId, type, before, after }) => ({ slotId, type, before, after })));

async function goingStale(manager: EntityManager, reached: readonly Reached[]) {
  if (reached.length === 0) return [];
  return manager.query<{ id: string; status: AssetStatus }[]>(
    `SELECT a.id, a.status FROM jsonb_to_recordset($1) AS w("slotId" uuid, before text)
     JOIN asset a ON a.slot_id = w."slotId" AND a.wish_hash = w.before ORDER BY a.id`,
    [asRows(reached)],
  );
}

/** Places that have a take now, and for whose next one nothing stands in that exists: the condition of `findTake`. */
async function toBeMade(
  manager: EntityManager,
  projectId: string,
  reached: readonly Reached[],
): Promise<ReadonlySet<string>> {
  if (reached.length === 0) return new Set();
  const rows = await manager.query<{ slotId: string }[]>(
    `SELECT w."slotId" FROM jsonb_to_recordset($1) AS w("slotId" uuid, type text, after text)
     WHERE EXISTS (SELECT 1 FROM asset t WHERE t.slot_id = w."slotId") AND NOT EXISTS (SELECT 1 FROM asset a
       WHERE a.project_id = $2 AND a.wish_hash = w.after AND a.type = w.type AND a.status <> 'REJECTED')`,
    [asRows(reached), projectId],
  );
  return new Set(rows.map(({ slotId }) => slotId));
}

/**
 * The cut of today's takes is laid out beside the one that will be, with the takes that the edit calls for as if they were made
 * and picked, captions as in the last cut. So a segment that moves counts with all whose motion follows their place, which no mark on a take
 * would say.
 */
async function piecesToRender(manager: EntityManager, plan: EditPlan): Promise<number> {
  const { id: scriptId, film } = plan.script;
  if (!film || plan.redraft.change === null) return 0;
  const { timelineId, captionStyle } = film;
  const detail = captionStyle ? 'ALL' : 'SEEN';
  const now = await segmentPlaces(manager, { scriptId, onlyApproved: false, runId: null, detail });
  const frame = { ...(await filmFrame(manager, { scriptId, timelineId, onlyApproved: false })), captionStyle };
  const after = foreseenCut(await foreseenPlaces(manager, plan, now), frame);
  return after ? newPieces(foreseenCut(now, frame), after) : 0;
}
