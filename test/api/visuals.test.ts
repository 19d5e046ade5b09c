import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/server/database';
import { drawn, plainPng } from '../support/pictures';
import { startServer, type TestServer } from '../support/server';
import { bring, type UserError } from '../support/uploads';

let server: TestServer;
let store: DataSource;
let projectId: string;
let keys = 0;
beforeAll(async () => {
  server = await startServer();
  store = await createDataSource(server.database.url, 2).initialize();
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation { createProject(input: { key: "v", name: "v", size: { width: 1280, height: 720 }, idempotencyKey: "v" }) { project { id } } }',
  );
  projectId = data.createProject.project.id;
});
afterAll(async () => {
  await store.destroy();
  await server.close();
});

const rowId = (id: string) => id.slice(id.indexOf('_') + 1);
const TEXTS = [
  'Cities hold the heat.',
  'Figure 1 shows the nights, and Table 2 the days.',
  'What follows surprises nobody.',
  'Trees help.',
  'Roofs matter more than streets.',
  'Plant trees.',
];

async function importScript(texts: readonly string[] = TEXTS): Promise<string> {
  keys += 1;
  const { data } = await server.query<{ importScript: { script: { id: string } } }>(
    'mutation($input: ImportScriptInput!) { importScript(input: $input) { script { id } } }',
    { input: { projectId, name: 'Script', text: texts.join('\n\n'), idempotencyKey: `script-${keys}` } },
  );
  const { id } = data.importScript.script;
  for (const [idx, importance] of [0.9, 0.5, 0.1, 0.8, 0.7, 0.6].entries())
    await store.query('UPDATE segment SET importance = $3, intent = $4 WHERE script_id = $1 AND idx = $2', [
      ...[rowId(id), idx, importance],
      idx === 2 ? 'TRANSITION' : 'BACKGROUND',
    ]);
  return id;
}

async function importFigure(scriptId: string, kind: string, number: number, bytes = drawn('image/png')) {
  keys += 1;
  const uploadId = await bring(server, projectId, bytes);
  const { data } = await server.query<{ importFigure: { userErrors: UserError[] } }>(
    'mutation($input: ImportFigureInput!) { importFigure(input: $input) { userErrors { code message } } }',
    { input: { scriptId, uploadId, kind, number, caption: `Of ${kind} ${number}.`, idempotencyKey: `figure-${keys}` } },
  );
  expect(data.importFigure.userErrors).toEqual([]);
}

interface Assigned {
  script: { directedTier: string; segments: { nodes: Segment[] } } | null;
  plan: Record<string, unknown> | null;
  changedSegments: number;
  changedPlaces: number;
  staleAssets: number;
  userErrors: UserError[];
}
interface Segment {
  id: string;
  lockVersion: number;
  displayMode: string;
  visualDirection: string | null;
  picture: { id: string; wish: Wish };
  video: { wish: Wish };
  slots: { nodes: { part: string; type: string; wish: Wish }[] };
}
interface Wish {
  hash: string;
  prompt: string | null;
  parameters: Record<string, unknown>;
  inputs: { name: string }[];
}
const WISH = 'wish { hash prompt parameters inputs { name } }';
const SEGMENTS = `segments { nodes { id lockVersion displayMode visualDirection picture { id ${WISH} } video { ${WISH} } slots { nodes { part: key type ${WISH} } } } }`;

