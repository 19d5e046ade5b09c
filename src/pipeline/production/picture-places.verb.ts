import { randomBytes, randomInt } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Slot } from '../../entities/slot.entity';
import { type NewWish, rewish, type TurnedTake } from '../library/rewish.verb';
import { wishHash } from '../library/wish';
import { shownBySegment } from '../script/shown-figures.verb';
import type { JsonObject } from '../values/canonical-json';
import { MOST_COUNT, uuidV7 } from '../values/uuid';
import { wishClips } from './clip-wishes.verb';
import { shownModeSql } from './dop';
import { type Narration, pageNumber, pictureWishes } from './segment-wishes';

interface PicturedSegment extends Narration {
  readonly id: string;
  readonly projectId: string;
  readonly scriptId: string;
  readonly width: number;
  readonly height: number;
}

interface PlaceRow {
  readonly id: string;
  readonly segmentId: string;
  readonly part: string;
  readonly wishHash: string;
  readonly overrides: JsonObject;
  readonly variation: number;
}

export interface Rewished {
  /** Places that want something else now. */
  readonly count: number;
  readonly wentStale: readonly TurnedTake[];
}

/**
 * The places of pictures of these segments want what the script, its figures and its direction come to now: `picture`, a page of its
 * own for each further figure, and the clip. What people decided about a place stays: its overrides and its variation. A page that is no longer
 * shown leaves its place to the project, with all takes. The script is locked by whoever calls.
 */
export async function wishPictures(
  manager: EntityManager,
  { segmentIds, now }: { readonly segmentIds: readonly string[]; readonly now: Date },
): Promise<Rewished> {
  if (segmentIds.length === 0) return { count: 0, wentStale: [] };
  const segments = await picturedSegments(manager, segmentIds);
  const figures = await shownBySegment(
    manager,
    segments.map(({ id: segmentId, scriptId }) => ({ segmentId, scriptId })),
  );
  const places = await placesOf(manager, segmentIds);
  const changed: (NewWish & { readonly isOther: boolean })[] = [];
  const added: ReturnType<typeof slotOf>[] = [];
  const left: string[] = [];
  for (const segment of segments) {
    const wishes = pictureWishes(segment, segment, figures.get(segment.id) ?? []);
    const own = places.get(segment.id) ?? [];
    for (const [part, planned] of Object.entries(wishes)) {
      const place = own.find((one) => one.part === part);
      if (!place) added.push(slotOf(segment, { part, wish: planned }, now));
      else changed.push(...changeOf(place, planned));
    }
    left.push(...own.filter(({ part }) => !(part in wishes)).map(({ id }) => id));
  }
  const { wentStale } = await rewish(manager, changed, now);
  if (left.length > 0) await leave(manager, left);
  if (added.length > 0) await manager.insert(Slot, added);
  const clips = await wishClips(manager, { segmentIds, now });
  return {
    count: changed.filter(({ isOther }) => isOther).length + added.length + clips.count,
    wentStale: [...wentStale, ...clips.wentStale],
  };
}

function changeOf({ id: slotId, overrides, variation, wishHash: before }: PlaceRow, planned: NewWish['wish']) {
  const wish = { ...planned, overrides, variation };
  const isOther = wishHash(wish) !== before;
  // Below an override the wish is kept up to date all the same: the override may go.
  return isOther || Object.keys(overrides).length > 0 ? [{ slotId, wish, isOther }] : [];
}

function slotOf(
  { id: ownerId, projectId }: PicturedSegment,
  { part, wish }: { part: string; wish: NewWish['wish'] },
  now: Date,
) {
  const owner = { projectId, ownerType: 'SEGMENT', ownerId, part, type: 'IMAGE' } as const;
  const id = uuidV7(now.getTime(), randomInt(MOST_COUNT), randomBytes(8));
  return { ...owner, ...wish, id, inputs: [...wish.inputs], wishHash: wishHash(wish), wishedAt: now };
}

function picturedSegments(manager: EntityManager, segmentIds: readonly string[]): Promise<PicturedSegment[]> {
  return manager.query<PicturedSegment[]>(
    `SELECT g.id, g.project_id AS "projectId", g.script_id AS "scriptId", g.text, g.key_concepts AS "keyConcepts", g.visual_direction AS "visualDirection",
       ${shownModeSql((column) => `g.${column}`)} AS "displayMode", g.directed_direction AS "directedDirection", g.directed_clip AS "isClip",
       p.width, p.height
     FROM segment g JOIN project p ON p.id = g.project_id WHERE g.id = ANY($1) ORDER BY g.id`,
    [segmentIds],
  );
}

async function placesOf(manager: EntityManager, segmentIds: readonly string[]): Promise<Map<string, PlaceRow[]>> {
  const rows = await manager.query<PlaceRow[]>(
    `SELECT id, owner_id AS "segmentId", part, wish_hash AS "wishHash", overrides, variation
     FROM slot WHERE owner_id = ANY($1) AND type = 'IMAGE' ORDER BY id`,
    [segmentIds],
  );
  const bySegment = new Map<string, PlaceRow[]>();
  for (const row of rows) {
    if (row.part !== 'picture' && pageNumber(row.part) === null) continue;
    bySegment.set(row.segmentId, [...(bySegment.get(row.segmentId) ?? []), row]);
  }
  return bySegment;
}

/** The segment may show a second figure again: by its own id, no place that it left has the name of another. */
async function leave(manager: EntityManager, slotIds: readonly string[]): Promise<void> {
  await manager.query(
    `UPDATE slot SET owner_type = 'PROJECT', owner_id = project_id, part = concat('retired:', owner_id, ':', part, ':', id)
     WHERE id = ANY($1)`,
    [slotIds],
  );
}
