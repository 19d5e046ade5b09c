import fc from 'fast-check';
import { importScript } from '../../../src/pipeline';
import { InvalidInput } from '../../../src/pipeline/errors';
import { estimateExplainer } from '../../../src/pipeline/production/estimate-explainer.verb';
import { EXPLAINER_STAGES, type ExplainerStage } from '../../../src/pipeline/production/explainer';
import { type GoingOn, goOnWithRun } from '../../../src/pipeline/production/go-on.verb';
import { regenerateAssets } from '../../../src/pipeline/production/regenerate-assets.verb';
import { type NewExplainer, startExplainer } from '../../../src/pipeline/production/start-explainer.verb';
import { cancelRun } from '../../../src/pipeline/runner/cancel-run.verb';
import type { Engine } from '../../../src/pipeline/runner/engine.tool';
import { pauseRun } from '../../../src/pipeline/runner/pause-run.verb';
import { addSegment } from '../../../src/pipeline/script/add-segment.verb';
import { editSegment } from '../../../src/pipeline/script/edit-segment.verb';
import { moveSegment } from '../../../src/pipeline/script/move-segment.verb';
import { removeSegment } from '../../../src/pipeline/script/remove-segment.verb';
import type { Caller } from '../../../src/pipeline/workspace/caller';
import { gate, openHall, type TestHall } from '../../support/hall';
import { PRICES, pricedCrew } from '../../support/priced-crew';
import { Runs } from '../../support/runs';
import { AT_ONCE } from '../../support/vendors';

jest.setTimeout(120_000);

const caller: Caller = {
  tokenId: '00000000-0000-7000-8000-00000000000a',
  name: 'mia',
  role: 'PRODUCER',
  projects: 'all',
};

let hall: TestHall;
let runs: Runs;
let engine: Engine;
let studio: TestHall['studio'];
/** Prompts that nobody can make anything of, and prompts whose makers wait. */
const broken = new Set<string>();
const waiting = new Map<string, Promise<void>>();

beforeAll(async () => {
  hall = await openHall();
  runs = new Runs(hall);
  studio = { ...hall.studio, prices: PRICES };
  await hall.store.query(
    "INSERT INTO access_token (id, name, role, token_hash, created_by, created_at) VALUES ($1, 'mia', 'PRODUCER', $2, 'test', now())",
    [caller.tokenId, 'a'.repeat(64)],
  );
  const crew = pricedCrew(async ({ wish: { prompt } }) => {
    await waiting.get(prompt ?? '');
    if (broken.has(prompt ?? '')) throw new InvalidInput('Too dark.', { remedy: 'Use a lamp.' });
  });
  engine = await hall.open(crew, { retry: AT_ONCE, tidyMs: 20 });
});
afterEach(() => broken.clear());
afterAll(async () => {
  await engine.close();
  await hall.close();
});

interface Film {
  readonly projectId: string;
  readonly scriptId: string;
}

let keys = 0;
const TEXTS = ['Cities are hot.', 'Plant trees.', 'Drink water.'];

/** A script of its own project, so that nothing made before is there. */
async function scriptOf(texts: readonly string[] = TEXTS): Promise<Film> {
  keys += 1;
  const projectId = studio.newId();
  await hall.store.query(
    `INSERT INTO project (id, key, name, mode, rate_numerator, rate_denominator, width, height, created_at)
     VALUES ($1, $2, 'Film', 'OFFLINE', 24, 1, 320, 180, now())`,
    [projectId, `film-${keys}`],
  );
  await hall.store.query('INSERT INTO project_log_head (project_id) VALUES ($1)', [projectId]);
  const script = { projectId, name: 'Script', text: texts.join('\n\n'), format: 'FLAT' as const };
  return { projectId, scriptId: await importScript(studio, caller, { ...script, idempotencyKey: `script ${keys}` }) };
}

const usd = (amount: string) => ({ amount, currency: 'USD' });

async function started(film: Film, stopAfter: ExplainerStage, more: Partial<NewExplainer> = {}): Promise<string> {
  keys += 1;
  const input = { ...film, stopAfter, onlyApproved: false, ...more, idempotencyKey: `run ${keys}` };
  return startExplainer(studio, caller, input);
}

async function stopped(film: Film, stopAfter: ExplainerStage, more: Partial<NewExplainer> = {}): Promise<string> {
  const runId = await started(film, stopAfter, more);
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  return runId;
}

const goOn = (runId: string, more: Omit<GoingOn, 'runId'> = {}) => goOnWithRun(studio, caller, { runId, ...more });

