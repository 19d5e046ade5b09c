import { startServer, type TestServer } from '../support/server';
import type { UserError } from '../support/uploads';

let server: TestServer;
let keys = 0;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const ERRORS = 'userErrors { code message field expected got remedy }';
const key = () => `key ${++keys}`;

async function project(name: string, more: object = {}): Promise<string> {
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { key: name, name, idempotencyKey: key(), ...more } },
  );
  return data.createProject.project.id;
}

async function script(projectId: string, text = 'Cities are hot.\n\nPlant trees.'): Promise<string> {
  const { data } = await server.query<{ importScript: { script: { id: string } } }>(
    'mutation($input: ImportScriptInput!) { importScript(input: $input) { script { id } } }',
    { input: { projectId, name: 'Script', text, idempotencyKey: key() } },
  );
  return data.importScript.script.id;
}

interface Started {
  run: { id: string; status: string; totals: { jobs: number }; budget: { cap: { amount: string } | null } } | null;
  userErrors: UserError[];
}

async function start(input: object, token?: string): Promise<Started> {
  const { data } = await server.query<{ startExplainer: Started }>(
    `mutation($input: StartExplainerInput!) {
      startExplainer(input: $input) { run { id status totals { jobs } budget { cap { amount } } } ${ERRORS} }
    }`,
    { input: { idempotencyKey: key(), ...input } },
    token,
  );
  return data.startExplainer;
}

type Verb = 'cancelRun' | 'resumeRun';
interface Turned {
  run: { id: string; status: string } | null;
  userErrors: UserError[];
}

async function turn(verb: Verb, runId: string | undefined, token?: string): Promise<Turned> {
  const { data } = await server.query<Record<Verb, Turned>>(
    `mutation($runId: ID!) { ${verb}(input: { runId: $runId }) { run { id status } ${ERRORS} } }`,
    { runId },
    token,
  );
  return data[verb];
}

async function token(role: string, projectIds: string[] | null = null): Promise<string> {
  const { data } = await server.query<{ createToken: { token: string } }>(
    'mutation($input: CreateTokenInput!) { createToken(input: $input) { token } }',
    { input: { name: key(), role, projectIds } },
  );
  return data.createToken.token;
}

/** What a refused start must leave as it was. */
const counts = async (name: string) => {
  const { data } = await server.query<{ project: object }>(
    'query($key: String!) { project(key: $key) { lastSeq runs { totalCount } timelines { totalCount } assets { totalCount } } }',
    { key: name },
  );
  return data.project;
};

const ID = 'Project_00000000-0000-7000-8000-000000000000';

test('a run is planned job by job, as far as it is asked to go', async () => {
  const projectId = await project('plan');
  const scriptId = await script(projectId);
  const jobs = [];
  for (const stopAfter of ['AUDIO', 'VISUALS', 'CUT', 'FILM']) {
    const { run, userErrors } = await start({
      projectId,
      scriptId,
      stopAfter,
      cap: { amount: '1.5', currency: 'USD' },
    });
    expect(userErrors).toEqual([]);
    expect(run).toMatchObject({ status: 'RUNNING', budget: { cap: { amount: '1.5000' } } });
    jobs.push(run?.totals.jobs);
  }
  expect(jobs).toEqual([3, 5, 6, 7]);
});

test('a key that is sent twice starts one run; with another input it is refused', async () => {
  const projectId = await project('twice');
  const scriptId = await script(projectId);
  const input = { projectId, scriptId, idempotencyKey: 'once' };
  const [first, second] = await Promise.all([start(input), start(input)]);
  expect(first.run?.id).toBe(second.run?.id);
  const other = await start({ ...input, stopAfter: 'AUDIO' });
  expect(other.run).toBeNull();
  expect(other.userErrors[0]).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH', field: ['input', 'idempotencyKey'] });
  expect(await counts('twice')).toMatchObject({ runs: { totalCount: 1 } });
});

test.each([
  ['a script that is not there', { scriptId: ID.replace('Project', 'StructuredScript') }, 'NOT_FOUND', 'scriptId'],
  ['an id of another kind', { scriptId: ID }, 'INVALID_INPUT', 'scriptId'],
  ['a project that is not there', { projectId: ID }, 'NOT_FOUND', 'projectId'],
  ['a cap in words', { cap: { amount: 'much', currency: 'USD' } }, 'INVALID_INPUT', 'cap'],
  ['a cap below nothing', { cap: { amount: '-1', currency: 'USD' } }, 'INVALID_INPUT', 'cap'],
  ['a cap in another currency', { cap: { amount: '1', currency: 'EUR' } }, 'INVALID_INPUT', 'cap'],
  ['a cap with seven decimals', { cap: { amount: '0.0000001', currency: 'USD' } }, 'INVALID_INPUT', 'cap'],
  ['a cap that no column holds', { cap: { amount: '99999999999999999999', currency: 'USD' } }, 'INVALID_INPUT', 'cap'],
  ['an empty key', { idempotencyKey: '  ' }, 'INVALID_INPUT', 'idempotencyKey'],
])('%s is refused, and nothing is written', async (what, wrong, code, field) => {
  const name = `bad-${what.replaceAll(' ', '-')}`;
  const projectId = await project(name);
  const good = { projectId, scriptId: await script(projectId) };
  const before = await counts(name);
  const { run, userErrors } = await start({ ...good, ...wrong });
  expect(run).toBeNull();
  expect(userErrors).toEqual([expect.objectContaining({ code, remedy: expect.any(String) })]);
  expect(userErrors[0]?.field).toEqual(['input', field]);
  expect(await counts(name)).toEqual(before);
});

