import type { DataSource } from 'typeorm';
import type { Studio } from '../../src/pipeline';
import type { NewTake } from '../../src/pipeline/library/register-take.verb';
import { createDataSource } from '../../src/server/database';
import { newTake, register, studioOn, verifiedAudit } from '../pipeline/library/studio';
import { startServer, type TestServer } from '../support/server';

let server: TestServer;
let studio: Studio<DataSource>;
let project: { id: string; rowId: string };
let theirs: { id: string; rowId: string };
beforeAll(async () => {
  server = await startServer();
  studio = studioOn(await createDataSource(server.database.url, 4).initialize());
  [project, theirs] = [await createProject('heat'), await createProject('ice')];
});
afterAll(async () => {
  await studio.store.destroy();
  await server.close();
});

const rowId = (id: string) => id.slice(id.indexOf('_') + 1);
let keys = 0;
const key = () => {
  keys += 1;
  return `key ${keys}`;
};

async function createProject(name: string) {
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation($i: CreateProjectInput!) { createProject(input: $i) { project { id } } }',
    { i: { key: name, name, idempotencyKey: key() } },
  );
  return { id: data.createProject.project.id, rowId: rowId(data.createProject.project.id) };
}

interface SegmentSlots {
  audio: { id: string };
  picture: { id: string };
  video: { id: string };
}

async function importScript(count: number, into = project) {
  const text = Array.from({ length: count }, (_, index) => `Paragraph ${index}.`).join('\n\n');
  const { data } = await server.query<{
    importScript: { script: { id: string; segments: { nodes: SegmentSlots[] } } };
  }>(
    `mutation($i: ImportScriptInput!) { importScript(input: $i) { script { id
       segments(first: 250) { nodes { audio { id } picture { id } video { id } } } } } }`,
    { i: { projectId: into.id, name: 's', text, idempotencyKey: key() } },
  );
  const { id, segments } = data.importScript.script;
  return { id, segments: segments.nodes };
}

const take = async (slotId = '', change: Partial<NewTake> = {}, into = project) =>
  `Asset_${(await register(studio, newTake({ projectId: into.rowId, slotId: rowId(slotId) }, change))).id}`;

/** A script with one picture a segment. */
async function pictures(count: number, into = project) {
  const script = await importScript(count, into);
  const ids: string[] = [];
  for (const { picture } of script.segments) ids.push(await take(picture.id, {}, into));
  return { script, ids };
}

interface Payload {
  changedCount: number;
  assets: { totalCount: number; nodes: { id: string; status: string; lockVersion: number }[] } | null;
  userErrors: { code: string; message: string; field: string[] | null; got: string; remedy: string }[];
}
type Deed = 'submit' | 'approve' | 'reject' | 'publish' | 'reopen';

async function decide(deed: Deed, input: object, token?: string): Promise<Payload> {
  const title = `${deed[0]?.toUpperCase()}${deed.slice(1)}`;
  const given = deed === 'reject' ? { reason: 'Too dark.', ...input } : input;
  const { data } = await server.query<{ done: Payload }>(
    `mutation($i: ${title}AssetsInput!) { done: ${deed}Assets(input: $i) {
       changedCount assets(first: 250) { totalCount nodes { id status lockVersion } }
       userErrors { code message field got remedy } } }`,
    { i: given },
    token,
  );
  return data.done;
}
const byIds = (...ids: (string | undefined)[]) => ({ selection: { ids } });

async function tokenFor(role: string, projectIds?: string[]): Promise<string> {
  const { data } = await server.query<{ createToken: { token: string } }>(
    'mutation($i: CreateTokenInput!) { createToken(input: $i) { token } }',
    { i: { name: role, role, projectIds } },
  );
  return data.createToken.token;
}

