import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { openaiImage } from '../../src/providers/image/openai';
import { elevenLabsSpeech } from '../../src/providers/speech/elevenlabs';
import { createDataSource } from '../../src/server/database';
import { createDatabase, type TestDatabase } from '../support/database';
import { VendorDouble } from '../support/double';
import { Follower } from '../support/follower';
import { Program } from '../support/program';
import { ADMIN_TOKEN, startServer } from '../support/server';
import type { UserError } from '../support/uploads';

jest.setTimeout(120_000);

/** Keys as they are in the settings of the server. Wherever else they are found, they were told. */
const CANARIES = { ELEVENLABS_API_KEY: 'sk_canary/eleven+1=', OPENAI_API_KEY: 'sk-canary-"open"-2' };
/** What vendors like to repeat of a wrong key. */
const SAID = `Incorrect key: ${Object.values(CANARIES).join(' ')}.`;
const ORDER = { reply: '{}', said: SAID, characters: 5, seconds: 2 };

let database: TestDatabase;
let dataDir: string;
let program: Program;
let url: string;
let store: DataSource;
let speech: VendorDouble;
let image: VendorDouble;
const RUN_EVENTS = `subscription($id: ID!, $after: Int!) {
  events: runEvents(runId: $id, afterSeq: $after) { __typename seq ... on JobFailed { error { message remedy } } }
}`;
/** Everything that the server answered. */
const heard: string[] = [];

beforeAll(async () => {
  database = await createDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'workprint-live-'));
  if (!elevenLabsSpeech.documented || !openaiImage.documented) throw new Error('They document nothing.');
  speech = await VendorDouble.open(elevenLabsSpeech.documented, 'https://api.elevenlabs.io', ORDER);
  image = await VendorDouble.open(openaiImage.documented, 'https://api.openai.com/v1', ORDER);
  program = new Program({
    ...CANARIES,
    WORKPRINT_DATA: dataDir,
    WORKPRINT_ADMIN_TOKEN: ADMIN_TOKEN,
    WORKPRINT_LOG_LEVEL: 'trace',
    DATABASE_URL: database.url,
    ELEVENLABS_BASE_URL: speech.baseUrl,
    OPENAI_BASE_URL: image.baseUrl,
  });
  url = await program.address();
  store = await createDataSource(database.url, 2).initialize();
});
afterAll(async () => {
  await program?.stop();
  await store?.destroy();
  await Promise.all([speech?.close(), image?.close()]);
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});
beforeEach(() => {
  for (const double of [speech, image]) {
    double.play = {};
    double.ledger.length = 0;
  }
  return store.query('DELETE FROM supplier_state');
});

