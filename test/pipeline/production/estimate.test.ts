import { importScript } from '../../../src/pipeline';
import { estimateExplainer } from '../../../src/pipeline/production/estimate-explainer.verb';
import { type NewExplainer, startExplainer } from '../../../src/pipeline/production/start-explainer.verb';
import type { Engine } from '../../../src/pipeline/runner/engine.tool';
import { editSegment } from '../../../src/pipeline/script/edit-segment.verb';
import type { Caller } from '../../../src/pipeline/workspace/caller';
import { openHall, type TestHall } from '../../support/hall';
import { PRICES, pricedCrew } from '../../support/priced-crew';
import { AT_ONCE } from '../../support/vendors';

const caller: Caller = {
  tokenId: '00000000-0000-7000-8000-00000000000a',
  name: 'mia',
  role: 'PRODUCER',
  projects: 'all',
};

let hall: TestHall;
let engine: Engine;
let studio: TestHall['studio'];

beforeAll(async () => {
  hall = await openHall();
  studio = { ...hall.studio, prices: PRICES };
  await hall.store.query(
    "INSERT INTO access_token (id, name, role, token_hash, created_by, created_at) VALUES ($1, 'mia', 'PRODUCER', $2, 'test', now())",
    [caller.tokenId, 'a'.repeat(64)],
  );
  engine = await hall.open(pricedCrew(), { retry: AT_ONCE, tidyMs: 20 });
});
afterAll(async () => {
  await engine.close();
  await hall.close();
});

let keys = 0;

/** A script of its own project, so that nothing made before is there. */
async function scriptOf(...paragraphs: string[]): Promise<{ projectId: string; scriptId: string }> {
  keys += 1;
  const projectId = studio.newId();
  await hall.store.query(
    `INSERT INTO project (id, key, name, mode, rate_numerator, rate_denominator, width, height, created_at)
     VALUES ($1, $2, 'Film', 'OFFLINE', 24, 1, 320, 180, now())`,
    [projectId, `film-${keys}`],
  );
  await hall.store.query('INSERT INTO project_log_head (project_id) VALUES ($1)', [projectId]);
  const text = paragraphs.join('\n\n');
  const scriptId = await importScript(studio, caller, {
    ...{ projectId, name: 'Script', text, format: 'FLAT' as const },
    idempotencyKey: `script ${keys}`,
  });
  return { projectId, scriptId };
}

type Asked = Partial<Omit<NewExplainer, 'idempotencyKey'>>;

/** What was foreseen and what came of it. */
async function foretold(script: { projectId: string; scriptId: string }, more: Asked = {}) {
  keys += 1;
  const input = { ...script, stopAfter: 'FILM' as const, onlyApproved: false, ...more };
  const { toGenerate, reused, costMicros, seconds } = await estimateExplainer(studio, caller, input);
  const runId = await startExplainer(studio, caller, { ...input, idempotencyKey: `run ${keys}` });
  const [{ estimated }] = await hall.store.query(
    'SELECT coalesce(sum(estimate_micros), 0)::int AS estimated FROM job WHERE run_id = $1',
    [runId],
  );
  expect(estimated).toBe(Number(costMicros));
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  const [came] = await hall.store.query(
    `SELECT count(*) FILTER (WHERE j.status = 'COMPLETED' AND j.result_id IS NOT NULL)::int AS "toGenerate",
       count(*) FILTER (WHERE j.status = 'REUSED')::int AS reused,
       (SELECT (b.spent_micros + b.overrun_micros)::int FROM budget b WHERE b.run_id = $1 AND b.kind = 'RUN') AS "costMicros",
       (SELECT options->'leftOut' FROM run WHERE id = $1) AS "leftOut",
       array_agg(j.key ORDER BY j.key) FILTER (WHERE j.type <> 'BUILD_CUT') AS keys
     FROM job j WHERE j.run_id = $1`,
    [runId],
  );
  const { leftOut, keys: jobs, ...numbers } = came;
  expect({ toGenerate, reused, costMicros: Number(costMicros) }).toEqual(numbers);
  expect(seconds > 0).toBe(toGenerate > 0);
  return { ...numbers, leftOut, jobs, runId };
}

