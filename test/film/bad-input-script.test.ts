import { AccessToken } from '../../src/entities/access-token.entity';
import { startExplainer } from '../../src/pipeline/production/start-explainer.verb';
import { cancelRun } from '../../src/pipeline/runner/cancel-run.verb';
import type { Engine } from '../../src/pipeline/runner/engine.tool';
import type { MakeOrder } from '../../src/pipeline/runner/order';
import { importScript } from '../../src/pipeline/script/import-script.verb';
import type { Cut } from '../../src/pipeline/timeline/cut';
import type { Caller } from '../../src/pipeline/workspace/caller';
import { crewOf } from '../support/crew';
import { openHall, type TestHall } from '../support/hall';

let hall: TestHall;
let engine: Engine | null = null;
let caller: Caller;
let keys = 0;

beforeAll(async () => {
  hall = await openHall();
  const tokenId = hall.studio.newId();
  const token = {
    id: tokenId,
    name: 'mia',
    role: 'PRODUCER',
    tokenHash: 'a'.repeat(64),
    createdBy: 'test',
    createdAt: new Date(),
  } as const;
  await hall.store.manager.insert(AccessToken, token);
  caller = { tokenId, name: 'mia', role: 'PRODUCER', projects: 'all' };
});
afterEach(async () => {
  await engine?.close();
  engine = null;
});
afterAll(() => hall.close());

const key = () => `key ${++keys}`;
const importText = (text: string) =>
  importScript(hall.studio, caller, {
    projectId: hall.projectId,
    name: 'Script',
    text,
    format: 'FLAT',
    idempotencyKey: key(),
  });
const start = (scriptId: string, stopAfter: 'CUT' | 'FILM' = 'CUT') =>
  startExplainer(hall.studio, caller, {
    projectId: hall.projectId,
    scriptId,
    stopAfter,
    onlyApproved: false,
    idempotencyKey: key(),
  });

const status = async (runId: string): Promise<Record<string, number>> => {
  const rows = await hall.store.query('SELECT status, count(*)::int FROM job WHERE run_id = $1 GROUP BY 1', [runId]);
  return Object.fromEntries(rows.map((row: { status: string; count: number }) => [row.status, row.count]));
};

/** Workflows of the engine that are waiting or under way. */
const atWork = async (): Promise<number> => {
  const [{ count }] = await hall.store.query(
    "SELECT count(*)::int FROM dbos.workflow_status WHERE status IN ('ENQUEUED', 'PENDING')",
  );
  return count;
};

/** A take for every place of a script but those of its last segments, as if they had been made long ago. */
async function fill(scriptId: string, segments: number): Promise<void> {
  await hall.store.query(
    `INSERT INTO asset (id, project_id, slot_id, take, type, status, source, created_at, sha256, mime_type, bytes, wish_hash,
       duration_seconds, loudness_lufs, sentences)
     SELECT gen_random_uuid(), s.project_id, s.id, 1, s.type, 'DRAFT', 'test', now(), s.wish_hash, 'test/test', 1, s.wish_hash,
       CASE s.part WHEN 'audio' THEN 1.5 END, CASE s.part WHEN 'audio' THEN -20 END,
       CASE s.part WHEN 'audio' THEN jsonb_build_array(jsonb_build_object('text', g.text, 'startSeconds', 0, 'endSeconds', 1.5)) ELSE '[]' END
     FROM slot s JOIN segment g ON g.id = s.owner_id WHERE g.script_id = $1 AND g.idx < $2 AND s.part IN ('audio', 'picture')`,
    [scriptId, segments],
  );
}

const cutOf = async (scriptId: string): Promise<Cut> => {
  const [{ cut }] = await hall.store.query('SELECT cut FROM timeline WHERE script_id = $1', [scriptId]);
  return cut;
};

describe('A script of 5,000 segments', () => {
  const COUNT = 5_000;
  let scriptId: string;
  beforeAll(async () => {
    scriptId = await importText(Array.from({ length: COUNT }, (_, n) => `Paragraph ${n + 1}.`).join('\n\n'));
  });

  test('is begun with all its jobs, and once it is cancelled nothing of it is left in the queue', async () => {
    const made: MakeOrder[] = [];
    engine = await hall.open(crewOf((order) => void made.push(order)));
    const runId = await start(scriptId);
    await cancelRun(hall.studio, caller, { runId });
    const [{ queued }] = await hall.store.query(
      "SELECT count(*)::int AS queued FROM dbos.workflow_status WHERE status = 'ENQUEUED' AND name = 'work'",
    );
    expect(queued).toBe(0);
    while ((await atWork()) > 0) await new Promise(setImmediate);
    const { CANCELLED = 0, COMPLETED = 0, ...others } = await status(runId);
    expect(others).toEqual({});
    expect(CANCELLED + COMPLETED).toBe(2 * COUNT + 2);
    expect(made.length).toBeLessThan(100);
  });

  test('comes to a cut whose frames add up', async () => {
    const made: MakeOrder[] = [];
    await fill(scriptId, COUNT - 5);
    engine = await hall.open(crewOf((order) => void made.push(order)));
    const runId = await start(scriptId);
    expect(await hall.over(runId)).toBe('SUCCEEDED');
    const { REUSED = 0, COMPLETED = 0, ...others } = await status(runId);
    expect([others, REUSED + COMPLETED]).toEqual([{}, 2 * COUNT + 2]);
    expect(made.length).toBeLessThanOrEqual(11);
    const { picture, narration, captions, ambience, durationFrames } = await cutOf(scriptId);
    // 24 frames a second: 1 s before, 2 s after, and each segment 0.25 + 1.5 + 0.5 s.
    expect(durationFrames).toBe(24 + COUNT * 54 + 48);
    expect([picture.length, narration.length, captions.length, ambience.length]).toEqual([COUNT, COUNT, COUNT, 1]);
    let frame = 0;
    for (const clip of picture) {
      expect(clip.startFrame).toBe(frame);
      frame += clip.durationFrames;
    }
    expect(frame).toBe(durationFrames);
  });
});

test('a script of one paragraph comes to a cut', async () => {
  engine = await hall.open(crewOf(() => undefined));
  const scriptId = await importText('All there is.');
  const runId = await start(scriptId);
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(await cutOf(scriptId)).toMatchObject({ durationFrames: 24 + 54 + 48 });
});

test('two starts at once of one script both come to their end, and every wish is made once', async () => {
  const made: string[] = [];
  engine = await hall.open(crewOf(({ wishHash }) => void made.push(wishHash)));
  const scriptId = await importText('One and two.\n\nThree and four.\n\nFive and six.');
  const runs = await Promise.all([start(scriptId), start(scriptId)]);
  expect(new Set(runs).size).toBe(2);
  expect(await Promise.all(runs.map(hall.over))).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  expect(made).toHaveLength(new Set(made).size);
  expect(made).toHaveLength(6); // and the ambience of the script before
});
