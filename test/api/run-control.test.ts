import { Client } from 'pg';
import { startServer, type TestServer } from '../support/server';
import type { UserError } from '../support/uploads';

let server: TestServer;
let store: Client;
let keys = 0;
let scriptId: string;
let projectId: string;
beforeAll(async () => {
  server = await startServer();
  store = new Client({ connectionString: server.database.url });
  await store.connect();
  projectId = await project('control');
  scriptId = await script(projectId);
});
afterAll(async () => {
  await store.end();
  await server.close();
});

const ERRORS = 'userErrors { code message field expected got remedy }';
const key = () => `key ${++keys}`;

async function project(name: string): Promise<string> {
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { key: name, name, idempotencyKey: key() } },
  );
  return data.createProject.project.id;
}

async function script(ofProject: string): Promise<string> {
  const { data } = await server.query<{ importScript: { script: { id: string } } }>(
    'mutation($input: ImportScriptInput!) { importScript(input: $input) { script { id } } }',
    { input: { projectId: ofProject, name: 'Script', text: 'Cities are hot.\n\nPlant trees.', idempotencyKey: key() } },
  );
  return data.importScript.script.id;
}

/** Nobody works here: what is begun stays as it was begun. */
async function start(more: object = {}): Promise<string> {
  const { data } = await server.query<{ startExplainer: { run: { id: string } } }>(
    'mutation($input: StartExplainerInput!) { startExplainer(input: $input) { run { id } } }',
    { input: { projectId, scriptId, stopAfter: 'VISUALS', idempotencyKey: key(), ...more } },
  );
  return data.startExplainer.run.id;
}

interface Payload {
  run: { id: string; status: string; lastSeq: number; budget: { cap: { amount: string } | null } } | null;
  job: { id: string; status: string; priority: number } | null;
  userErrors: UserError[];
}

const RUN = 'run { id status lastSeq budget { cap { amount } } }';
const DOCUMENTS = {
  pauseRun: `mutation($input: PauseRunInput!) { payload: pauseRun(input: $input) { ${RUN} ${ERRORS} } }`,
  resumeRun: `mutation($input: ResumeRunInput!) { payload: resumeRun(input: $input) { ${RUN} ${ERRORS} } }`,
  cancelRun: `mutation($input: CancelRunInput!) { payload: cancelRun(input: $input) { ${RUN} ${ERRORS} } }`,
  retryFailedJobs: `mutation($input: RetryFailedJobsInput!) { payload: retryFailedJobs(input: $input) { ${RUN} ${ERRORS} } }`,
  setRunPriority: `mutation($input: SetRunPriorityInput!) { payload: setRunPriority(input: $input) { ${RUN} ${ERRORS} } }`,
  retryJob: `mutation($input: RetryJobInput!) { payload: retryJob(input: $input) { job { id status priority } ${ERRORS} } }`,
  setJobPriority: `mutation($input: SetJobPriorityInput!) { payload: setJobPriority(input: $input) { job { id status priority } ${ERRORS} } }`,
};
type Verb = keyof typeof DOCUMENTS;
const OF_RUN: readonly Verb[] = ['pauseRun', 'resumeRun', 'cancelRun', 'retryFailedJobs', 'setRunPriority'];
const OF_JOB: readonly Verb[] = ['retryJob', 'setJobPriority'];
const VERBS = [...OF_RUN, ...OF_JOB];

async function turn(verb: Verb, input: object, token?: string): Promise<Payload> {
  const { data, errors } = await server.query<{ payload: Payload }>(DOCUMENTS[verb], { input }, token);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.payload;
}

/** Its input, but for the run or the job. */
function restOf(verb: Verb): object {
  if (verb.startsWith('retry')) return { idempotencyKey: key() };
  return verb.endsWith('Priority') ? { priority: 3 } : {};
}

