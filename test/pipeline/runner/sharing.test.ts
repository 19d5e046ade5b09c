import { plainWish, wishHash } from '../../../src/pipeline/library/wish';
import type { Engine } from '../../../src/pipeline/runner/engine.tool';
import { openRun } from '../../../src/pipeline/runner/open-run.verb';
import { type Asking, openAsking } from '../../support/asking';
import { openHall, painting, pictureJob, type TestHall } from '../../support/hall';
import { AT_ONCE, pictureOf } from '../../support/vendors';

let hall: TestHall;
let engine: Engine;
let reads: Asking;
const made: string[] = [];
/** As of speech: whatever is told of a take comes along. */
const WORDS = [{ text: 'a', startSeconds: 0, endSeconds: 0.5 }];

beforeAll(async () => {
  hall = await openHall();
  engine = await hall.open(
    painting(async ({ projectId, wish }) => {
      made.push(`${projectId} ${wish.prompt}`);
      return { ...pictureOf(`${projectId} ${wish.prompt}`), words: WORDS };
    }),
    { retry: AT_ONCE, tidyMs: 20 },
  );
  reads = openAsking(hall.databaseUrl);
});
beforeEach(() => {
  made.length = 0;
});
afterAll(async () => {
  await reads.close();
  await engine.close();
  await hall.close();
});

let projects = 0;

async function project(more: { sharesTakes?: boolean; mode?: string; offlineFor?: string[] } = {}): Promise<string> {
  projects += 1;
  const { sharesTakes = true, mode = 'OFFLINE', offlineFor = [] } = more;
  const id = hall.studio.newId();
  await hall.store.query(
    `INSERT INTO project (id, key, name, mode, offline_for, rate_numerator, rate_denominator, width, height, shares_takes, created_at)
     VALUES ($1, $2, 'Shared', $3, $4, 24, 1, 320, 180, $5, now())`,
    [id, `shared-${projects}`, mode, offlineFor, sharesTakes],
  );
  await hall.store.query('INSERT INTO project_log_head (project_id) VALUES ($1)', [id]);
  return id;
}

async function slot(projectId: string, prompt: string): Promise<{ id: string; wishHash: string }> {
  const [id, hash] = [hall.studio.newId(), wishHash(plainWish('IMAGE', prompt))];
  await hall.store.query(
    `INSERT INTO slot (id, project_id, owner_type, owner_id, part, type, wish_hash, wished_at, capability, prompt)
     VALUES ($1, $2, 'PROJECT', $2, $5, 'IMAGE', $3, now(), 'IMAGE', $4)`,
    [id, projectId, hash, prompt, id],
  );
  return { id, wishHash: hash };
}

/** A run of one picture, to its end: its job as the database has it. */
async function drawn(projectId: string, place: { id: string; wishHash: string }) {
  const runId = await hall.store.transaction((manager) =>
    openRun(manager, hall.studio, {
      projectId,
      production: 'EXPLAINER',
      subject: { type: 'STRUCTURED_SCRIPT', id: projectId },
      stopAfter: null,
      options: {},
      capMicros: null,
      startedBy: 'mia',
      jobs: [pictureJob('picture', place)],
    }),
  );
  await hall.over(runId);
  const [job] = await hall.store.query(
    `SELECT j.id, j.run_id AS "runId", j.status, j.result_id AS "resultId", j.reused_from_id AS "reusedFromId",
       a.project_id AS "projectId", a.sha256, a.describes, a.tags, a.words, a.cost_micros::int AS cost, a.status AS stands
     FROM job j LEFT JOIN asset a ON a.id = j.result_id WHERE j.run_id = $1`,
    [runId],
  );
  return job;
}

test('a wish whose take exists in another project that shares is copied at no cost, without what was said of it', async () => {
  const [theirs, ours] = [await project(), await project()];
  const original = await drawn(theirs, await slot(theirs, 'a city'));
  await hall.store.query("UPDATE asset SET describes = 'the one for Bob', tags = '{secret}' WHERE id = $1", [
    original.resultId,
  ]);
  const copy = await drawn(ours, await slot(ours, 'a city'));
  expect(made).toEqual([`${theirs} a city`]);
  expect(original.words).toEqual(WORDS);
  expect(copy).toMatchObject({
    ...{ status: 'REUSED', projectId: ours, sha256: original.sha256, reusedFromId: original.resultId },
    ...{ describes: null, tags: [], cost: 0, stands: 'DRAFT', words: WORDS },
  });
  expect(copy.resultId).not.toBe(original.resultId);
});

