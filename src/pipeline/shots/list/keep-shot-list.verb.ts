import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { Shot } from '../../../entities/shot.entity';
import { Character, Scene, Setting, ShotList } from '../../../entities/shot-list.entity';
import { retireSlots } from '../../library/retire-slots.verb';
import { staleLines } from '../../library/rewish.verb';
import { ensureShotPlaces } from '../../production/shot-places.verb';
import { batches } from '../../script/insert-segments.verb';
import type { Caller } from '../../workspace/caller';
import { appendLinesToProjectLog, type ProjectLine } from '../../workspace/project-log.verb';
import type { Studio } from '../../workspace/studio';
import { type Artifacts, readBible } from '../bible/read-bible';
import type { ShotListProblem } from '../shot-list';
import { type RowChanges, rowChanges } from './list-changes';
import type { ShotListRows } from './list-rows';

export interface ListToKeep {
  /** Null: the list is new. */
  readonly before: ShotListRows | null;
  readonly rows: ShotListRows;
  readonly revision: number;
  /** While it was broken down; absent where it was only edited. */
  readonly noticed?: readonly ShotListProblem[];
  /** What the rules say of it now. */
  readonly problems: readonly ShotListProblem[];
  readonly artifacts: Artifacts;
  /** Of a list that was broken down; absent where it was only edited. */
  readonly screenplay?: { readonly id: string; readonly revision: number };
  /** The look of the whole is as it was: only places of shots that changed may want something else. A feature has 2,900 places. */
  readonly isLocal?: boolean;
  readonly caller: Caller;
  /** What the project's log says of it. */
  readonly line: Pick<ProjectLine, 'kind' | 'facts'>;
}

type Desk = Pick<Studio<unknown>, 'now' | 'newId'>;

/**
 * A shot list as rows, in the transaction of whoever changes it: only what became something else is written. Places of what is no more stay
 * with the project, with all their takes; whatever wants something else is marked before the commit.
 */
export async function keepShotList(manager: EntityManager, desk: Desk, keeping: ListToKeep): Promise<void> {
  const { before, rows, caller, line, isLocal = false } = keeping;
  const { id, projectId } = rows.list;
  const changes = rowChanges(before, rows);
  await writeList(manager, desk, keeping);
  await upserted(manager, rows, changes);
  await writeFrames(manager, projectId, changes.shots);
  await removeGone(manager, changes.gone);
  const { bible } = readBible(keeping.artifacts);
  const reached = isLocal ? { ...rows, shots: changes.shots } : rows;
  const { wentStale } = await ensureShotPlaces(manager, desk, { rows: reached, visual: bible.style });
  const told = { projectId, actor: caller.name, subjectId: id, ...line };
  await appendLinesToProjectLog(manager, [told, ...staleLines(wentStale, caller.name)]);
}

async function writeList(manager: EntityManager, { now }: Desk, keeping: ListToKeep): Promise<void> {
  const { before, rows, revision, noticed, problems, artifacts, screenplay } = keeping;
  const { id, ...list } = rows.list;
  const from = screenplay && { screenplayId: screenplay.id, screenplayRevision: screenplay.revision };
  const row = { ...list, ...from, ...(noticed && { noticed }), revision, problems, bible: artifacts };
  if (before) await manager.update(ShotList, id, { ...row, lockVersion: () => 'lock_version + 1' } as object);
  else await manager.insert(ShotList, { ...row, id, createdAt: now() } as object);
}

/** A statement takes 65,535 parameters: 500 shots bind 20,000. */
const ROWS_A_STATEMENT = 500;

/** People and places before the scenes and shots that name them. Keys may change hands: their constraints wait for the commit. */
async function upserted(manager: EntityManager, { list }: ShotListRows, changes: RowChanges): Promise<void> {
  const tables: readonly (readonly [EntityTarget<ObjectLiteral>, readonly object[]])[] = [
    [Character, changes.cast],
    [Setting, changes.settings],
    [Scene, changes.scenes],
    [Shot, changes.shots.map(({ characterIds: _, ...shot }) => shot)],
  ];
  const owner = { projectId: list.projectId, shotListId: list.id };
  for (const [table, rows] of tables)
    for (const batch of batches(rows, ROWS_A_STATEMENT))
      await manager.upsert(
        table,
        batch.map((row) => ({ ...row, ...owner })),
        ['id'],
      );
}

async function writeFrames(manager: EntityManager, projectId: string, shots: RowChanges['shots']): Promise<void> {
  const frames = shots.flatMap(({ id, characterIds }) =>
    characterIds.map((characterId, position) => ({ shotId: id, characterId, position })),
  );
  const shotIds = shots.map(({ id }) => id);
  await manager.query('DELETE FROM shot_character WHERE shot_id = ANY($1)', [shotIds]);
  await manager.query(
    `INSERT INTO shot_character (shot_id, character_id, project_id, position)
     SELECT f."shotId", f."characterId", $1, f.position FROM jsonb_to_recordset($2) AS f("shotId" uuid, "characterId" uuid, position int)`,
    [projectId, JSON.stringify(frames)],
  );
}

/** What was approved is never lost: the places of what goes stay with their project. */
async function removeGone(manager: EntityManager, gone: RowChanges['gone']): Promise<void> {
  await retireSlots(manager, Object.values(gone).flat());
  for (const table of ['shots', 'scenes', 'cast', 'settings'] as const) {
    const ids = gone[table];
    if (ids.length > 0) await manager.query(`DELETE FROM ${TABLES[table]} WHERE id = ANY($1)`, [ids]);
  }
}

const TABLES = { shots: 'shot', scenes: 'scene', cast: 'character', settings: 'setting' } as const;