async function token(role: string, projectIds: string[] | null = null): Promise<string> {
  const { data } = await server.query<{ createToken: { token: string } }>(
    'mutation($input: CreateTokenInput!) { createToken(input: $input) { token } }',
    { input: { name: key(), role, projectIds } },
  );
  return data.createToken.token;
}

async function firstJob(runId: string): Promise<string> {
  const { data } = await server.query<{ run: { jobs: { nodes: { id: string }[] } } }>(
    'query($id: ID!) { run(id: $id) { jobs(first: 1) { nodes { id } } } }',
    { id: runId },
  );
  return data.run.jobs.nodes[0]?.id ?? '';
}

const rowOf = (id: string) => id.split('_')[1];
const NOWHERE = '00000000-0000-7000-8000-000000000000';
const target = async (verb: Verb, runId: string): Promise<{ runId: string } | { jobId: string }> =>
  OF_JOB.includes(verb) ? { jobId: await firstJob(runId) } : { runId };

test.each(VERBS)('%s of what is not there is refused', async (verb) => {
  const unknown = OF_JOB.includes(verb) ? { jobId: `Job_${NOWHERE}` } : { runId: `Run_${NOWHERE}` };
  const { userErrors, ...payload } = await turn(verb, { ...unknown, ...restOf(verb) });
  expect(Object.values(payload)).toEqual([null]);
  expect(userErrors).toEqual([
    expect.objectContaining({
      code: 'NOT_FOUND',
      field: ['input', Object.keys(unknown)[0]],
      remedy: expect.any(String),
    }),
  ]);
});

test.each(VERBS)('%s of an id of another kind is refused', async (verb) => {
  const wrong = OF_JOB.includes(verb) ? { jobId: projectId } : { runId: projectId };
  expect((await turn(verb, { ...wrong, ...restOf(verb) })).userErrors[0]).toMatchObject({ code: 'INVALID_INPUT' });
});

test.each(VERBS)('%s in a project that the caller may not see is refused as if it were not there', async (verb) => {
  const runId = await start();
  const stranger = await token('PRODUCER', [await project(`other-${verb.toLowerCase()}`)]);
  const { userErrors } = await turn(verb, { ...(await target(verb, runId)), ...restOf(verb) }, stranger);
  expect(userErrors).toEqual([expect.objectContaining({ code: 'NOT_FOUND' })]);
});

test.each(VERBS)('%s needs a producer', async (verb) => {
  const runId = await start();
  const reviewer = await token('REVIEWER');
  const { userErrors } = await turn(verb, { ...(await target(verb, runId)), ...restOf(verb) }, reviewer);
  expect(userErrors[0]).toMatchObject({ code: 'FORBIDDEN', expected: 'PRODUCER', got: 'REVIEWER' });
});

test('a run is paused once, and goes on once', async () => {
  const runId = await start();
  const paused = await turn('pauseRun', { runId });
  expect(paused).toMatchObject({ run: { id: runId, status: 'PAUSED' }, userErrors: [] });
  expect(await turn('pauseRun', { runId })).toEqual(paused);
  const resumed = await turn('resumeRun', { runId });
  expect(resumed).toMatchObject({ run: { status: 'RUNNING', lastSeq: (paused.run?.lastSeq ?? 0) + 1 } });
  expect(await turn('resumeRun', { runId })).toEqual(resumed);
});

test('jobs of a paused run say what they wait for, and of one that runs they wait for nothing', async () => {
  const held = async (id: string) => {
    const { data } = await server.query<{ run: { jobs: { nodes: { status: string; held: string | null }[] } } }>(
      'query($id: ID!) { run(id: $id) { jobs(first: 50) { nodes { status held } } } }',
      { id },
    );
    return [...new Set(data.run.jobs.nodes.map((job) => `${job.status} ${job.held}`))];
  };
  const runId = await start();
  expect(await held(runId)).toEqual(['READY null']);
  await turn('pauseRun', { runId });
  expect(await held(runId)).toEqual(['READY PAUSED']);
  await turn('resumeRun', { runId });
  expect(await held(runId)).toEqual(['READY null']);
});

