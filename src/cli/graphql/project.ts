import type { StudioClient } from './client';

const FIND = 'query ($key: String!) { project(key: $key) { id mode } }';
const CREATE = `mutation ($input: CreateProjectInput!) {
  createProject(input: $input) { project { id mode } userErrors { code message expected got remedy } }
}`;

export interface ProjectRow {
  readonly id: string;
  readonly mode: 'OFFLINE' | 'LIVE';
}

export interface Wanted {
  readonly key: string;
  readonly name: string;
  readonly mode?: ProjectRow['mode'];
}

/** The project of this key, made where there is none. One that is there stays as it is. */
export async function projectOf(client: StudioClient, { key, name, mode }: Wanted): Promise<ProjectRow> {
  const { project } = await client.query<{ project: ProjectRow | null }>(FIND, { key });
  if (project) return project;
  const input = { key, name, mode, idempotencyKey: `${key} / project` };
  const { createProject } = await client.mutate<{ createProject: { project: ProjectRow } }>(CREATE, { input });
  return createProject.project;
}
