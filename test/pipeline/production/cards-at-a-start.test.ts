import type { EntityManager } from 'typeorm';
import { StructuredScript } from '../../../src/entities/structured-script.entity';
import { importScript } from '../../../src/pipeline';
import { updateDocument } from '../../../src/pipeline/knowledge/update-document.verb';
import { direct } from '../../../src/pipeline/production/assign-visuals.verb';
import { ensureTimeline } from '../../../src/pipeline/production/ensure-timeline.verb';
import { estimateExplainer } from '../../../src/pipeline/production/estimate-explainer.verb';
import { startExplainer } from '../../../src/pipeline/production/start-explainer.verb';
import type { Engine } from '../../../src/pipeline/runner/engine.tool';
import type { Caller } from '../../../src/pipeline/workspace/caller';
import { crewOf } from '../../support/crew';
import { openHall, type TestHall } from '../../support/hall';

const caller: Caller = {
  tokenId: '00000000-0000-7000-8000-00000000000a',
  name: 'mia',
  role: 'PRODUCER',
  projects: 'all',
};

let hall: TestHall;
let engine: Engine;
let keys = 0;
beforeAll(async () => {
  hall = await openHall();
  await hall.store.query(
    "INSERT INTO access_token (id, name, role, token_hash, created_by, created_at) VALUES ($1, 'mia', 'PRODUCER', $2, 'test', now())",
    [caller.tokenId, 'a'.repeat(64)],
  );
  engine = await hall.open(crewOf(() => undefined));
});
afterAll(async () => {
  await engine.close();
  await hall.close();
});

const key = () => `key ${++keys}`;

async function documentOf(title: string): Promise<string> {
  const id = hall.studio.newId();
  await hall.store.query(
    `INSERT INTO document (id, project_id, title, kind, sha256, bytes, mime_type, file_name, authors, page_count, summaries, created_at, created_by)
     VALUES ($1, $2, $3, 'MARKDOWN', md5($3) || md5($3), 1, 'text/markdown', 'paper.md', '{Ada Okafor}', 1, '{}', now(), 'test')`,
    [id, hall.projectId, title],
  );
  return id;
}

const scriptFrom = (documentIds: string[]): Promise<string> =>
  importScript(hall.studio, caller, {
    ...{
      projectId: hall.projectId,
      name: 'Streets',
      text: `Cities are hot, ${++keys} of them.\n\nPlant ${keys} trees.`,
      format: 'FLAT' as const,
    },
    ...{ documentIds, idempotencyKey: key() },
  });

/** Pictures and cards, and no more. */
const asked = (scriptId: string) => ({
  ...{ projectId: hall.projectId, scriptId, parts: ['IMAGE' as const], stopAfter: 'VISUALS' as const },
  onlyApproved: false,
});

async function filmed(scriptId: string): Promise<string> {
  const runId = await startExplainer(hall.studio, caller, { ...asked(scriptId), idempotencyKey: key() });
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  return runId;
}

/** The lines of the project's log after a number, with the place of the asset that they are about. */
const linesAfter = (seq: number): Promise<{ kind: string; actor: string; facts: object; part: string | null }[]> =>
  hall.store.query(
    `SELECT e.kind, e.actor, e.facts, s.part FROM project_event e LEFT JOIN asset a ON a.id = e.subject_id
       LEFT JOIN slot s ON s.id = a.slot_id WHERE e.project_id = $1 AND e.seq > $2 ORDER BY e.seq`,
    [hall.projectId, seq],
  );

const lastSeq = async (): Promise<number> =>
  (await hall.store.query('SELECT last_seq AS seq FROM project_log_head WHERE project_id = $1', [hall.projectId]))[0]
    .seq;

