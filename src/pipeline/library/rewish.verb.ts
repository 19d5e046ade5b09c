import type { EntityManager } from 'typeorm';
import type { ProjectLine } from '../workspace/project-log.verb';
import type { AssetStatus } from './asset';
import { type WishTerms, wishHash } from './wish';

/** What a slot is to want from now on. */
export interface NewWish {
  readonly slotId: string;
  readonly wish: WishTerms;
}

/** A take whose freshness changed. */
export interface TurnedTake {
  readonly id: string;
  readonly projectId: string;
  readonly status: AssetStatus;
  /** What tells the wish that it was made for from the one of its slot now; none where it became fresh. */
  readonly causes: readonly string[];
}

export interface Turned {
  readonly wentStale: readonly TurnedTake[];
  readonly becameFresh: readonly TurnedTake[];
}

interface Rehashed {
  readonly slotId: string;
  readonly before: string;
  readonly after: string;
}

/**
 * The slots want this from now on. They are locked in the order of their ids, after the assets of whoever holds some and before
 * the segments that own them: a narration that comes in holds its slot when it writes its length into the segment. Rows that want
 * the same already are left alone, and `wishedAt` is the moment when the hash changed.
 */
export async function rewish(manager: EntityManager, wishes: readonly NewWish[], now: Date): Promise<Turned> {
  const asked = JSON.stringify(wishes.map(({ slotId, wish }) => ({ slotId, ...wish, hash: wishHash(wish) })));
  await lockSlots(
    manager,
    wishes.map(({ slotId }) => slotId),
  );
  const rehashed = await manager.query<Rehashed[]>(
    `SELECT s.id AS "slotId", s.wish_hash AS before, w.hash AS after
     FROM slot s JOIN jsonb_to_recordset($1) AS w("slotId" uuid, hash text) ON w."slotId" = s.id WHERE s.wish_hash <> w.hash`,
    [asked],
  );
  await manager.query(
    `UPDATE slot SET wish_hash = w.hash, wished_at = CASE WHEN slot.wish_hash = w.hash THEN slot.wished_at ELSE $2 END,
       capability = w.capability, provider = w.provider, model = w.model, prompt = w.prompt, parameters = w.parameters,
       inputs = w.inputs, overrides = w.overrides, variation = w.variation
     FROM jsonb_to_recordset($1) AS w("slotId" uuid, capability text, provider text, model text, prompt text, parameters jsonb,
       inputs jsonb, overrides jsonb, variation int, hash text)
     WHERE slot.id = w."slotId" AND
       (slot.capability, slot.provider, slot.model, slot.prompt, slot.parameters, slot.inputs, slot.overrides, slot.variation)
       IS DISTINCT FROM (w.capability, w.provider, w.model, w.prompt, w.parameters, w.inputs, w.overrides, w.variation)`,
    [asked, now],
  );
  return turned(manager, rehashed);
}

export async function lockSlots(manager: EntityManager, slotIds: readonly string[]): Promise<void> {
  await manager.query('SELECT 1 FROM slot WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [slotIds]);
}

/** After the change: the new wishes are known by then, so that what differs can be named. */
async function turned(manager: EntityManager, rehashed: readonly Rehashed[]): Promise<Turned> {
  if (rehashed.length === 0) return { wentStale: [], becameFresh: [] };
  const takes = await manager.query<(TurnedTake & { isFresh: boolean })[]>(
    `SELECT a.id, a.project_id AS "projectId", a.status, a.wish_hash = w.after AS "isFresh",
       CASE WHEN a.wish_hash = w.after THEN '{}' ELSE workprint_wish_causes(made.terms, wished.terms) END AS causes
     FROM jsonb_to_recordset($1) AS w("slotId" uuid, before text, after text)
       JOIN asset a ON a.slot_id = w."slotId" AND a.wish_hash IN (w.before, w.after)
       LEFT JOIN wish made ON made.project_id = a.project_id AND made.hash = a.wish_hash
       LEFT JOIN wish wished ON wished.project_id = a.project_id AND wished.hash = w.after
     ORDER BY a.id`,
    [JSON.stringify(rehashed)],
  );
  return {
    wentStale: takes.filter(({ isFresh }) => !isFresh),
    becameFresh: takes.filter(({ isFresh }) => isFresh),
  };
}

/** What the project's log says of it. */
export function staleLines(takes: readonly TurnedTake[], actor: string): ProjectLine[] {
  return takes.map(({ id, projectId, causes }) => {
    return { projectId, actor, kind: 'ASSET_WENT_STALE', subjectId: id, facts: { causes: [...causes] } };
  });
}
