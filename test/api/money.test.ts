import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/server/database';
import { startServer, type TestServer } from '../support/server';
import type { UserError } from '../support/uploads';

let server: TestServer;
let store: DataSource;
let keys = 0;
beforeAll(async () => {
  server = await startServer();
  store = await createDataSource(server.database.url, 2).initialize();
});
afterAll(async () => {
  await store.destroy();
  await server.close();
});

const ERRORS = 'userErrors { code message field expected got remedy }';
const key = () => `key ${++keys}`;
const usd = (amount: string) => ({ amount, currency: 'USD' });

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

async function token(role: string, projectIds: string[] | null = null): Promise<string> {
  const { data } = await server.query<{ createToken: { token: string } }>(
    'mutation($input: CreateTokenInput!) { createToken(input: $input) { token } }',
    { input: { name: key(), role, projectIds } },
  );
  return data.createToken.token;
}

type Answered<T> = T & { userErrors: UserError[] };

async function mutate<T>(name: string, input: object, shows: string, as?: string): Promise<Answered<T>> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const { data } = await server.query<Record<string, Answered<T>>>(
    `mutation($input: ${type}!) { ${name}(input: $input) { ${shows} ${ERRORS} } }`,
    { input },
    as,
  );
  const answer = data?.[name];
  if (!answer) throw new Error(`${name} answered nothing.`);
  return answer;
}

const BUDGETS =
  'budgets { kind label cap { amount } reserved { amount } spent { amount } overrun { amount } left { amount } }';
const NOTHING = { reserved: { amount: '0.0000' }, spent: { amount: '0.0000' }, overrun: { amount: '0.0000' } };

interface Capped {
  project: { budgets: object[] } | null;
}
const setCaps = (projectId: string, caps: object[], as?: string) =>
  mutate<Capped>('setCaps', { projectId, caps }, `project { ${BUDGETS} }`, as);

const rowId = (id: string): string => id.slice(id.indexOf('_') + 1);

const sql = (text: string, values: unknown[] = []) => store.query(text, values);

test('caps are set for a project and for its types of jobs, changed, and taken away', async () => {
  const projectId = await project('caps');
  const whole = { kind: 'PROJECT', label: '', ...NOTHING };
  const speech = { kind: 'JOB_TYPE', label: 'TTS', ...NOTHING };
  const [ten, two] = [{ amount: '10.0000' }, { amount: '2.0000' }];
  expect(await setCaps(projectId, [{ cap: usd('10') }, { jobType: 'TTS', cap: usd('2') }])).toEqual({
    project: {
      budgets: [
        { ...whole, cap: ten, left: ten },
        { ...speech, cap: two, left: two },
      ],
    },
    userErrors: [],
  });
  expect(await setCaps(projectId, [{ cap: null }])).toMatchObject({
    project: {
      budgets: [
        { ...whole, cap: null, left: null },
        { ...speech, cap: two },
      ],
    },
  });
});