test('the script of another project is not found', async () => {
  const [mine, theirs] = [await project('mine'), await project('theirs')];
  const { run, userErrors } = await start({ projectId: mine, scriptId: await script(theirs) });
  expect(run).toBeNull();
  expect(userErrors[0]).toMatchObject({ code: 'NOT_FOUND', field: ['input', 'scriptId'] });
});

test('a LIVE project without suppliers is told which it lacks, and nothing is written', async () => {
  const projectId = await project('live', { mode: 'LIVE', offlineFor: ['IMAGE'] });
  const scriptId = await script(projectId);
  const before = await counts('live');
  const { run, userErrors } = await start({ projectId, scriptId });
  expect(run).toBeNull();
  expect(userErrors[0]).toMatchObject({
    code: 'NOT_CONFIGURED',
    message: 'No supplier is configured for SPEECH, SOUND.',
    got: 'a LIVE project that names IMAGE in offlineFor',
  });
  expect(await counts('live')).toEqual(before);
});

test('a film of approved takes alone names the places that have none, at most twenty of them', async () => {
  const projectId = await project('approved');
  const few = await start({ projectId, scriptId: await script(projectId), onlyApproved: true });
  expect(few.run).toBeNull();
  expect(few.userErrors[0]).toMatchObject({
    code: 'MISSING_ASSETS',
    field: ['input', 'onlyApproved'],
    message: '5 of 5 places have no approved take.',
    got: 'none in segment 1 / audio, segment 1 / picture, segment 2 / audio, segment 2 / picture, ambience',
  });
  const long = await script(projectId, Array.from({ length: 30 }, (_, n) => `Paragraph ${n}.`).join('\n\n'));
  const many = await start({ projectId, scriptId: long, onlyApproved: true });
  expect(many.userErrors[0]?.got).toMatch(/segment 10 \/ picture and 41 more$/);
  expect(await counts('approved')).toMatchObject({ runs: { totalCount: 0 }, timelines: { totalCount: 0 } });
});

test('who only looks or reviews starts, cancels and resumes nothing; who belongs to another project finds nothing', async () => {
  const [projectId, other] = [await project('walls'), await project('elsewhere')];
  const scriptId = await script(projectId);
  const { run } = await start({ projectId, scriptId });
  for (const role of ['VIEWER', 'REVIEWER']) {
    const theirs = await token(role);
    const refusals = [
      await start({ projectId, scriptId }, theirs),
      await turn('cancelRun', run?.id, theirs),
      await turn('resumeRun', run?.id, theirs),
    ];
    for (const { run: none, userErrors } of refusals) {
      expect(none).toBeNull();
      expect(userErrors).toEqual([expect.objectContaining({ code: 'FORBIDDEN' })]);
    }
  }
  const stranger = await token('PRODUCER', [other]);
  const refusals = [
    await start({ projectId, scriptId }, stranger),
    await turn('cancelRun', run?.id, stranger),
    await turn('resumeRun', run?.id, stranger),
  ];
  for (const { run: none, userErrors } of refusals) {
    expect(none).toBeNull();
    expect(userErrors).toEqual([expect.objectContaining({ code: 'NOT_FOUND' })]);
  }
  expect(await turn('cancelRun', run?.id)).toMatchObject({ run: { id: run?.id, status: 'CANCELLED' } });
});

test('a run that is not there cannot be cancelled or resumed', async () => {
  for (const verb of ['cancelRun', 'resumeRun'] as const) {
    expect((await turn(verb, ID.replace('Project', 'Run'))).userErrors[0]).toMatchObject({ code: 'NOT_FOUND' });
    expect((await turn(verb, ID)).userErrors[0]).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'runId'] });
  }
});

test('cancelled twice is cancelled once, and its log ends with right totals', async () => {
  const projectId = await project('cancelled');
  const { run } = await start({ projectId, scriptId: await script(projectId) });
  const first = await turn('cancelRun', run?.id);
  const seen = await logEnd(run?.id);
  expect(await turn('cancelRun', run?.id)).toEqual(first);
  expect(await logEnd(run?.id)).toEqual(seen);
  expect(seen).toEqual({
    status: 'CANCELLED',
    jobs: { totalCount: 7 },
    events: {
      nodes: [
        { __typename: 'RunStarted', totals: { jobs: 7, done: 0, failed: 0 } },
        { __typename: 'RunFinished', status: 'CANCELLED', totals: { jobs: 7, done: 0, failed: 0 } },
      ],
    },
  });
});

const logEnd = async (runId: string | undefined) => {
  const { data } = await server.query<{ run: object }>(
    `query($id: ID!) { run(id: $id) { status jobs(where: { statuses: [CANCELLED] }) { totalCount }
      events { nodes { __typename totals { jobs done failed } ... on RunFinished { status } } } } }`,
    { id: runId },
  );
  return data.run;
};
