import type { EntityManager } from 'typeorm';
import { type AssetStatus, LOCKED_STATUSES } from '../library/asset';
import type { PriceList } from '../library/price';
import { settledWish } from '../library/wish';
import { movesSql, shownModeSql } from '../production/dop';
import { newPieces } from '../render/new-pieces';
import { preferencesOf } from '../runner/preferences-of.verb';
import type { Line } from './draft';
import { foreseenCut, type Seen } from './foreseen-cut';
import { estimatedSeconds } from './paragraphs';
import type { EditPlan, Reached } from './plan-edit.verb';
import type { DisplayMode } from './segment';

/** What an edit touches. Assets by their row ids, in the order in which they were made. */
export interface Radius {
  readonly staleIds: readonly string[];
  readonly approvalIds: readonly string[];
  readonly piecesToRender: number;
  readonly costMicros: bigint;
}

/** Reads only, before anything is written: the dry run and the edit itself call it alike. */
export async function radiusOf(manager: EntityManager, prices: PriceList, plan: EditPlan): Promise<Radius> {
  const reached = plan.reached.filter(({ before, after }) => before !== after);
  const stale = await goingStale(manager, reached);
  const project = await preferencesOf(manager, plan.script.projectId);
  const usable = await usableTakes(manager, plan.script.projectId, reached);
  const unmade = reached.filter(({ slotId }) => usable.get(slotId)?.toBeMade);
  return {
    staleIds: stale.map(({ id }) => id),
    approvalIds: stale.filter(({ status }) => LOCKED_STATUSES.includes(status)).map(({ id }) => id),
    piecesToRender: plan.redraft.change && plan.script.isCut ? await piecesToRender(manager, plan, usable) : 0,
    costMicros: unmade.reduce((total, { wish }) => total + prices.ceilingMicros(settledWish(wish), project), 0n),
  };
}

const asRows = (reached: readonly Reached[]): string =>
  JSON.stringify(reached.map(({ slotId, type, before, after }) => ({ slotId, type, before, after })));

async function goingStale(manager: EntityManager, reached: readonly Reached[]) {
  if (reached.length === 0) return [];
  return manager.query<{ id: string; status: AssetStatus }[]>(
    `SELECT a.id, a.status FROM jsonb_to_recordset($1) AS w("slotId" uuid, before text)
     JOIN asset a ON a.slot_id = w."slotId" AND a.wish_hash = w.before ORDER BY a.id`,
    [asRows(reached)],
  );
}

interface Usable {
  readonly slotId: string;
  readonly part: string;
  /** It has a take now, and nothing that exists stands in for the next. */
  readonly toBeMade: boolean;
  readonly sha256: string | null;
  readonly durationSeconds: number | null;
}

/** For each place the take that a run would use again for its new wish: the condition of `findTake`. */
async function usableTakes(manager: EntityManager, projectId: string, reached: readonly Reached[]) {
  if (reached.length === 0) return new Map<string, Usable>();
  const rows = await manager.query<Usable[]>(
    `SELECT w."slotId", u.sha256, u.duration_seconds AS "durationSeconds",
       u.sha256 IS NULL AND EXISTS (SELECT 1 FROM asset t WHERE t.slot_id = w."slotId") AS "toBeMade"
     FROM jsonb_to_recordset($1) AS w("slotId" uuid, type text, after text) LEFT JOIN LATERAL (
       SELECT a.sha256, a.duration_seconds FROM asset a
       WHERE a.project_id = $2 AND a.wish_hash = w.after AND a.type = w.type AND a.status <> 'REJECTED'
       ORDER BY a.slot_id <> w."slotId", a.id DESC LIMIT 1
     ) u ON true`,
    [asRows(reached), projectId],
  );
  return new Map(rows.map((row) => [row.slotId, row]));
}

type SeenRow = Seen & { readonly audioSlotId: string; readonly pictureSlotId: string };

/**
 * The cut of today's takes is laid out beside the one that will be, with the takes that the edit calls for as if they were made
 * and picked. So a segment that moves counts with all whose motion follows their place, which no mark on a take would say.
 */
async function piecesToRender(
  manager: EntityManager,
  plan: EditPlan,
  usable: ReadonlyMap<string, Usable>,
): Promise<number> {
  const rows = await manager.query<SeenRow[]>(
    `SELECT g.id, g.estimated_seconds AS "estimatedSeconds", coalesce(${movesSql('p', SHOWN_MODE)}, true) AS moves,
       sa.id AS "audioSlotId", sp.id AS "pictureSlotId",
       CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('sha256', a.sha256, 'durationSeconds', a.duration_seconds) END AS audio,
       CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('sha256', p.sha256) END AS picture
     FROM segment g
       JOIN slot sa ON sa.owner_id = g.id AND sa.part = 'audio' LEFT JOIN asset a ON a.id = sa.current_id
       JOIN slot sp ON sp.owner_id = g.id AND sp.part = 'picture' LEFT JOIN asset p ON p.id = sp.current_id
     WHERE g.script_id = $1 ORDER BY g.idx`,
    [plan.script.id],
  );
  const lines = new Map([...plan.redraft.changed, ...plan.redraft.added.map(({ line }) => line)].map((l) => [l.id, l]));
  const now = new Map(rows.map((row) => [row.id, row]));
  const after = plan.redraft.order.map((id) => foreseen(now.get(id), lines.get(id), { id, plan, usable }));
  return newPieces(foreseenCut(rows, plan.script), foreseenCut(after, plan.script));
}

const SHOWN_MODE = shownModeSql((column) => `g.${column}`);

/** Of a picture that is still to be made. */
const movesAs = (mode: DisplayMode | null): boolean => mode !== 'FIGURE_SYNC' && mode !== 'TEXT_ONLY';

interface Foreseeing {
  readonly id: string;
  readonly plan: EditPlan;
  readonly usable: ReadonlyMap<string, Usable>;
}

function foreseen(now: SeenRow | undefined, line: Line | undefined, { id, plan, usable }: Foreseeing): Seen {
  if (!line && now) return now;
  const seconds = estimatedSeconds(line?.text ?? '');
  const moves = line ? movesAs(plan.narrationOf(line).displayMode) : true;
  if (!now) return { id, audio: null, picture: null, moves, estimatedSeconds: seconds };
  const audio = usable.get(now.audioSlotId);
  const picture = usable.get(now.pictureSlotId);
  return {
    id,
    moves,
    estimatedSeconds: now.estimatedSeconds,
    audio: audio ? heard(audio, now) : now.audio,
    picture: picture ? shown(picture, plan) : now.picture,
  };
}

/** Of a narration that is still to be spoken nothing is known but that it will have another length. */
function heard({ sha256, durationSeconds }: Usable, now: SeenRow): Seen['audio'] {
  if (sha256 !== null && durationSeconds !== null) return { sha256, durationSeconds };
  return { sha256: '', durationSeconds: (now.audio?.durationSeconds ?? now.estimatedSeconds) + 1 };
}

/** No picture of before has this name, so that it is a new one. */
function shown({ sha256 }: Usable, { script }: EditPlan): Seen['picture'] {
  return { sha256: sha256 ?? `picture of revision ${script.revision + 1}` };
}
