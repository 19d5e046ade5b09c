import type { EntityManager } from 'typeorm';
import type { Run } from '../../entities/run.entity';
import { MissingAssets } from '../errors';
import { screeningOf } from '../library/screening';
import { wishHash } from '../library/wish';
import { clipsOf } from '../timeline/clips';
import type { Cut } from '../timeline/cut';
import { type Explainer, laidOut, type NarratedSegment } from '../timeline/explainer-cut';
import { isPartial } from './asked-parts';
import { chosen, filmFrame, segmentPlaces } from './cut-facts.verb';
import { captionStyleIn } from './explainer-options';
import { filmWish } from './film-wish';
import { segmentFound } from './found-places';
import { type CutScreening, screened } from './screened-segments';

/** Lays out the takes of a script as they are now, and says what its film is to be. */
export async function cutScript(manager: EntityManager, run: Run): Promise<void> {
  const runId = run.id;
  const [timeline] = await manager.query<[{ id: string }]>(
    'SELECT id FROM timeline WHERE script_id = $1 FOR NO KEY UPDATE',
    [run.subjectId],
  );
  const screening = { ...screeningOf(run.options), isPartial: isPartial(run.options) };
  const { cut, notes, leftOut } = await cutAsOfNow(manager, {
    scriptId: run.subjectId,
    timelineId: timeline.id,
    screening,
    runId,
    captionStyle: captionStyleIn(run.options),
  });
  await keepCut(manager, { timelineId: timeline.id, owner: 'SEGMENT' }, cut);
  await manager.query('UPDATE timeline SET notes = $2 WHERE id = $1', [timeline.id, notes]);
  await manager.query(`UPDATE run SET options = options || jsonb_build_object('leftOut', $2::text[]) WHERE id = $1`, [
    runId,
    leftOut,
  ]);
}

export interface Cutting {
  readonly scriptId: string;
  readonly timelineId: string;
  readonly screening: CutScreening;
  /** What failed in it keeps its time; null: nothing has failed. */
  readonly runId?: string | null;
  readonly captionStyle?: Cut['captionStyle'];
}

/** The cut as the takes of this moment make it, and what is left out of it, by name. */
export async function cutAsOfNow(
  manager: EntityManager,
  { scriptId, timelineId, screening, runId = null, captionStyle }: Cutting,
): Promise<{ cut: Cut; notes: readonly string[]; leftOut: string[] }> {
  const { onlyApproved } = screening;
  const found = await segmentPlaces(manager, { scriptId, onlyApproved, runId, detail: 'ALL' });
  const { segments, leftOut } = screened(found.map(segmentFound), screening);
  assertMostlyNarrated(segments);
  const ambience = await ambienceOf(manager, { timelineId, onlyApproved });
  const frame = await filmFrame(manager, { scriptId, timelineId, onlyApproved });
  return { ...laidOut({ ...frame, segments, ambience, captionStyle }), leftOut };
}

/** A film of cards that say what is missing is no film. */
function assertMostlyNarrated(segments: readonly NarratedSegment[]): void {
  const silent = segments.filter(({ failed }) => failed?.audio).length;
  if (silent * 2 <= segments.length) return;
  throw new MissingAssets(`${silent} of ${segments.length} narrations failed.`, {
    expected: 'at least half of the segments narrated',
    got: `${segments.length - silent} of ${segments.length}`,
    remedy: 'Mend what failed, then resume the run.',
  });
}

async function ambienceOf(
  manager: EntityManager,
  { timelineId, onlyApproved }: { timelineId: string; onlyApproved: boolean },
): Promise<Explainer['ambience']> {
  const [ambience = null] = await manager.query<NonNullable<Explainer['ambience']>[]>(
    `SELECT s.owner_id AS "ownerId", a.id AS "assetId", a.sha256, a.loudness_lufs AS "loudnessLufs"
     FROM slot s JOIN asset a ON a.id = s.${chosen(onlyApproved)} WHERE s.owner_id = $1 AND s.part = 'ambience'`,
    [timelineId],
  );
  return ambience;
}

/**
 * A cut that came out as it was leaves everything as it is: the film of it is fresh. Its clips are replaced place by place: in one
 * statement nothing says that what is deleted is gone before what takes its place comes.
 */
export async function keepCut(
  manager: EntityManager,
  { timelineId, owner }: { readonly timelineId: string; readonly owner: 'SEGMENT' | 'PRODUCTION_PLAN' },
  cut: Cut,
): Promise<void> {
  await manager.query(
    `WITH kept AS (
       UPDATE timeline SET cut = $2, duration_frames = $3, revision = revision + 1
       WHERE id = $1 AND cut IS DISTINCT FROM $2::jsonb RETURNING id, project_id
     ), laid AS (
       SELECT k.id, k.project_id, c.* FROM kept k, jsonb_to_recordset($4) AS c(track text, position int, "ownerType" text,
         "ownerId" uuid, "assetId" uuid, "startFrame" int, "endFrameExclusive" int)
     ), gone AS (
       DELETE FROM clip c USING kept k
       WHERE c.timeline_id = k.id AND NOT EXISTS (SELECT 1 FROM laid n WHERE n.track = c.track AND n.position = c.position)
     )
     INSERT INTO clip (timeline_id, project_id, track, position, owner_type, owner_id, asset_id, start_frame, end_frame_exclusive)
     SELECT * FROM laid
     ON CONFLICT (timeline_id, track, position) DO UPDATE SET owner_type = excluded.owner_type, owner_id = excluded.owner_id,
       asset_id = excluded.asset_id, start_frame = excluded.start_frame, end_frame_exclusive = excluded.end_frame_exclusive`,
    [timelineId, cut, cut.durationFrames, JSON.stringify(clipsOf(cut, owner))],
  );
  const wish = filmWish(cut);
  await manager.query(
    `UPDATE slot SET inputs = $2, wish_hash = $3, wished_at = now() WHERE owner_id = $1 AND part = 'film' AND wish_hash <> $3`,
    [timelineId, JSON.stringify(wish.inputs), wishHash(wish)],
  );
}
