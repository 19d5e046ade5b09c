import { InvalidInput, NotFound } from '../../../src/pipeline/errors';
import { planProduction } from '../../../src/pipeline/planner/plan-production.verb';
import { followInPlan } from '../../../src/pipeline/production/plan-places.verb';
import { regenerateAssets } from '../../../src/pipeline/production/regenerate-assets.verb';
import { type StartedPlan, startPlan } from '../../../src/pipeline/production/start-plan.verb';
import type { Engine } from '../../../src/pipeline/runner/engine.tool';
import type { MakingTrade, Trades } from '../../../src/pipeline/runner/trade.tool';
import { UNWATCHED } from '../../../src/pipeline/runner/watch';
import type { Caller } from '../../../src/pipeline/workspace/caller';
import { openHall, type TestHall } from '../../support/hall';
import { pricedCrew } from '../../support/priced-crew';
import { Runs } from '../../support/runs';
import { AT_ONCE } from '../../support/vendors';

jest.setTimeout(120_000);

const caller: Caller = {
  tokenId: '00000000-0000-7000-8000-00000000000b',
  name: 'mia',
  role: 'PRODUCER',
  projects: 'all',
};

let hall: TestHall;
let runs: Runs;
let engine: Engine;
let keys = 0;
/** Beginnings of prompts that nobody can make anything of. */
const broken = new Set<string>();
/** Wishes that were really made, by capability and prompt. */
let made: string[] = [];

/** The crew of scripts, with what plans need besides: what is made of a take follows it, as with the real trades. */
function planCrew(): Trades {
  const crew = pricedCrew(({ wish: { capability, prompt } }) => {
    made.push(`${capability} ${prompt}`);
    if ([...broken].some((start) => prompt?.startsWith(start)))
      throw new InvalidInput('Too dark.', { remedy: 'Lamp.' });
  });
  const following = (name: 'GENERATE_IMAGE' | 'TTS'): MakingTrade => ({
    ...(crew[name] as MakingTrade),
    registered: (manager, { order }) => followInPlan(manager, order.slotId),
    copied: (manager, { slotId }) => followInPlan(manager, slotId),
  });
  const clips = { ...(crew.RENDER_FILM as MakingTrade) };
  const [vendor] = clips.vendors;
  if (vendor?.answers !== 'at once') throw new Error('The crew answers at once.');
  const moved: MakingTrade = {
    ...clips,
    vendors: [
      {
        ...vendor,
        name: 'clips',
        call: async (order, making) => {
          made.push(`CLIP ${order.wish.inputs.map(({ name }) => name).join()}`);
          return { ...(await vendor.call(order, making)), mimeType: 'video/mp4', durationSeconds: 2 };
        },
      },
    ],
  };
  const images = following('GENERATE_IMAGE');
  return {
    ...crew,
    ...{ TTS: following('TTS'), GENERATE_IMAGE: images, GENERATE_CHART: images, GENERATE_VIDEO: moved },
    RENDER_SHOTSTACK: crew.RENDER_FILM,
  };
}

beforeAll(async () => {
  hall = await openHall();
  runs = new Runs(hall);
  await hall.store.query(
    "INSERT INTO access_token (id, name, role, token_hash, created_by, created_at) VALUES ($1, 'mia', 'PRODUCER', $2, 'test', now())",
    [caller.tokenId, 'b'.repeat(64)],
  );
  engine = await hall.open(planCrew(), { retry: AT_ONCE, tidyMs: 20 });
});
beforeEach(() => {
  made = [];
});
afterEach(() => broken.clear());
afterAll(async () => {
  await engine.close();
  await hall.close();
});

const key = (): string => {
  keys += 1;
  return `key ${keys}`;
};

const treatmentOf = (what: string): string => `# Production Plan: ${what}
## Overview
- Duration: 4 seconds
## Scenes
### Scene 1: Hook
- Duration: 2s
- Narration: "Look at ${what}."
- Visuals: [AI Gen Asset: ${what} in the morning]
### Scene 2: Outro
- Duration: 2s
- Narration: "That was ${what}."
- Visuals: [AI Gen Asset: ${what} in the evening]
`;

const desk = () => ({ ...hall.studio, watch: UNWATCHED });

async function plan(treatment: string, projectId = hall.projectId): Promise<string> {
  return planProduction(desk(), caller, { projectId, treatment, idempotencyKey: key() });
}

const start = (planId: string, more: Partial<StartedPlan> = {}): Promise<string> =>
  startPlan(hall.studio, caller, { planId, stopAfter: 'FILM', idempotencyKey: key(), ...more });

const statusesOf = async (runId: string): Promise<Record<string, string>> =>
  Object.fromEntries((await runs.jobsOf(runId)).map(({ key: job, status }) => [job, status]));

test('two plans whose jobs have the same ids, started at once, wait for their own jobs alone', async () => {
  const [lake, hill] = [await plan(treatmentOf('a lake')), await plan(treatmentOf('a hill'))];
  const started = await Promise.all([start(lake), start(hill)]);
  for (const runId of started) expect(await hall.over(runId)).toBe('SUCCEEDED');
  const strangers = await hall.store.query(
    'SELECT 1 FROM job_dependency d JOIN job a ON a.id = d.job_id JOIN job b ON b.id = d.depends_on_id WHERE a.run_id <> b.run_id',
  );
  expect(strangers).toEqual([]);
  const [first, second] = await Promise.all(started.map(statusesOf));
  expect(Object.keys(first ?? {})).toEqual(
    expect.arrayContaining(['job_tts_s1', 'job_video_s1', 'job_render_shotstack']),
  );
  expect(Object.keys(first ?? {}).length).toBe(Object.keys(second ?? {}).length);
});

