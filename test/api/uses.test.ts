import type { DataSource } from 'typeorm';
import { CLIPS_OF_CUTS } from '../../migrations/1795284400000-CopiesAndNotes';
import { rejectAssets, type Studio } from '../../src/pipeline';
import type { NewTake } from '../../src/pipeline/library/register-take.verb';
import { cutting } from '../../src/pipeline/production/cutting.verb';
import { createDataSource } from '../../src/server/database';
import { ADA, newTake, PIXEL, register, studioOn } from '../pipeline/library/studio';
import { startServer, type TestServer } from '../support/server';

let server: TestServer;
let studio: Studio<DataSource>;
let projectId: string;
beforeAll(async () => {
  server = await startServer();
  studio = studioOn(await createDataSource(server.database.url, 4).initialize());
  projectId = (
    await ask<{ createProject: { project: { id: string } } }>(
      'mutation { createProject(input: { key: "heat", name: "Heat", rate: { numerator: 25 }, idempotencyKey: "p" }) { project { id } } }',
    )
  ).createProject.project.id;
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

async function ask<T>(document: string, variables: object = {}, token?: string): Promise<T> {
  const { data, errors } = await server.query<T>(document, variables, token);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

interface Places {
  id: string;
  audio: { id: string };
  picture: { id: string };
}
interface Begun {
  scriptId: string;
  runId: string;
  timelineId: string;
  segments: Places[];
}

/** A script whose film was begun, by a run that nobody carries out. */
async function begun(text: string): Promise<Begun> {
  const { importScript } = await ask<{ importScript: { script: { id: string; segments: { nodes: Places[] } } } }>(
    `mutation($i: ImportScriptInput!) { importScript(input: $i) { script { id
       segments { nodes { id audio { id } picture { id } } } } } }`,
    { i: { projectId, name: 's', text, idempotencyKey: key() } },
  );
  const { id: scriptId, segments } = importScript.script;
  const { startExplainer } = await ask<{
    startExplainer: { run: { id: string; subject: { timeline: { id: string } } } };
  }>(
    `mutation($i: StartExplainerInput!) { startExplainer(input: $i) {
       run { id subject { ... on StructuredScript { timeline { id } } } } userErrors { message } } }`,
    { i: { projectId, scriptId, idempotencyKey: key() } },
  );
  const { run } = startExplainer;
  return { scriptId, runId: run.id, timelineId: run.subject.timeline.id, segments: segments.nodes };
}

const cut = ({ runId }: Begun) =>
  studio.store.transaction(async (manager) => {
    await cutting.write(manager, { runId: rowId(runId), projectId: rowId(projectId), id: '' });
  });

async function take(slotId: string, change: Partial<NewTake> = {}): Promise<string> {
  const slot = { projectId: rowId(projectId), slotId: rowId(slotId) };
  return `Asset_${(await register(studio, newTake(slot, change))).id}`;
}
let sounds = 0;
const sound = (): Partial<NewTake> => {
  sounds += 1;
  const levels = { loudnessLufs: -20, truePeakDbtp: -3, width: null, height: null, durationSeconds: 2 };
  const media = { ...PIXEL, ...levels, sha256: sounds.toString(16).padStart(64, 'b') };
  return { type: 'AUDIO', media };
};

interface Used {
  owner: { id: string; number?: number };
  timeline: { id: string } | null;
  span: { startFrame: number; endFrameExclusive: number; startSeconds: number; durationSeconds: number } | null;
}
async function usesOf(id: string, token?: string): Promise<Used[]> {
  const { asset } = await ask<{ asset: { uses: { totalCount: number; nodes: Used[] } } }>(
    `query($id: ID!) { asset(id: $id) { uses { totalCount nodes { owner { id ... on Segment { number } } timeline { id }
       span { startFrame endFrameExclusive startSeconds durationSeconds } } } } }`,
    { id },
    token,
  );
  expect(asset.uses.totalCount).toBe(asset.uses.nodes.length);
  return asset.uses.nodes;
}

/** Narration and a picture in every segment. */
async function filled(film: Begun): Promise<{ audio: string[]; pictures: string[] }> {
  const audio: string[] = [];
  const pictures: string[] = [];
  for (const segment of film.segments) {
    audio.push(await take(segment.audio.id, sound()));
    pictures.push(await take(segment.picture.id));
  }
  return { audio, pictures };
}

test('before the cut a take is used by the place that would pick it; once cut, by its clip, with frames and seconds', async () => {
  const film = await begun('Cities are hot.\n\nPlant trees.');
  const [first, second] = film.segments;
  const older = await take(second?.audio.id ?? '', sound());
  const { audio, pictures } = await filled(film);
  expect(await usesOf(audio[1] ?? '')).toEqual([{ owner: { id: second?.id, number: 2 }, timeline: null, span: null }]);
  expect(await usesOf(older)).toEqual([]);
  await cut(film);
  expect(await usesOf(older)).toEqual([]);
  const narrated = { startFrame: 32, endFrameExclusive: 82, startSeconds: 1.28, durationSeconds: 2 };
  expect(await usesOf(audio[0] ?? '')).toEqual([
    { owner: { id: first?.id, number: 1 }, timeline: { id: film.timelineId }, span: narrated },
  ]);
  expect(await usesOf(pictures[0] ?? '')).toMatchObject([
    { owner: { id: first?.id }, timeline: { id: film.timelineId }, span: { startFrame: 0, startSeconds: 0 } },
  ]);
});

test('what the cut shows and what a build would pick now are told apart', async () => {
  const film = await begun('One.\n\nTwo.');
  const [{ picture }] = film.segments as [Places];
  const { pictures } = await filled(film);
  await cut(film);
  const newer = await take(picture.id);
  expect(await usesOf(newer)).toMatchObject([{ owner: { number: 1 }, timeline: null, span: null }]);
  expect(await usesOf(pictures[0] ?? '')).toMatchObject([{ owner: { number: 1 }, timeline: { id: film.timelineId } }]);
  await cut(film);
  expect(await usesOf(newer)).toMatchObject([{ owner: { number: 1 }, timeline: { id: film.timelineId } }]);
  expect(await usesOf(pictures[0] ?? '')).toEqual([]);
});

const clipsOf = ({ timelineId }: Begun) =>
  studio.store.query('SELECT *, xmin FROM clip WHERE timeline_id = $1 ORDER BY track, position', [rowId(timelineId)]);

test('clips follow their cut: replaced when it changes, fewer when it is shorter, untouched when it is the same', async () => {
  const film = await begun('One.\n\nTwo.\n\nThree.');
  const { pictures } = await filled(film);
  await cut(film);
  const before = await clipsOf(film);
  expect(before.map(({ track, position }: { track: string; position: number }) => `${track} ${position}`)).toEqual([
    ...['NARRATION 0', 'NARRATION 1', 'NARRATION 2', 'PICTURE 0', 'PICTURE 1', 'PICTURE 2'],
  ]);
  await cut(film);
  expect(await clipsOf(film)).toEqual(before);
  await rejectAssets(studio, ADA, { selection: { ids: [rowId(pictures[1] ?? '')] }, reason: 'Too dark.' });
  await cut(film);
  const after = await clipsOf(film);
  expect(after.filter(({ track }: { track: string }) => track === 'PICTURE')).toMatchObject([
    { position: 0, asset_id: rowId(pictures[0] ?? '') },
    { position: 1, asset_id: rowId(pictures[2] ?? '') },
  ]);
});

test('one take in several clips is used by each, a page at a time and in a stable order', async () => {
  const film = await begun('One.');
  await filled(film);
  const ambience = await ask<{ timeline: { ambience: { id: string } } }>(
    'query($id: ID!) { timeline(id: $id) { ambience { id } } }',
    { id: film.timelineId },
  );
  const hum = await take(ambience.timeline.ambience.id, sound());
  await cut(film);
  const other = await begun('Two.\n\nThree.');
  await filled(other);
  await cut(other);
  await studio.store.query("UPDATE clip SET asset_id = $1 WHERE timeline_id = $2 AND track = 'NARRATION'", [
    rowId(hum),
    rowId(other.timelineId),
  ]);
  const whole = await usesOf(hum);
  expect(whole.map(({ timeline }) => timeline?.id)).toEqual([film.timelineId, other.timelineId, other.timelineId]);
  expect(await paged(hum)).toEqual(whole.map(({ owner }) => owner.id));
});

async function paged(id: string): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  for (let more = true; more; ) {
    const { asset }: { asset: { uses: Page } } = await ask(
      `query($id: ID!, $after: String) { asset(id: $id) { uses(first: 1, after: $after) {
         edges { cursor node { owner { id } } } pageInfo { hasNextPage endCursor } } } }`,
      { id, after },
    );
    found.push(...asset.uses.edges.map(({ node }) => node.owner.id));
    ({ endCursor: after, hasNextPage: more } = asset.uses.pageInfo);
  }
  return found;
}
interface Page {
  edges: { node: { owner: { id: string } } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

test('a figure is used by itself and by the segments that speak of it', async () => {
  const film = await begun('Look at Figure 1.\n\nNothing to see.\n\nFigure 1 again, and Figure 2.');
  const [figureId, slotId] = [studio.newId(), studio.newId()];
  await studio.store.query(
    "INSERT INTO figure (id, project_id, script_id, kind, number, caption) VALUES ($1, $2, $3, 'FIGURE', 1, 'Heat')",
    [figureId, rowId(projectId), rowId(film.scriptId)],
  );
  await studio.store.query(
    `INSERT INTO slot (id, project_id, owner_type, owner_id, part, type, wish_hash, wished_at, capability)
     VALUES ($1, $2, 'FIGURE', $3, 'picture', 'FIGURE', $4, now(), 'IMAGE')`,
    [slotId, rowId(projectId), figureId, 'e'.repeat(64)],
  );
  const figure = await take(`Slot_${slotId}`, { type: 'FIGURE' });
  const [one, , three] = film.segments;
  expect((await usesOf(figure)).map(({ owner }) => owner.id)).toEqual([`Figure_${figureId}`, one?.id, three?.id]);
  const better = await take(`Slot_${slotId}`, { type: 'FIGURE' });
  expect(await usesOf(figure)).toEqual([]);
  expect(await usesOf(better)).toHaveLength(3);
});

test('the clips of a segment that is no more have nobody who uses them', async () => {
  const film = await begun('One.\n\nTwo.');
  const { pictures } = await filled(film);
  await cut(film);
  await studio.store.query('UPDATE clip SET owner_id = $1 WHERE asset_id = $2', [
    studio.newId(),
    rowId(pictures[1] ?? ''),
  ]);
  expect(await usesOf(pictures[1] ?? '')).toMatchObject([{ owner: { number: 2 }, timeline: null }]);
});

test('the migration writes the clips of the cuts that there are', async () => {
  const film = await begun('One.\n\nTwo.');
  await filled(film);
  const ambience = await studio.store.query("SELECT id FROM slot WHERE owner_id = $1 AND part = 'ambience'", [
    rowId(film.timelineId),
  ]);
  await take(`Slot_${ambience[0].id}`, sound());
  await cut(film);
  const columns =
    'timeline_id, project_id, track, position, owner_type, owner_id, asset_id, start_frame, end_frame_exclusive';
  const clips = () =>
    studio.store.query(`SELECT ${columns} FROM clip WHERE timeline_id = $1 ORDER BY track, position`, [
      rowId(film.timelineId),
    ]);
  const before = await clips();
  expect(before).toHaveLength(5);
  await studio.store.query('UPDATE timeline SET cut = NULL WHERE id <> $1', [rowId(film.timelineId)]); // with cards, which came later
  await studio.store.query('DELETE FROM clip');
  for (const statement of CLIPS_OF_CUTS) await studio.store.query(statement);
  expect(await clips()).toEqual(before);
});