interface AssetSeen {
  status: string;
  lockVersion: number;
  locked: boolean;
  review: Record<string, string | boolean | null>;
  audit: { nodes: { seq: number; actor: string; from: string | null; to: string; reason: string | null }[] };
  staleness: { causes: string[] } | null;
}
async function seen(id?: string): Promise<AssetSeen> {
  const { data } = await server.query<{ asset: AssetSeen }>(
    `query($id: ID!) { asset(id: $id) { status lockVersion locked staleness { causes }
       review { submittedAt approvedAt approvedBy rejectedReason approvalCoversCurrentInputs }
       audit { nodes { seq actor from to reason } } } }`,
    { id },
  );
  return data.asset;
}
const trail = async (id?: string) => (await seen(id)).audit.nodes.map(({ from, to, reason }) => [from, to, reason]);
const lastSeq = async () =>
  (await server.query<{ project: { lastSeq: number } }>('{ project(key: "heat") { lastSeq } }')).data.project.lastSeq;

test('a picture goes from draft by review and approval into print, each step in its audit', async () => {
  const { ids } = await pictures(1);
  const submitted = await decide('submit', byIds(...ids));
  expect(submitted).toMatchObject({ changedCount: 1, userErrors: [] });
  expect(submitted.assets).toEqual({ totalCount: 1, nodes: [{ id: ids[0], status: 'REVIEW', lockVersion: 2 }] });
  await decide('approve', { ...byIds(...ids), note: 'Lovely.' });
  expect(await seen(ids[0])).toMatchObject({
    ...{ status: 'APPROVED', locked: true, lockVersion: 3 },
    review: { approvedBy: 'WORKPRINT_ADMIN_TOKEN', approvedAt: expect.any(String), submittedAt: expect.any(String) },
  });
  await decide('publish', byIds(...ids));
  expect(await trail(ids[0])).toEqual([
    [null, 'DRAFT', null],
    ['DRAFT', 'REVIEW', null],
    ['REVIEW', 'APPROVED', 'Lovely.'],
    ['APPROVED', 'PUBLISHED', null],
  ]);
});

test('a draft that is approved at once has passed through review', async () => {
  const { ids } = await pictures(1);
  await decide('approve', { ...byIds(...ids), note: 'At once.' });
  expect(await trail(ids[0])).toEqual([
    [null, 'DRAFT', null],
    ['DRAFT', 'REVIEW', null],
    ['REVIEW', 'APPROVED', 'At once.'],
  ]);
  expect((await seen(ids[0])).review.submittedAt).not.toBeNull();
});

test('what was sent back keeps its reason; what is reopened is no longer approved', async () => {
  const { ids } = await pictures(2);
  await decide('reject', byIds(ids[0]));
  expect((await seen(ids[0])).review).toMatchObject({ rejectedReason: 'Too dark.', approvedAt: null });
  await decide('approve', byIds(ids[1]));
  expect(await decide('reopen', { ...byIds(ids[1]), note: 'A typo.' })).toMatchObject({ changedCount: 1 });
  const reopened = await seen(ids[1]);
  expect(reopened).toMatchObject({ status: 'REVIEW', locked: false });
  expect(reopened.review).toMatchObject({ approvedAt: null, approvedBy: null, approvalCoversCurrentInputs: null });
});

test('a project log has one line for each asset, and its numbers have no gaps', async () => {
  const before = await lastSeq();
  const { ids } = await pictures(3);
  await decide('approve', byIds(...ids));
  const events = await studio.store.query(
    'SELECT seq, kind, actor, facts FROM project_event WHERE project_id = $1 AND seq > $2 ORDER BY seq',
    [project.rowId, before],
  );
  expect(events.map(({ seq }: { seq: number }) => seq)).toEqual(events.map((_: unknown, n: number) => before + n + 1));
  expect(events.slice(-3)).toEqual(
    ids.map((_, index) => ({
      ...{ seq: before + 5 + index, kind: 'ASSET_DECIDED', actor: 'WORKPRINT_ADMIN_TOKEN' },
      facts: { from: 'DRAFT', to: 'APPROVED', reason: null },
    })),
  );
});

