import { randomUUID } from 'node:crypto';
import type { StudioClient } from '../graphql/client';
import { Refused } from '../graphql/refusal';
import type { capIn } from '../runs/cap';
import type { Target } from './find-run';

const ERRORS = 'userErrors { code message expected got remedy }';
const START = `mutation ($input: StartExplainerInput!) { startExplainer(input: $input) { run { id } ${ERRORS} } }`;
const RESUME = `mutation ($input: ResumeRunInput!) { resumeRun(input: $input) { run { id } ${ERRORS} } }`;
const RUN = `query ($id: ID!) { run(id: $id) { id status stopAfter subject { ... on StructuredScript { id } } } }`;

type Cap = ReturnType<typeof capIn>;
type Script = Pick<Target, 'projectId' | 'scriptId'>;

/** A run from a script to its film. Answers its id. */
export async function startFilm(client: StudioClient, { projectId, scriptId }: Script, how: object): Promise<string> {
  const input = { projectId, scriptId, stopAfter: 'FILM', ...how, idempotencyKey: `build ${randomUUID()}` };
  const { startExplainer } = await client.mutate<{ startExplainer: { run: { id: string } } }>(START, { input });
  return startExplainer.run.id;
}

interface FilmRun {
  readonly id: string;
  readonly status: string;
  readonly stopAfter: string | null;
  readonly subject: { readonly id?: string };
}

/** A run to the film of this script goes on as it was started: what it leaves out was said then. */
export async function resumeFilm(
  client: StudioClient,
  { scriptId }: Script,
  { runId, cap }: { runId: string; cap: Cap },
): Promise<void> {
  const { run } = await client.query<{ run: FilmRun | null }>(RUN, { id: runId });
  if (run?.subject.id !== scriptId || run.stopAfter !== 'FILM') throw noFilmRun(runId, run);
  if (run.status !== 'SUCCEEDED') await client.mutate(RESUME, { input: { runId, cap } });
}

function noFilmRun(runId: string, run: FilmRun | null): Refused {
  const got = run && (run.stopAfter === 'FILM' ? 'a run of another script' : `a run that stops after ${run.stopAfter}`);
  const code = run ? 'INVALID_INPUT' : 'NOT_FOUND';
  const message = `The film cannot go on with "${runId}".`;
  const expected = 'the id of a run that makes the film of this script';
  const remedy = 'See `workprint runs list`, or leave --resume out: what was made is not made again.';
  return new Refused([{ code, message, expected, got: got ?? 'a run that is not there', remedy }]);
}
