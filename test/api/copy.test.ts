import type { DataSource } from 'typeorm';
import { publishAssets, rejectAssets, type Studio } from '../../src/pipeline';
import type { NewTake } from '../../src/pipeline/library/register-take.verb';
import { createDataSource } from '../../src/server/database';
import { openStorage } from '../../src/storage/open-storage';
import { ADA, hashOf, newTake, PIXEL, register, studioOn, verifiedAudit } from '../pipeline/library/studio';
import { startServer, type TestServer } from '../support/server';

let server: TestServer;
let studio: Studio<DataSource>;
let heat: { id: string; rowId: string };
let ice: { id: string; rowId: string };
beforeAll(async () => {
  server = await startServer({ DATABASE_POOL: '8' });
  studio = studioOn(await createDataSource(server.database.url, 4).initialize());
  [heat, ice] = [await createProject('heat'), await createProject('ice')];
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

interface Place {
  id: string;
  wish: { hash: string };
}
interface Script {
  id: string;
  segments: { audio: Place; picture: Place }[];
}

async function importScript(into: { id: string }, text: string): Promise<Script> {
  const place = '{ id wish { hash } }';
  const { data } = await server.query<{ importScript: { script: { id: string; segments: { nodes: never[] } } } }>(
    `mutation($i: ImportScriptInput!) { importScript(input: $i) { script { id
       segments(first: 250) { nodes { audio ${place} picture ${place} } } } } }`,
    { i: { projectId: into.id, name: 's', text, idempotencyKey: key() } },
  );
  const { id, segments } = data.importScript.script;
  return { id, segments: segments.nodes };
}

const words = [{ text: 'Heat.', startSeconds: 0.25, endSeconds: 2 }];
const SPOKEN = { durationSeconds: 2.5, width: null, height: null, mimeType: 'audio/wav', words };
let contents = 0;

/** A narration of that place, as its wish was; approved unless told. Answers its id. */
async function narration(place: Place | undefined, change: Partial<NewTake> = {}, into = heat): Promise<string> {
  contents += 1;
  const media = { ...PIXEL, ...SPOKEN, sha256: contents.toString(16).padStart(64, 'a') };
  const born = { status: 'APPROVED', reason: 'for the test' } as const;
  const { id } = await register(
    studio,
    newTake(
      { projectId: into.rowId, slotId: rowId(place?.id ?? '') },
      { type: 'AUDIO', wishHash: place?.wish.hash, media, born, text: 'Heat.', voice: 'Lily', ...change },
    ),
  );
  return `Asset_${id}`;
}

interface CopySeen {
  id: string;
  status: string;
  take: number;
  cost: { amount: string };
  staleness: { causes: string[] } | null;
  slot: { key: string };
  words: typeof words | null;
  review: { approvedBy: string | null; approvalCoversCurrentInputs: boolean | null };
  revisionOf: object | null;
  audit: { nodes: { actor: string; from: string | null; to: string; reason: string }[] };
}
interface Payload {
  changedCount: number;
  assets: { totalCount: number; nodes: CopySeen[] } | null;
  skipped: { asset: { id: string; slot: { key: string } }; reason: string }[] | null;
  skippedCount: number;
  userErrors: { code: string; field: string[]; message: string; got: string }[];
}

async function copy(input: object, token?: string): Promise<Payload> {
  const { data, errors } = await server.query<{ copyAssets: Payload }>(
    `mutation($i: CopyAssetsInput!) { copyAssets(input: $i) { changedCount skippedCount
       assets(first: 250) { totalCount nodes { id status take cost { amount } staleness { causes } slot { key } revisionOf { id }
         words { text startSeconds endSeconds } review { approvedBy approvalCoversCurrentInputs } audit { nodes { actor from to reason } } } }
       skipped { reason asset { id slot { key } } } userErrors { code field message got } } }`,
    { i: { idempotencyKey: key(), ...input } },
    token,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.copyAssets;
}
const reasons = ({ skipped }: Payload) => (skipped ?? []).map(({ asset, reason }) => [asset.slot.key, reason]);

async function tokenFor(projectIds: string[], role = 'PRODUCER'): Promise<string> {
  const { data } = await server.query<{ createToken: { token: string } }>(
    'mutation($i: CreateTokenInput!) { createToken(input: $i) { token } }',
    { i: { name: role, role, projectIds } },
  );
  return data.createToken.token;
}

const TEXT = 'Cities are hot.\n\nPlant trees.\n\nThey cool.';

/** A script of three narrated segments, one of them a draft, and one like it in the other project whose second text differs. */
async function twins() {
  const from = await importScript(heat, TEXT);
  const to = await importScript(ice, 'Cities are hot.\n\nPlant oaks.\n\nThey cool.');
  const [one, two, three] = from.segments;
  const ids = [await narration(one?.audio), await narration(two?.audio)];
  const draft = await narration(three?.audio, { born: undefined });
  return { from, to, ids, draft };
}
const ofScript = ({ id }: Script) => ({ where: { scriptId: id } });

test('what is approved comes into the same places: fresh where the text is the same, stale by its prompt where it is not', async () => {
  const { from, to, ids, draft } = await twins();
  const done = await copy({ selection: ofScript(from), toProjectId: ice.id, toScriptId: to.id });
  expect(done).toMatchObject({ changedCount: 2, skippedCount: 1, userErrors: [] });
  const copies = done.assets?.nodes ?? [];
  const born = { status: 'APPROVED', take: 1, cost: { amount: '0.0000' }, revisionOf: null, words };
  expect(copies).toMatchObject([
    { ...born, slot: { key: 'segment 1 / audio' }, staleness: null },
    { ...born, slot: { key: 'segment 2 / audio' }, staleness: { causes: ['prompt'] } },
  ]);
  expect(copies.map(({ review }) => review)).toEqual([
    { approvedBy: 'Ada', approvalCoversCurrentInputs: true },
    { approvedBy: 'Ada', approvalCoversCurrentInputs: false },
  ]);
  expect(copies.map(({ audit }) => audit.nodes)).toEqual(
    ids.map((id) => [
      {
        ...{ actor: 'WORKPRINT_ADMIN_TOKEN', from: null, to: 'APPROVED' },
        reason: `copied from asset ${id} of project heat, approved by Ada`,
      },
    ]),
  );
  expect(copies.map(({ id }) => id).filter((id) => ids.includes(id))).toEqual([]);
  expect(done.skipped).toEqual([
    {
      asset: { id: draft, slot: { key: 'segment 3 / audio' } },
      reason: 'It is DRAFT; only approved and published takes were asked for.',
    },
  ]);
  await verifiedAudit(studio, ice.rowId);
});

test('segments last as long as the narration that came, and the log has a line for each copy', async () => {
  const { from, to } = await twins();
  const [head] = await studio.store.query('SELECT last_seq FROM project_log_head WHERE project_id = $1', [ice.rowId]);
  const done = await copy({ selection: ofScript(from), toProjectId: ice.id, toScriptId: to.id });
  const { data } = await server.query<{
    script: { segments: { nodes: object[] } };
    project: { events: { nodes: object[] } };
  }>(
    `query($id: ID!, $after: Int!) { script(id: $id) { segments { nodes { actualSeconds } } }
       project(key: "ice") { events(afterSeq: $after) { nodes { seq ... on AssetRegistered { asset { id } } } } } }`,
    { id: to.id, after: head.last_seq },
  );
  expect(data.script.segments.nodes).toEqual([{ actualSeconds: 2.5 }, { actualSeconds: 2.5 }, { actualSeconds: null }]);
  expect(data.project.events.nodes).toEqual(
    done.assets?.nodes.map(({ id }, index) => ({ seq: head.last_seq + 1 + index, asset: { id } })),
  );
});

test('twice adds nothing: by the same key it is the first answer, by another what is there already', async () => {
  const { from, to } = await twins();
  const input = { selection: ofScript(from), toProjectId: ice.id, toScriptId: to.id };
  const idempotencyKey = key();
  const first = await copy({ ...input, idempotencyKey });
  expect(await copy({ ...input, idempotencyKey })).toEqual(first);
  const again = await copy(input);
  expect(again).toMatchObject({ changedCount: 0, skippedCount: 3, assets: { totalCount: 0, nodes: [] } });
  expect(reasons(again).slice(0, 2)).toEqual([
    ['segment 1 / audio', 'It is already there, as take 1 of segment 1 / audio.'],
    ['segment 2 / audio', 'It is already there, as take 1 of segment 2 / audio.'],
  ]);
  const other = await copy({ ...input, onlyApproved: false, idempotencyKey });
  expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_MISMATCH' }]);
});

test('a place with an approved or published take is not touched', async () => {
  const { to, ids } = await twins();
  const [one, two] = to.segments;
  const kept = [await narration(one?.audio, {}, ice), await narration(two?.audio, {}, ice)];
  await publishAssets(studio, ADA, { selection: { ids: [rowId(kept[1] ?? '')] } });
  const before = await studio.store.query('SELECT * FROM asset WHERE project_id = $1 ORDER BY id', [ice.rowId]);
  const done = await copy({ selection: { ids }, toProjectId: ice.id, toScriptId: to.id, onlyApproved: false });
  expect(done.changedCount).toBe(0);
  expect(reasons(done)).toEqual([
    ['segment 1 / audio', 'segment 1 / audio has an approved take, which stays as it is.'],
    ['segment 2 / audio', 'segment 2 / audio has a published take, which stays as it is.'],
  ]);
  expect(await studio.store.query('SELECT * FROM asset WHERE project_id = $1 ORDER BY id', [ice.rowId])).toEqual(
    before,
  );
});

test('chosen drafts come as drafts, published takes as approved, and what was sent back never', async () => {
  const { from, to, ids, draft } = await twins();
  const [first, second] = ids.map(rowId);
  await publishAssets(studio, ADA, { selection: { ids: [first ?? ''] } });
  const sentBack = await narration(from.segments[0]?.picture, { born: undefined, type: 'IMAGE' });
  await rejectAssets(studio, ADA, { selection: { ids: [rowId(sentBack)] }, reason: 'Too dark.' });
  const selection = { ids: [...ids, draft, sentBack] };
  const done = await copy({ selection, toProjectId: ice.id, toScriptId: to.id, onlyApproved: false });
  expect(done.assets?.nodes.map(({ slot, status }) => [slot.key, status]).sort()).toEqual([
    ['segment 1 / audio', 'APPROVED'],
    ['segment 2 / audio', 'APPROVED'],
    ['segment 3 / audio', 'DRAFT'],
  ]);
  const drafted = done.assets?.nodes.find(({ status }) => status === 'DRAFT');
  expect(drafted?.audit.nodes).toMatchObject([{ to: 'DRAFT', reason: `copied from asset ${draft} of project heat` }]);
  expect(drafted?.review).toEqual({ approvedBy: null, approvalCoversCurrentInputs: null });
  expect(reasons(done)).toEqual([['segment 1 / picture', 'It is REJECTED: what was sent back is not copied.']]);
  expect(second).toBeDefined();
});

test('of several takes for one place the one that a build would pick comes out newest', async () => {
  const from = await importScript(heat, 'One.');
  const to = await importScript(ice, 'One.');
  const audio = from.segments[0]?.audio;
  const older = await narration(audio);
  const newer = await narration(audio);
  await publishAssets(studio, ADA, { selection: { ids: [rowId(older)] } });
  const done = await copy({ selection: ofScript(from), toProjectId: ice.id, toScriptId: to.id });
  expect(done.changedCount).toBe(2);
  const last = done.assets?.nodes.find(({ take }) => take === 2);
  expect(last?.audit.nodes[0]?.reason).toContain(older);
  expect(newer).not.toBe(older);
});

test('places that the target does not have are named', async () => {
  const { from } = await twins();
  const to = await importScript(ice, 'Only one.');
  const [film, poster] = await Promise.all([
    timelineTake(from, 'film', 'VIDEO'),
    timelineTake(from, 'ambience', 'AUDIO'),
  ]);
  const done = await copy({ selection: ofScript(from), toProjectId: ice.id, toScriptId: to.id });
  expect(reasons(done)).toContainEqual(['segment 2 / audio', 'The target has no segment 2.']);
  const strange = await copy({ selection: { ids: [film, poster] }, toProjectId: ice.id, toScriptId: to.id });
  expect(reasons(strange).sort()).toEqual([
    ['timeline s / ambience', 'The target has no place for ambience until its film was begun.'],
    ['timeline s / film', 'A film is of its own cut alone; render the target to have one.'],
  ]);
});

/** A take of the script's cut, which is there as if its film had been begun. */
async function timelineTake({ id }: Script, part: string, type: 'VIDEO' | 'AUDIO', into = heat): Promise<string> {
  const slotId = await timelineSlot(id, part, type, into);
  return narration({ id: `Slot_${slotId}`, wish: { hash: hashOf('e') } }, { type }, into);
}
async function timelineSlot(scriptId: string, part: string, type: string, into: { rowId: string }): Promise<string> {
  await studio.store.query(
    `INSERT INTO timeline (id, project_id, script_id, name, rate_numerator, rate_denominator, created_at)
     VALUES ($1, $2, $3, 's', 24, 1, now()) ON CONFLICT DO NOTHING`,
    [studio.newId(), into.rowId, rowId(scriptId)],
  );
  const [slot] = await studio.store.query(
    `INSERT INTO slot (id, project_id, owner_type, owner_id, part, type, wish_hash, wished_at, capability)
     SELECT $1, $2, 'TIMELINE', id, $4, $5, $6, now(), 'SOUND' FROM timeline WHERE script_id = $3 RETURNING id`,
    [studio.newId(), into.rowId, rowId(scriptId), part, type, hashOf('e')],
  );
  return slot.id;
}

test('ambience comes to where a cut was begun, a figure to the figure of its number and into what shows it', async () => {
  const from = await importScript(heat, 'Figure 1 shows heat.');
  const to = await importScript(ice, 'Figure 1 shows heat.');
  const ambience = await timelineTake(from, 'ambience', 'AUDIO');
  await timelineSlot(to.id, 'ambience', 'AUDIO', ice);
  const figure = await figureTake(from, heat, true);
  await figureTake(to, ice, false);
  const done = await copy({ selection: { ids: [ambience, figure] }, toProjectId: ice.id, toScriptId: to.id });
  expect(done.assets?.nodes.map(({ slot }) => slot.key).sort()).toEqual([
    'figure 1 / picture',
    'timeline s / ambience',
  ]);
  const [{ sha256 }] = await studio.store.query('SELECT sha256 FROM asset WHERE id = $1', [rowId(figure)]);
  const [shown] = await studio.store.query('SELECT inputs FROM slot WHERE id = $1', [
    rowId(to.segments[0]?.picture.id ?? ''),
  ]);
  expect(shown.inputs).toEqual([{ name: 'figure/1', sha256 }]);
});

/** Figure 1 of the script, with a picture or without. */
async function figureTake({ id }: Script, into: { rowId: string }, filled: boolean): Promise<string> {
  const [figureId, slotId] = [studio.newId(), studio.newId()];
  await studio.store.query(
    "INSERT INTO figure (id, project_id, script_id, kind, number, caption) VALUES ($1, $2, $3, 'FIGURE', 1, 'Heat')",
    [figureId, into.rowId, rowId(id)],
  );
  await studio.store.query(
    `INSERT INTO slot (id, project_id, owner_type, owner_id, part, type, wish_hash, wished_at, capability)
     VALUES ($1, $2, 'FIGURE', $3, 'picture', 'FIGURE', $4, now(), 'IMAGE')`,
    [slotId, into.rowId, figureId, hashOf('e')],
  );
  if (!filled) return '';
  return narration({ id: `Slot_${slotId}`, wish: { hash: hashOf('e') } }, { type: 'FIGURE', figureNumber: 1 });
}

test('within one project it goes from script to script, and a copy onto itself is there already', async () => {
  const { from, ids } = await twins();
  const other = await importScript(heat, TEXT);
  const done = await copy({ selection: { ids }, toProjectId: heat.id, toScriptId: other.id });
  expect(done.changedCount).toBe(2);
  expect(done.assets?.nodes.map(({ staleness }) => staleness)).toEqual([null, null]);
  const itself = await copy({ selection: { ids }, toProjectId: heat.id, toScriptId: from.id });
  expect(reasons(itself)[0]).toEqual(['segment 1 / audio', 'It is already there, as take 1 of segment 1 / audio.']);
});

test('the target is the script of a run, or the only script of its project; several must be told apart', async () => {
  const alone = await createProject('alone');
  const { ids } = await twins();
  const empty = await copy({ selection: { ids }, toProjectId: alone.id });
  expect(empty.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'toProjectId'] }]);
  const script = await importScript(alone, TEXT);
  expect((await copy({ selection: { ids }, toProjectId: alone.id })).changedCount).toBe(2);
  await importScript(alone, TEXT);
  const several = await copy({ selection: { ids }, toProjectId: alone.id });
  expect(several).toMatchObject({ changedCount: 0, assets: null, skipped: null, skippedCount: 0 });
  expect(several.userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'toScriptId'] }]);
  const run = await runOf(alone.id, script.id);
  const byRun = await copy({ selection: { ids }, toProjectId: alone.id, toRunId: run });
  expect(byRun).toMatchObject({ changedCount: 0, skippedCount: 2, userErrors: [] });
  const both = await copy({ selection: { ids }, toProjectId: alone.id, toRunId: run, toScriptId: script.id });
  expect(both.userErrors).toMatchObject([{ code: 'INVALID_INPUT', got: 'both' }]);
  const foreign = await copy({ selection: { ids }, toProjectId: ice.id, toRunId: run });
  expect(foreign.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'toRunId'] }]);
});