const slotOf = async (scriptId: string, number: number, part: string): Promise<{ id: string; take: string }> => {
  const [slot] = await hall.store.query(
    `SELECT s.id, s.current_id AS take FROM slot s JOIN segment g ON g.id = s.owner_id
     WHERE g.script_id = $1 AND g.idx = $2 AND s.part = $3`,
    [scriptId, number - 1, part],
  );
  return slot;
};

const reword = async (scriptId: string, number: number, text: string): Promise<void> => {
  const [{ id, version }] = await hall.store.query(
    'SELECT id, lock_version AS version FROM segment WHERE script_id = $1 AND idx = $2',
    [scriptId, number - 1],
  );
  await editSegment(studio, caller, { segmentId: id, expectedVersion: version, text });
};

const decide = (take: string, status: string) =>
  hall.store.query('UPDATE asset SET status = $2 WHERE id = $1', [take, status]);

test('the bill of a run is what the run then makes, uses again and spends, from the first film to the next', async () => {
  const script = await scriptOf('Cities are hot.', 'Plant trees.', 'Drink water.');
  expect(await foretold(script, { stopAfter: 'AUDIO' })).toMatchObject({
    ...{ toGenerate: 4, reused: 0, costMicros: 1_000_300 },
  });
  expect(await foretold(script)).toMatchObject({ toGenerate: 4, reused: 4, costMicros: 30_000 });
  expect(await foretold(script)).toMatchObject({ toGenerate: 0, reused: 8, costMicros: 0 });
  await reword(script.scriptId, 2, 'Plant many trees.');
  expect(await foretold(script)).toMatchObject({ toGenerate: 3, reused: 5, costMicros: 10_100 });
  await reword(script.scriptId, 2, 'Plant trees.');
  expect(await foretold(script)).toMatchObject({ toGenerate: 0, reused: 8, costMicros: 0 });
});

test('what several segments wish for alike is made once and paid for once', async () => {
  const script = await scriptOf('Listen.', 'Cities are hot.', 'Listen.', 'Listen.');
  expect(await foretold(script)).toMatchObject({ toGenerate: 6, reused: 4, costMicros: 1_020_200 });
});

test('an approved take that went stale stays in use, and a rejected one is made anew', async () => {
  const script = await scriptOf('Cities are hot.', 'Plant trees.');
  await foretold(script);
  const [spoken, drawn] = [await slotOf(script.scriptId, 1, 'audio'), await slotOf(script.scriptId, 2, 'picture')];
  await decide(spoken.take, 'APPROVED');
  await reword(script.scriptId, 1, 'Cities are warm.');
  const after = await foretold(script);
  expect(after).toMatchObject({ toGenerate: 2, costMicros: 10_000 }); // the picture of segment 1, and the film
  await decide(drawn.take, 'REJECTED');
  const kept = await estimateExplainer(studio, caller, { ...script, stopAfter: 'VISUALS', onlyApproved: false });
  expect(kept).toMatchObject({ toGenerate: 1, costMicros: 10_000n });
});

test('takes that another project shares are on no bill', async () => {
  const paragraphs = ['Cities share.', 'Trees share too.'];
  const [theirs, ours] = [await scriptOf(...paragraphs), await scriptOf(...paragraphs, 'We are alone.')];
  await foretold(theirs);
  const { costMicros } = await estimateExplainer(studio, caller, { ...ours, stopAfter: 'FILM', onlyApproved: false });
  expect(costMicros).toBe(1_030_300n);
  await hall.store.query('UPDATE project SET shares_takes = true WHERE id = ANY($1)', [
    [theirs.projectId, ours.projectId],
  ]);
  expect(await foretold(ours)).toMatchObject({ toGenerate: 3, reused: 5, costMicros: 10_100 });
  await hall.store.query('UPDATE project SET shares_takes = false');
});