async function ask<T>(query: string, variables: object = {}): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_TOKEN}` },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  heard.push(text);
  const { data, errors } = JSON.parse(text);
  if (errors) throw new Error(text);
  return data;
}

async function project(
  key: string,
  mode: 'LIVE' | 'OFFLINE',
  {
    offlineFor = ['SOUND'],
    text = 'Trees cool streets.\n\nPlant more of them.',
  }: { offlineFor?: string[]; text?: string } = {},
): Promise<{ projectId: string; scriptId: string }> {
  const { createProject } = await ask<{ createProject: { project: { id: string } } }>(
    `mutation($key: String!, $mode: ProjectMode!, $offlineFor: [Capability!]) {
      createProject(input: { key: $key, name: $key, mode: $mode, offlineFor: $offlineFor, idempotencyKey: $key }) { project { id } } }`,
    { key, mode, offlineFor },
  );
  const projectId = createProject.project.id;
  const { importScript } = await ask<{ importScript: { script: { id: string } } }>(
    'mutation($input: ImportScriptInput!) { importScript(input: $input) { script { id } } }',
    {
      input: {
        projectId,
        name: key,
        text,
        idempotencyKey: `script ${key}`,
      },
    },
  );
  return { projectId, scriptId: importScript.script.id };
}

interface Money {
  readonly amount: string;
}

interface Run {
  readonly id: string;
  readonly status: string;
  readonly totals: { readonly spent: { amount: string }; readonly estimated: { amount: string } };
}

async function made(of: { projectId: string; scriptId: string }, stopAfter = 'VISUALS'): Promise<Run> {
  const input = { ...of, stopAfter, idempotencyKey: `${of.projectId} ${Math.random()}` };
  const { startExplainer } = await ask<{ startExplainer: { run: { id: string } | null; userErrors: UserError[] } }>(
    'mutation($input: StartExplainerInput!) { startExplainer(input: $input) { run { id } userErrors { message } } }',
    { input },
  );
  const id = startExplainer.run?.id ?? '';
  await ended(id);
  const { run } = await ask<{ run: Run }>(
    'query($id: ID!) { run(id: $id) { id status totals { spent { amount } estimated { amount } } } }',
    { id },
  );
  return run;
}

async function ended(id: string): Promise<void> {
  const follower = new Follower(url, ADMIN_TOKEN, RUN_EVENTS);
  await follower.follow(id, () => follower.lines.at(-1)?.__typename === 'RunFinished');
  await follower.end();
  heard.push(JSON.stringify(follower.lines));
}

const assets = (projectId: string) =>
  store.query<{ type: string; provider: string; source: string; micros: number }[]>(
    `SELECT type, provider, source, cost_micros::int AS micros FROM asset
     WHERE project_id = $1 ORDER BY type, provider`,
    [projectId.replace('Project_', '')],
  );

test('a LIVE project is made by the vendors that are configured, and what it names in offlineFor is made here', async () => {
  const live = await project('live', 'LIVE');
  const { estimateExplainer: bill } = await ask<{ estimateExplainer: { cost: Money; expectedCost: Money } }>(
    'query($input: EstimateExplainerInput!) { estimateExplainer(input: $input) { cost { amount } expectedCost { amount } } }',
    { input: { ...live, stopAfter: 'VISUALS' } },
  );
  expect(Number(bill.expectedCost.amount)).toBeGreaterThan(0);
  expect(Number(bill.expectedCost.amount)).toBeLessThanOrEqual(Number(bill.cost.amount));
  const run = await made(live);
  expect(run.totals.estimated.amount).toBe(bill.cost.amount);
  expect(run.status).toBe('SUCCEEDED');
  const taken = await assets(live.projectId);
  expect(taken.map(({ provider }) => provider)).toEqual([
    'elevenlabs-speech',
    'elevenlabs-speech',
    'offline-sound',
    'openai-image',
    'openai-image',
  ]);
  const spent = taken.reduce((sum, { micros }) => sum + micros, 0);
  expect(spent).toBeGreaterThan(0);
  expect(Number(run.totals.spent.amount)).toBeCloseTo(spent / 1e6, 6);
  expect(spent / 1e6).toBeLessThanOrEqual(Number(run.totals.estimated.amount));
  expect(speech.ledger[0]?.headers['xi-api-key']).toBe(CANARIES.ELEVENLABS_API_KEY);
  expect(image.ledger[0]?.headers.authorization).toBe(`Bearer ${CANARIES.OPENAI_API_KEY}`);
});

test('an OFFLINE project calls nobody', async () => {
  const offline = await project('offline', 'OFFLINE', { offlineFor: [] });
  expect((await made(offline)).status).toBe('SUCCEEDED');
  expect((await assets(offline.projectId)).map(({ provider }) => provider)).toEqual([
    'offline-sound',
    'offline-speech',
    'offline-speech',
    'offline-image',
    'offline-image',
  ]);
  expect([...speech.ledger, ...image.ledger]).toEqual([]);
});

test('a LIVE project is told before it spends which capability nobody is configured for, and what would do', async () => {
  const bare = await startServer();
  try {
    const { data } = await bare.query<{ createProject: { project: { id: string } } }>(
      'mutation { createProject(input: { key: "bare", name: "Bare", mode: LIVE, idempotencyKey: "bare" }) { project { id } } }',
    );
    const projectId = data.createProject.project.id;
    const imported = await bare.query<{ importScript: { script: { id: string } } }>(
      'mutation($input: ImportScriptInput!) { importScript(input: $input) { script { id } } }',
      { input: { projectId, name: 'Bare', text: 'One.', idempotencyKey: 'script' } },
    );
    const started = await bare.query<{ startExplainer: { run: null; userErrors: UserError[] } }>(
      'mutation($input: StartExplainerInput!) { startExplainer(input: $input) { run { id } userErrors { code message remedy } } }',
      { input: { projectId, scriptId: imported.data.importScript.script.id, idempotencyKey: 'run' } },
    );
    expect(started.data.startExplainer).toMatchObject({ run: null, userErrors: [{ code: 'NOT_CONFIGURED' }] });
    const [{ message = '', remedy = '' } = {}] = started.data.startExplainer.userErrors;
    expect(message).toBe('No supplier is configured for SPEECH, IMAGE, SOUND.');
    for (const setting of [
      'ELEVENLABS_API_KEY (elevenlabs-speech)',
      'OPENAI_API_KEY (openai-image)',
      'REPLICATE_API_TOKEN (replicate-sound)',
    ])
      expect(remedy).toContain(setting);
  } finally {
    await bare.close();
  }
});

interface Tested {
  readonly works: boolean | null;
  readonly ordered: boolean | null;
  readonly cost: { amount: string } | null;
  readonly failure: { code: string; message: string } | null;
  readonly userErrors: UserError[];
}

async function tried(name: string, most: string | null, idempotencyKey = `${name} ${Math.random()}`): Promise<Tested> {
  const money = most === null ? null : { amount: most, currency: 'USD' };
  const { testProvider } = await ask<{ testProvider: Tested }>(
    `mutation($input: TestProviderInput!) { testProvider(input: $input) {
      works ordered cost { amount } failure { code message } userErrors { code message expected remedy } } }`,
    { input: { name, most: money, idempotencyKey } },
  );
  return testProvider;
}

test('a supplier is tried for nothing by its key, and by an order for no more than was said', async () => {
  expect(await tried('elevenlabs-speech', null)).toMatchObject({
    works: true,
    ordered: false,
    cost: { amount: '0.0000' },
  });
  expect(speech.ledger.map(({ is }) => is)).toEqual(['CHECK']);
  const tooDear = await tried('elevenlabs-speech', '0.000001');
  expect(tooDear).toMatchObject({ works: null, userErrors: [{ code: 'LIMIT_EXCEEDED' }] });
  expect(speech.ledger).toHaveLength(1);
  const ordered = await tried('elevenlabs-speech', '0.10', 'once');
  expect(ordered).toMatchObject({ works: true, ordered: true });
  expect(Number(ordered.cost?.amount)).toBeGreaterThan(0);
  const asked = speech.ledger.length;
  expect(await tried('elevenlabs-speech', '0.10', 'once')).toEqual(ordered);
  expect(speech.ledger).toHaveLength(asked);
});

test('what a trial shows is what the list shows from then on', async () => {
  speech.play = { at: 'CHECK', deed: { does: 'FAIL', status: 401 } };
  expect(await tried('elevenlabs-speech', null)).toMatchObject({ works: false, failure: { code: 'UNAUTHORISED' } });
  const state = async () => {
    const { providers } = await ask<{
      providers: { name: string; healthy: boolean; lastError: string | null; checkedAt: string | null }[];
    }>('{ providers(capability: SPEECH) { name healthy lastError checkedAt } }');
    return providers.find(({ name }) => name === 'elevenlabs-speech');
  };
  expect(await state()).toMatchObject({ healthy: false, lastError: expect.stringContaining('does not take our key') });
  speech.play = {};
  expect((await tried('elevenlabs-speech', null)).works).toBe(true);
  expect(await state()).toMatchObject({ healthy: true, checkedAt: expect.any(String) });
});

test('nobody is tried who is not there, or not configured', async () => {
  expect((await tried('acme-speech', null)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  expect((await tried('replicate-video', null)).userErrors).toMatchObject([
    { code: 'NOT_CONFIGURED', expected: 'the settings REPLICATE_API_TOKEN' },
  ]);
});

test('everybody is listed with what they need, and nobody with what they were told', async () => {
  const { providers } = await ask<{ providers: Record<string, never>[] }>(
    '{ providers { name vendor capability offline configured missingSetting offByDefault voices models { name price limits } settings { name about needed given } } }',
  );
  const named = new Map(providers.map((provider) => [String(provider.name), provider]));
  expect(named.get('elevenlabs-speech')).toMatchObject({ configured: true, missingSetting: null, offline: false });
  expect(named.get('replicate-video')).toMatchObject({ configured: false, missingSetting: 'REPLICATE_API_TOKEN' });
  expect(named.get('replicate-lipsync')).toMatchObject({ offByDefault: true });
  for (const capability of ['text', 'speech', 'image', 'video', 'sound', 'vision'])
    expect(named.get(`offline-${capability}`)).toMatchObject({ offline: true, configured: true });
});

test.each([
  ['a wrong key', { does: 'FAIL', status: 401 }],
  ['an empty account', { does: 'RUN OUT' }],
  ['a refusal', { does: 'REFUSE' }],
  ['a page', { does: 'PAGE' }],
  ['too many calls', { does: 'FAIL', status: 429, headers: { 'retry-after': '700' } }],
] as const)('%s ends the run, and the log says why', async (what, deed) => {
  const failing = await project(`fails-${what.replaceAll(' ', '-')}`, 'LIVE', { text: 'One.' });
  image.play = { deed };
  speech.play = { deed };
  const run = await made(failing, 'VISUALS');
  expect(run.status).not.toBe('SUCCEEDED');
  await ask(
    'query($id: ID!) { run(id: $id) { events(first: 250) { nodes { __typename ... on JobFailed { error { message remedy provider } } } } } }',
    { id: run.id },
  );
});

/** All rows of all tables, those of the engine among them. */
async function everyRow(): Promise<string> {
  const tables = await store.query<{ name: string }[]>(
    `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => store.query<{ row: string }[]>(`SELECT t::text AS row FROM ${name} t`)),
  );
  return rows
    .flat()
    .map(({ row }) => row)
    .join('\n');
}

async function everyFile(): Promise<Buffer> {
  const names = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name)));
  return Buffer.concat(await Promise.all(files));
}

test('no key is in any log, row, event, answer or file of all that came before', async () => {
  await program.stop();
  const told: Record<string, string> = {
    log: program.said,
    rows: await everyRow(),
    files: (await everyFile()).toString('latin1'),
    answers: heard.join('\n'),
  };
  expect(told.log).toContain('[ELEVENLABS_API_KEY]');
  for (const [where, text] of Object.entries(told)) {
    expect(text.length).toBeGreaterThan(1_000);
    for (const key of Object.values(CANARIES)) {
      const spelled = [
        key,
        encodeURIComponent(key),
        JSON.stringify(key).slice(1, -1),
        Buffer.from(key).toString('base64'),
      ];
      expect(spelled.filter((spelling) => text.includes(spelling)).map(() => where)).toEqual([]);
    }
  }
});
