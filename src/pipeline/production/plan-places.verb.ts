import type { EntityManager } from 'typeorm';
import { Slot } from '../../entities/slot.entity';
import { type NewWish, rewish, type TurnedTake } from '../library/rewish.verb';
import { sharedTakes } from '../library/sharing';
import { plainWish, type WishTerms, wishHash } from '../library/wish';
import type { Manifest } from '../planner/manifest/manifest-schema';
import type { JsonObject } from '../values/canonical-json';
import type { Studio } from '../workspace/studio';
import { planSize } from './plan-size';
import type { PlanPlaceRow } from './plan-stages';
import { madeOfIn, type PlanPlace, planPlaces } from './plan-wishes';
import type { House } from './segment-wishes';
import { NARRATOR } from './voice-map';

/** A plan as it is at hand; row ids. */
export interface PlanAtHand {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly manifest: Manifest;
}

export interface EnsuredPlan {
  readonly timelineId: string;
  readonly filmSlotId: string;
  readonly rows: readonly PlanPlaceRow[];
  readonly wentStale: readonly TurnedTake[];
}

type Desk = Pick<Studio<unknown>, 'now' | 'newId'>;

/**
 * The places of a plan and of its film, made when it is first started. They want what the plan says in the project as it is now; what people
 * decided about a place stays.
 */
export async function ensurePlan(manager: EntityManager, desk: Desk, plan: PlanAtHand): Promise<EnsuredPlan> {
  await manager.query('SELECT 1 FROM production_plan WHERE id = $1 FOR NO KEY UPDATE', [plan.id]);
  const house = await houseOf(manager, plan);
  const { timelineId, filmSlotId } = await ensureFilm(manager, desk, { plan, house });
  const places = planPlaces(plan.manifest, house);
  await insertMissing(manager, desk, { plan, places });
  const wentStale = await wishAnew(manager, desk, { plan, places });
  return { timelineId, filmSlotId, rows: await placeRows(manager, plan), wentStale };
}

export async function planRow(manager: EntityManager, planId: string): Promise<PlanAtHand | undefined> {
  const [plan] = await manager.query<[PlanAtHand?]>(
    'SELECT id, project_id AS "projectId", name, manifest FROM production_plan WHERE id = $1',
    [planId],
  );
  return plan;
}

/** What the project says of all that is made for the plan. */
export async function houseOf(
  manager: EntityManager,
  { projectId, manifest }: Pick<PlanAtHand, 'projectId' | 'manifest'>,
): Promise<House> {
  const [row] = await manager.query<[Omit<House, 'size' | 'rate'> & House['size'] & House['rate']]>(
    `SELECT width, height, rate_numerator AS numerator, rate_denominator AS denominator, voice_map->>'${NARRATOR}' AS narrator, pronunciations
     FROM project WHERE id = $1 FOR SHARE`,
    [projectId],
  );
  const { width, height, numerator, denominator, narrator, pronunciations } = row;
  const size = planSize(manifest.visuals.defaultAspect, { width, height });
  return { size, rate: { numerator, denominator }, narrator, pronunciations };
}

interface Filming {
  readonly plan: PlanAtHand;
  readonly house: House;
}

async function ensureFilm(manager: EntityManager, { now, newId }: Desk, { plan, house: { rate } }: Filming) {
  await manager.query(
    `INSERT INTO timeline (id, project_id, plan_id, name, rate_numerator, rate_denominator, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (plan_id) DO NOTHING`,
    [newId(), plan.projectId, plan.id, plan.name, rate.numerator, rate.denominator, now()],
  );
  const [{ id: timelineId }] = await manager.query<[{ id: string }]>('SELECT id FROM timeline WHERE plan_id = $1', [
    plan.id,
  ]);
  const owner = { projectId: plan.projectId, ownerType: 'TIMELINE', ownerId: timelineId } as const;
  const place = { part: 'film', type: 'VIDEO', wish: plainWish('VIDEO', null) } as const;
  const known = await manager.findOneBy(Slot, { ownerId: timelineId, part: 'film' });
  if (known) return { timelineId, filmSlotId: known.id };
  const slot = { ...owner, ...slotOf(place, { id: newId(), wishedAt: now() }) };
  await manager.insert(Slot, slot as object);
  return { timelineId, filmSlotId: slot.id };
}

function slotOf({ part, type, wish }: PlanPlace, row: { readonly id: string; readonly wishedAt: Date }) {
  return { ...row, ...wish, part, type, inputs: [...wish.inputs], wishHash: wishHash(wish) };
}

interface Places {
  readonly plan: PlanAtHand;
  readonly places: readonly PlanPlace[];
}

async function insertMissing(manager: EntityManager, { now, newId }: Desk, { plan, places }: Places): Promise<void> {
  const found = await manager.query<{ part: string }[]>('SELECT part FROM slot WHERE owner_id = $1', [plan.id]);
  const there = new Set(found.map(({ part }) => part));
  const owner = { projectId: plan.projectId, ownerType: 'PRODUCTION_PLAN', ownerId: plan.id } as const;
  const missing = places.filter(({ part }) => !there.has(part));
  const slots = missing.map((place) => ({ ...owner, ...slotOf(place, { id: newId(), wishedAt: now() }) }));
  if (slots.length > 0) await manager.insert(Slot, slots as object[]);
}