test('cards that say something else at a start go stale, and the log tells so before it tells of the run', async () => {
  const documentId = await documentOf('Cool Streets');
  const scriptId = await scriptFrom([documentId]);
  await filmed(scriptId);
  await updateDocument(hall.studio, caller, { documentId, title: 'Warm Streets' });
  const before = await lastSeq();
  await filmed(scriptId);
  const [title, end, run] = await linesAfter(before);
  const stale = { kind: 'ASSET_WENT_STALE', actor: 'mia', facts: { causes: ['sources'] } };
  expect([title, end]).toEqual([
    { ...stale, part: 'title' },
    { ...stale, part: 'end' },
  ]);
  expect(run).toMatchObject({ kind: 'RUN_STATUS_CHANGED', facts: { status: 'RUNNING' } });
  const then = await lastSeq();
  await filmed(scriptId);
  expect((await linesAfter(then)).map(({ kind }) => kind)).toEqual(['RUN_STATUS_CHANGED']);
});

const estimate = (scriptId: string, more: object = {}) =>
  estimateExplainer(hall.studio, caller, { ...asked(scriptId), ...more });

/** What somebody else does meanwhile, in a transaction that is not committed yet. */
const meanwhile = <T>(deed: (manager: EntityManager) => Promise<T>): Promise<T> => hall.store.transaction(deed);

/** Somebody waits for a lock. */
const isWaited = async (): Promise<boolean> =>
  (
    await hall.store.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    )
  ).length > 0;

const begun = async (manager: EntityManager, scriptId: string) =>
  ensureTimeline(manager, hall.studio, await manager.findOneByOrFail(StructuredScript, { id: scriptId }));

test('an estimate of a script that was never cut waits for nobody who starts it, and counts its cards', async () => {
  const scriptId = await scriptFrom([await documentOf('Never Cut')]);
  const bill = await meanwhile(async (manager) => {
    await begun(manager, scriptId);
    return estimate(scriptId);
  });
  expect(bill).toMatchObject({ toGenerate: 4, reused: 0 });
  expect(await estimate(scriptId)).toEqual(bill);
  await filmed(scriptId);
  expect(await estimate(scriptId)).toMatchObject({ toGenerate: 0, reused: 4 });
});

test('an estimate sees what its cards would say, before a start writes it', async () => {
  const documentId = await documentOf('Renamed');
  const scriptId = await scriptFrom([documentId]);
  await filmed(scriptId);
  await updateDocument(hall.studio, caller, { documentId, title: 'Renamed Again' });
  expect(await estimate(scriptId)).toMatchObject({ toGenerate: 2, reused: 2 });
});

test('an estimate that waits for a start of another tier answers when that is through', async () => {
  const scriptId = await scriptFrom([await documentOf('Two Tiers')]);
  let bill: Promise<object> | null = null;
  await meanwhile(async (manager) => {
    await direct(manager, { scriptId, tier: 'FULL', now: hall.studio.now() });
    bill = estimate(scriptId, { tier: 'LOW' });
    await hall.until(isWaited);
  });
  expect(await bill).toEqual(await estimate(scriptId, { tier: 'LOW' }));
});

test('of two starts at once that give a film its first cards the second waits, and finds them', async () => {
  const scriptId = await scriptFrom([]);
  await filmed(scriptId);
  await hall.store.query(
    'INSERT INTO script_document (script_id, document_id, position, project_id) VALUES ($1, $2, 0, $3)',
    [scriptId, await documentOf('Came Later'), hall.projectId],
  );
  let second: Promise<string> | null = null;
  await meanwhile(async (manager) => {
    await begun(manager, scriptId);
    second = filmed(scriptId);
    await hall.until(isWaited);
  });
  await second;
  const cards = await hall.store.query(
    `SELECT s.part FROM slot s JOIN timeline t ON t.id = s.owner_id WHERE t.script_id = $1 AND s.type = 'IMAGE' AND s.current_id IS NOT NULL
     ORDER BY s.part`,
    [scriptId],
  );
  expect(cards).toEqual([{ part: 'end' }, { part: 'title' }]);
});

test('estimates and starts of one script at once all come through', async () => {
  const scriptId = await scriptFrom([await documentOf('All At Once')]);
  const tiers = ['LOW', 'FULL'] as const;
  const all = tiers.flatMap((tier) => [estimate(scriptId, { tier }), filmed(scriptId), estimate(scriptId)]);
  const ends = await Promise.allSettled(all);
  expect(ends.filter(({ status }) => status === 'rejected')).toEqual([]);
});
