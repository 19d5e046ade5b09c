import { randomUUID } from 'node:crypto';
import type { StudioClient } from '../graphql/client';
import { Refused } from '../graphql/refusal';
import type { capIn } from '../runs/cap';
import type { Target } from './find-run';

const ERRORS = 'userErrors { code message expected got remedy }';
const START = `mutation ($input: StartExplainerInput!) { startExplainer(input: $input) { run { id } ${ERRORS} } }`;
const RESUME = `mutation ($input: ResumeRunInput!) { resumeRun(input: $input) { run { id stopAfter } ${ERRORS} } }`;
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

interface Resuming {
  readonly runId: string;
  readonly cap: Cap;
  /** FILM: it goes that far, though it was not to. Null: as far as it was to go, and beyond where it stopped for a review. */
  readonly stopAfter: 'FILM' | null;
}

/** A run of this script goes on as it was started: what it leaves out was said then. Answers how far it goes. */
export async function resumeFilm(
  client: StudioClient,
  { scriptId }: Script,
  { runId, cap, stopAfter }: Resuming,
): Promise<string> {
  const { run } = await client.query<{ run: FilmRun | null }>(RUN, { id: runId });
  if (run?.subject.id !== scriptId || run.stopAfter === null) throw noFilmRun(runId, run);
  const isToFilm = run.stopAfter === 'FILM';
  if (isToFilm && run.status === 'SUCCEEDED') return run.stopAfter;
  const input = { runId, cap, stopAfter: isToFilm ? null : stopAfter, idempotencyKey: `resume ${randomUUID()}` };
  const { resumeRun } = await client.mutate<{ resumeRun: { run: { stopAfter: string } } }>(RESUME, { input });
  return resumeRun.run.stopAfter;
}

function noFilmRun(runId: string, run: FilmRun | null): Refused {
  const got = run && (run.stopAfter === null ? 'a run of single takes' : 'a run of another script');
  const code = run ? 'INVALID_INPUT' : 'NOT_FOUND';
  const message = `The film cannot go on with "${runId}".`;
  const expected = 'the id of a run that makes the film of this script';
  const remedy = 'See `workprint runs list`, or leave --resume out: what was made is not made again.';
  return new Refused([{ code, message, expected, got: got ?? 'a run that is not there', remedy }]);
}