async function wentOn(runId: string, more: Omit<GoingOn, 'runId'> = {}): Promise<string> {
  await goOn(runId, more);
  return hall.over(runId);
}

const statusesOf = async (runId: string): Promise<Record<string, string>> =>
  Object.fromEntries((await runs.jobsOf(runId)).map(({ key, status }) => [key, status]));
const keysOf = async (runId: string) => Object.keys(await statusesOf(runId)).sort();

interface Told {
  readonly stopAfter: string;
  readonly status: string;
  readonly finished: boolean;
  readonly spent: number;
  readonly cap: string | null;
  readonly leftOut: readonly string[];
}
const told = async (runId: string): Promise<Told> =>
  (
    await hall.store.query(
      `SELECT r.stop_after AS "stopAfter", r.status, r.finished_at IS NOT NULL AS finished, b.spent_micros::int AS spent,
         b.cap_micros AS cap, r.options->'leftOut' AS "leftOut"
       FROM run r JOIN budget b ON b.run_id = r.id AND b.kind = 'RUN' WHERE r.id = $1`,
      [runId],
    )
  )[0];

/** The log has no gap, its counts never go beyond themselves, and each part of it ends. */
async function expectWholeLog(runId: string): Promise<void> {
  const events = await runs.eventsOf(runId);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  for (const { jobs, done, failed } of events) expect(done + failed).toBeLessThanOrEqual(jobs);
  const jobs = await runs.jobsOf(runId);
  const done = jobs.filter(({ status }) => status === 'COMPLETED' || status === 'REUSED').length;
  expect(events.at(-1)).toMatchObject({ kind: 'RUN_FINISHED', jobs: jobs.length, done });
}

/** A film of the script as it is now would make nothing more. */
async function expectNothingLeft(film: Film): Promise<void> {
  const bill = await estimateExplainer(studio, caller, { ...film, stopAfter: 'FILM', onlyApproved: false });
  expect(bill).toMatchObject({ toGenerate: 0, costMicros: 0n });
}

const segmentAt = async ({ scriptId }: Film, number: number): Promise<{ id: string; version: number }> =>
  (
    await hall.store.query('SELECT id, lock_version AS version FROM segment WHERE script_id = $1 AND idx = $2', [
      scriptId,
      number - 1,
    ])
  )[0];
const versionOf = async ({ scriptId }: Film): Promise<number> =>
  (await hall.store.query('SELECT lock_version AS version FROM structured_script WHERE id = $1', [scriptId]))[0]
    .version;

async function reword(film: Film, number: number, text: string): Promise<void> {
  const { id, version } = await segmentAt(film, number);
  await editSegment(studio, caller, { segmentId: id, expectedVersion: version, text });
}

async function addFirst(film: Film, text: string): Promise<void> {
  await addSegment(studio, caller, { scriptId: film.scriptId, expectedVersion: await versionOf(film), text });
}

async function remove(film: Film, number: number): Promise<void> {
  const { id, version } = await segmentAt(film, number);
  await removeSegment(studio, caller, { segmentId: id, expectedVersion: version });
}

async function takeOf({ scriptId }: Film, number: number, part: string): Promise<string> {
  const [slot] = await hall.store.query(
    `SELECT s.current_id AS take FROM slot s JOIN segment g ON g.id = s.owner_id
     WHERE g.script_id = $1 AND g.idx = $2 AND s.part = $3`,
    [scriptId, number - 1, part],
  );
  return slot.take;
}

const decide = (take: string, status: string) =>
  hall.store.query('UPDATE asset SET status = $2 WHERE id = $1', [take, status]);

const FILM_KEYS = [
  ...['ambience', 'cut', 'film'],
  ...[1, 2, 3].flatMap((number) => [`segment ${number} / audio`, `segment ${number} / picture`]),
];

