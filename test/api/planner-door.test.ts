import { readFile } from 'node:fs/promises';
import { validateManifest } from '../../src/pipeline/planner/manifest/validate-manifest';
import { ADMIN_TOKEN } from '../support/server';
import { ReviewRoom, rowId } from './review-room';

let room: ReviewRoom;
let producer: string;
beforeAll(async () => {
  room = await ReviewRoom.open();
  producer = await token({ name: 'of the heat', role: 'PRODUCER', projectIds: [room.projectId] });
});
afterAll(() => room.close());

const NOBODY = '11111111-2222-4333-8444-555555555555';
const TREATMENT = `# Production Plan: Build a Vid
## Overview
- Duration: ~5 seconds
- Platform: social
## Scenes
### Scene 1 — Hook (Step One)
- Duration: ~2.0s
- Narration: "Step one: pick footage."
- Visuals: [Stock Footage: hands opening a laptop]
### Scene 2 — Outro
- Duration: ~3.0s
- Narration: "Step two: publish."
- Visuals: [Smartphone Mockup: the film in a feed]
`;

async function token(input: object): Promise<string> {
  const { data } = await room.server.query<{ createToken: { token: string } }>(
    'mutation($input: CreateTokenInput!) { createToken(input: $input) { token userErrors { message } } }',
    { input },
  );
  return data.createToken.token;
}

interface Problem {
  readonly code: string;
  readonly message: string;
  readonly expected: string | null;
  readonly got: string | null;
  readonly remedy: string;
}

interface Told {
  readonly success: boolean;
  readonly manifestId: string;
  readonly planId: string;
  readonly jobCount: number;
  readonly warnings: string[];
  readonly processingTimeMs: number;
  readonly usedRepair: boolean;
  readonly error: Problem;
  readonly issues: { path: (string | number)[]; code: string; message: string }[];
}

interface Job {
  readonly id: string;
  readonly type: string;
  readonly priority: number;
  readonly dependsOn: string[];
  readonly status: string;
  readonly attempts: number;
  readonly error: object | null;
}

interface Shown extends Told {
  readonly manifest: { id: string; userId: string; metadata: object; jobs: { id: string }[] };
  readonly jobs: Job[];
  readonly summary: Record<string, number>;
}

interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

async function call<Body>(path: string, init: RequestInit, bearer: string | null): Promise<Answer<Body>> {
  const headers = { ...init.headers, ...(bearer !== null && { authorization: `Bearer ${bearer}` }) };
  const response = await fetch(`${room.server.url}/api/production-planner/phase4${path}`, { ...init, headers });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}

interface Sending {
  readonly bearer?: string | null;
  readonly headers?: Record<string, string>;
}

const sent = (text: string, { bearer = producer, headers = {} }: Sending = {}): Promise<Answer<Told>> =>
  call('', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: text }, bearer);

const asked = (change: object = {}) => ({
  studioBlueprintId: NOBODY,
  treatmentText: TREATMENT,
  userUI: { userId: NOBODY },
  ...change,
});

const planned = (change: object = {}, sending: Sending = {}) => sent(JSON.stringify(asked(change)), sending);

const shown = (manifestId: string, bearer: string | null = producer) =>
  call<Shown>(`?manifestId=${manifestId}`, {}, bearer);

test('a treatment is planned for 201, and the plan is the one that GraphQL shows', async () => {
  const { status, headers, body } = await planned({ projectId: room.projectId }, { bearer: ADMIN_TOKEN });
  expect(status).toBe(201);
  expect(body).toMatchObject({ success: true, usedRepair: false, processingTimeMs: expect.any(Number) });
  expect(headers.get('location')).toBe(`/api/production-planner/phase4?manifestId=${body.manifestId}`);
  expect(headers.get('cache-control')).toBe('no-store');
  const { data } = await room.server.query<{
    plan: {
      name: string;
      manifest: object;
      jobs: { totalCount: number };
      warnings: { code: string; message: string }[];
    };
  }>(
    'query($id: ID!) { plan(id: $id) { name manifest jobs { totalCount } warnings { code message } processingTimeMs } }',
    { id: body.planId },
  );
  expect(data.plan).toMatchObject({ name: 'Build a Vid', jobs: { totalCount: body.jobCount } });
  expect(data.plan).toHaveProperty('processingTimeMs', body.processingTimeMs);
  expect(body.warnings).toEqual([...new Set(data.plan.warnings.map(({ code, message }) => `${code}: ${message}`))]);
  expect(body.warnings.join()).toContain('BLUEPRINT_NOT_FOUND');
  const { body: kept } = await shown(body.manifestId);
  expect(kept.manifest).toEqual(data.plan.manifest);
  expect(validateManifest(kept.manifest as never)).toEqual([]);
  expect([body.planId, kept.manifest.id]).toEqual([`ProductionPlan_${body.manifestId}`, body.manifestId]);
});

