import type { EntityManager } from 'typeorm';
import { type NewWish, rewish, type TurnedTake } from '../library/rewish.verb';
import { wishHash } from '../library/wish';
import type { JsonObject } from '../values/canonical-json';
import { type Narration, videoWish } from './segment-wishes';

interface ClipRow extends Pick<Narration, 'isClip' | 'text' | 'visualDirection' | 'directedDirection'> {
  readonly slotId: string;
  readonly wishHash: string;
  readonly overrides: JsonObject;
  readonly variation: number;
  /** The picture that a build would show, once it is what is wanted; null before. */
  readonly still: string | null;
  readonly width: number;
  readonly height: number;
  readonly rateNumerator: number;
  readonly rateDenominator: number;
}

const FOUND = `SELECT v.id AS "slotId", v.wish_hash AS "wishHash", v.overrides, v.variation, g.directed_clip AS "isClip", g.text,
    g.visual_direction AS "visualDirection", g.directed_direction AS "directedDirection",
    p.width, p.height, p.rate_numerator AS "rateNumerator", p.rate_denominator AS "rateDenominator",
    CASE WHEN a.wish_hash = s.wish_hash OR a.status IN ('APPROVED', 'PUBLISHED') THEN a.sha256 END AS still
  FROM segment g JOIN project p ON p.id = g.project_id
    JOIN slot v ON v.owner_id = g.id AND v.part = 'video'
    JOIN slot s ON s.owner_id = g.id AND s.part = 'picture' LEFT JOIN asset a ON a.id = s.current_id
  WHERE (g.directed_clip OR v.parameters <> '{}')`;

/** The clips of these segments are made out of their pictures as those are now. A clip whose picture is still to come waits for it. */
export async function wishClips(
  manager: EntityManager,
  { segmentIds, now }: { readonly segmentIds: readonly string[]; readonly now: Date },
): Promise<{ count: number; wentStale: readonly TurnedTake[] }> {
  const rows = await manager.query<ClipRow[]>(`${FOUND} AND g.id = ANY($1) ORDER BY v.id`, [segmentIds]);
  return rewished(manager, rows, now);
}

/** A picture came: the clip of its segment, where it is to have one, is made out of it. For any other slot this does nothing. */
export async function followPicture(manager: EntityManager, slotId: string): Promise<void> {
  const rows = await manager.query<(ClipRow & { now: Date })[]>(
    `SELECT f.*, clock_timestamp() AS now FROM (${FOUND} AND g.directed_clip AND s.id = $1) f`,
    [slotId],
  );
  for (const { now, ...row } of rows) await rewished(manager, [row], now);
}

async function rewished(manager: EntityManager, rows: readonly ClipRow[], now: Date) {
  const changed = rows.flatMap((row): NewWish[] => {
    const { width, height, rateNumerator: numerator, rateDenominator: denominator, overrides, variation } = row;
    const planned = videoWish(row, { size: { width, height }, rate: { numerator, denominator } }, row.still);
    const wish = { ...planned, overrides, variation };
    return wishHash(wish) === row.wishHash ? [] : [{ slotId: row.slotId, wish }];
  });
  const { wentStale } = await rewish(manager, changed, now);
  return { count: changed.length, wentStale };
}
