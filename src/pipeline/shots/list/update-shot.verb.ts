import type { DataSource, EntityManager } from 'typeorm';
import { NotFound } from '../../errors';
import type { Caller } from '../../workspace/caller';
import type { Studio } from '../../workspace/studio';
import { readBible } from '../bible/read-bible';
import { bookOf } from '../book';
import { problemsOf } from '../checks/validate';
import type { PlannedScene, PlannedShot } from '../shot-list';
import { decidedShot } from './decided';
import { keepShotList } from './keep-shot-list.verb';
import { assertVersion, type ListAtHand, lockedListOfShot } from './list-at-hand.verb';
import type { ShotListRows, ShotRow } from './list-rows';
import { newRows } from './new-rows';
import { changesOf, decided, type ShotChanges } from './shot-edits';
import { storedIds, storedList } from './stored-list';

export interface ShotUpdate extends Omit<ShotChanges, 'characters'> {
  /** A row id. */
  readonly shotId: string;
  readonly expectedVersion: number;
  /** Row ids. */
  readonly characterIds?: readonly string[] | null;
}

/** What people decide about a shot. Prompts that nobody wrote follow it; what is decided stays when the list is broken down anew. */
export async function updateShot(desk: Studio<DataSource>, caller: Caller, input: ShotUpdate): Promise<string> {
  await desk.store.transaction(async (manager) => {
    const list = await lockedListOfShot(manager, caller, input.shotId);
    const row = list.rows.shots.find(({ id }) => id === input.shotId) as ShotRow;
    assertVersion(`shot ${row.key}`, row.lockVersion, input.expectedVersion);
    await decide(manager, desk, { caller, list, row, input });
  });
  return input.shotId;
}

interface Deciding {
  readonly caller: Caller;
  readonly list: ListAtHand;
  readonly row: ShotRow;
  readonly input: ShotUpdate;
}

async function decide(manager: EntityManager, desk: Studio<DataSource>, deciding: Deciding): Promise<void> {
  const { caller, list, row, input } = deciding;
  const plan = storedList(list.rows);
  const scene = list.rows.scenes.findIndex(({ id }) => id === row.sceneId);
  const { facts, shots } = plan.scenes[scene] as PlannedScene;
  const shot = shots[row.number - 1] as PlannedShot;
  const { characterIds, shotId: _, expectedVersion: __, ...asked } = input;
  const changes = changesOf(shot, { ...asked, characters: characterIds ? keysOf(list.rows, characterIds) : null });
  const names = Object.keys(changes);
  if (names.length === 0) return;
  const before = decided(shot, row.edited);
  const { bible } = readBible(list.artifacts);
  const place = { facts, nth: row.number - 1, book: bookOf(plan, bible) };
  const after = decidedShot(shot, { ...before, ...changes }, place);
  const scenes = plan.scenes.map((one, index) =>
    index === scene ? { ...one, shots: one.shots.with(row.number - 1, after) } : one,
  );
  const edited = new Map(list.rows.shots.map(({ id, edited: members }) => [id, members]));
  edited.set(row.id, [...new Set([...row.edited, ...names])]);
  const wanted = { ...plan, scenes };
  const revision = list.revision + 1;
  await keepShotList(manager, desk, {
    ...{ isLocal: true, before: list.rows, revision, artifacts: list.artifacts, caller, problems: problemsOf(wanted) },
    rows: newRows({ plan: wanted, ids: storedIds(list.rows), projectId: list.rows.list.projectId, edited }),
    line: { kind: 'SHOT_LIST_EDITED', facts: { revision, change: `Edited shot ${row.key}: ${names.join(', ')}` } },
  });
}

function keysOf({ cast }: ShotListRows, ids: readonly string[]): string[] {
  return [...new Set(ids)].map((id) => {
    const member = cast.find((one) => one.id === id);
    if (member) return member.key;
    throw new NotFound('There is no such character in the shot list.', {
      field: ['input', 'characterIds'],
      expected: 'ids of characters of the same shot list',
      remedy: 'Look them up with the field `cast` of the list.',
    });
  });
}