async function assign(scriptId: string, tier: string, more: object = {}, token?: string): Promise<Assigned> {
  const { data, errors } = await server.query<{ assignVisuals: Assigned }>(
    `mutation($input: AssignVisualsInput!) { assignVisuals(input: $input) {
      script { directedTier ${SEGMENTS} } changedSegments changedPlaces staleAssets
      plan { tier imageQuota drawnNumbers figureNumbers textNumbers carriedNumbers clipNumbers reusedNumbers }
      userErrors { code message field expected got remedy } } }`,
    { input: { scriptId, tier, ...more } },
    token,
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.assignVisuals;
}

const modesOf = ({ script }: Assigned) => script?.segments.nodes.map(({ displayMode }) => displayMode);
const taskOf = ({ wish }: { wish: Wish }) => wish.parameters.task ?? 'GENERATE';
const partsOf = (segment: Segment | undefined) =>
  segment?.slots.nodes.map(({ part }) => part.replace(/^segment \d+ \/ /, '')).sort();

test('a tier gives each segment what it pays for, and its places want it', async () => {
  const scriptId = await importScript();
  await importFigure(scriptId, 'FIGURE', 1);
  const assigned = await assign(scriptId, 'LOW');
  expect(assigned).toMatchObject({
    userErrors: [],
    script: { directedTier: 'LOW' },
    plan: {
      ...{ tier: 'LOW', imageQuota: 1, drawnNumbers: [1], figureNumbers: [2], textNumbers: [3] },
      ...{ carriedNumbers: [4, 5, 6], clipNumbers: [], reusedNumbers: [] },
    },
  });
  const nodes = assigned.script?.segments.nodes ?? [];
  expect(nodes.map(({ picture }) => taskOf(picture))).toEqual([
    ...['GENERATE', 'PAGE', 'CARD', 'GENERATE', 'GENERATE', 'GENERATE'],
  ]);
  expect(nodes[0]?.picture.wish.prompt).toBe(`${TEXTS[0]}\n\n${nodes[0]?.visualDirection}`);
  expect(nodes[1]?.picture.wish.parameters).toMatchObject({ label: 'Figure 1', caption: 'Of FIGURE 1.' });
  expect(nodes[2]?.picture.wish).toMatchObject({ prompt: TEXTS[2], parameters: { card: 'TEXT' } });
  expect(nodes[3]?.visualDirection).toBeNull();
});

test('asked again it changes nothing, and for another tier it decides anew', async () => {
  const scriptId = await importScript();
  const first = await assign(scriptId, 'MICRO');
  expect(modesOf(first)).toEqual(['TEXT_ONLY', 'FIGURE_SYNC', 'TEXT_ONLY', 'TEXT_ONLY', 'TEXT_ONLY', 'TEXT_ONLY']);
  const again = await assign(scriptId, 'MICRO');
  expect(again).toMatchObject({ changedSegments: 0, changedPlaces: 0, staleAssets: 0 });
  const full = await assign(scriptId, 'FULL');
  expect(modesOf(full)).toEqual(['DALL_E', 'FIGURE_SYNC', 'TEXT_ONLY', 'DALL_E', 'DALL_E', 'DALL_E']);
  expect(full.plan).toMatchObject({ clipNumbers: [1, 4, 5, 6] });
  expect(full.changedSegments).toBe(4);
  const back = await assign(scriptId, 'MICRO');
  expect(back.script).toEqual(first.script);
});

test('what people decided stands in every tier, and is theirs again when the tier goes', async () => {
  const scriptId = await importScript();
  const [segment] = (await assign(scriptId, 'MICRO')).script?.segments.nodes ?? [];
  const { data } = await server.query<{ editSegment: { userErrors: UserError[] } }>(
    'mutation($input: EditSegmentInput!) { editSegment(input: $input) { userErrors { message } } }',
    {
      input: {
        ...{ segmentId: segment?.id, expectedVersion: segment?.lockVersion },
        ...{ displayMode: 'CARRY_FORWARD', visualDirection: 'A red door.' },
      },
    },
  );
  expect(data.editSegment.userErrors).toEqual([]);
  for (const tier of ['FULL', 'LOW', 'MICRO']) {
    const { script } = await assign(scriptId, tier);
    expect(script?.segments.nodes[0]).toMatchObject({ displayMode: 'CARRY_FORWARD', visualDirection: 'A red door.' });
  }
  const rows = await store.query(
    'SELECT display_mode AS decided, directed_mode AS given FROM segment WHERE script_id = $1 ORDER BY idx LIMIT 2',
    [rowId(scriptId)],
  );
  expect(rows).toEqual([
    { decided: 'CARRY_FORWARD', given: 'CARRY_FORWARD' },
    { decided: 'DALL_E', given: 'FIGURE_SYNC' },
  ]);
});

test('an edit keeps what the tier gave, and its direction follows the words', async () => {
  const scriptId = await importScript();
  const [segment] = (await assign(scriptId, 'FULL')).script?.segments.nodes ?? [];
  await server.query('mutation($input: EditSegmentInput!) { editSegment(input: $input) { userErrors { message } } }', {
    input: {
      segmentId: segment?.id,
      expectedVersion: segment?.lockVersion,
      keyConcepts: ['albedo'],
      text: 'Stone keeps heat.',
    },
  });
  const again = await assign(scriptId, 'FULL');
  expect(again).toMatchObject({ changedSegments: 0, changedPlaces: 0 });
  const edited = again.script?.segments.nodes[0];
  expect(edited?.visualDirection).toContain('Key visual elements: albedo.');
  expect(edited?.picture.wish.prompt).toMatch(/^Stone keeps heat\.\n\n/);
});

test('a segment that shows two figures has a page for the second, as long as it shows it', async () => {
  const scriptId = await importScript();
  await importFigure(scriptId, 'FIGURE', 1);
  const one = (await assign(scriptId, 'LOW')).script?.segments.nodes[1];
  expect(partsOf(one)).toEqual(['audio', 'picture', 'video']);
  await importFigure(scriptId, 'TABLE', 2, plainPng(40, 30));
  const two = (await assign(scriptId, 'LOW')).script?.segments.nodes[1];
  expect(partsOf(two)).toEqual(['audio', 'page:2', 'picture', 'video']);
  expect(two?.slots.nodes.find(({ part }) => part.endsWith('/ page:2'))).toMatchObject({
    type: 'IMAGE',
    wish: { inputs: [{ name: 'table/2' }], parameters: { task: 'PAGE', label: 'Table 2' } },
  });
  const text = async (words: string) => {
    const segment = (await assign(scriptId, 'LOW')).script?.segments.nodes[1];
    await server.query(
      'mutation($input: EditSegmentInput!) { editSegment(input: $input) { userErrors { message } } }',
      {
        input: { segmentId: segment?.id, expectedVersion: segment?.lockVersion, text: words },
      },
    );
    return (await assign(scriptId, 'LOW')).script?.segments.nodes[1];
  };
  expect(partsOf(await text('Figure 1 alone.'))).toEqual(['audio', 'picture', 'video']);
  const turned = await text('Table 2, then Figure 1.');
  expect(partsOf(turned)).toEqual(['audio', 'page:2', 'picture', 'video']);
  expect(turned?.picture.wish.inputs).toEqual([{ name: 'table/2' }]);
  const left = await store.query("SELECT 1 FROM slot WHERE part LIKE 'retired:%:page:2:%'");
  expect(left).toHaveLength(1);
});

test('jobs of a segment are called like the places that they fill', async () => {
  const scriptId = await importScript();
  await importFigure(scriptId, 'FIGURE', 1);
  await importFigure(scriptId, 'TABLE', 2, plainPng(40, 30));
  const input = { projectId, scriptId, tier: 'FULL', stopAfter: 'VISUALS', idempotencyKey: `run-${scriptId}` };
  const { data } = await server.query<{ startExplainer: { run: { jobs: { nodes: Job[] } } } }>(
    `mutation($input: StartExplainerInput!) { startExplainer(input: $input) {
      run { jobs(first: 50) { nodes { key slot { key } } } } userErrors { code message } } }`,
    { input },
  );
  const jobs = data.startExplainer.run.jobs.nodes.filter(({ key }) => key.startsWith('segment '));
  expect(jobs.map(({ key }) => key)).toEqual(jobs.map(({ slot }) => slot?.key));
  const named = ['segment 1 / video', 'segment 2 / audio', 'segment 2 / picture', 'segment 2 / page:2'];
  expect(jobs.map(({ key }) => key)).toEqual(expect.arrayContaining(named));
});

interface Job {
  readonly key: string;
  readonly slot: { readonly key: string } | null;
}

test('a clip is wished for, and its wish is whole once its picture is there', async () => {
  const scriptId = await importScript();
  const { script } = await assign(scriptId, 'FULL');
  expect(script?.segments.nodes[0]?.video.wish).toMatchObject({
    parameters: { durationSeconds: 5, width: 1280, height: 720, rateNumerator: 24, rateDenominator: 1 },
    inputs: [],
  });
  const plain = (await assign(scriptId, 'LOW')).script?.segments.nodes[0]?.video.wish;
  expect(plain).toMatchObject({ prompt: null, parameters: {}, inputs: [] });
});

test('an unknown tier, a version that is past and a viewer are refused, and nothing is written', async () => {
  const scriptId = await importScript();
  await expect(assign(scriptId, 'HUGE')).rejects.toThrow();
  const stale = await assign(scriptId, 'FULL', { expectedVersion: 7 });
  expect(stale.userErrors).toMatchObject([{ code: 'STALE_VERSION', expected: 'version 1' }]);
  const { script } = await assign(scriptId, 'MICRO', { expectedVersion: 1 });
  expect(script?.directedTier).toBe('MICRO');
});

test('all tiers stand side by side with their quotas, pages, cards and clips', async () => {
  const scriptId = await importScript();
  await importFigure(scriptId, 'FIGURE', 1);
  const { data } = await server.query<{ script: { tierComparison: object[] } }>(
    `query($id: ID!) { script(id: $id) { tierComparison {
      tier images figures carried textOnly imageQuota clipQuota pages cards clips estimate { amount } clipEstimate { amount } } } }`,
    { id: scriptId },
  );
  expect(data.script.tierComparison[0]).toMatchObject({ tier: 'MICRO', pages: 1, cards: 5, clips: 0, imageQuota: 0 });
  expect(data.script.tierComparison[4]).toMatchObject({
    tier: 'FULL',
    images: 4,
    pages: 1,
    cards: 1,
    clips: 4,
    clipQuota: 6,
  });
});