test('of two starts of one plan at once, nothing is made twice', async () => {
  const planId = await plan(treatmentOf('a river'));
  const started = await Promise.all([start(planId), start(planId)]);
  for (const runId of started) expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(made.toSorted()).toEqual([...new Set(made)].toSorted());
  const [{ count }] = await hall.store.query('SELECT count(*)::int AS count FROM timeline WHERE plan_id = $1', [
    planId,
  ]);
  expect(count).toBe(1);
});

test('what failed does not hold up for ever what waits for it: the film is made without', async () => {
  broken.add('a cave in the morning');
  const runId = await start(await plan(treatmentOf('a cave')));
  expect(await hall.over(runId)).toBe('PARTIAL');
  expect(await statusesOf(runId)).toMatchObject({
    ...{ job_gen_morning_001: 'FAILED', job_video_s1: 'FAILED' },
    ...{ job_gen_evening_001: 'COMPLETED', cut: 'COMPLETED', job_render_shotstack: 'COMPLETED' },
  });
});

test('three retries are four tries', async () => {
  const planId = await plan(treatmentOf('a desert'));
  const runId = await start(planId, { stopAfter: 'CUT' });
  const rows = await hall.store.query(
    `SELECT j.max_attempts = p.max_retries + 1 AS agrees, j.priority = p.priority AS ranks, j.max_attempts AS most
     FROM job j JOIN planned_job p ON p.key = j.key AND p.plan_id = $2 WHERE j.run_id = $1`,
    [runId, planId],
  );
  expect(rows.length).toBeGreaterThan(4);
  expect(rows.every(({ agrees, ranks }: { agrees: boolean; ranks: boolean }) => agrees && ranks)).toBe(true);
  expect(Math.max(...rows.map(({ most }: { most: number }) => most))).toBe(4);
  expect(await hall.over(runId)).toBe('SUCCEEDED');
});

test('a clip is made of the picture that came; of another picture it is made anew', async () => {
  const planId = await plan(treatmentOf('a wood'));
  expect(await hall.over(await start(planId))).toBe('SUCCEEDED');
  const picture = async (part: string) =>
    (
      await hall.store.query(
        `SELECT a.id, a.sha256, s.inputs, a.wish_hash = s.wish_hash AS fresh FROM slot s JOIN asset a ON a.id = s.current_id
         WHERE s.owner_id = $1 AND s.part = $2`,
        [planId, part],
      )
    )[0];
  const before = await picture('job_gen_morning_001');
  expect((await picture('job_video_s1')).inputs).toEqual([{ name: 'still', sha256: before.sha256 }]);
  made = [];
  const runId = await regenerateAssets(hall.studio, caller, { selection: { ids: [before.id] }, idempotencyKey: key() });
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  const after = await picture('job_gen_morning_001');
  expect(after.sha256).not.toBe(before.sha256);
  expect(await picture('job_video_s1')).toMatchObject({
    fresh: false,
    inputs: [{ name: 'still', sha256: after.sha256 }],
  });
  made = [];
  const again = await start(planId);
  expect(await hall.over(again)).toBe('SUCCEEDED');
  expect(made).toEqual(['CLIP still']);
  expect(await statusesOf(again)).toMatchObject({ job_gen_morning_001: 'REUSED', job_video_s1: 'COMPLETED' });
});

test('a plan whose jobs cannot be kept is not kept, and the same key may try again', async () => {
  const rows = async () =>
    (
      await hall.store.query(
        `SELECT (SELECT count(*)::int FROM production_plan) AS plans, (SELECT count(*)::int FROM planned_job) AS jobs,
           (SELECT last_seq FROM project_log_head WHERE project_id = $1) AS lines`,
        [hall.projectId],
      )
    )[0];
  const before = await rows();
  await hall.store.query(`CREATE FUNCTION no_jobs() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$`);
  await hall.store.query('CREATE TRIGGER no_jobs BEFORE INSERT ON planned_job EXECUTE FUNCTION no_jobs()');
  const input = { projectId: hall.projectId, treatment: treatmentOf('a bay'), idempotencyKey: key() };
  await expect(planProduction(desk(), caller, input)).rejects.toThrow('no');
  expect(await rows()).toEqual(before);
  await hall.store.query('DROP TRIGGER no_jobs ON planned_job; DROP FUNCTION no_jobs()');
  await planProduction(desk(), caller, input);
  expect((await rows()).plans).toBe(before.plans + 1);
});

test('nobody starts a plan of a project that is not theirs, and no plan has a script', async () => {
  const planId = await plan(treatmentOf('a moor'));
  const stranger: Caller = { ...caller, projects: [hall.studio.newId()] };
  const asked = { planId, stopAfter: 'FILM', idempotencyKey: key() } as const;
  await expect(startPlan(hall.studio, stranger, asked)).rejects.toThrow(NotFound);
  await expect(start(planId, { stopAfter: 'SCRIPT' })).rejects.toThrow(InvalidInput);
});
