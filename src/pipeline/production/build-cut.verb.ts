import type { EntityManager } from 'typeorm';
import { Project } from '../../entities/project.entity';
import { Run } from '../../entities/run.entity';
import { screeningOf } from '../library/screening';
import { wishHash } from '../library/wish';
import type { WritingTrade } from '../runner/trade.tool';
import { clipsOf } from '../timeline/clips';
import type { Cut } from '../timeline/cut';
import { type Explainer, explainerCut } from '../timeline/explainer-cut';
import { isPartial } from './asked-parts';
import { movesSql, shownModeSql } from './dop';
import { filmWish } from './film-wish';
import { type CutScreening, type FoundSegment, screened } from './screened-segments';

/** The trade that lays out the takes as they are now, and says what the film is to be. */
export const cutting: WritingTrade = {
  does: 'write',
  write: async (manager, { runId }) => {
    const run = await manager.findOneByOrFail(Run, { id: runId });
    const [timeline] = await manager.query<[{ id: string; projectId: string }]>(
      'SELECT id, project_id AS "projectId" FROM timeline WHERE script_id = $1 FOR NO KEY UPDATE',
      [run.subjectId],
    );
    const screening = { ...screeningOf(run.options), isPartial: isPartial(run.options) };
    const { cut, leftOut } = await cutAsOfNow(manager, {
      projectId: timeline.projectId,
      scriptId: run.subjectId,
      timelineId: timeline.id,
      screening,
    });
    await keepCut(manager, timeline.id, cut);
    await manager.query(`UPDATE run SET options = options || jsonb_build_object('leftOut', $2::text[]) WHERE id = $1`, [
      runId,
      leftOut,
    ]);
  },
};

export interface Cutting {
  readonly projectId: string;
  readonly scriptId: string;
  readonly timelineId: string;
  readonly screening: CutScreening;
}

/** The cut as the takes of this moment make it, and what is left out of it, by name. */
export async function cutAsOfNow(
  manager: EntityManager,
  { projectId, scriptId, timelineId, screening }: Cutting,
): Promise<{ cut: Cut; leftOut: string[] }> {
  const { onlyApproved } = screening;
  const project = await manager.findOneByOrFail(Project, { id: projectId });
  const found = await foundSegments(manager, { scriptId, onlyApproved });
  const ambience = await ambienceOf(manager, { timelineId, onlyApproved });
  const { segments, leftOut } = screened(found, screening);
  const cut = explainerCut({
    segments,
    ambience,
    rate: { numerator: project.rateNumerator, denominator: project.rateDenominator },
    size: { width: project.width, height: project.height },
  });
  return { cut, leftOut };
}

const SHOWN_MODE = shownModeSql((column) => `g.${column}`);

/** Which of a slot's takes is laid out. */
const chosen = (onlyApproved: boolean): string => (onlyApproved ? 'approved_id' : 'current_id');

const isSentBack = (slot: string): string =>
  `coalesce((SELECT n.status = 'REJECTED' FROM asset n WHERE n.slot_id = ${slot}.id ORDER BY n.take DESC LIMIT 1), false)`;

async function foundSegments(
  manager: EntityManager,
  { scriptId, onlyApproved }: { scriptId: string; onlyApproved: boolean },
): Promise<FoundSegment[]> {
  const take = chosen(onlyApproved);
  return manager.query<FoundSegment[]>(
    `SELECT g.id, g.idx + 1 AS number, g.text, ${SHOWN_MODE} AS "displayMode",
       CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('assetId', a.id, 'sha256', a.sha256, 'durationSeconds', a.duration_seconds,
         'loudnessLufs', a.loudness_lufs, 'sentences', a.sentences) END AS audio,
       CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('assetId', p.id, 'sha256', p.sha256,
         'moves', ${movesSql('p', SHOWN_MODE)}) END AS picture,
       ${isSentBack('sa')} AS "isAudioSentBack", ${isSentBack('sp')} AS "isPictureSentBack"
     FROM segment g
       JOIN slot sa ON sa.owner_id = g.id AND sa.part = 'audio' LEFT JOIN asset a ON a.id = sa.${take}
       JOIN slot sp ON sp.owner_id = g.id AND sp.part = 'picture' LEFT JOIN asset p ON p.id = sp.${take}
     WHERE g.script_id = $1 ORDER BY g.idx`,
    [scriptId],
  );
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
async function keepCut(manager: EntityManager, timelineId: string, cut: Cut): Promise<void> {
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
    [timelineId, cut, cut.durationFrames, JSON.stringify(clipsOf(cut))],
  );
  const wish = filmWish(cut);
  await manager.query(
    `UPDATE slot SET inputs = $2, wish_hash = $3, wished_at = now() WHERE owner_id = $1 AND part = 'film' AND wish_hash <> $3`,
    [timelineId, JSON.stringify(wish.inputs), wishHash(wish)],
  );
}
