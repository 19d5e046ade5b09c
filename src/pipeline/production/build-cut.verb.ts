import type { EntityManager } from 'typeorm';
import { Project } from '../../entities/project.entity';
import { Run } from '../../entities/run.entity';
import { StructuredScript } from '../../entities/structured-script.entity';
import { MissingAssets } from '../errors';
import { screeningOf } from '../library/screening';
import { wishHash } from '../library/wish';
import type { WritingTrade } from '../runner/trade.tool';
import { clipsOf } from '../timeline/clips';
import type { Cut } from '../timeline/cut';
import { type Explainer, laidOut, type NarratedSegment } from '../timeline/explainer-cut';
import { isPartial } from './asked-parts';
import { movesSql, shownModeSql } from './dop';
import { captionStyleIn } from './explainer-options';
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
    const { cut, notes, leftOut } = await cutAsOfNow(manager, {
      projectId: timeline.projectId,
      scriptId: run.subjectId,
      timelineId: timeline.id,
      screening,
      runId,
      captionStyle: captionStyleIn(run.options),
    });
    await keepCut(manager, timeline.id, cut);
    await manager.query('UPDATE timeline SET notes = $2 WHERE id = $1', [timeline.id, notes]);
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
  /** What failed in it keeps its time; null: nothing has failed. */
  readonly runId?: string | null;
  readonly captionStyle?: Cut['captionStyle'];
}

/** The cut as the takes of this moment make it, and what is left out of it, by name. */
export async function cutAsOfNow(
  manager: EntityManager,
  { projectId, scriptId, timelineId, screening, runId = null, captionStyle }: Cutting,
): Promise<{ cut: Cut; notes: readonly string[]; leftOut: string[] }> {
  const { onlyApproved } = screening;
  const project = await manager.findOneByOrFail(Project, { id: projectId });
  const found = await foundSegments(manager, { scriptId, onlyApproved, runId });
  const ambience = await ambienceOf(manager, { timelineId, onlyApproved });
  const { segments, leftOut } = screened(found, screening);
  assertMostlyNarrated(segments);
  const script = await manager.findOneByOrFail(StructuredScript, { id: scriptId });
  const laid = laidOut({
    segments,
    ambience,
    ...(await cardsOf(manager, { timelineId, onlyApproved })),
    captionStyle,
    targetSeconds: script.targetSeconds,
    rate: { numerator: project.rateNumerator, denominator: project.rateDenominator },
    size: { width: project.width, height: project.height },
  });
  return { ...laid, leftOut };
}

const SHOWN_MODE = shownModeSql((column) => `g.${column}`);

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

/** Which of a slot's takes is laid out. */
const chosen = (onlyApproved: boolean): string => (onlyApproved ? 'approved_id' : 'current_id');

const isSentBack = (slot: string): string =>
  `coalesce((SELECT n.status = 'REJECTED' FROM asset n WHERE n.slot_id = ${slot}.id ORDER BY n.take DESC LIMIT 1), false)`;

const hasFailed = (slot: string): string => `${slot}.id = ANY(ARRAY(SELECT slot_id FROM failed))`;

/** A slot that wants a page is told by its input, which is called `figure/3` or `table/2`. */
const FIGURE_INPUT = '^(figure|table)/[0-9]+$';
const isPage = (slot: string): string => `coalesce(${slot}.inputs -> 0 ->> 'name' ~ '${FIGURE_INPUT}', false)`;

/** A script that came in a file may name its sources as it likes. */
const UUID_OF_SOURCE = `(substring(g.source_attributions -> 0 ->> 'sourceId'
  from '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'))::uuid`;

async function foundSegments(
  manager: EntityManager,
  { scriptId, onlyApproved, runId }: { scriptId: string; onlyApproved: boolean; runId: string | null },
): Promise<FoundSegment[]> {
  const take = chosen(onlyApproved);
  const pages = `SELECT jsonb_agg(jsonb_build_object('kind', upper(split_part(w.inputs -> 0 ->> 'name', '/', 1)),
      'number', split_part(w.inputs -> 0 ->> 'name', '/', 2)::int, 'assetId', t.id, 'sha256', t.sha256) ORDER BY w.part <> 'picture', w.part)
    FROM slot w JOIN asset t ON t.id = w.${take} WHERE w.owner_id = g.id AND w.type = 'IMAGE' AND ${isPage('w')}`;
  return manager.query<FoundSegment[]>(
    `WITH failed AS MATERIALIZED (SELECT slot_id FROM job WHERE run_id = $2 AND status = 'FAILED' AND slot_id IS NOT NULL)
     SELECT g.id, g.idx + 1 AS number, g.text, ${SHOWN_MODE} AS "displayMode", g.estimated_seconds AS "estimatedSeconds",
       CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('assetId', a.id, 'sha256', a.sha256, 'durationSeconds', a.duration_seconds,
         'loudnessLufs', a.loudness_lufs, 'sentences', a.sentences, 'words', a.words) END AS audio,
       CASE WHEN p.id IS NOT NULL AND NOT ${isPage('sp')} THEN jsonb_build_object('assetId', p.id, 'sha256', p.sha256,
         'moves', ${movesSql('p', SHOWN_MODE)}) END AS picture,
       coalesce((${pages}), '[]') AS pages,
       CASE WHEN g.directed_clip OR v.status IN ('APPROVED', 'PUBLISHED') THEN jsonb_build_object('assetId', v.id, 'sha256', v.sha256) END AS clip,
       jsonb_build_object('audio', a.id IS NULL AND ${hasFailed('sa')}, 'picture', p.id IS NULL AND ${hasFailed('sp')}) AS failed,
       (SELECT t.section FROM atom t WHERE t.project_id = g.project_id AND t.document_id = ${UUID_OF_SOURCE}
          AND t.position::text = g.source_attributions -> 0 -> 'atomsUsed' ->> 0) AS chapter,
       ${isSentBack('sa')} AS "isAudioSentBack", ${isSentBack('sp')} AS "isPictureSentBack"
     FROM segment g
       JOIN slot sa ON sa.owner_id = g.id AND sa.part = 'audio' LEFT JOIN asset a ON a.id = sa.${take}
       JOIN slot sp ON sp.owner_id = g.id AND sp.part = 'picture' LEFT JOIN asset p ON p.id = sp.${take}
       LEFT JOIN slot sv ON sv.owner_id = g.id AND sv.part = 'video' LEFT JOIN asset v ON v.id = sv.${take}
     WHERE g.script_id = $1 ORDER BY g.idx`,
    [scriptId, runId],
  );
}

/** How long cards are read: a title, and a list of sources. */
const TITLE_SECONDS = 3.5;
const END_SECONDS = 4.5;

async function cardsOf(
  manager: EntityManager,
  { timelineId, onlyApproved }: { timelineId: string; onlyApproved: boolean },
): Promise<Pick<Explainer, 'title' | 'end'>> {
  const rows = await manager.query<{ part: string; ownerId: string; assetId: string; sha256: string }[]>(
    `SELECT s.part, s.owner_id AS "ownerId", a.id AS "assetId", a.sha256
     FROM slot s JOIN asset a ON a.id = s.${chosen(onlyApproved)} WHERE s.owner_id = $1 AND s.part IN ('title', 'end')`,
    [timelineId],
  );
  const card = (part: string, seconds: number) => {
    const found = rows.find((row) => row.part === part);
    return found ? { ownerId: found.ownerId, assetId: found.assetId, sha256: found.sha256, seconds } : null;
  };
  return { title: card('title', TITLE_SECONDS), end: card('end', END_SECONDS) };
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
