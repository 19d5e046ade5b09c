import type { DataSource } from 'typeorm';
import { Forbidden } from '../errors';
import { assertProject } from './assert-project.verb';
import type { Caller } from './caller';
import { assertProjectName } from './create-project.verb';
import type { Studio } from './studio';

/** What is left out, or null, stays as it is. */
export interface ProjectChanges {
  /** A row id. */
  readonly projectId: string;
  readonly name?: string | null;
  readonly sharesTakes?: boolean | null;
}

/** Answers the row id. */
export function updateProject(
  { store }: Studio<DataSource>,
  caller: Caller,
  { projectId, name, sharesTakes }: ProjectChanges,
): Promise<string> {
  return store.transaction(async (manager) => {
    await assertProject(manager, caller, { projectId, field: ['input', 'projectId'] });
    if (name !== null && name !== undefined) assertProjectName(name);
    if (typeof sharesTakes === 'boolean' && caller.projects !== 'all') throw concernsOthers();
    await manager.query(
      'UPDATE project SET name = coalesce($2, name), shares_takes = coalesce($3, shares_takes) WHERE id = $1',
      [projectId, name ?? null, sharesTakes ?? null],
    );
    return projectId;
  });
}

function concernsOthers(): Forbidden {
  return new Forbidden('What projects share concerns all of them.', {
    field: ['input', 'sharesTakes'],
    expected: 'a token for the whole workspace',
    got: 'a token for single projects',
    remedy: 'Ask somebody with a token without a list of projects.',
  });
}
