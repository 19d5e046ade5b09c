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

type Families = ReturnType<typeof readExposition>;

/** Samples as `labels value`, without buckets and sums. */
function told(families: Families, name: string): string[] {
  const samples = families.get(name)?.samples ?? [];
  const counts = samples.filter((sample) => !/_(bucket|sum)$/.test(sample.name));
  return counts.map(({ labels, value }) => [...Object.values(labels), value].join(' ')).sort();
}

async function ask(server: TestServer, name: string, input: object): Promise<Record<string, { id: string } | null>> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const answers = { createProject: 'project', planProduction: 'plan', repairManifest: 'plan', startPlan: 'run' };
  const { data } = await server.query<Record<string, Record<string, { id: string } | null>>>(
    `mutation($input: ${type}!) { ${name}(input: $input) { ${answers[name as keyof typeof answers]} { id } } }`,
    { input },
  );
  return data[name] ?? {};
}

const byRest = (server: TestServer, body: object, key: string) =>
  fetch(`${server.url}/api/production-planner/phase4`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ADMIN_TOKEN}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify({ studioBlueprintId: null, userUI: { userId: null }, ...body }),
  });

test('a plan is counted once, whichever door it came through and however often it was asked for', () =>
  withServer({ WORKPRINT_METRICS: 'open' }, async (server) => {
    const { project } = await ask(server, 'createProject', { key: 'seen', name: 'Seen', idempotencyKey: 'a' });
    const [projectId, treatment] = [project?.id, 'Scene 1: A city at dusk\nNarration: "Lights come on."'];
    const input = { projectId, treatment, idempotencyKey: 'b' };
    const { plan } = await ask(server, 'planProduction', input);
    await ask(server, 'planProduction', input);
    await ask(server, 'planProduction', { ...input, treatment: 'x'.repeat(500_001), idempotencyKey: 'c' });
    const twice = await Promise.all([1, 2].map(() => byRest(server, { treatmentText: treatment }, 'd')));
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    expect((await byRest(server, { treatmentText: '' }, 'e')).status).toBe(400);
    await ask(server, 'repairManifest', { projectId, draft: ['of no use'], idempotencyKey: 'f' });
    await server.query('{ previewPlan(input: { treatment: "Scene 1: x" }) { valid } }');
    const run = await ask(server, 'startPlan', { planId: plan?.id, stopAfter: 'VISUALS', idempotencyKey: 'g' });
    expect(run.run).not.toBeNull();
    const jobs = await ended(server);
    expect((await byRest(server, { treatmentText: treatment }, 'h')).status).toBe(500);
    const families = readExposition(await (await scrape(server, null)).text(), 'prometheus');
    expect(told(families, 'workprint_plans')).toEqual(['false 3', 'true 1']);
    expect(told(families, 'workprint_plans_stored')).toEqual(['INTERNAL 1', 'OK 3']);
    expect(told(families, 'workprint_manifest_checks')).toEqual(['true 4']);
    expect(told(families, 'workprint_planning_seconds')).toEqual(['plan 4', 'production 1', 'store 4']);
    expect(told(families, 'workprint_planned_jobs')).toEqual([`${jobs}`]);
    expect(told(families, 'workprint_plan_jobs_ended')).toEqual([
      ...['CANCELLED 0', 'COMPLETED 1', 'FAILED 0', 'REUSED 0', 'SKIPPED 0'],
    ]);
  }));

/** One job of the run is done, and no plan can be stored any more. Answers how many planned jobs there are. */
async function ended(server: TestServer): Promise<number> {
  const client = new Client({ connectionString: server.database.url });
  await client.connect();
  await client.query("UPDATE job SET status = 'COMPLETED' WHERE key = 'job_tts_s1'");
  const { rows } = await client.query('SELECT count(*)::int AS n FROM planned_job');
  await client.query('ALTER TABLE planned_job RENAME TO planned_job_away');
  await client.end();
  return rows[0].n;
}

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
