import { readFile } from 'node:fs/promises';
import type { Act } from '../assets/outcome';
import { Refused } from '../graphql/refusal';

const PROJECT = 'query ($key: String!) { project(key: $key) { id } }';
const SET = `mutation ($input: SetVoicesInput!) {
  setVoices(input: $input) { staleCount project { voices { speaker voice } } userErrors { code message expected got remedy } }
}`;

interface Answer {
  readonly setVoices: {
    readonly staleCount: number;
    readonly project: { readonly voices: readonly { readonly speaker: string; readonly voice: string }[] };
  };
}

/** Who speaks with which voice in a project, out of a voice_map.json. */
export const voices: Act = (words) => {
  const [key = '', file = ''] = words.operands;
  return async ({ session: { client } }) => {
    const map = await mapIn(file);
    const { project } = await client.query<{ project: { id: string } | null }>(PROJECT, { key });
    if (!project) throw refused(`There is no project "${key}".`, 'the key of a project that you may see', key);
    const { setVoices: told } = await client.mutate<Answer>(SET, { input: { projectId: project.id, voices: map } });
    const lines = told.project.voices.map(({ speaker, voice }) => `${speaker}: ${voice}`);
    return { lines: [...lines, `${told.staleCount} takes are stale now.`], json: told };
  };
};

async function mapIn(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw refused(`${file} cannot be read.`, 'a voice_map.json', error.code ?? error.message);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused(`${file} is no JSON.`, 'such as { "NARRATOR": "rachel" }', String(error));
  }
}

function refused(message: string, expected: string, got: string): Refused {
  return new Refused([{ code: 'INVALID_INPUT', message, expected, got }]);
}
