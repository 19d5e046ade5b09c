import { Client } from 'pg';
import { readExposition } from '../support/exposition';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server';

const scrape = (server: TestServer, token: string | null, accept = 'text/plain') =>
  fetch(`${server.url}/metrics`, { headers: { accept, ...(token && { authorization: `Bearer ${token}` }) } });

async function withServer<T>(
  environment: Record<string, string>,
  work: (server: TestServer) => Promise<T>,
): Promise<T> {
  const server = await startServer(environment);
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

async function token(server: TestServer, input: object): Promise<string> {
  const { data } = await server.query<{ createToken: { token: string } }>(
    'mutation($input: CreateTokenInput!) { createToken(input: $input) { token userErrors { message } } }',
    { input },
  );
  return data.createToken.token;
}

async function startedRun(server: TestServer): Promise<void> {
  const ask = async (text: string, input: object) =>
    (await server.query<Record<string, Record<string, { id: string }>>>(text, { input })).data;
  const { createProject } = await ask(
    'mutation($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { key: 'seen', name: 'Seen', idempotencyKey: 'a' },
  );
  const projectId = createProject?.project?.id;
  const { importScript } = await ask(
    'mutation($input: ImportScriptInput!) { importScript(input: $input) { script { id } } }',
    { projectId, name: 'Script', text: 'Cities are hot.\n\nPlant trees.', idempotencyKey: 'b' },
  );
  const scriptId = importScript?.script?.id;
  const start = 'mutation($input: StartExplainerInput!) { startExplainer(input: $input) { run { id } } }';
  await ask(start, { projectId, scriptId, stopAfter: 'VISUALS', idempotencyKey: 'c' });
  await ask(start, { projectId, scriptId, onlyApproved: true, idempotencyKey: 'd' });
}

test('the numbers of a studio with a run are read strictly, in both formats', () =>
  withServer({}, async (server) => {
    await startedRun(server);
    await spend(server);
    for (const [format, accept] of [
      ['prometheus', 'text/plain'],
      ['openmetrics', 'application/openmetrics-text; version=1.0.0'],
    ] as const) {
      const response = await scrape(server, ADMIN_TOKEN, accept);
      expect(response.headers.get('content-type')).toContain(accept.split(';')[0]);
      const families = readExposition(await response.text(), format);
      const value = (name: string, labels: object) =>
        families.get(name)?.samples.find((sample) => JSON.stringify(sample.labels) === JSON.stringify(labels))?.value;
      expect(value('workprint_runs', { status: 'RUNNING' })).toBe(1);
      expect(value('workprint_runs', { status: 'FAILED' })).toBe(0);
      expect(value('workprint_jobs', { status: 'READY', type: 'TTS' })).toBe(2);
      expect(value('workprint_queue_depth', { queue: 'jobs' })).toBeGreaterThanOrEqual(4);
      expect(value('workprint_queue_oldest_seconds', { queue: 'jobs' })).toBeGreaterThan(0);
      expect(value('workprint_spent_micros', { kind: 'RUN' })).toBe(40_000);
      expect(value('workprint_reserved_micros', { kind: 'RUN' })).toBe(2_000_000_000_000);
      expect(value('workprint_database_up', {})).toBe(1);
      expect(value('workprint_job_creations', { code: 'OK' })).toBe(1);
      expect(value('workprint_job_creations', { code: 'MISSING_ASSETS' })).toBe(1);
      expect(families.get('workprint_planning_seconds')?.samples.at(-1)).toMatchObject({
        labels: { phase: 'explainer' },
        value: 2,
      });
      expect(families.get('workprint_event_loop_delay_seconds')?.samples).toHaveLength(4);
    }
  }));

async function spend(server: TestServer): Promise<void> {
  const client = new Client({ connectionString: server.database.url });
  await client.connect();
  await client.query(
    'UPDATE budget SET spent_micros = 40000, reserved_micros = 2000000000000 WHERE run_id IS NOT NULL',
  );
  await client.end();
}

test('an administrator of all projects may scrape, nobody else; a refusal says what to do', () =>
  withServer({}, async (server) => {
    const viewer = await token(server, { name: 'viewer', role: 'VIEWER' });
    const [without, viewing, admin] = await Promise.all(
      [null, viewer, ADMIN_TOKEN].map((given) => scrape(server, given)),
    );
    expect([without?.status, viewing?.status, admin?.status]).toEqual([401, 403, 200]);
    expect(await viewing?.text()).toContain('WORKPRINT_METRICS=open');
  }));

test('open, they are read without a token', () =>
  withServer({ WORKPRINT_METRICS: 'open' }, async (server) => {
    const response = await scrape(server, null);
    expect(response.status).toBe(200);
    expect(readExposition(await response.text(), 'prometheus').has('workprint_runs')).toBe(true);
  }));

test('off, there is nothing at the address', () =>
  withServer({ WORKPRINT_METRICS: 'off' }, async (server) => {
    expect((await scrape(server, ADMIN_TOKEN)).status).toBe(404);
    expect((await server.query('mutation { nothing }')).status).toBe(400);
  }));