test('what the README sends is answered as it says', async () => {
  const readme = await readFile('README.md', 'utf8');
  const [, body = '', answer = ''] = /-d '(\{ "projectId".*?\})'\n(\{"success".*?\})\n/s.exec(readme) ?? [];
  const { status, body: told } = await sent(body, { bearer: ADMIN_TOKEN });
  const example = JSON.parse(answer);
  const { manifestId: id, planId, processingTimeMs: ms } = told;
  expect([status, told]).toEqual([201, { ...example, manifestId: id, planId, processingTimeMs: ms }]);
});

test('what is said beside the treatment is heard, and whose it is only the token says', async () => {
  const { body } = await planned({
    analyzerJson: { language: 'de' },
    refinerJson: { suggested_duration: 40 },
    scriptJson: null,
    userUI: { userId: NOBODY, durationSeconds: 12.5, aspectRatio: '9:16', platform: 'youtube', tone: 'Calm' },
  });
  const { body: kept } = await shown(body.manifestId);
  expect(kept.manifest.metadata).toMatchObject({
    ...{ durationSeconds: 12.5, aspectRatio: '9:16', platform: 'youtube', language: 'de' },
  });
  const [row] = await room.studio.store.query("SELECT id FROM access_token WHERE name = 'of the heat'");
  expect(kept.manifest.userId).toBe(row.id);
});

test('an earlier plan lends its frame by its manifestId, and null is no earlier plan', async () => {
  const { body: first } = await planned({ userUI: { userId: null, durationSeconds: 9 } });
  const after = { treatmentText: 'Scene 1: A city', studioBlueprintId: first.manifestId.toUpperCase() };
  const { body } = await planned(after);
  expect((await shown(body.manifestId)).body.manifest.metadata).toMatchObject({ durationSeconds: 9 });
  const { body: alone } = await planned({ studioBlueprintId: null });
  expect([body, alone].map(({ warnings }) => warnings.join())).not.toContainEqual(
    expect.stringContaining('BLUEPRINT_NOT_FOUND'),
  );
});

test.each([
  ['no token', null, 401],
  ['a token that nobody knows', 'wp_unknown', 401],
])('%s is let in nowhere', async (_what, bearer, status) => {
  for (const answer of [await planned({}, { bearer }), await shown(NOBODY, bearer)]) {
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([status, 'Bearer']);
    expect(answer.body).toEqual({
      success: false,
      error: {
        code: 'UNAUTHENTICATED',
        message: expect.any(String),
        expected: expect.any(String),
        got: expect.any(String),
        remedy: expect.any(String),
      },
    });
  }
});

test.each(['VIEWER', 'REVIEWER'])('a %s looks, and plans nothing', async (role) => {
  const bearer = await token({ name: role, role, projectIds: [room.projectId] });
  const { body } = await planned();
  expect((await shown(body.manifestId, bearer)).status).toBe(200);
  const refused = await planned({}, { bearer });
  expect([refused.status, refused.body.error.code, refused.body.error.got]).toEqual([403, 'FORBIDDEN', role]);
});

test('a stranger sees neither plan nor project, and learns nothing of whether they are there', async () => {
  const bearer = await token({ name: 'stranger', role: 'PRODUCER', projectIds: [await room.project('ice')] });
  const { body } = await planned();
  const answers = [await shown(body.manifestId, bearer), await shown(NOBODY, bearer), await shown("x' OR 1=1", bearer)];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
  for (const projectId of [
    room.projectId,
    'heat',
    'nowhere',
    `Project_${NOBODY}`,
    `Asset_${rowId(room.projectId)}`,
    'a\0',
  ]) {
    const refused = await planned({ projectId }, { bearer });
    expect([refused.status, refused.body.error.code]).toEqual([404, 'NOT_FOUND']);
  }
});

