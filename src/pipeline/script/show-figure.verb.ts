import type { EntityManager } from 'typeorm';
import { lockSlots, type TurnedTake } from '../library/rewish.verb';
import { wishPictures } from '../production/picture-places.verb';
import { displayModeWith } from '../production/segment-wishes';
import { lockScriptsById } from './lock-script.verb';
import type { DisplayMode, FigureKind } from './segment';
import { shownBySegment } from './shown-figures.verb';

/** Whose a figure is: one of both. Row ids. */
export interface FigureOwner {
  readonly scriptId: string | null;
  readonly documentId: string | null;
}

export interface Numbered {
  readonly kind: FigureKind;
  readonly number: number;
}

/** The scripts that may mean a figure: the one that it is of, or all that are written from its document. */
export async function scriptsMeaning(
  manager: EntityManager,
  { scriptId, documentId }: FigureOwner,
): Promise<readonly string[]> {
  if (scriptId !== null) return [scriptId];
  const scripts = await manager.query<{ id: string }[]>(
    'SELECT script_id AS id FROM script_document WHERE document_id = $1',
    [documentId],
  );
  return scripts.map(({ id }) => id);
}

/**
 * Every segment that speaks of the figure shows what is meant by it from now on: after it came, after it changed and after it went.
 * Answers the takes that went stale.
 */
export async function showFigure(
  manager: EntityManager,
  figure: FigureOwner & Numbered,
  now: Date,
): Promise<readonly TurnedTake[]> {
  return showAnew(manager, { scriptIds: await scriptsMeaning(manager, figure), named: [figure] }, now);
}

interface Showing {
  /** Row ids. */
  readonly scriptIds: readonly string[];
  /** Which numbers mean something else by what happened; all: of every segment that names any. */
  readonly named: readonly Numbered[] | 'all';
}

interface Speaking {
  readonly segmentId: string;
  readonly scriptId: string;
  readonly displayMode: DisplayMode | null;
  readonly slotIds: readonly string[];
  /** Its picture is asked for with a figure in it: a file may say FIGURE_SYNC of a segment whose figure is still to come. */
  readonly showedOne: boolean;
}

/**
 * What the segments of scripts want to show, worked out anew where they name figures. What people decided about a picture stays: its
 * overrides and its variation. The scripts are locked first, so that an edit comes before or after, and each sees what the other wrote.
 */
export async function showAnew(
  manager: EntityManager,
  { scriptIds, named }: Showing,
  now: Date,
): Promise<readonly TurnedTake[]> {
  await lockScriptsById(manager, scriptIds);
  const speaking = await speakingOf(manager, { scriptIds, named });
  await lockSlots(
    manager,
    speaking.flatMap(({ slotIds }) => slotIds),
  );
  const shown = await shownBySegment(manager, speaking);
  const modes = speaking.map(({ segmentId, displayMode, showedOne }) => {
    const [first = null] = shown.get(segmentId) ?? [];
    return first || showedOne ? displayModeWith(first, displayMode) : displayMode;
  });
  const segmentIds = speaking.map(({ segmentId }) => segmentId);
  await manager.query(
    `UPDATE segment SET display_mode = m.mode FROM unnest($1::uuid[], $2::text[]) AS m(id, mode)
     WHERE segment.id = m.id AND segment.display_mode IS DISTINCT FROM m.mode`,
    [segmentIds, modes],
  );
  const { wentStale } = await wishPictures(manager, { segmentIds, now });
  return wentStale;
}

function speakingOf(manager: EntityManager, { scriptIds, named }: Showing): Promise<Speaking[]> {
  return manager.query<Speaking[]>(
    `SELECT g.id AS "segmentId", g.script_id AS "scriptId", g.display_mode AS "displayMode", s.inputs <> '[]' AS "showedOne",
       (SELECT array_agg(o.id::text) FROM slot o WHERE o.owner_id = g.id AND o.type IN ('IMAGE', 'VIDEO')) AS "slotIds"
     FROM segment g JOIN slot s ON s.owner_id = g.id AND s.part = 'picture'
     WHERE g.script_id = ANY($1) AND EXISTS (
       SELECT 1 FROM figure_reference r WHERE r.segment_id = g.id AND ($2::jsonb IS NULL OR EXISTS (
         SELECT 1 FROM jsonb_to_recordset($2) AS n(kind text, number int) WHERE n.kind = r.kind AND n.number = r.number)))
     ORDER BY g.id`,
    [scriptIds, named === 'all' ? null : JSON.stringify(named.map(({ kind, number }) => ({ kind, number })))],
  );
}