test.each<[ExplainerStage, number, string[]]>([
  ['SCRIPT', 0, []],
  ['AUDIO', 4, []],
  ['VISUALS', 7, []],
  ['CUT', 8, ['cut (2)']],
])(
  'a run that stopped after %s goes on to the film, on its own log and its own budget',
  async (stage, before, more) => {
    const film = await scriptOf();
    const runId = await stopped(film, stage, { cap: usd('2') });
    expect(await runs.jobsOf(runId)).toHaveLength(before);
    expect(await goOn(runId)).toBe(runId);
    expect(await hall.over(runId)).toBe('SUCCEEDED');
    expect(await keysOf(runId)).toEqual([...FILM_KEYS, ...more].sort());
    expect(await told(runId)).toEqual({
      ...{ stopAfter: 'FILM', status: 'SUCCEEDED', finished: true, spent: 1_030_300, cap: '2000000', leftOut: [] },
    });
    await expectWholeLog(runId);
    const kinds = (await runs.logOf(runId)).filter((line) => line.startsWith('RUN_'));
    expect(kinds).toEqual(['RUN_STARTED', 'RUN_FINISHED', 'RUN_STARTED', 'RUN_FINISHED']);
    const again = (await runs.eventsOf(runId)).filter(({ kind }) => kind === 'RUN_STARTED').at(-1);
    expect(again).toMatchObject({ jobs: FILM_KEYS.length + more.length, done: before });
    const statuses = await hall.store.query(
      `SELECT facts->>'status' AS status, actor FROM project_event WHERE subject_id = $1 ORDER BY seq`,
      [runId],
    );
    const ends = { status: 'SUCCEEDED', actor: stage === 'SCRIPT' ? 'mia' : 'workprint' };
    expect(statuses.slice(-2)).toEqual([
      { status: 'RUNNING', actor: 'mia' },
      { status: 'SUCCEEDED', actor: 'workprint' },
    ]);
    expect(statuses[statuses.length - 3]).toEqual(ends);
    await expectNothingLeft(film);
  },
);

test('it goes stage by stage, and makes each thing once', async () => {
  const film = await scriptOf();
  const runId = await stopped(film, 'SCRIPT');
  const counts: number[] = [];
  for (const stopAfter of EXPLAINER_STAGES.slice(1)) {
    expect(await wentOn(runId, { stopAfter })).toBe('SUCCEEDED');
    expect((await told(runId)).stopAfter).toBe(stopAfter);
    counts.push((await runs.jobsOf(runId)).length);
  }
  expect(counts).toEqual([4, 7, 8, 10]); // to the film it is cut once more: takes may have been decided about since
  expect((await told(runId)).spent).toBe(1_030_300);
  expect(Object.values(await statusesOf(runId)).every((status) => status === 'COMPLETED')).toBe(true);
  await expectWholeLog(runId);
  await expectNothingLeft(film);
});

test('what an edit has overtaken in between is made anew by the same run, and nothing else is', async () => {
  const film = await scriptOf();
  const runId = await stopped(film, 'VISUALS');
  await reword(film, 2, 'Plant many trees.');
  expect(await wentOn(runId)).toBe('SUCCEEDED');
  expect(await keysOf(runId)).toEqual([...FILM_KEYS, 'segment 2 / audio (2)', 'segment 2 / picture (2)'].sort());
  expect((await told(runId)).spent).toBe(1_030_300 + 10_100);
  await expectWholeLog(runId);
  await expectNothingLeft(film);
});

test('segments that came, went and moved in between have what they need', async () => {
  const film = await scriptOf();
  const runId = await stopped(film, 'AUDIO');
  await addFirst(film, 'Listen.');
  await remove(film, 3);
  const { id, version } = await segmentAt(film, 3);
  await moveSegment(studio, caller, { segmentId: id, expectedVersion: version, toNumber: 1 });
  expect(await wentOn(runId)).toBe('SUCCEEDED');
  const keysNow = await keysOf(runId);
  expect(keysNow.filter((key) => key.includes('('))).toEqual(['segment 2 / audio (2)']); // 2 was another one's number
  expect(keysNow.filter((key) => key.endsWith('picture'))).toHaveLength(3);
  expect((await told(runId)).spent).toBe(1_000_300 + 100 + 30_000);
  await expectWholeLog(runId);
  await expectNothingLeft(film);
});

test('what was sent back and made anew in between is used, and what was approved stays though its words are others now', async () => {
  const film = await scriptOf();
  const runId = await stopped(film, 'VISUALS');
  const sentBack = await takeOf(film, 1, 'picture');
  await decide(sentBack, 'REJECTED');
  const input = { selection: { ids: [sentBack] }, idempotencyKey: `again ${runId}` };
  expect(await hall.over(await regenerateAssets(studio, caller, input))).toBe('SUCCEEDED');
  await decide(await takeOf(film, 3, 'audio'), 'APPROVED');
  await reword(film, 3, 'Drink a lot of water.');
  expect(await wentOn(runId)).toBe('SUCCEEDED');
  expect(await keysOf(runId)).toEqual([...FILM_KEYS, 'segment 3 / picture (2)'].sort());
  await expectNothingLeft(film);
});