test('a run that is over cannot be paused; one that came to its film cannot be resumed either', async () => {
  const runId = await start();
  await turn('cancelRun', { runId });
  expect((await turn('pauseRun', { runId })).userErrors[0]).toMatchObject({
    code: 'ILLEGAL_TRANSITION',
    field: ['input', 'runId'],
    got: 'CANCELLED',
  });
  await store.query("UPDATE run SET status = 'SUCCEEDED', stop_after = 'FILM' WHERE id = $1", [rowOf(runId)]);
  for (const verb of ['pauseRun', 'resumeRun'] as const) {
    expect((await turn(verb, { runId })).userErrors[0]).toMatchObject({ code: 'ILLEGAL_TRANSITION', got: 'SUCCEEDED' });
  }
});

test('what did not fail cannot be retried', async () => {
  const runId = await start();
  const jobId = await firstJob(runId);
  expect((await turn('retryJob', { jobId, idempotencyKey: key() })).userErrors[0]).toMatchObject({
    code: 'ILLEGAL_TRANSITION',
    field: ['input', 'jobId'],
    got: 'READY',
  });
  expect((await turn('retryFailedJobs', { runId, idempotencyKey: key() })).userErrors[0]).toMatchObject({
    code: 'ILLEGAL_TRANSITION',
    field: ['input', 'runId'],
  });
});

test('a retry that is sent twice is one, and its key is for no other', async () => {
  const runId = await start();
  await turn('cancelRun', { runId });
  const input = { jobId: await firstJob(runId), idempotencyKey: key() };
  const [first, second] = await Promise.all([turn('retryJob', input), turn('retryJob', input)]);
  expect(first).toMatchObject({ job: { id: input.jobId, status: 'READY' }, userErrors: [] });
  expect(second).toEqual(first);
  const { userErrors } = await turn('retryFailedJobs', { runId, idempotencyKey: input.idempotencyKey });
  expect(userErrors[0]).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  const { rows } = await store.query('SELECT DISTINCT tries FROM job WHERE id = $1', [rowOf(input.jobId)]);
  expect(rows).toEqual([{ tries: 1 }]);
});

test.each([-1, 21, 1000])('a priority of %i is refused', async (priority) => {
  const runId = await start();
  const jobId = await firstJob(runId);
  for (const [verb, input] of [
    ['setJobPriority', { jobId }],
    ['setRunPriority', { runId }],
  ] as const) {
    expect((await turn(verb, { ...input, priority })).userErrors[0]).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['input', 'priority'],
      expected: 'a whole number from 0 to 20, 20 first',
      got: String(priority),
    });
  }
});

test.each([0, 20])('a priority of %i is taken, in the row and in the queue', async (priority) => {
  const runId = await start();
  const jobId = await firstJob(runId);
  expect(await turn('setJobPriority', { jobId, priority })).toMatchObject({ job: { priority }, userErrors: [] });
  const { rows } = await store.query('SELECT priority FROM dbos.workflow_status WHERE workflow_uuid = $1', [
    `job:${rowOf(jobId)}:0`,
  ]);
  expect(rows).toEqual([{ priority: 20 - priority }]);
});

test('what is done has no priority any more', async () => {
  const runId = await start();
  const jobId = await firstJob(runId);
  await store.query("UPDATE job SET status = 'COMPLETED' WHERE run_id = $1", [rowOf(runId)]);
  for (const [verb, input] of [
    ['setJobPriority', { jobId }],
    ['setRunPriority', { runId }],
  ] as const) {
    expect((await turn(verb, { ...input, priority: 4 })).userErrors[0]).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  }
});

const usd = (amount: string) => ({ amount, currency: 'USD' });