test.each([
  ['that shares nothing', { sharesTakes: false }, {}],
  ['that is LIVE, where the take was made offline', {}, { mode: 'LIVE', offlineFor: ['IMAGE'] }],
])('a project %s makes its own', async (_, their, our) => {
  const [theirs, ours] = [await project(their), await project(our)];
  const prompt = `apart ${projects}`;
  await drawn(theirs, await slot(theirs, prompt));
  expect(await drawn(ours, await slot(ours, prompt))).toMatchObject({ status: 'COMPLETED', reusedFromId: null });
  expect(made).toEqual([`${theirs} ${prompt}`, `${ours} ${prompt}`]);
});

test('a LIVE project takes no stand-in from another that names the capability in offlineFor, unless it does so too', async () => {
  const standsIn = await project({ mode: 'LIVE', offlineFor: ['IMAGE'] });
  await drawn(standsIn, await slot(standsIn, 'a stand-in'));
  const strict = await project({ mode: 'LIVE' });
  expect(await drawn(strict, await slot(strict, 'a stand-in'))).toMatchObject({ status: 'FAILED' }); // nobody may be asked
  const lax = await project({ mode: 'LIVE', offlineFor: ['IMAGE'] });
  expect(await drawn(lax, await slot(lax, 'a stand-in'))).toMatchObject({ status: 'REUSED' });
  expect(made).toEqual([`${standsIn} a stand-in`]);
});

test('a take that was sent back is shared with nobody, neither there nor here', async () => {
  const [theirs, ours] = [await project(), await project()];
  const original = await drawn(theirs, await slot(theirs, 'a storm'));
  const reject = (id: string) =>
    hall.store.query("UPDATE asset SET status = 'REJECTED', rejected_reason = 'dark' WHERE id = $1", [id]);
  const place = await slot(ours, 'a storm');
  await reject((await drawn(ours, place)).resultId);
  expect(await drawn(ours, place)).toMatchObject({ status: 'COMPLETED', stands: 'REVISED' });
  expect(made).toEqual([`${theirs} a storm`, `${ours} a storm`]);
  await reject(original.resultId);
  const [{ id: own }] = await hall.store.query("SELECT id FROM asset WHERE project_id = $1 AND status = 'REVISED'", [
    ours,
  ]);
  await reject(own);
  const third = await project();
  expect(await drawn(third, await slot(third, 'a storm'))).toMatchObject({ status: 'COMPLETED' });
});

test('who may not see the other project learns no id of it', async () => {
  const [theirs, ours] = [await project(), await project()];
  const original = await drawn(theirs, await slot(theirs, 'a river'));
  const copy = await drawn(ours, await slot(ours, 'a river'));
  const document = `query ($id: ID!) { run(id: $id) {
    jobs { nodes { status reusedFrom { id } result { id sharedWith: revisionOf { id } } } } outputs { nodes { id } }
    events { nodes { __typename ... on AssetReused { asset { id project { id } } } } } } }`;
  const asked = (seen: 'all' | string[]) =>
    reads.ask<{ run: { jobs: { nodes: { reusedFrom: { id: string } | null }[] } } }>({ projects: seen }, document, {
      id: `Run_${copy.runId}`,
    });
  const [walled, both, all] = [await asked([ours]), await asked([ours, theirs]), await asked('all')];
  expect(walled.run.jobs.nodes).toMatchObject([{ status: 'REUSED', reusedFrom: null }]);
  const told = JSON.stringify(walled);
  for (const secret of [theirs, original.resultId, original.id, original.runId]) expect(told).not.toContain(secret);
  for (const seen of [both, all])
    expect(seen.run.jobs.nodes[0]?.reusedFrom).toEqual({ id: `Asset_${original.resultId}` });
});