test('what was spent on a type before it had a cap counts, with what is under way, and a cap below it is refused', async () => {
  const projectId = await project('spent');
  const runId = await started({ projectId, scriptId: await script(projectId), stopAfter: 'AUDIO' });
  const [{ id: jobId }] = await sql("SELECT id FROM job WHERE run_id = $1 AND type = 'TTS' LIMIT 1", [rowId(runId)]);
  const charge = (status: string, ceiling: number, actual: number | null) =>
    sql(
      `INSERT INTO charge (id, project_id, run_id, job_id, wish_hash, capability, provider, model, status, estimate_micros,
         ceiling_micros, actual_micros, budget_ids, reserved_at, closed_at)
       VALUES (gen_random_uuid(), $1, $2, $3, md5($4) || md5($4), 'SPEECH', 'voice', '1', $4, 0, $5, $6, '{}', now(),
         CASE WHEN $4 NOT IN ('RESERVED', 'OVERDUE') THEN now() END)`,
      [rowId(projectId), rowId(runId), jobId, status, ceiling, actual],
    );
  await charge('SETTLED', 1_000_000, 1_500_000);
  await charge('LOST', 200_000, 200_000);
  await charge('OVERDUE', 300_000, null);
  await charge('RELEASED', 9_000_000, null);
  expect(await setCaps(projectId, [{ cap: usd('1') }, { jobType: 'TTS', cap: usd('1.499999') }])).toMatchObject({
    project: null,
    userErrors: [
      {
        code: 'BUDGET_EXCEEDED',
        field: ['input', 'caps', '1', 'cap'],
        expected: 'at least 1.5000: 1.2000 spent and 0.3000 set aside',
        got: '1.499999',
        remedy: expect.stringContaining('1.5000'),
      },
    ],
  });
  const { data } = await server.query<{ project: object }>(
    '{ project(key: "spent") { budgets { label cap { amount } } } }',
  );
  expect(data.project).toEqual({ budgets: [{ label: '', cap: null }] });
  expect(await setCaps(projectId, [{ jobType: 'TTS', cap: usd('1.5') }])).toMatchObject({
    project: {
      budgets: [
        { kind: 'PROJECT' },
        {
          ...{ label: 'TTS', cap: { amount: '1.5000' }, reserved: { amount: '0.3000' }, spent: { amount: '1.2000' } },
          ...{ overrun: { amount: '0.5000' }, left: { amount: '0.0000' } },
        },
      ],
    },
  });
  const open = await sql(
    "SELECT c.status FROM charge c JOIN budget b ON b.id = ANY(c.budget_ids) WHERE b.kind = 'JOB_TYPE' AND b.project_id = $1",
    [rowId(projectId)],
  );
  expect(open).toEqual([{ status: 'OVERDUE' }]);
});

async function started(input: object): Promise<string> {
  const { run, userErrors } = await mutate<{ run: { id: string } | null }>(
    'startExplainer',
    { idempotencyKey: key(), ...input },
    'run { id }',
  );
  if (!run) throw new Error(JSON.stringify(userErrors));
  return run.id;
}

test.each([
  ['no caps', [], ['input', 'caps']],
  [
    'a type twice',
    [
      { jobType: 'TTS', cap: usd('1') },
      { jobType: 'TTS', cap: usd('2') },
    ],
    ['input', 'caps'],
  ],
  ['a cap in words', [{ cap: usd('much') }], ['input', 'caps', '0', 'cap']],
])('%s is refused', async (what, caps, field) => {
  const projectId = await project(`refused-${what.replaceAll(' ', '-')}`);
  expect(await setCaps(projectId, caps)).toMatchObject({ userErrors: [{ code: 'INVALID_INPUT', field }] });
});

test('caps are for producers who may see the project', async () => {
  const [mine, theirs] = [await project('my-caps'), await project('their-caps')];
  const caps = [{ cap: usd('1') }];
  expect(await setCaps(mine, caps, await token('REVIEWER'))).toMatchObject({ userErrors: [{ code: 'FORBIDDEN' }] });
  const guest = await token('PRODUCER', [theirs]);
  expect(await setCaps(mine, caps, guest)).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
});

test('a run has caps for its types of jobs beside its own', async () => {
  const projectId = await project('run-caps');
  const input = { projectId, scriptId: await script(projectId), stopAfter: 'VISUALS', cap: usd('3') };
  const caps = [{ jobType: 'GENERATE_IMAGE', cap: usd('1') }];
  const { run } = await mutate<{ run: object }>(
    'startExplainer',
    { ...input, caps, idempotencyKey: key() },
    'run { budgets { kind label cap { amount } } }',
  );
  expect(run).toEqual({
    budgets: [
      { kind: 'RUN', label: '', cap: { amount: '3.0000' } },
      { kind: 'JOB_TYPE', label: 'GENERATE_IMAGE', cap: { amount: '1.0000' } },
    ],
  });
  const twice = { ...input, caps: [...caps, ...caps], idempotencyKey: key() };
  expect(await mutate('startExplainer', twice, 'run { id }')).toMatchObject({
    userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'caps'], got: 'GENERATE_IMAGE' }],
  });
});

