import { join } from 'node:path';
import { contentHash } from '../../pipeline/values/content-hash';
import { bringFile } from '../graphql/bring';
import type { StudioClient } from '../graphql/client';
import type { Treatment } from './treatment';

export interface Production {
  readonly projectId: string;
  readonly scriptId: string;
}

const CREATE = `mutation ($input: CreateProjectInput!) {
  createProject(input: $input) { project { id } userErrors { code message expected got remedy } }
}`;
const IMPORT = `mutation ($input: ImportScriptInput!) {
  importScript(input: $input) { script { id figures { number } } userErrors { code message expected got remedy } }
}`;
const FIGURE = `mutation ($input: ImportFigureInput!) {
  importFigure(input: $input) { figure { id } userErrors { code message expected got remedy } }
}`;

/** The project with its script and figures; what an earlier call has brought in is found, not brought in again. */
export async function prepare(client: StudioClient, treatment: Treatment): Promise<Production> {
  const { projectKey: key, projectName: name, scriptName, text, size, rate } = treatment;
  const created = await client.mutate<{ createProject: { project: { id: string } } }>(CREATE, {
    input: { key, name, size, rate, idempotencyKey: `${key} / project` },
  });
  const projectId = created.createProject.project.id;
  const imported = await client.mutate<{ importScript: { script: { id: string; figures: { number: number }[] } } }>(
    IMPORT,
    {
      input: {
        projectId,
        name: scriptName,
        text,
        idempotencyKey: `${key} / script ${contentHash({ scriptName, text })}`,
      },
    },
  );
  const { id: scriptId, figures } = imported.importScript.script;
  const missing = treatment.figures.filter(({ number }) => !figures.some((figure) => figure.number === number));
  for (const figure of missing) {
    await bringFigure(client, { projectId, scriptId, treatment }, figure);
  }
  return { projectId, scriptId };
}

async function bringFigure(
  client: StudioClient,
  { projectId, scriptId, treatment }: Production & { readonly treatment: Treatment },
  { number, caption, file: fileName }: Treatment['figures'][number],
): Promise<void> {
  const file = join(treatment.folder, fileName);
  const uploadId = await bringFile(client, { projectId, file, mimeType: 'image/png' });
  await client.mutate(FIGURE, {
    input: {
      scriptId,
      number,
      caption,
      uploadId,
      idempotencyKey: `${scriptId} / figure ${number}`,
    },
  });
}