test('the payload shows what was changed a page at a time, whatever its fields are called', async () => {
  const { ids } = await pictures(3);
  const { data } = await server.query<{ a: object; b: object }>(
    `mutation($a: ApproveAssetsInput!, $b: PublishAssetsInput!) {
       a: approveAssets(input: $a) { n: changedCount page: assets(first: 2) { nodes { is: status } pageInfo { hasNextPage } } }
       b: publishAssets(input: $b) { n: changedCount page: assets(first: 2) { edges { node { take project { key } } } } } }`,
    { a: byIds(...ids), b: byIds(ids[0]) },
  );
  expect(data).toEqual({
    a: { n: 3, page: { nodes: [{ is: 'APPROVED' }, { is: 'APPROVED' }], pageInfo: { hasNextPage: true } } },
    b: { n: 1, page: { edges: [{ node: { take: 1, project: { key: 'heat' } } }] } },
  });
});

test('a bulk with one asset that may not is refused whole, and says which', async () => {
  const { ids } = await pictures(25);
  await decide('reject', byIds(...ids.slice(0, 23)));
  const refused = await decide('approve', byIds(...ids));
  expect(refused).toMatchObject({ changedCount: 0, assets: null });
  const [error] = refused.userErrors;
  expect(error).toMatchObject({ code: 'ILLEGAL_TRANSITION', field: ['input', 'selection'] });
  expect(error?.message).toBe('23 of 25 assets cannot take this decision; none was changed.');
  expect(error?.got).toMatch(
    /^segment 1 \/ picture, take 1 is REJECTED; approve needs DRAFT, REVIEW or REVISED\. segment 2 .*And 3 more$/,
  );
  expect((await seen(ids[24])).status).toBe('DRAFT');
});

test('selected by slot it is the current take; by script, run, type, status or tag it is what fits', async () => {
  const { script, ids } = await pictures(3);
  const { picture, audio, video } = script.segments[0] as SegmentSlots;
  const second = await take(picture.id, { tags: ['night', 'city'] });
  const sound = await take(audio.id, { type: 'AUDIO' });
  const submitted = await decide('submit', { selection: { slotIds: [picture.id] } });
  expect(submitted.assets?.nodes.map(({ id }) => id)).toEqual([second]);
  const where = (filter: object) => ({ selection: { where: { scriptId: script.id, ...filter } } });
  expect((await decide('submit', where({ types: ['AUDIO'] }))).assets?.nodes.map(({ id }) => id)).toEqual([sound]);
  expect((await decide('approve', where({ tags: ['night'] }))).assets?.nodes.map(({ id }) => id)).toEqual([second]);
  const drafts = await decide('approve', where({ statuses: ['DRAFT'], stale: true, text: 'CITY AT' }));
  expect(drafts.assets?.nodes.map(({ id }) => id)).toEqual(ids);
  const none = await decide('submit', where({ statuses: ['DRAFT'] }));
  expect(none.userErrors).toMatchObject([{ code: 'INVALID_INPUT', message: 'The selection selects nothing.' }]);
  const empty = await decide('submit', { selection: { slotIds: [picture.id, video.id] } });
  expect(empty.userErrors).toMatchObject([{ code: 'NOT_FOUND', got: 'segment 1 / video has none' }]);
});

test.each([
  ['no way of selecting', { selection: {} }, ['input', 'selection']],
  ['nothing', { selection: { ids: [] } }, ['input', 'selection', 'ids']],
  [
    'the id of something else',
    { selection: { ids: ['Slot_00000000-0000-7000-8000-000000000001'] } },
    ['input', 'selection', 'ids'],
  ],
  ['a filter over everything', { selection: { where: { types: ['IMAGE'] } } }, ['input', 'selection', 'where']],
])('%s is refused', async (_what, input, field) => {
  expect((await decide('approve', input)).userErrors).toMatchObject([{ code: 'INVALID_INPUT', field }]);
});