test('without a project it is the only one that the token sees; of several or none, 400 says that one must be named', async () => {
  const several = [room.projectId, await room.project('sea')];
  const both = await token({ name: 'of two', role: 'PRODUCER', projectIds: several });
  expect((await planned({}, { bearer: both })).body.error).toMatchObject({
    code: 'INVALID_INPUT',
    got: 'no `projectId`, and several projects',
  });
  for (const projectId of [room.projectId, 'sea']) {
    const { status, body } = await planned({ projectId }, { bearer: both });
    expect(status).toBe(201);
    expect((await shown(body.manifestId, both)).status).toBe(200);
  }
  const none = await token({ name: 'of none', role: 'PRODUCER', projectIds: [room.projectId] });
  await room.studio.store.query("UPDATE access_token SET project_ids = '{}' WHERE name = 'of none'");
  const refused = await planned({}, { bearer: none });
  expect([refused.status, refused.body.error.got]).toEqual([400, 'no `projectId`, and a token that sees no project']);
});

test.each<[string, object, (string | number)[][]]>([
  ['no treatment', { treatmentText: undefined }, [['treatmentText']]],
  ['an empty treatment', { treatmentText: '' }, [['treatmentText']]],
  ['no earlier plan', { studioBlueprintId: undefined }, [['studioBlueprintId']]],
  ['an earlier plan that is no uuid', { studioBlueprintId: 'seven' }, [['studioBlueprintId']]],
  ['no userUI', { userUI: undefined }, [['userUI']]],
  ['a user who is no uuid', { userUI: { userId: 'me' } }, [['userUI', 'userId']]],
  ['no duration', { userUI: { userId: null, durationSeconds: 0 } }, [['userUI', 'durationSeconds']]],
  ['documents that are none', { analyzerJson: [], scriptJson: 'x' }, [['analyzerJson'], ['scriptJson']]],
  ['a word that nobody knows', { treatment: 'x' }, [[]]],
  ['a project that is no text', { projectId: 7 }, [['projectId']]],
])('%s is refused with its place', async (_what, change, places) => {
  const { status, body } = await planned(change);
  expect([status, body.success, body.error.code]).toEqual([400, false, 'INVALID_INPUT']);
  expect(body.issues.map(({ path }) => path)).toEqual(places);
  expect(body.issues.every(({ code, message }) => code.length > 3 && message.length > 10)).toBe(true);
});

test('text that Postgres would not keep, and lengths that no film has, are planned all the same', async () => {
  const odd = 'a\0b\ud800';
  const userUI = { userId: null, platform: odd, tone: odd, durationSeconds: 1e300, [odd]: odd };
  const { status, body } = await planned({ treatmentText: odd, analyzerJson: { [odd]: odd, language: odd }, userUI });
  expect(status).toBe(201);
  expect((await shown(body.manifestId)).body.manifest.jobs.length).toBeGreaterThan(1);
});

test('what a user interface says in other words is heard as the planner hears it', async () => {
  const { body } = await planned({ userUI: { userId: null, duration: 7, colour: 'blue' } });
  expect((await shown(body.manifestId)).body.manifest.metadata).toMatchObject({ durationSeconds: 7 });
});

test.each(['[]', 'null', '"text"', '7'])('the body %s is refused as a whole', async (text) => {
  const { status, body } = await sent(text);
  expect([status, body.issues.map(({ path }) => path)]).toEqual([400, [[]]]);
});

test.each(['{', '', '{"treatmentText": "a', 'treatmentText=a'])('%j is no JSON', async (text) => {
  const { status, body } = await sent(text);
  expect([status, body.error.code, body.error.message]).toEqual([400, 'BAD_REQUEST', 'The body is not JSON.']);
});

