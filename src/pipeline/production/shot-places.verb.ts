import type { EntityManager } from 'typeorm';
import { Slot } from '../../entities/slot.entity';
import { retirePlaces } from '../library/retire-slots.verb';
import { type NewWish, rewish, type Turned } from '../library/rewish.verb';
import { type WishTerms, wishHash } from '../library/wish';
import { batches } from '../script/insert-segments.verb';
import type { VisualStyle } from '../shots/bible';
import type { ShotListRows } from '../shots/list/list-rows';
import type { Studio } from '../workspace/studio';
import type { PageSize } from './segment-wishes';
import { type ShotPlace, shotPlaces } from './shot-places';

interface PlaceRow extends WishTerms {
  readonly id: string;
  readonly ownerId: string;
  readonly part: string;
  readonly wishHash: string;
}

/** A statement takes 65,535 parameters: 1,000 slots bind 18,000. */
const SLOTS_A_STATEMENT = 1_000;

/**
 * The places of a shot list: a picture for each setting, a portrait for each person, still, clip and, where somebody speaks, speech for each
 * shot. They want what the list says now; what people decided about a place stays. A shot that speaks no more leaves its speech to the project.
 */
export async function ensureShotPlaces(
  manager: EntityManager,
  { now, newId }: Pick<Studio<unknown>, 'now' | 'newId'>,
  { rows, visual }: { readonly rows: ShotListRows; readonly visual: VisualStyle },
): Promise<Turned> {
  const places = shotPlaces(rows, { visual, size: await sizeOf(manager, rows.list.projectId) });
  const known = await placeRows(manager, rows);
  const found = new Map(known.map((row) => [placeKey(row), row]));
  const { projectId } = rows.list;
  const missing = places.filter((place) => !found.has(placeKey(place)));
  const slots = missing.map((place) => ({ ...slotOf(place), projectId, id: newId(), wishedAt: now() }));
  for (const batch of batches(slots, SLOTS_A_STATEMENT)) await manager.insert(Slot, batch as object[]);
  await retireSilent(manager, known, places);
  const wishes = places.flatMap((place) => changed(found.get(placeKey(place)), place));
  return rewish(manager, wishes, now());
}

async function sizeOf(manager: EntityManager, projectId: string): Promise<PageSize> {
  const [size] = await manager.query<[PageSize]>('SELECT width, height FROM project WHERE id = $1', [projectId]);
  return size;
}

const placeKey = ({ ownerId, part }: Pick<PlaceRow, 'ownerId' | 'part'>): string => `${ownerId}/${part}`;

function slotOf({ ownerType, ownerId, part, type, wish }: ShotPlace) {
  return { ownerType, ownerId, part, type, ...wish, inputs: [...wish.inputs], wishHash: wishHash(wish) };
}

function changed(row: PlaceRow | undefined, { wish: planned }: ShotPlace): NewWish[] {
  if (!row) return [];
  const wish = { ...planned, overrides: row.overrides, variation: row.variation };
  return wishHash(wish) === row.wishHash ? [] : [{ slotId: row.id, wish }];
}

function placeRows(manager: EntityManager, { cast, settings, shots }: ShotListRows): Promise<PlaceRow[]> {
  const owners = [...cast, ...settings, ...shots].map(({ id }) => id);
  return manager.query<PlaceRow[]>(
    `SELECT id, owner_id AS "ownerId", part, wish_hash AS "wishHash", capability, provider, model, prompt, parameters, inputs, overrides, variation
     FROM slot WHERE owner_id = ANY($1)`,
    [owners],
  );
}

async function retireSilent(
  manager: EntityManager,
  known: readonly PlaceRow[],
  places: readonly ShotPlace[],
): Promise<void> {
  const wanted = new Set(places.map(placeKey));
  const silent = known.filter((row) => row.part === 'dialogue' && !wanted.has(placeKey(row))).map(({ id }) => id);
  await retirePlaces(manager, silent);
}