test.each([
  ['nothing', ''],
  ['spaces', '   '],
  ['2,001 characters', 'x'.repeat(2_001)],
  ['a NUL', 'a\0b'],
  ['half of a surrogate pair', 'half \ud83d of a pair'],
])('%s is no reason to send something back', async (_what, reason) => {
  const { ids } = await pictures(1);
  const { userErrors } = await decide('reject', { ...byIds(...ids), reason });
  expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'reason'] }]);
  expect((await seen(ids[0])).status).toBe('DRAFT');
});

test('nobody approves what they have not seen: a later line of the log, or another version, refuses', async () => {
  const { ids } = await pictures(2);
  const asOfSeq = await lastSeq();
  await decide('submit', byIds(ids[0]));
  const late = await decide('approve', { selection: { ids, asOfSeq } });
  expect(late.userErrors).toMatchObject([
    { code: 'CONFLICT', got: expect.stringContaining('segment 1 / picture has line') },
  ]);
  expect(await decide('approve', { selection: { ids: [ids[1]], asOfSeq } })).toMatchObject({ changedCount: 1 });
  const future = await decide('approve', { selection: { ids, asOfSeq: 999_999 } });
  expect(future.userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'selection', 'asOfSeq'] }]);
  const stale = await decide('approve', { ...byIds(ids[0]), expectedVersions: [{ id: ids[0], version: 1 }] });
  expect(stale.userErrors).toMatchObject([{ code: 'STALE_VERSION', got: `${ids[0]} has version 2, not 1` }]);
  const strange = await decide('approve', { ...byIds(ids[0]), expectedVersions: [{ id: ids[1], version: 1 }] });
  expect(strange.userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'expectedVersions'] }]);
  expect(await decide('approve', { ...byIds(ids[0]), expectedVersions: [{ id: ids[0], version: 2 }] })).toMatchObject({
    changedCount: 1,
  });
});

test('who may only look decides nothing, and a reviewer spends nothing', async () => {
  const { ids } = await pictures(1);
  const viewer = await decide('approve', byIds(...ids), await tokenFor('VIEWER'));
  expect(viewer).toMatchObject({ changedCount: 0, assets: null, userErrors: [{ code: 'FORBIDDEN' }] });
  const reviewer = await tokenFor('REVIEWER');
  const { userErrors } = await regenerate({ ...byIds(...ids), idempotencyKey: key() }, reviewer);
  expect(userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect(await decide('approve', byIds(...ids), reviewer)).toMatchObject({ changedCount: 1 });
});

test('the assets of another project are as if they were not there, by id, by slot and by script', async () => {
  const other = await pictures(1, theirs);
  const { ids } = await pictures(1);
  const token = await tokenFor('PRODUCER', [project.id]);
  const slotIds = [other.script.segments[0]?.picture.id];
  expect((await decide('approve', byIds(...ids, ...other.ids), token)).userErrors).toMatchObject([
    { code: 'NOT_FOUND', got: '1 that is not' },
  ]);
  expect((await decide('approve', { selection: { slotIds } }, token)).userErrors).toMatchObject([
    { code: 'NOT_FOUND' },
  ]);
  const where = { scriptId: other.script.id };
  expect((await decide('approve', { selection: { where } }, token)).userErrors).toMatchObject([
    { code: 'INVALID_INPUT', message: 'The selection selects nothing.' },
  ]);
  expect((await decide('approve', byIds(...ids, ...other.ids))).userErrors).toMatchObject([
    { code: 'INVALID_INPUT', got: 'assets of 2 projects' },
  ]);
  expect([(await seen(ids[0])).status, (await seen(other.ids[0])).status]).toEqual(['DRAFT', 'DRAFT']);
});

test('of two reviewers who decide about one asset at once one wins, and the other is told', async () => {
  const { ids } = await pictures(1);
  await decide('submit', byIds(...ids));
  const answers = await Promise.all([decide('approve', byIds(...ids)), decide('reject', byIds(...ids))]);
  expect(answers.map(({ changedCount }) => changedCount).sort()).toEqual([0, 1]);
  expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'ILLEGAL_TRANSITION' }]);
});