test('another content type and another method are told apart from a bad body', async () => {
  const form = await sent('a=b', { headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  expect([form.status, form.body.error.code]).toEqual([415, 'UNSUPPORTED']);
  const put = await call<Told>('', { method: 'PUT' }, producer);
  expect([put.status, put.headers.get('allow'), put.body.success]).toEqual([405, 'GET, HEAD, POST', false]);
});

test.each(['__proto__', 'constructor', 'prototype'])('the key %s is refused wherever it stands', async (key) => {
  const text = JSON.stringify(asked({ analyzerJson: { scenes: [{ KEY: { isAdmin: true } }] } })).replace('KEY', key);
  const { status, body } = await sent(text);
  expect([status, body.issues]).toEqual([
    400,
    [{ code: 'unsafe_key', path: ['analyzerJson', 'scenes', 0, key], message: expect.any(String) }],
  ]);
  const top = await sent(`{"${key}":{},${JSON.stringify(asked()).slice(1)}`);
  expect([top.status, top.body.issues[0]?.path]).toEqual([400, [key]]);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

test('a document of a hundred thousand levels is refused, and the server goes on', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const { status, body } = await sent(
    JSON.stringify(asked({ analyzerJson: { deep: 'DEEP' } })).replace('"DEEP"', deep),
  );
  expect([status, body.issues]).toEqual([
    400,
    [{ code: 'too_deep', path: ['analyzerJson', 'deep', 0], message: expect.any(String) }],
  ]);
  expect((await planned()).status).toBe(201);
});

test('a body of 600 KB is planned if its treatment is not too long; past 500,000 characters of it, or of what is said beside it, and past 6 MB, it is 413', async () => {
  const emoji = `Scene 1: ${'🌆'.repeat(150_000)}`;
  expect(Buffer.byteLength(emoji)).toBeGreaterThan(600_000);
  expect((await planned({ treatmentText: emoji })).status).toBe(201);
  const long = await planned({ treatmentText: 'x'.repeat(600_000) });
  expect([long.status, long.body.error]).toEqual([
    413,
    expect.objectContaining({ code: 'LIMIT_EXCEEDED', got: '600000 characters' }),
  ]);
  const much = await planned({ analyzerJson: { padding: 'x'.repeat(500_000) } });
  expect([much.status, much.body.error.expected]).toEqual([413, 'at most 500000 characters']);
  const huge = await planned({ treatmentText: 'x'.repeat(6_000_000) });
  expect([huge.status, huge.body.error]).toEqual([
    413,
    expect.objectContaining({ code: 'LIMIT_EXCEEDED', expected: 'at most 6000000 bytes' }),
  ]);
});

test('a key makes one plan of two calls, is refused for another treatment, and without one each call is a plan', async () => {
  const headers = { 'Idempotency-Key': room.key() };
  const [first, again] = await Promise.all([planned({}, { headers }), planned({}, { headers })]);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.body).toEqual(first.body);
  const other = await planned({ treatmentText: 'Scene 1: Another' }, { headers });
  expect([other.status, other.body.error.code]).toEqual([409, 'IDEMPOTENCY_MISMATCH']);
  const input = { projectId: room.projectId, treatment: TREATMENT, idempotencyKey: headers['Idempotency-Key'] };
  const { data } = await room.server.query<{ planProduction: { userErrors: { code: string }[] } }>(
    'mutation($input: PlanProductionInput!) { planProduction(input: $input) { userErrors { code } } }',
    { input },
    producer,
  );
  expect(data.planProduction.userErrors).toEqual([{ code: 'IDEMPOTENCY_MISMATCH' }]);
  const blank = await planned({}, { headers: { 'Idempotency-Key': 'x'.repeat(201) } });
  expect([blank.status, blank.body.error.code]).toEqual([400, 'INVALID_INPUT']);
  expect((await planned()).body.manifestId).not.toBe((await planned()).body.manifestId);
});

test('which plan must be said once', async () => {
  for (const query of ['', '?manifestId=', `?manifestId=${NOBODY}&manifestId=${NOBODY}`]) {
    const { status, body } = await call<Told>(query, {}, producer);
    expect([status, body.success, body.error.code]).toEqual([400, false, 'INVALID_INPUT']);
  }
});

test('jobs come by priority, then behind what they depend on, pending until a run is started', async () => {
  const { body } = await planned();
  const { jobs, manifest, summary } = (await shown(body.manifestId)).body;
  const order = manifest.jobs.map(({ id }) => id);
  const expected = [...jobs].sort((a, b) => b.priority - a.priority || order.indexOf(a.id) - order.indexOf(b.id));
  expect(jobs.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  expect(jobs.map(({ id }) => id).sort()).toEqual([...order].sort());
  expect(jobs.find(({ type }) => type === 'tts')).toMatchObject({
    ...{ id: 'job_tts_s1', dependsOn: [], status: 'pending', attempts: 0, error: null },
    retryPolicy: { maxRetries: 3, backoffSeconds: 30 },
    payload: { sceneId: 's1', provider: 'elevenlabs' },
  });
  const counts = { pending: jobs.length, processing: 0, completed: 0, failed: 0, cancelled: 0 };
  expect(summary).toEqual({ total: jobs.length, ...counts, progressPercent: 0 });
});

async function started(planId: string, stopAfter: string): Promise<string> {
  const { data } = await room.server.query<{ startPlan: { run: { id: string } | null; userErrors: object[] } }>(
    'mutation($input: StartPlanInput!) { startPlan(input: $input) { run { id } userErrors { code message } } }',
    { input: { planId, stopAfter, idempotencyKey: room.key() } },
  );
  if (!data.startPlan.run) throw new Error(JSON.stringify(data.startPlan.userErrors));
  return rowId(data.startPlan.run.id);
}

const become = (runId: string, key: string, status: string, attempts: number) =>
  room.studio.store.query('UPDATE job SET status = $3, attempts = $4 WHERE run_id = $1 AND key = $2', [
    ...[runId, key, status, attempts],
  ]);

test('each job is as far as the newest run that has it', async () => {
  const { body } = await planned();
  const film = await started(body.planId, 'FILM');
  const known = (await shown(body.manifestId)).body;
  expect(new Set(known.jobs.map(({ status }) => status))).toEqual(new Set(['pending']));
  const [speech, second] = known.jobs.filter(({ type }) => type === 'tts').map(({ id }) => id);
  const others = known.jobs.filter(({ type }) => type !== 'tts').map(({ id }) => id);
  const words = { COMPLETED: 'completed', PROCESSING: 'processing', SKIPPED: 'failed', CANCELLED: 'cancelled' };
  for (const [index, status] of Object.keys(words).entries()) {
    await become(film, others[index % others.length] ?? '', status, index + 1);
    const found = (await shown(body.manifestId)).body.jobs.find(({ id }) => id === others[index % others.length]);
    expect(found).toMatchObject({ status: words[status as keyof typeof words], attempts: index + 1 });
  }
  await become(film, speech ?? '', 'FAILED', 4);
  await become(film, second ?? '', 'READY', 1);
  expect((await shown(body.manifestId)).body.jobs.find(({ id }) => id === speech)?.status).toBe('failed');
  const audio = await started(body.planId, 'AUDIO');
  await become(audio, speech ?? '', 'REUSED', 0);
  const { jobs, summary } = (await shown(body.manifestId)).body;
  const of = (id: string | undefined) => jobs.find((job) => job.id === id);
  expect([of(speech), of(second)]).toMatchObject([{ status: 'completed', attempts: 0 }, { status: 'pending' }]);
  expect(of(others[0])?.status).not.toBe('pending');
  const completed = jobs.filter(({ status }) => status === 'completed').length;
  expect(summary).toMatchObject({ completed, progressPercent: Math.floor((100 * completed) / jobs.length) });
});

test('a plan without jobs is 0 % done', async () => {
  const { body } = await planned();
  await room.studio.store.query('DELETE FROM planned_job WHERE plan_id = $1', [body.manifestId]);
  expect((await shown(body.manifestId)).body).toMatchObject({ jobs: [], summary: { total: 0, progressPercent: 0 } });
});

test('what nobody expected is masked, and neither it nor anything else brings a secret into the log', async () => {
  const secret = `sk-${'a1B2'.repeat(10)}`;
  const treatmentText = `Scene 1: A city. api_key=${secret}`;
  const analyzerJson = { tone: secret };
  await room.studio.store.query('ALTER TABLE planned_job RENAME TO planned_job_away');
  const failed = await planned({ treatmentText, analyzerJson });
  await room.studio.store.query('ALTER TABLE planned_job_away RENAME TO planned_job');
  expect([failed.status, failed.body.error.code]).toEqual([500, 'INTERNAL_SERVER_ERROR']);
  expect(JSON.stringify(failed.body)).not.toMatch(/planned_job|INSERT|\.ts:/i);
  const requestId = failed.headers.get('x-request-id') ?? 'none';
  const { body } = await planned({ treatmentText, analyzerJson });
  await sent(`{"treatmentText": "${secret}`);
  await planned({ treatmentText: { secret }, projectId: secret });
  const kept = await shown(body.manifestId);
  expect(JSON.stringify([body, kept.body])).not.toContain(secret);
  const log = room.server.logged.join('');
  expect(log).toContain(requestId);
  expect(log).toContain('"path":"/api/production-planner/phase4","status":201');
  expect(log).toContain('"caller":"of the heat"');
  for (const hidden of [secret, producer, ADMIN_TOKEN]) expect(log).not.toContain(hidden);
});