test('whatever is edited between the stages, the film is the one of the script as it is then', async () => {
  const edit = fc.record({ what: fc.constantFrom('reword', 'add', 'remove'), at: fc.nat(2), word: fc.nat(99) });
  const leg = fc.record({ stage: fc.constantFrom('AUDIO', 'VISUALS', 'CUT'), edits: fc.array(edit, { maxLength: 2 }) });
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(leg, { selector: ({ stage }) => stage, minLength: 1 }), async (legs) => {
      const film = await scriptOf();
      const order = ['AUDIO', 'VISUALS', 'CUT'];
      const sorted = [...legs].sort((a, b) => order.indexOf(a.stage) - order.indexOf(b.stage));
      const runId = await stopped(film, 'SCRIPT');
      for (const { stage, edits } of sorted) {
        expect(await wentOn(runId, { stopAfter: stage as ExplainerStage })).toBe('SUCCEEDED');
        for (const { what, at, word } of edits) {
          const [{ count }] = await hall.store.query('SELECT count(*)::int FROM segment WHERE script_id = $1', [
            film.scriptId,
          ]);
          if (what === 'reword') await reword(film, (at % count) + 1, `Words ${word}.`);
          else if (what === 'add') await addFirst(film, `More ${word}.`);
          else if (count > 1) await remove(film, (at % count) + 1);
        }
      }
      expect(await wentOn(runId)).toBe('SUCCEEDED');
      await expectWholeLog(runId);
      await expectNothingLeft(film);
    }),
    { numRuns: 5 },
  );
});

test('gone on with twice at once it is gone on with once; the same key answers again, another input is refused', async () => {
  const film = await scriptOf();
  const runId = await stopped(film, 'AUDIO');
  const key = { idempotencyKey: `on ${runId}` };
  const ids = await Promise.all([goOn(runId, key), goOn(runId, key), goOn(runId)]);
  expect(ids).toEqual([runId, runId, runId]);
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  const log = await runs.logOf(runId);
  expect(await goOn(runId, key)).toBe(runId);
  expect(await runs.logOf(runId)).toEqual(log);
  expect(await keysOf(runId)).toEqual([...FILM_KEYS].sort());
  await expect(goOn(runId, { ...key, cap: usd('9') })).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
});

test.each<[string, ExplainerStage, ExplainerStage | null, object]>([
  ['before where it stands', 'VISUALS', 'AUDIO', { expected: 'CUT or FILM', got: 'AUDIO' }],
  ['where it stands', 'CUT', 'CUT', { expected: 'FILM', got: 'CUT' }],
  ['the end, where it is', 'FILM', 'FILM', { expected: 'none: the film is the last stage', got: 'FILM' }],
])('a stage %s is refused, and the run stays as it is', async (_, stage, stopAfter, refusal) => {
  const runId = await stopped(await scriptOf(), stage);
  const [before, log] = [await told(runId), await runs.logOf(runId)];
  await expect(goOn(runId, { stopAfter, cap: usd('9') })).rejects.toMatchObject({
    ...{ code: 'ILLEGAL_TRANSITION', field: ['input', 'stopAfter'], remedy: expect.any(String) },
    ...refusal,
  });
  expect([await told(runId), await runs.logOf(runId)]).toEqual([before, log]);
});