test('twenty at once on fifty assets: the audit verifies, and every change that was answered is there', async () => {
  const { ids } = await pictures(50);
  const deeds: Deed[] = ['submit', 'approve', 'reopen', 'publish', 'reject'];
  const asks = Array.from({ length: 20 }, (_, n) => ({
    deed: deeds[n % deeds.length] as Deed,
    ids: ids.filter((_id, index) => (index * 7 + n) % 3 === 0).toSorted(() => (n % 2 ? 1 : -1)),
  }));
  const answers = await Promise.all(asks.map(({ deed, ids }) => decide(deed, byIds(...ids))));
  for (const { changedCount, userErrors } of answers) expect(changedCount > 0).toBe(userErrors.length === 0);
  expect(answers.flatMap(({ userErrors }) => userErrors).every(({ code }) => code === 'ILLEGAL_TRANSITION')).toBe(true);
  const changes = answers.reduce((sum, { changedCount }) => sum + changedCount, 0);
  const entries = await verifiedAudit(studio, project.rowId);
  const rows = await studio.store.query('SELECT id, status, lock_version FROM asset WHERE id = ANY($1)', [
    ids.map(rowId),
  ]);
  let versions = 0;
  for (const { id, status, lock_version } of rows) {
    const own = entries.filter(({ assetId }) => assetId === id);
    for (const [index, { fromStatus }] of own.entries()) expect(fromStatus).toBe(own[index - 1]?.toStatus ?? null);
    expect(own.at(-1)?.toStatus).toBe(status);
    versions += lock_version - 1;
  }
  expect(versions).toBe(changes);
});

test('decisions and new takes of the same places at once neither wait for each other for ever nor miss each other', async () => {
  const { script, ids } = await pictures(6);
  const slots = script.segments.map(({ picture }) => picture.id);
  const rejecting = ids.map((id) => decide('reject', byIds(id)));
  const taking = slots.flatMap((slot) => [take(slot), take(slot)]);
  const [answers] = await Promise.all([Promise.all(rejecting), Promise.all(taking)]);
  expect(answers.map(({ changedCount }) => changedCount)).toEqual(ids.map(() => 1));
  await verifiedAudit(studio, project.rowId);
});

interface Regenerated {
  run: { id: string; status: string; startedBy: string; jobs: { nodes: object[] }; subject: { id: string } } | null;
  userErrors: { code: string; field: string[]; got: string }[];
}
async function regenerate(input: object, token?: string): Promise<Regenerated> {
  const { data } = await server.query<{ regenerateAssets: Regenerated }>(
    `mutation($i: RegenerateAssetsInput!) { regenerateAssets(input: $i) {
       run { id status startedBy subject { ... on StructuredScript { id } } budget { cap { amount } }
         jobs { nodes { key type status wishHash } } }
       userErrors { code field got } } }`,
    { i: input },
    token,
  );
  return data.regenerateAssets;
}
const wishOf = async (slotId?: string) =>
  (
    await server.query<{ node: { wish: { hash: string; overrides: object; variation: number } } }>(
      'query($id: ID!) { node(id: $id) { ... on Slot { wish { hash overrides variation } } } }',
      { id: slotId },
    )
  ).data.node.wish;