async function runOf(projectId: string, scriptId: string): Promise<string> {
  const { data } = await server.query<{ startExplainer: { run: { id: string } } }>(
    'mutation($i: StartExplainerInput!) { startExplainer(input: $i) { run { id } userErrors { message } } }',
    { i: { projectId, scriptId, stopAfter: 'AUDIO', idempotencyKey: key() } },
  );
  return data.startExplainer.run.id;
}

test('who sees only one of the two projects finds nothing on the other side, and a reviewer copies nothing', async () => {
  const { to, ids } = await twins();
  const input = { selection: { ids }, toProjectId: ice.id, toScriptId: to.id };
  const [onlyHeat, onlyIce, both] = await Promise.all([
    tokenFor([heat.id]),
    tokenFor([ice.id]),
    tokenFor([heat.id, ice.id]),
  ]);
  expect((await copy(input, onlyHeat)).userErrors).toMatchObject([
    { code: 'NOT_FOUND', field: ['input', 'toProjectId'] },
  ]);
  expect((await copy(input, onlyIce)).userErrors).toMatchObject([
    { code: 'NOT_FOUND', field: ['input', 'selection', 'ids'] },
  ]);
  const reviewer = await tokenFor([heat.id, ice.id], 'REVIEWER');
  expect((await copy(input, reviewer)).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect((await copy(input, both)).changedCount).toBe(2);
});

test('the bytes of a copy are opened by who sees the target alone', async () => {
  const storage = await openStorage('', server.dataDir);
  const { sha256 } = await storage.put(Buffer.from('Cities are hot, as a sound.'));
  const { from, to } = await twins();
  const audio = from.segments[2]?.audio;
  const id = await narration(audio, { media: { ...PIXEL, ...SPOKEN, sha256, bytes: 27 } });
  const token = await tokenFor([ice.id], 'VIEWER');
  const open = async () =>
    (await fetch(`${server.url}/media/${sha256}`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await open()).toBe(404);
  await copy({ selection: { ids: [id] }, toProjectId: ice.id, toScriptId: to.id });
  expect(await open()).toBe(200);
});

test('of two copies at once, whichever way they go, one adds and the other finds it there', async () => {
  const { from, to, ids } = await twins();
  const back = await narration(to.segments[2]?.audio, {}, ice);
  const there = { selection: { ids }, toProjectId: ice.id, toScriptId: to.id };
  const here = { selection: { ids: [back] }, toProjectId: heat.id, toScriptId: from.id };
  const answers = await Promise.all([copy(there), copy(here), copy(there), copy(here), copy(there)]);
  expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  const counts = (indexes: number[]) => indexes.map((index) => answers[index]?.changedCount).sort();
  expect([counts([0, 2, 4]), counts([1, 3])]).toEqual([
    [0, 0, 2],
    [0, 1],
  ]);
  await verifiedAudit(studio, ice.rowId);
  await verifiedAudit(studio, heat.rowId);
});

test('of what is skipped the first 250 are shown and all are counted', async () => {
  const from = await importScript(heat, Array.from({ length: 260 }, (_, index) => `Paragraph ${index}.`).join('\n\n'));
  const to = await importScript(ice, 'Only one.');
  for (const { audio } of from.segments) await narration(audio);
  const rest = await studio.store.query(
    `SELECT s.id, s.wish_hash FROM slot s JOIN segment g ON g.id = s.owner_id
     WHERE g.script_id = $1 AND s.part = 'audio' AND s.current_id IS NULL`,
    [rowId(from.id)],
  );
  for (const { id, wish_hash: hash } of rest) await narration({ id: `Slot_${id}`, wish: { hash } });
  const done = await copy({ selection: ofScript(from), toProjectId: ice.id, toScriptId: to.id });
  expect(done).toMatchObject({ changedCount: 1, skippedCount: 259 });
  expect(done.skipped).toHaveLength(250);
  expect(new Set(done.skipped?.map(({ asset }) => asset.slot.key)).size).toBe(250);
});
