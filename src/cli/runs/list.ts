import type { Act } from '../assets/outcome';
import { type Page, pages } from '../assets/read-library';
import { table } from '../assets/table';
import type { StudioClient } from '../graphql/client';
import { Refused } from '../graphql/refusal';
import { RUN_STATUSES } from '../words/grammar/runs';
import { WrongUsage } from '../words/usage';
import { RUN_ROW, type RunRow } from './run-row';

/** Of one project, and of each of many. */
const [MOST_OF_ONE, MOST_OF_EACH] = [100, 20];

/** Runs, newest first: of one project, or the newest of each that may be seen. */
export const list: Act = (words) => {
  const status = words.text('status');
  if (status !== undefined && !RUN_STATUSES.includes(status.toLowerCase())) {
    throw new WrongUsage(`--status takes one of ${RUN_STATUSES.join(', ')}; it got "${status}".`, words.command);
  }
  return async ({ session: { client }, columns }) => {
    const where = status === undefined ? null : { statuses: [status.toUpperCase()] };
    const key = words.text('project');
    const runs = key === undefined ? await ofAll(client, where) : await ofOne(client, key, where);
    return { lines: runs.length === 0 ? ['No runs match.'] : table(runs, COLUMNS, columns), json: { runs } };
  };
};

const OF_ONE = `query ($key: String!, $where: RunFilter) {
  project(key: $key) { runs(first: ${MOST_OF_ONE}, where: $where) { nodes { ${RUN_ROW} } } }
}`;
const OF_ALL = `query ($where: RunFilter, $after: String) {
  projects(first: 100, after: $after) {
    nodes { runs(first: ${MOST_OF_EACH}, where: $where) { nodes { ${RUN_ROW} } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface OfProject {
  readonly runs: { readonly nodes: readonly RunRow[] };
}

async function ofOne(client: StudioClient, key: string, where: object | null): Promise<readonly RunRow[]> {
  const { project } = await client.query<{ project: OfProject | null }>(OF_ONE, { key, where });
  if (project) return project.runs.nodes;
  const expected = 'the key of a project that you may see';
  throw new Refused([{ code: 'NOT_FOUND', message: `There is no project "${key}".`, expected, got: key }]);
}

async function ofAll(client: StudioClient, where: object | null): Promise<readonly RunRow[]> {
  const projects = await pages<OfProject>(async (after) => {
    const answer = await client.query<{ projects: Page<OfProject> }>(OF_ALL, { where, after });
    return answer.projects;
  });
  return projects.flatMap(({ runs }) => runs.nodes).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}

const COLUMNS = [
  { title: 'Run', text: ({ id }: RunRow) => id, whole: true as const },
  { title: 'Project', text: ({ project }: RunRow) => project.key },
  { title: 'Production', text: ({ production }: RunRow) => production.toLowerCase() },
  { title: 'Status', text: ({ status }: RunRow) => status.toLowerCase() },
  { title: 'Done', text: ({ totals }: RunRow) => `${totals.done}/${totals.jobs}`, right: true as const },
  { title: 'Failed', text: ({ totals }: RunRow) => String(totals.failed), right: true as const },
  { title: 'Spent', text: ({ totals }: RunRow) => `$${totals.spent.amount}`, right: true as const },
  { title: 'Begun', text: ({ createdAt }: RunRow) => createdAt.slice(0, 16).replace('T', ' ') },
  { title: 'By', text: ({ startedBy }: RunRow) => startedBy },
];
