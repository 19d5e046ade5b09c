import type { DataSource } from 'typeorm';
import { InvalidInput, NotFound } from '../errors';
import { parseGlobalId } from '../values/global-id';
import type { Caller } from './caller';
import { PROJECT_KEY } from './project';
import type { Studio } from './studio';

type Reader = Pick<Studio<DataSource>, 'store'>;

/** The row id of the project that is meant by an id or a key; by null, that of the only one that the caller sees. */
export async function namedProject({ store }: Reader, caller: Caller, name: string | null): Promise<string> {
  const seen = caller.projects === 'all' ? null : caller.projects;
  const known = name === null ? null : parseGlobalId(name);
  const rowId = known?.type === 'Project' ? known.rowId : null;
  if (name !== null && rowId === null && !PROJECT_KEY.test(name)) throw noSuchProject();
  const rows = await store.query<{ id: string }[]>(
    `SELECT id FROM project WHERE ($1::uuid[] IS NULL OR id = ANY($1)) AND ($2::uuid IS NULL OR id = $2) AND ($3::text IS NULL OR key = $3)
     LIMIT 2`,
    [seen, rowId, rowId === null ? name : null],
  );
  const [row] = rows;
  if (row && rows.length === 1) return row.id;
  throw name === null ? notOnlyOne(rows.length) : noSuchProject();
}

function notOnlyOne(found: number): InvalidInput {
  return new InvalidInput('Which project is meant must be said.', {
    field: ['projectId'],
    expected: '`projectId`, or a token that sees exactly one project',
    got: found === 0 ? 'no `projectId`, and a token that sees no project' : 'no `projectId`, and several projects',
    remedy: 'Send the id or the key of a project as `projectId`; the query `projects` lists them.',
  });
}

function noSuchProject(): NotFound {
  return new NotFound('There is no such project.', {
    field: ['projectId'],
    expected: 'the id or the key of a project that you may see',
    remedy: 'Look it up with the query `projects`.',
  });
}