test('a run that did all it had to is refused, and one of another kind knows no stages', async () => {
  const filmed = await stopped(await scriptOf(), 'FILM');
  const done = { code: 'ILLEGAL_TRANSITION', field: ['input', 'runId'], got: 'SUCCEEDED' };
  await expect(goOn(filmed)).rejects.toMatchObject(done);
  const other = await runs.start([], { production: 'PILOTS', stopAfter: 'AUDIO' });
  await expect(goOn(other)).rejects.toMatchObject(done);
  await expect(goOn(other, { stopAfter: 'FILM' })).rejects.toMatchObject(done);
  const single = await runs.start([], { stopAfter: null });
  await expect(goOn(single)).rejects.toMatchObject(done);
  await hall.store.query("UPDATE run SET status = 'FAILED' WHERE id = $1", [single]);
  await expect(goOn(single, { stopAfter: 'FILM' })).rejects.toMatchObject({
    ...{
      code: 'ILLEGAL_TRANSITION',
      field: ['input', 'stopAfter'],
      expected: 'a run of `startExplainer` or `startPlan`',
    },
  });
  const stranger: Caller = { ...caller, projects: [studio.newId()] };
  await expect(goOnWithRun(studio, stranger, { runId: filmed })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the cap that it was started with holds for what comes after, until another is given', async () => {
  const film = await scriptOf();
  const runId = await stopped(film, 'AUDIO', { cap: usd('1.015') });
  expect(await wentOn(runId)).toBe('PARTIAL');
  expect(await told(runId)).toMatchObject({ spent: 1_010_300, cap: '1015000' });
  expect(await runs.logOf(runId)).toContain('BUDGET_REACHED');
  expect(await wentOn(runId, { cap: usd('1.1') })).toBe('SUCCEEDED');
  expect(await told(runId)).toMatchObject({ spent: 1_030_300, cap: '1100000', stopAfter: 'FILM' });
  await expectWholeLog(runId);
  await expectNothingLeft(film);
});

test('one that ended short of its stage begins again what failed, and goes further only where that is said', async () => {
  const film = await scriptOf();
  broken.add('Plant trees.');
  const runId = await started(film, 'AUDIO');
  expect(await hall.over(runId)).toBe('PARTIAL');
  expect(await wentOn(runId)).toBe('PARTIAL');
  expect([await keysOf(runId), (await told(runId)).stopAfter]).toEqual([
    ['ambience', 'segment 1 / audio', 'segment 2 / audio', 'segment 3 / audio'],
    'AUDIO',
  ]);
  expect(await wentOn(runId, { stopAfter: 'CUT' })).toBe('PARTIAL'); // what failed keeps its time with a card
  expect(await statusesOf(runId)).toMatchObject({ 'segment 2 / audio': 'FAILED', cut: 'COMPLETED' });
  broken.clear();
  expect(await wentOn(runId, { stopAfter: 'FILM' })).toBe('SUCCEEDED');
  expect(await statusesOf(runId)).toMatchObject({ 'segment 2 / audio': 'COMPLETED', film: 'COMPLETED' });
  await expectWholeLog(runId);
  await expectNothingLeft(film);
});

test('one that was cancelled goes further with what it had left', async () => {
  const film = await scriptOf(['Wait for me.', 'Plant trees.']);
  const door = gate();
  waiting.set('Wait for me.', door.opened);
  const runId = await started(film, 'AUDIO');
  await cancelRun(studio, caller, { runId });
  door.open();
  expect(await wentOn(runId, { stopAfter: 'FILM' })).toBe('SUCCEEDED');
  await expectWholeLog(runId);
  await expectNothingLeft(film);
});

test.each([
  ['is under way', false],
  ['is paused', true],
])('one that %s is told to go further', async (_, isPaused) => {
  const first = `Wait ${isPaused}.`;
  const film = await scriptOf([first, 'Plant trees.']);
  const door = gate();
  waiting.set(first, door.opened);
  const runId = await started(film, 'AUDIO');
  if (isPaused) await pauseRun(studio, caller, { runId });
  await goOn(runId, { stopAfter: 'FILM' });
  expect(await told(runId)).toMatchObject({ stopAfter: 'FILM', status: 'RUNNING' });
  door.open();
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect((await keysOf(runId)).filter((key) => key.includes('('))).toEqual([]);
  await expectWholeLog(runId);
  await expectNothingLeft(film);
});

test('it keeps to the part that it was asked for', async () => {
  const film = await scriptOf();
  const runId = await stopped(film, 'AUDIO', { numbers: '1-2' });
  expect(await wentOn(runId)).toBe('SUCCEEDED');
  const made = ['segment 1 / audio', 'segment 1 / picture', 'segment 2 / audio', 'segment 2 / picture'];
  expect(await keysOf(runId)).toEqual(['cut', 'film', ...made]);
  expect((await told(runId)).leftOut).toEqual(['segment 3 / audio']);
  const pictures = await stopped(await scriptOf(), 'VISUALS', { parts: ['IMAGE'] });
  await expect(goOn(pictures)).rejects.toMatchObject({ code: 'MISSING_ASSETS', got: 'no segment with a narration' });
  expect(await told(pictures)).toMatchObject({ stopAfter: 'VISUALS', status: 'SUCCEEDED', finished: true });
});

test('where all that comes next is there already it ends at once', async () => {
  const film = await scriptOf();
  await stopped(film, 'FILM');
  const runId = await stopped(film, 'SCRIPT');
  await goOn(runId, { stopAfter: 'VISUALS' });
  expect(await told(runId)).toMatchObject({ status: 'SUCCEEDED', finished: true, spent: 0 });
  await expectWholeLog(runId);
});
