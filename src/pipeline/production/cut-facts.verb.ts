import type { EntityManager } from 'typeorm';
import { shownModeSql } from './dop';
import { CARD_SECONDS, type FilmFrame } from './film-frame';
import type { SegmentPlaces } from './found-places';

/** Which of a slot's takes is laid out. */
export const chosen = (onlyApproved: boolean): string => (onlyApproved ? 'approved_id' : 'current_id');

/** A `FoundTake` of a row of assets. `told`: where sentences and words are asked for. */
export const takeSql = (take: string, told = 'true'): string =>
  `jsonb_build_object('assetId', ${take}.id, 'sha256', ${take}.sha256, 'durationSeconds', ${take}.duration_seconds,
    'loudnessLufs', ${take}.loudness_lufs, 'sentences', CASE WHEN ${told} THEN ${take}.sentences ELSE '[]' END,
    'words', CASE WHEN ${told} THEN ${take}.words END, 'isApproved', ${take}.status IN ('APPROVED', 'PUBLISHED'),
    'task', ${take}.parameters->>'task', 'isDrawn', ${take}.recipe_hash IS NOT NULL AND ${take}.inputs = '[]')`;

const SHOWN_MODE = shownModeSql((column) => `g.${column}`);

/** A script that came in a file may name its sources as it likes. */
const UUID_OF_SOURCE = `(substring(g.source_attributions -> 0 ->> 'sourceId'
  from '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'))::uuid`;

const CHAPTER = `(SELECT t.section FROM atom t WHERE t.project_id = g.project_id AND t.document_id = ${UUID_OF_SOURCE}
  AND t.position::text = g.source_attributions -> 0 -> 'atomsUsed' ->> 0)`;

/** No text names a figure without these letters. */
const MAY_NAME_FIGURE = `g.text ~* 'fig|tab'`;

const WANTED = `jsonb_build_object('hash', w.wish_hash, 'task', coalesce(w.overrides->>'task', w.parameters->>'task'),
  'input', w.inputs -> 0 ->> 'name')`;

const SENT_BACK = `coalesce((SELECT n.status = 'REJECTED' FROM asset n WHERE n.slot_id = w.id ORDER BY n.take DESC LIMIT 1), false)`;

/** Whether somebody sent it back, and whether its job failed, matters where there is no take. */
const whereEmpty = (condition: string): string => `CASE WHEN t.id IS NULL THEN ${condition} ELSE false END`;

export interface AskedPlaces {
  readonly scriptId: string;
  readonly onlyApproved: boolean;
  /** What failed in it; null: nothing has failed. */
  readonly runId: string | null;
  /** SEEN: without what makes no picture, as are chapters, and words that name no figure. */
  readonly detail: 'ALL' | 'SEEN';
}

/** The segments of a script with all their places, in its order. */
export function segmentPlaces(
  manager: EntityManager,
  { scriptId, onlyApproved, runId, detail }: AskedPlaces,
): Promise<SegmentPlaces[]> {
  const told = detail === 'ALL' ? 'true' : MAY_NAME_FIGURE;
  return manager.query<SegmentPlaces[]>(
    `WITH failed AS MATERIALIZED (SELECT slot_id FROM job WHERE run_id = $2 AND status = 'FAILED' AND slot_id IS NOT NULL)
     SELECT g.id, g.idx + 1 AS number, g.text, ${SHOWN_MODE} AS "displayMode", g.estimated_seconds AS "estimatedSeconds",
       g.directed_clip AS "isClip", ${detail === 'ALL' ? CHAPTER : 'NULL'} AS chapter, coalesce((
         SELECT jsonb_agg(jsonb_build_object('slotId', w.id, 'part', w.part, 'wanted', ${WANTED},
           'take', CASE WHEN t.id IS NOT NULL THEN ${takeSql('t', told)} END, 'isSentBack', ${whereEmpty(SENT_BACK)},
           'hasFailed', ${whereEmpty('w.id = ANY(ARRAY(SELECT slot_id FROM failed))')}))
         FROM slot w LEFT JOIN asset t ON t.id = w.${chosen(onlyApproved)} WHERE w.owner_id = g.id), '[]') AS places
     FROM segment g WHERE g.script_id = $1 ORDER BY g.idx`,
    [scriptId, runId],
  );
}

export async function filmFrame(
  manager: EntityManager,
  { scriptId, timelineId, onlyApproved }: { scriptId: string; timelineId: string; onlyApproved: boolean },
): Promise<FilmFrame> {
  const [frame] = await manager.query<[Pick<FilmFrame, 'targetSeconds' | 'rate' | 'size'>]>(
    `SELECT c.target_seconds AS "targetSeconds", jsonb_build_object('width', p.width, 'height', p.height) AS size,
       jsonb_build_object('numerator', p.rate_numerator, 'denominator', p.rate_denominator) AS rate
     FROM structured_script c JOIN project p ON p.id = c.project_id WHERE c.id = $1`,
    [scriptId],
  );
  return { ...frame, ...(await cardsOf(manager, { timelineId, onlyApproved })) };
}

async function cardsOf(
  manager: EntityManager,
  { timelineId, onlyApproved }: { timelineId: string; onlyApproved: boolean },
): Promise<Pick<FilmFrame, 'title' | 'end'>> {
  const rows = await manager.query<{ part: string; ownerId: string; assetId: string; sha256: string }[]>(
    `SELECT s.part, s.owner_id AS "ownerId", a.id AS "assetId", a.sha256
     FROM slot s JOIN asset a ON a.id = s.${chosen(onlyApproved)} WHERE s.owner_id = $1 AND s.part IN ('title', 'end')`,
    [timelineId],
  );
  const card = (part: keyof typeof CARD_SECONDS) => {
    const found = rows.find((row) => row.part === part);
    const seconds = CARD_SECONDS[part];
    return found ? { ownerId: found.ownerId, assetId: found.assetId, sha256: found.sha256, seconds } : null;
  };
  return { title: card('title'), end: card('end') };
}