test('regenerating wishes anew and opens a run of one job a slot; what is approved stays where it is', async () => {
  const { script, ids } = await pictures(2);
  const [first, second] = script.segments as [SegmentSlots, SegmentSlots];
  const wish = await wishOf(first.picture.id);
  const approved = await take(first.picture.id, { wishHash: wish.hash });
  await decide('approve', byIds(approved));
  const input = { ...byIds(approved, ...ids), prompt: 'A warm city.', seed: 7, cap: { amount: '2.50' } };
  const { run, userErrors } = await regenerate({ ...input, idempotencyKey: key() });
  expect(userErrors).toEqual([]);
  const wishes = [await wishOf(first.picture.id), await wishOf(second.picture.id)];
  expect(wishes[0]).toMatchObject({ overrides: { prompt: 'A warm city.', seed: 7 }, variation: 1 });
  expect(wishes[0]?.hash).not.toBe(wish.hash);
  expect(run).toMatchObject({
    ...{ startedBy: 'WORKPRINT_ADMIN_TOKEN', subject: { id: script.id }, budget: { cap: { amount: '2.5000' } } },
    jobs: {
      nodes: [
        { key: 'segment 1 / picture', type: 'GENERATE_IMAGE', wishHash: wishes[0]?.hash },
        { key: 'segment 2 / picture', type: 'GENERATE_IMAGE', wishHash: wishes[1]?.hash },
      ],
    },
  });
  expect(await seen(approved)).toMatchObject({
    ...{ status: 'APPROVED', staleness: { causes: ['prompt', 'seed'] } },
    review: { approvalCoversCurrentInputs: false },
  });
});

test('the successor of what was sent back is born revised, for the new wish', async () => {
  const { script, ids } = await pictures(1);
  await decide('reject', byIds(...ids));
  const { run } = await regenerate({ ...byIds(...ids), idempotencyKey: key() });
  const { hash, variation, overrides } = await wishOf(script.segments[0]?.picture.id);
  expect([variation, overrides]).toEqual([1, {}]);
  const next = await take(script.segments[0]?.picture.id, { wishHash: hash, runId: rowId(run?.id ?? '') });
  expect(await seen(next)).toMatchObject({ status: 'REVISED', staleness: null });
  const made = await decide('submit', { selection: { where: { runId: run?.id } } });
  expect(made.assets?.nodes).toMatchObject([{ id: next, status: 'REVIEW' }]);
});

test('the same key answers the same run and wishes once, also ten at a time; another input is refused', async () => {
  const { script, ids } = await pictures(1);
  const idempotencyKey = key();
  const input = { ...byIds(...ids), style: 'woodcut', idempotencyKey };
  const answers = await Promise.all(Array.from({ length: 10 }, () => regenerate(input)));
  expect(new Set(answers.map(({ run }) => run?.id)).size).toBe(1);
  expect((await wishOf(script.segments[0]?.picture.id)).variation).toBe(1);
  expect((await regenerate({ ...input, style: 'oil' })).userErrors).toMatchObject([{ code: 'IDEMPOTENCY_MISMATCH' }]);
});

test('what cannot be regenerated together, or at all, is refused and nothing is wished', async () => {
  const [one, other] = [await pictures(1), await pictures(1)];
  const { picture, video } = one.script.segments[0] as SegmentSlots;
  const clip = await take(video.id, { type: 'VIDEO' });
  const ask = (input: object) => regenerate({ idempotencyKey: key(), ...input });
  const codes = async (input: object) => (await ask(input)).userErrors.map(({ code, got }) => [code, got]);
  expect(await codes(byIds(...one.ids, ...other.ids))).toEqual([['INVALID_INPUT', 'assets of 2 scripts or plans']]);
  expect(await codes(byIds(...one.ids, clip))).toEqual([['UNSUPPORTED', 'segment 1 / video, which is for VIDEO']]);
  expect(await codes({ ...byIds(...one.ids), voice: 'Alan' })).toEqual([['INVALID_INPUT', 'segment 1 / picture']]);
  expect(await codes({ ...byIds(...one.ids), prompt: ' ' })).toEqual([['INVALID_INPUT', '1 characters']]);
  expect(await codes({ ...byIds(...one.ids), cap: { amount: '-1' } })).toEqual([['INVALID_INPUT', '"-1" USD']]);
  expect((await wishOf(picture.id)).variation).toBe(0);
});