test('only these segments are made and paid for, without ambience, and the film takes what there is of the rest', async () => {
  const script = await scriptOf('One is hot.', 'Two is warm.', 'Three is cold.');
  expect(await foretold(script, { numbers: '1-2' })).toMatchObject({
    ...{ toGenerate: 5, reused: 0, costMicros: 20_200 },
    jobs: ['film', 'segment 1 / audio', 'segment 1 / picture', 'segment 2 / audio', 'segment 2 / picture'],
    leftOut: ['segment 3 / audio'],
  });
  expect(await foretold(script, { numbers: '3', stopAfter: 'VISUALS' })).toMatchObject({
    ...{ toGenerate: 2, costMicros: 10_100, leftOut: [] },
  });
  expect(await foretold(script, { numbers: '1' })).toMatchObject({ toGenerate: 1, reused: 2, leftOut: [] });
  expect(await foretold(script)).toMatchObject({ toGenerate: 2, reused: 6, costMicros: 1_000_000 });
});

test('only these types are made: pictures before anybody has spoken, then the film alone', async () => {
  const script = await scriptOf('One is hot.', 'Two is warm.');
  expect(await foretold(script, { parts: ['IMAGE'], stopAfter: 'VISUALS', numbers: '2' })).toMatchObject({
    ...{ toGenerate: 1, costMicros: 10_000, jobs: ['segment 2 / picture'], leftOut: [] },
  });
  expect(await foretold(script, { parts: ['AUDIO'] })).toMatchObject({
    ...{ toGenerate: 4, costMicros: 1_000_200, leftOut: ['segment 1 / picture'] },
  });
  expect(await foretold(script, { parts: ['VIDEO'] })).toMatchObject({ toGenerate: 0, reused: 1, jobs: ['film'] });
});

test.each([
  ['a number that no segment has', { numbers: '2-4' }, 'NOT_FOUND', 'numbers', '3, 4'],
  ['a range that is reversed', { numbers: '2-1' }, 'INVALID_INPUT', 'numbers', '"2-1"'],
  ['no numbers', { numbers: '' }, 'INVALID_INPUT', 'numbers', '""'],
  ['no types', { parts: [] }, 'INVALID_INPUT', 'parts', 'an empty list'],
  ['figures, which are brought', { parts: ['FIGURE'] }, 'UNSUPPORTED', 'parts', 'FIGURE'],
  ['pictures of a stage before pictures', { parts: ['IMAGE'], stopAfter: 'AUDIO' }, 'INVALID_INPUT', null, 'none'],
  ['clips of some segments, which nobody makes', { parts: ['VIDEO'], numbers: '1' }, 'MISSING_ASSETS', null, /no/],
  ['a film of what is not there', { parts: ['VIDEO'] }, 'MISSING_ASSETS', null, /no/],
] as [string, Asked, string, string | null, string | RegExp][])(
  '%s is refused to whoever asks for the bill and to whoever starts it',
  async (_, more, code, field, got) => {
    const script = await scriptOf('One is hot.', 'Two is warm.');
    const input = { ...script, stopAfter: 'FILM' as const, onlyApproved: false, ...more };
    const refusal = {
      ...{ code, got: typeof got === 'string' ? got : expect.stringMatching(got) },
      ...{ field: field ? ['input', field] : ['input'], remedy: expect.any(String), expected: expect.any(String) },
    };
    await expect(estimateExplainer(studio, caller, input)).rejects.toMatchObject(refusal);
    keys += 1;
    const start = startExplainer(studio, caller, { ...input, idempotencyKey: `refused ${keys}` });
    await expect(start).rejects.toMatchObject(refusal);
  },
);
