import type { EntityManager } from 'typeorm';
import { NotFound, StaleVersion } from '../../errors';
import type { Caller } from '../../workspace/caller';
import type { Artifacts } from '../bible/read-bible';
import { type ShotListRows, shotListRowsSql } from './list-rows';

export interface ListAtHand {
  readonly rows: ShotListRows;
  readonly artifacts: Artifacts;
  readonly revision: number;
  readonly lockVersion: number;
}

/** The list of a screenplay, locked; null where it has none yet. */
export function lockedListOf(manager: EntityManager, screenplayId: string): Promise<ListAtHand | null> {
  return locked(manager, 'l.screenplay_id = $1', [screenplayId]);
}

interface Wanted {
  readonly shotListId: string;
  readonly expectedVersion: number;
}

/** A shot list that the caller may see, as they have seen it, locked before its slots and shots. */
export async function lockedList(
  manager: EntityManager,
  caller: Caller,
  { shotListId, expectedVersion }: Wanted,
): Promise<ListAtHand> {
  const list = await locked(manager, `l.id = $1 AND ${SEEN}`, [shotListId, seenBy(caller)]);
  if (!list) throw noSuch('shot list', ['input', 'shotListId']);
  assertVersion('the shot list', list.lockVersion, expectedVersion);
  return list;
}

/** The list of a shot that the caller may see. */
export async function lockedListOfShot(manager: EntityManager, caller: Caller, shotId: string): Promise<ListAtHand> {
  const ofShot = `l.id = (SELECT shot_list_id FROM shot WHERE id = $1) AND ${SEEN}`;
  const list = await locked(manager, ofShot, [shotId, seenBy(caller)]);
  if (!list?.rows.shots.some(({ id }) => id === shotId)) throw noSuch('shot', ['input', 'shotId']);
  return list;
}

export function assertVersion(what: string, expected: number, got: number): void {
  if (expected === got) return;
  throw new StaleVersion(`Somebody else has changed ${what}.`, {
    field: ['input', 'expectedVersion'],
    expected: `version ${expected}`,
    got: `version ${got}`,
    remedy: 'Read it again, and edit what you see then.',
  });
}

const SEEN = '($2::uuid[] IS NULL OR l.project_id = ANY($2))';
const seenBy = ({ projects }: Caller) => (projects === 'all' ? null : projects);

/** Locked by one statement and read by the next: the first may have waited, and its snapshot is older than what it waited for. */
async function locked(
  manager: EntityManager,
  where: string,
  parameters: readonly unknown[],
): Promise<ListAtHand | null> {
  const [found] = await manager.query<[{ id: string }?]>(
    `SELECT l.id FROM shot_list l WHERE ${where} FOR NO KEY UPDATE`,
    [...parameters],
  );
  if (!found) return null;
  const [list] = await manager.query<[ListAtHand]>(
    `SELECT l.bible AS artifacts, l.revision, l.lock_version AS "lockVersion", ${shotListRowsSql()} AS rows FROM shot_list l WHERE l.id = $1`,
    [found.id],
  );
  return list;
}

function noSuch(what: string, field: string[]): NotFound {
  return new NotFound(`There is no such ${what}.`, {
    field,
    expected: `the id of a ${what} that you may see`,
    remedy: 'Look it up with the fields `shotLists` of its project and `shots` of its list.',
  });
}