interface WishedRow extends WishTerms {
  readonly slotId: string;
  readonly part: string;
  readonly wishHash: string;
  /** Of the take that would be shown, once it is what is wanted; null before. */
  readonly settled: string | null;
}

const WISHED = `SELECT s.id AS "slotId", s.part, s.wish_hash AS "wishHash", s.capability, s.provider, s.model, s.prompt, s.parameters, s.inputs,
    s.overrides, s.variation, CASE WHEN a.wish_hash = s.wish_hash OR a.status IN ('APPROVED', 'PUBLISHED') OR s.part LIKE 'asset:%' THEN a.sha256 END AS settled
  FROM slot s LEFT JOIN asset a ON a.id = s.current_id WHERE s.owner_id = $1 ORDER BY s.id`;

/** First what stands alone, then what is made of that: a plan's chains have one link. */
async function wishAnew(
  manager: EntityManager,
  { now }: Desk,
  { plan, places }: Places,
): Promise<readonly TurnedTake[]> {
  const rows = await manager.query<WishedRow[]>(WISHED, [plan.id]);
  const planned = new Map(places.map(({ part, wish }) => [part, wish]));
  const alone = rows.flatMap((row) => {
    const wish = planned.get(row.part);
    return wish && Object.keys(madeOfIn(wish)).length === 0 ? changed(row, wish) : [];
  });
  const { wentStale } = await rewish(manager, alone, now());
  const after = await manager.query<WishedRow[]>(WISHED, [plan.id]);
  const made = after.flatMap((row) => {
    const wish = planned.get(row.part);
    return wish && Object.keys(madeOfIn(wish)).length > 0 ? changed(row, withInputs(wish, after)) : [];
  });
  return [...wentStale, ...(await rewish(manager, made, now())).wentStale];
}

function changed({ slotId, overrides, variation, wishHash: before }: WishedRow, planned: WishTerms): NewWish[] {
  const wish = { ...planned, overrides, variation };
  return wishHash(wish) === before ? [] : [{ slotId, wish }];
}

function withInputs(wish: WishTerms, rows: readonly Pick<WishedRow, 'part' | 'settled'>[]): WishTerms {
  const inputs = Object.entries(madeOfIn(wish)).flatMap(([name, part]) => {
    const sha256 = rows.find((row) => row.part === part)?.settled ?? null;
    return sha256 === null ? [] : [{ name, sha256 }];
  });
  return { ...wish, inputs };
}

/** A take came: what a plan makes of it is made of this one. For a slot of anything else this does nothing. */
export async function followInPlan(manager: EntityManager, slotId: string): Promise<void> {
  const [plan] = await manager.query<{ id: string; part: string; now: Date }[]>(
    `SELECT owner_id AS id, part, clock_timestamp() AS now FROM slot WHERE id = $1 AND owner_type = 'PRODUCTION_PLAN'`,
    [slotId],
  );
  if (!plan) return;
  const rows = await manager.query<WishedRow[]>(WISHED, [plan.id]);
  const followers = rows.filter((row) => Object.values(madeOfIn(row)).includes(plan.part));
  const wishes = followers.flatMap((row) => changed(row, withInputs(row, rows)));
  await rewish(manager, wishes, plan.now);
}

const SHARED = sharedTakes({
  project: 's.project_id',
  wishHash: 's.wish_hash',
  type: 's.type',
  capability: 's.capability',
});

type FoundRow = Omit<PlanPlaceRow, 'parameters'> & { readonly parameters: JsonObject };

function placeRows(manager: EntityManager, { id, projectId }: PlanAtHand): Promise<FoundRow[]> {
  return manager.query<FoundRow[]>(
    `SELECT s.part, s.type, s.id AS "slotId", s.wish_hash AS "wishHash", s.capability, s.provider, s.model, s.prompt, s.parameters, s.inputs,
       s.overrides, s.variation, s.current_id IS NOT NULL AS "hasTake",
       coalesce(c.wish_hash = s.wish_hash OR c.status IN ('APPROVED', 'PUBLISHED') OR s.part LIKE 'asset:%', false) AS "isSettled",
       EXISTS (${SHARED}) OR EXISTS (SELECT 1 FROM asset e WHERE e.project_id = $2 AND e.wish_hash = s.wish_hash AND e.type = s.type
         AND e.status <> 'REJECTED') AS "hasEqual",
       EXISTS (SELECT 1 FROM asset e WHERE e.slot_id = s.id AND e.wish_hash = s.wish_hash AND e.status <> 'REJECTED') AS "hasEqualHere"
     FROM slot s LEFT JOIN asset c ON c.id = s.current_id WHERE s.owner_id = $1 ORDER BY s.id`,
    [id, projectId],
  );
}
