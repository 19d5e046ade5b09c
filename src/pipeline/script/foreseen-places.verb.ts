import type { EntityManager } from 'typeorm';
import { settledWish, type WishTerms, wishHash } from '../library/wish';
import { takeSql } from '../production/cut-facts.verb';
import type { FoundPlace, FoundTake, SegmentPlaces } from '../production/found-places';
import type { Line } from './draft';
import { foreseenSeconds, narrationSeconds, paceOf } from './foreseen-seconds';
import type { EditPlan } from './plan-edit.verb';
import { typeOfPart } from './segment-slots';

/**
 * The places of a script as they are once the edit is made and all that it reaches is made anew and picked, what is approved too. Takes that a
 * run would use again are there; those that it would have to make are null.
 */
export async function foreseenPlaces(
  manager: EntityManager,
  plan: EditPlan,
  now: readonly SegmentPlaces[],
): Promise<SegmentPlaces[]> {
  const { changed, added, order } = plan.redraft;
  const rows = new Map(now.map((row) => [row.id, row]));
  const lines = [...changed, ...added.map(({ line }) => line)];
  const wanted = lines.flatMap((line) => wantedBy(plan, line, rows.get(line.id)));
  const still = await found(manager, plan, wanted.filter(isStill));
  const clips = wanted.filter((one) => !isStill(one)).map((clip) => outOfStill(clip, still, rows.get(clip.lineId)));
  const moving = await found(manager, plan, clips);
  const pace = paceOf(now);
  const after = new Map(
    lines.map((line) => {
      const places = [...still, ...moving].flatMap(({ lineId, place }) => (lineId === line.id ? place : []));
      return [line.id, rowAfter(plan, line, { now: rows.get(line.id), places, pace })];
    }),
  );
  return order.flatMap((id) => after.get(id) ?? rows.get(id) ?? []);
}

/** What a place of a segment that the edit changes will want. */
interface Wanted {
  readonly lineId: string;
  readonly part: string;
  readonly slotId: string | null;
  readonly wish: WishTerms;
  /** It wants what it wants now: so it keeps what it has. */
  readonly kept: FoundPlace | null;
}

const isStill = ({ part }: Pick<Wanted, 'part'>): boolean => part !== 'video';

/** Of a segment whose picture is to stand still nobody makes a clip. */
function wantedBy(plan: EditPlan, line: Line, now: SegmentPlaces | undefined): Wanted[] {
  const { isClip } = plan.narrationOf(line);
  return Object.entries(plan.wishesOf(line)).flatMap(([part, planned]) => {
    const place = now?.places.find((one) => one.part === part) ?? null;
    const reached = plan.reached.find(({ slotId }) => slotId === place?.slotId);
    const stays = reached === undefined || reached.before === reached.after || (part === 'video' && !isClip);
    if (part === 'video' && !isClip && !place) return [];
    const { slotId = null } = place ?? {};
    return [{ lineId: line.id, part, slotId, wish: reached?.wish ?? planned, kept: stays ? place : null }];
  });
}

/** Another picture makes another clip; of one that is still to come nobody has made any. */
function outOfStill(clip: Wanted, still: readonly Found[], now: SegmentPlaces | undefined): Wanted {
  const before = now?.places.find(({ part }) => part === 'picture');
  const after = still.find(({ lineId, place }) => lineId === clip.lineId && place.part === 'picture')?.place;
  if (!after || !wantsStill(clip) || (clip.kept && after.take?.sha256 === before?.take?.sha256)) return clip;
  const inputs = [{ name: 'still', sha256: after.take?.sha256 ?? after.wanted.hash }];
  return { ...clip, wish: { ...clip.wish, inputs }, kept: null };
}

/** Whoever made its wish gave it the terms of a clip. */
const wantsStill = ({ wish }: Wanted): boolean => Object.keys(wish.parameters).length > 0;

interface Found {
  readonly lineId: string;
  readonly place: FoundPlace;
}

/** With the take that a run would use again for each: the condition of `findTake`. */
async function found(manager: EntityManager, { script }: EditPlan, wanted: readonly Wanted[]): Promise<Found[]> {
  const hashes = wanted.map(({ wish }) => wishHash(wish));
  const asked = wanted.flatMap(({ part, slotId, kept }, index) =>
    kept ? [] : [{ index, slotId, type: typeOfPart(part), hash: hashes[index] }],
  );
  const takes = asked.length === 0 ? new Map() : await usableTakes(manager, script.projectId, asked);
  return wanted.map(({ lineId, part, slotId, wish, kept }, index) => {
    const place = { slotId, part, wanted: wantedTake(wish, hashes[index] ?? ''), isSentBack: false, hasFailed: false };
    return { lineId, place: kept ?? { ...place, take: takes.get(index) ?? null } };
  });
}

async function usableTakes(
  manager: EntityManager,
  projectId: string,
  asked: readonly object[],
): Promise<Map<number, FoundTake>> {
  const rows = await manager.query<{ index: number; take: FoundTake }[]>(
    `SELECT w.index, ${takeSql('u')} AS take
     FROM jsonb_to_recordset($1) AS w(index int, "slotId" uuid, type text, hash text) CROSS JOIN LATERAL (
       SELECT * FROM asset a WHERE a.project_id = $2 AND a.wish_hash = w.hash AND a.type = w.type AND a.status <> 'REJECTED'
       ORDER BY a.slot_id IS DISTINCT FROM w."slotId", a.id DESC LIMIT 1
     ) u`,
    [JSON.stringify(asked), projectId],
  );
  return new Map(rows.map(({ index, take }) => [index, take]));
}

function wantedTake(wish: WishTerms, hash: string): FoundPlace['wanted'] {
  const { task } = settledWish(wish).parameters;
  return { hash, task: typeof task === 'string' ? task : null, input: wish.inputs[0]?.name ?? null };
}

interface Foreseen {
  readonly now: SegmentPlaces | undefined;
  readonly places: readonly FoundPlace[];
  readonly pace: number;
}

function rowAfter(plan: EditPlan, line: Line, { now, places, pace }: Foreseen): SegmentPlaces {
  const { id, text } = line;
  const { displayMode, isClip } = plan.narrationOf(line);
  const beforeSeconds = narrationSeconds(now?.places ?? []);
  const saysTheSame = now !== undefined && now.text === text;
  return {
    ...{ id, text, displayMode, isClip, places, chapter: null },
    number: plan.redraft.order.indexOf(id) + 1,
    estimatedSeconds: saysTheSame ? now.estimatedSeconds : foreseenSeconds(text, { pace, beforeSeconds }),
  };
}