test('a cap below what is spent and set aside is refused, and nothing is changed', async () => {
  const runId = await start({ cap: usd('10') });
  await store.query('UPDATE budget SET spent_micros = 2500000, reserved_micros = 500000 WHERE run_id = $1', [
    rowOf(runId),
  ]);
  await turn('cancelRun', { runId });
  const { run, userErrors } = await turn('resumeRun', { runId, cap: usd('2.999999') });
  expect(run).toBeNull();
  expect(userErrors).toEqual([
    expect.objectContaining({
      code: 'INVALID_INPUT',
      field: ['input', 'cap'],
      expected: '3.0000 USD or more',
      got: '2.999999 USD',
    }),
  ]);
  const { rows } = await store.query('SELECT status FROM run WHERE id = $1', [rowOf(runId)]);
  expect(rows).toEqual([{ status: 'CANCELLED' }]);
  expect(await turn('resumeRun', { runId, cap: usd('3') })).toMatchObject({
    run: { status: 'RUNNING', budget: { cap: { amount: '3.0000' } } },
    userErrors: [],
  });
});

test.each([
  ['in words', usd('much')],
  ['below nothing', usd('-1')],
  ['in another currency', { amount: '1', currency: 'EUR' }],
])('a cap %s is refused', async (_what, cap) => {
  const runId = await start();
  await turn('pauseRun', { runId });
  expect((await turn('resumeRun', { runId, cap })).userErrors[0]).toMatchObject({
    code: 'INVALID_INPUT',
    field: ['input', 'cap'],
  });
});

test('a run that came to its cap is no longer told so when it is resumed, and its held jobs are free', async () => {
  const runId = await start({ cap: usd('1') });
  const stopped = 'SELECT budget_reached_at AS reached, budget_low_at AS low, error FROM run WHERE id = $1';
  await store.query(
    `UPDATE run SET budget_reached_at = now(), budget_low_at = now(), error = '{"code":"BUDGET_REACHED"}' WHERE id = $1`,
    [rowOf(runId)],
  );
  await store.query("UPDATE job SET held = 'BUDGET' WHERE run_id = $1", [rowOf(runId)]);
  expect(await turn('resumeRun', { runId, cap: usd('5') })).toMatchObject({
    run: { status: 'RUNNING' },
    userErrors: [],
  });
  expect((await store.query(stopped, [rowOf(runId)])).rows).toEqual([{ reached: null, low: null, error: null }]);
  const { rows } = await store.query('SELECT DISTINCT held FROM job WHERE run_id = $1', [rowOf(runId)]);
  expect(rows).toEqual([{ held: null }]);
});

test('the log of a run is read by number and by cursor, and is the same', async () => {
  const runId = await start();
  for (const verb of ['pauseRun', 'resumeRun', 'cancelRun'] as const) await turn(verb, { runId });
  type Log = { run: { events: { nodes: { seq: number; kind: string }[]; pageInfo: { endCursor: string } } } };
  const read = async (args: string) => {
    const { data } = await server.query<Log>(
      `query($id: ID!) { run(id: $id) { events(${args}) { nodes { seq kind: __typename } pageInfo { endCursor } } } }`,
      { id: runId },
    );
    return data.run.events;
  };
  const whole = (await read('first: 50')).nodes;
  expect(whole.map(({ kind }) => kind)).toEqual(['RunStarted', 'RunPaused', 'RunStarted', 'RunFinished']);
  expect(whole.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect((await read('first: 50, afterSeq: 2')).nodes).toEqual(whole.slice(2));
  const { pageInfo } = await read('first: 1');
  expect((await read(`first: 50, after: "${pageInfo.endCursor}"`)).nodes).toEqual(whole.slice(1));
  const { data } = await server.query<{ project: { events: { nodes: { status?: string }[] } } }>(
    'query { project(key: "control") { events(first: 250) { nodes { ... on RunStatusChanged { status run { id } } } } } }',
  );
  const mine = data.project.events.nodes.filter((line) => JSON.stringify(line).includes(runId));
  expect(mine.map(({ status }) => status)).toEqual(['RUNNING', 'PAUSED', 'RUNNING', 'CANCELLED']);
});