const ESTIMATE = `query ($input: EstimateExplainerInput!) {
  estimateExplainer(input: $input) { toGenerate reused cost { amount currency } seconds }
}`;

test('a bill is asked for by whoever may see the project, and asking writes nothing', async () => {
  const projectId = await project('bill');
  const input = { projectId, scriptId: await script(projectId), stopAfter: 'FILM' };
  const viewer = await token('VIEWER', [projectId]);
  const { data } = await server.query<{ estimateExplainer: object }>(ESTIMATE, { input }, viewer);
  expect(data.estimateExplainer).toEqual({
    ...{ toGenerate: 6, reused: 0, cost: usd('0.0000'), seconds: expect.any(Number) },
  });
  const { data: after } = await server.query<{ project: object }>(
    '{ project(key: "bill") { timelines { totalCount } runs { totalCount } lastSeq } }',
  );
  expect(after.project).toEqual({ timelines: { totalCount: 0 }, runs: { totalCount: 0 }, lastSeq: 3 }); // the project, its script, the token
  const guest = await token('PRODUCER', [await project('guests-of-the-bill')]);
  const { errors } = await server.query(ESTIMATE, { input }, guest);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
});

test('a supplier that was stopped is seen by everybody, and asked again when an administrator says so', async () => {
  await sql(
    `INSERT INTO supplier_state (name, failures_in_row, open_until, stopped_reason, last_error, last_error_at)
     VALUES ('painter', 6, now() + interval '1 hour', 'It billed 150 for 100.', 'It refused a secret prompt.', now())`,
  );
  const SUPPLIERS = '{ suppliers { name stoppedReason failuresInRow openUntil lastError lastErrorAt } }';
  const stopped = {
    ...{ name: 'painter', stoppedReason: 'It billed 150 for 100.', failuresInRow: 6, openUntil: expect.any(String) },
    ...{ lastError: 'It refused a secret prompt.', lastErrorAt: expect.any(String) },
  };
  const { data } = await server.query<{ suppliers: object[] }>(SUPPLIERS);
  expect(data.suppliers).toEqual([stopped]);
  const guest = await token('PRODUCER', [await project('guest-of-suppliers')]);
  const { data: told } = await server.query<{ suppliers: object[] }>(SUPPLIERS, {}, guest);
  expect(told.suppliers).toEqual([{ ...stopped, lastError: null }]);
  const shows = 'supplier { name stoppedReason failuresInRow openUntil }';
  const reopen = (name: string, as?: string) => mutate('reopenSupplier', { name }, shows, as);
  expect(await reopen('painter', guest)).toMatchObject({ supplier: null, userErrors: [{ code: 'FORBIDDEN' }] });
  expect(await reopen('nobody')).toMatchObject({ userErrors: [{ code: 'NOT_FOUND', field: ['input', 'name'] }] });
  expect(await reopen('painter')).toEqual({
    supplier: { name: 'painter', stoppedReason: null, failuresInRow: 0, openUntil: null },
    userErrors: [],
  });
});

test('a project is renamed by whoever produces in it, and shares its takes when somebody says so who sees them all', async () => {
  const projectId = await project('sharing', { sharesTakes: true });
  const update = (changes: object, as?: string) =>
    mutate('updateProject', { projectId, ...changes }, 'project { name sharesTakes }', as);
  expect(await update({})).toMatchObject({ project: { name: 'sharing', sharesTakes: true } });
  const guest = await token('PRODUCER', [projectId]);
  expect(await update({ name: 'Heat' }, guest)).toMatchObject({ project: { name: 'Heat', sharesTakes: true } });
  expect(await update({ sharesTakes: false }, guest)).toMatchObject({
    ...{ project: null, userErrors: [{ code: 'FORBIDDEN', field: ['input', 'sharesTakes'] }] },
  });
  expect(await update({ sharesTakes: false })).toMatchObject({ project: { name: 'Heat', sharesTakes: false } });
  expect(await update({ name: ' ' })).toMatchObject({
    userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'name'] }],
  });
});
