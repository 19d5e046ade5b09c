import type { EntityManager } from 'typeorm';
import { type FigureOwner, type Numbered, showFigure } from '../script/show-figure.verb';
import type { Copy } from './copy';
import type { TurnedTake } from './rewish.verb';

export interface NewCopy extends Copy {
  readonly id: string;
}

interface Copying {
  readonly copies: readonly NewCopy[];
  readonly fromProjectId: string;
  readonly toProjectId: string;
  readonly now: Date;
}

interface Inserted {
  readonly id: string;
  readonly status: NewCopy['status'];
  readonly contentHash: string;
  readonly wishHash: string;
  readonly reason: string;
}

/** What a copy has of its original. Not the run, the cost, or what it was a revision of: those are of where it was made. */
const KEPT = `type, source, sha256, mime_type, bytes, duration_seconds, width, height, loudness_lufs, true_peak_dbtp, sentences,
  words, describes, tags, text, voice, figure_number, caption, notes, wish_hash, recipe_hash, capability, provider, model, prompt,
  parameters, inputs, generated_by, generated_at`;

/** An approval is of a content and of a wish, and so stays with both: who gave it, when, and for which wish. */
const REVIEW = ['submitted_at', 'approved_at', 'approved_by', 'approved_wish_hash'];

/** The rows, and what the audit says of them, in their order; and what went stale by them. The slots are locked. */
export async function insertCopies(
  manager: EntityManager,
  copying: Copying,
): Promise<{ inserted: Inserted[]; wentStale: readonly TurnedTake[] }> {
  await knowWishes(manager, copying);
  const inserted = await insertRows(manager, copying);
  await followNarration(manager, copying);
  return { inserted, wentStale: await followFigures(manager, copying) };
}

/** What the originals were made for, so that what tells a copy from its slot's wish can be named. */
async function knowWishes(manager: EntityManager, { copies, fromProjectId, toProjectId }: Copying): Promise<void> {
  await manager.query(
    `INSERT INTO wish (project_id, hash, terms)
     SELECT $2, w.hash, w.terms FROM wish w
     WHERE w.project_id = $1 AND w.hash IN (SELECT a.wish_hash FROM asset a WHERE a.id = ANY($3))
     ORDER BY w.hash ON CONFLICT DO NOTHING`,
    [fromProjectId, toProjectId, copies.map(({ assetId }) => assetId)],
  );
}

async function insertRows(manager: EntityManager, { copies, toProjectId, now }: Copying): Promise<Inserted[]> {
  const kept = KEPT.split(',').map((column) => `a.${column.trim()}`);
  const review = REVIEW.map((column) => `CASE c.status WHEN 'APPROVED' THEN a.${column} END`);
  return manager.query<Inserted[]>(
    `WITH copy AS (
       SELECT c.* FROM ROWS FROM (
         jsonb_to_recordset($1) AS (id uuid, "assetId" uuid, "slotId" uuid, take int, status text)
       ) WITH ORDINALITY c
     ), inserted AS (
       INSERT INTO asset (id, project_id, slot_id, take, status, created_at, ${KEPT}, ${REVIEW.join(', ')})
       SELECT c.id, $2, c."slotId", c.take, c.status, $3, ${kept.join(', ')}, ${review.join(', ')}
       FROM copy c JOIN asset a ON a.id = c."assetId"
     )
     SELECT c.id, c.status, a.sha256 AS "contentHash", a.wish_hash AS "wishHash",
       concat('copied from asset Asset_', a.id, ' of project ', p.key,
         CASE c.status WHEN 'APPROVED' THEN ', approved by ' || coalesce(a.approved_by, a.source) END) AS reason
     FROM copy c JOIN asset a ON a.id = c."assetId" JOIN project p ON p.id = a.project_id ORDER BY c.ordinality`,
    [JSON.stringify(copies), toProjectId, now],
  );
}

/** A segment lasts as long as the narration that a build would pick. */
async function followNarration(manager: EntityManager, { copies }: Copying): Promise<void> {
  await manager.query(
    `UPDATE segment SET actual_seconds = spoken.duration_seconds
     FROM (
       SELECT g.id, a.duration_seconds FROM slot s JOIN segment g ON g.id = s.owner_id JOIN asset a ON a.id = s.current_id
       WHERE s.id = ANY($1) AND s.part = 'audio' ORDER BY g.id FOR NO KEY UPDATE OF g
     ) spoken
     WHERE segment.id = spoken.id AND segment.actual_seconds IS DISTINCT FROM spoken.duration_seconds`,
    [copies.map(({ slotId }) => slotId)],
  );
}

type CopiedFigure = FigureOwner & Numbered;

/** Segments that show a figure show what a build would pick of it from now on. */
async function followFigures(manager: EntityManager, { copies, now }: Copying): Promise<readonly TurnedTake[]> {
  const figures = await manager.query<CopiedFigure[]>(
    `SELECT f.script_id AS "scriptId", f.document_id AS "documentId", f.kind, f.number
     FROM slot s JOIN figure f ON f.id = s.owner_id JOIN asset a ON a.id = s.current_id
     WHERE s.id = ANY($1) AND s.part = 'picture' AND a.id = ANY($2) ORDER BY f.kind, f.number`,
    [copies.map(({ slotId }) => slotId), copies.map(({ id }) => id)],
  );
  const wentStale: TurnedTake[] = [];
  for (const figure of figures) wentStale.push(...(await showFigure(manager, figure, now)));
  return wentStale;
}
