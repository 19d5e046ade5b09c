import { createHash } from 'node:crypto';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { AccessToken } from '../../entities/access-token.entity';
import { Project } from '../../entities/project.entity';
import { Forbidden, InvalidInput, NotFound } from '../errors';
import { isName } from '../values/text';
import { type Caller, maySee, type Role } from './caller';
import { appendToProjectLog } from './project-log.verb';
import type { Studio } from './studio';

export interface NewToken {
  readonly name: string;
  readonly role: Role;
  /** Row ids; null is the whole workspace. */
  readonly projectIds: readonly string[] | null;
  readonly expiresAt: Date | null;
}

/** Tokens are random, 256 bits: one round of SHA-256 is enough to keep them, and quick enough to look them up by. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A new token. Its text is in the answer and nowhere else; each project that it may see has a line of it in its log. */
export async function createToken(
  studio: Studio<DataSource>,
  caller: Caller,
  input: NewToken,
): Promise<{ tokenId: string; token: string }> {
  const projectIds = input.projectIds && [...new Set(input.projectIds)].sort();
  assertSensible(input, studio.now());
  const token = studio.newToken();
  const row = { ...rowOf(studio, caller, input), projectIds, tokenHash: tokenHash(token) };
  await studio.store.transaction(async (manager) => {
    await assertWithin(manager, caller, projectIds);
    await manager.insert(AccessToken, row);
    for (const projectId of projectIds ?? []) {
      await appendToProjectLog(manager, {
        projectId,
        actor: caller.name,
        kind: 'TOKEN_CREATED',
        subjectId: null,
        facts: { name: input.name, role: input.role },
      });
    }
  });
  return { tokenId: row.id, token };
}

function rowOf(studio: Studio<DataSource>, caller: Caller, { name, role, expiresAt }: NewToken) {
  return {
    id: studio.newId(),
    name,
    role,
    createdBy: caller.name,
    createdAt: studio.now(),
    expiresAt,
    revokedAt: null,
  };
}

function assertSensible({ name, expiresAt, projectIds }: NewToken, now: Date): void {
  if (!isName(name)) {
    throw new InvalidInput('The name of a token must have from 1 to 200 characters.', {
      field: ['input', 'name'],
      expected: '1 to 200 characters',
      got: `${name.length} characters`,
      remedy: 'Name it after the person or the tool that will use it.',
    });
  }
  if (projectIds?.length === 0) {
    throw new InvalidInput('A token for no project could see nothing.', {
      field: ['input', 'projectIds'],
      expected: 'at least one project, or no list at all',
      got: 'an empty list',
      remedy: 'Name the projects, or leave the list out for the whole workspace.',
    });
  }
  if (expiresAt && expiresAt <= now) {
    throw new InvalidInput('A token must expire in the future.', {
      field: ['input', 'expiresAt'],
      expected: `a time after ${now.toISOString()}`,
      got: expiresAt.toISOString(),
      remedy: 'Give a later time, or none for a token that stays until it is revoked.',
    });
  }
}

/** Nobody hands out more than they have. */
async function assertWithin(manager: EntityManager, caller: Caller, projectIds: string[] | null): Promise<void> {
  if (!projectIds) {
    if (caller.projects === 'all') return;
    throw new Forbidden('A token of single projects cannot make one for the whole workspace.', {
      field: ['input', 'projectIds'],
      expected: 'some of the projects that your own token may see',
      got: 'no list of projects',
      remedy: 'Name the projects.',
    });
  }
  const seen = projectIds.filter((id) => maySee(caller, id));
  const known = await manager.countBy(Project, { id: In(seen) });
  if (known === projectIds.length) return;
  throw new NotFound('There is no such project.', {
    field: ['input', 'projectIds'],
    expected: 'ids of projects that you may see',
    got: `${projectIds.length - known} that are not`,
    remedy: 'Look them up with the query `projects`.',
  });
}
