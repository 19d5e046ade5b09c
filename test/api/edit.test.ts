import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { createDataSource } from '../../src/server/database';
import { startServer, type TestServer } from '../support/server';
import type { UserError } from '../support/uploads';

let server: TestServer;
let store: DataSource;
let projectId: string;
let keys = 0;
beforeAll(async () => {
  server = await startServer();
  store = await createDataSource(server.database.url, 2).initialize();
  projectId = await createProject('heat');
});
afterAll(async () => {
  await store.destroy();
  await server.close();
});

async function createProject(key: string): Promise<string> {
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation($key: String!) { createProject(input: { key: $key, name: $key, idempotencyKey: $key }) { project { id } } }',
    { key },
  );
  return data.createProject.project.id;
}

interface Segment {
  id: string;
  number: number;
  lockVersion: number;
  text: string;
  intent: string;
  estimatedSeconds: number;
  figureReferences: { number: number }[];
  picture: { id: string; wish: { hash: string } };
}
interface Script {
  id: string;
  revision: number;
  lockVersion: number;
  text: string;
  segments: { nodes: Segment[] };
  revisions: { totalCount: number; nodes: { revision: number; by: string; change: string; text: string }[] };
}

const SCRIPT = `id revision lockVersion text
  segments { nodes { id number lockVersion text intent estimatedSeconds figureReferences { number } picture { id wish { hash } } } }
  revisions { totalCount nodes { revision by change text } }`;

async function importScript(
  text = 'One one.\n\nTwo two.\n\nThree three.\n\nFour four.',
  project = projectId,
): Promise<Script> {
  keys += 1;
  const { data } = await server.query<{ importScript: { script: Script } }>(
    `mutation($input: ImportScriptInput!) { importScript(input: $input) { script { ${SCRIPT} } } }`,
    { input: { projectId: project, name: 'Script', text, idempotencyKey: `script-${keys}` } },
  );
  return data.importScript.script;
}

async function read(id: string): Promise<Script> {
  const { data } = await server.query<{ script: Script }>(`query($id: ID!) { script(id: $id) { ${SCRIPT} } }`, { id });
  return data.script;
}

const RADIUS =
  'blastRadius { stale { nodes { id } } approvals { nodes { id } } piecesToRender cost { amount currency } }';

interface Radius {
  stale: { nodes: { id: string }[] };
  approvals: { nodes: { id: string }[] };
  piecesToRender: number;
  cost: { amount: string; currency: string };
}
interface Edited {
  segment: Segment | null;
  segments?: Segment[] | null;
  script?: { id: string } | null;
  blastRadius: Radius | null;
  userErrors: UserError[];
}

const ANSWERS: Record<string, string> = { splitSegment: 'segments { id number text }', removeSegment: 'script { id }' };

async function edit(name: string, input: object, token?: string): Promise<Edited> {
  const title = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const answer = ANSWERS[name] ?? 'segment { id number text lockVersion intent figureReferences { number } }';
  const { data, errors } = await server.query<Record<string, Edited>>(
    `mutation($input: ${title}Input!) {
      ${name}(input: $input) { ${answer} ${RADIUS} userErrors { code message field expected got remedy } } }`,
    { input },
    token,
  );
  const edited = data?.[name];
  if (!edited) throw new Error(JSON.stringify(errors));
  return edited;
}

const at = (script: Script, number: number): Segment => {
  const segment = script.segments.nodes[number - 1];
  if (!segment) throw new Error(`The script has no segment ${number}.`);
  return segment;
};
const seen = ({ id, lockVersion }: Segment) => ({ segmentId: id, expectedVersion: lockVersion });
const versions = (...segments: Segment[]) => ({
  segmentIds: segments.map(({ id }) => id),
  expectedVersions: segments.map(({ id, lockVersion: version }) => ({ id, version })),
});
const idsOf = ({ segments }: Script) => segments.nodes.map(({ id }) => id);
const rowId = (id: string | undefined) => id?.split('_')[1] ?? '';

async function lines(): Promise<{ kind: string; subject_id: string; facts: object; actor: string }[]> {
  return store.query('SELECT kind, subject_id, facts, actor FROM project_event WHERE project_id = $1 ORDER BY seq', [
    rowId(projectId),
  ]);
}

test('an edit keeps the id, and is a version and a revision with its text and its line in the log', async () => {
  const before = await importScript();
  const { segment, blastRadius, userErrors } = await edit('editSegment', {
    ...seen(at(before, 2)),
    text: '  As Figure 3 shows, two. ',
    intent: 'RECAP',
  });
  expect(userErrors).toEqual([]);
  expect(segment).toMatchObject({
    id: at(before, 2).id,
    text: 'As Figure 3 shows, two.',
    lockVersion: 2,
    intent: 'RECAP',
    figureReferences: [{ number: 3 }],
  });
  expect(blastRadius).toEqual({
    stale: { nodes: [] },
    approvals: { nodes: [] },
    piecesToRender: 0,
    cost: { amount: '0.0000', currency: 'USD' },
  });
  const after = await read(before.id);
  expect(after).toMatchObject({ revision: 2, lockVersion: 2 });
  expect(idsOf(after)).toEqual(idsOf(before));
  expect(after.revisions).toEqual({
    totalCount: 2,
    nodes: [
      {
        revision: 2,
        by: 'WORKPRINT_ADMIN_TOKEN',
        change: 'Edited segment 2: text, intent',
        text: 'One one.\n\nAs Figure 3 shows, two.\n\nThree three.\n\nFour four.',
      },
      { revision: 1, by: 'WORKPRINT_ADMIN_TOKEN', change: 'Imported', text: before.text },
    ],
  });
  expect((await lines()).at(-1)).toEqual({
    kind: 'SCRIPT_EDITED',
    subject_id: rowId(before.id),
    facts: { revision: 2, change: 'Edited segment 2: text, intent' },
    actor: 'WORKPRINT_ADMIN_TOKEN',
  });
});

test('an edit that changes nothing is no revision, and answers what is', async () => {
  const before = await importScript();
  const same = await edit('editSegment', { ...seen(at(before, 1)), text: 'One one.', intent: 'INTRO' });
  expect([same.userErrors, same.segment?.lockVersion]).toEqual([[], 1]);
  expect((await edit('moveSegment', { ...seen(at(before, 2)), toNumber: 2 })).userErrors).toEqual([]);
  expect(await read(before.id)).toEqual(before);
});

test('a segment is split: the first half keeps the id, the second follows with places of its own', async () => {
  const before = await importScript();
  const { segments } = await edit('splitSegment', { ...seen(at(before, 2)), at: 4 });
  expect(segments).toMatchObject([
    { id: at(before, 2).id, number: 2, text: 'Two' },
    { number: 3, text: 'two.' },
  ]);
  const after = await read(before.id);
  expect(after.text).toBe('One one.\n\nTwo\n\ntwo.\n\nThree three.\n\nFour four.');
  expect(at(after, 2).picture.id).toBe(at(before, 2).picture.id);
  expect(at(after, 3).picture.wish.hash).not.toBe(at(after, 2).picture.wish.hash);
  expect([after.revision, after.revisions.nodes[0]?.change]).toEqual([2, 'Split segment 2']);
});

test.each([
  [0, '0'],
  [8, '8'],
  [-1, '-1'],
  [3, '3, in the middle of a character'],
])('a cut at %i of "a 🔥 bc d" is refused or is between characters', async (offset, got) => {
  const script = await importScript('a 🔥 b d');
  const { userErrors } = await edit('splitSegment', { ...seen(at(script, 1)), at: offset });
  expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'at'], got }]);
  expect(await read(script.id)).toEqual(script);
});

test('neighbours are merged: the first keeps its id, and the takes of the others stay with the project', async () => {
  const before = await importScript();
  const { segment } = await edit('mergeSegments', versions(at(before, 3), at(before, 2), at(before, 4)));
  expect(segment).toMatchObject({ id: at(before, 2).id, text: 'Two two. Three three. Four four.', number: 2 });
  const after = await read(before.id);
  expect(idsOf(after)).toEqual(idsOf(before).slice(0, 2));
  const [slot] = await store.query('SELECT owner_type, owner_id, part FROM slot WHERE id = $1', [
    rowId(at(before, 3).picture.id),
  ]);
  expect(slot).toEqual({
    owner_type: 'PROJECT',
    owner_id: rowId(projectId),
    part: `retired:${rowId(at(before, 3).id)}:picture`,
  });
});

test('what is no neighbour is not merged, and nothing is merged with itself or unseen', async () => {
  const script = await importScript();
  const [one, three] = [at(script, 1), at(script, 3)];
  expect((await edit('mergeSegments', versions(one, three))).userErrors).toMatchObject([
    { code: 'INVALID_INPUT', got: 'segments 1, 3', expected: 'two or more segments that follow each other' },
  ]);
  expect((await edit('mergeSegments', versions(one, one))).userErrors[0]).toMatchObject({ got: '1' });
  const unseen = { ...versions(one, at(script, 2)), expectedVersions: [] };
  expect((await edit('mergeSegments', unseen)).userErrors[0]).toMatchObject({ got: 'none for 2 of them' });
});

test('a segment moves with its id and its places, and nothing goes stale by it', async () => {
  const before = await importScript();
  const { segment } = await edit('moveSegment', { ...seen(at(before, 4)), toNumber: 1 });
  expect(segment).toMatchObject({ id: at(before, 4).id, number: 1, lockVersion: 2 });
  const after = await read(before.id);
  const [one, two, three, four] = idsOf(before);
  expect(idsOf(after)).toEqual([four, one, two, three]);
  const pictures = ({ segments }: Script) => new Map(segments.nodes.map(({ id, picture }) => [id, picture]));
  expect(pictures(after)).toEqual(pictures(before));
  expect(after.revisions.nodes[0]?.change).toBe('Moved segment 4 to 1');
  for (const toNumber of [0, 5])
    expect((await edit('moveSegment', { ...seen(at(after, 2)), toNumber })).userErrors[0]).toMatchObject({
      field: ['input', 'toNumber'],
      expected: '1 to 4',
      got: String(toNumber),
    });
});

test('a segment is added first or after another, and removed again', async () => {
  const before = await importScript();
  const script = { scriptId: before.id, expectedVersion: before.lockVersion };
  const first = await edit('addSegment', { ...script, text: 'Zero.' });
  expect(first.segment).toMatchObject({ number: 1, text: 'Zero.', intent: 'INTRO' });
  const stale = await edit('addSegment', { ...script, text: 'Again.' });
  expect(stale.userErrors[0]).toMatchObject({
    code: 'STALE_VERSION',
    expected: 'version 2 of the script',
    got: 'version 1 of the script',
  });
  const [id] = idsOf(await read(before.id));
  await edit('addSegment', { ...script, expectedVersion: 2, afterSegmentId: id, text: 'Half.', intent: 'RECAP' });
  const after = await read(before.id);
  expect(after.text).toBe(`Zero.\n\nHalf.\n\n${before.text}`);
  expect(at(after, 2).intent).toBe('RECAP');
  const { script: left } = await edit('removeSegment', seen(at(after, 1)));
  expect(left?.id).toBe(before.id);
  expect((await read(before.id)).text).toBe(`Half.\n\n${before.text}`);
});

test('a script keeps at least one segment', async () => {
  const script = await importScript('Alone.');
  expect((await edit('removeSegment', seen(at(script, 1)))).userErrors).toMatchObject([
    { code: 'INVALID_INPUT', expected: 'a segment of a script that has others', got: 'the only one' },
  ]);
});

test('whoever has seen another version is refused, with what it is now', async () => {
  const script = await importScript();
  const input = { ...seen(at(script, 3)), text: 'Third.' };
  await edit('editSegment', input);
  const { segment, blastRadius, userErrors } = await edit('editSegment', { ...input, text: 'Thirdly.' });
  expect([segment, blastRadius]).toEqual([null, null]);
  expect(userErrors).toEqual([
    {
      code: 'STALE_VERSION',
      message: 'Somebody else has changed what you edit.',
      field: ['input', 'expectedVersion'],
      expected: 'version 2 of segment 3',
      got: 'version 1 of segment 3',
      remedy: 'Read it again, and edit what you see then.',
    },
  ]);
});

test('of ten who edit one version at once one does, and nine are told', async () => {
  const script = await importScript();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => edit('editSegment', { ...seen(at(script, 1)), text: `Version ${n}.` })),
  );
  const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(codes).toEqual(Array(9).fill('STALE_VERSION'));
  expect(await read(script.id)).toMatchObject({ revision: 2, lockVersion: 2, revisions: { totalCount: 2 } });
});

test.each([
  [{ text: '' }, 'text', 'INVALID_INPUT', 'only blanks'],
  [{ text: 'One.\n\nTwo.' }, 'text', 'INVALID_INPUT', '2 paragraphs'],
  [{ text: 'Hot \ud83d city' }, 'text', 'INVALID_INPUT', 'half of a surrogate pair'],
  [{ text: `${'word '.repeat(4000)}!` }, 'text', 'LIMIT_EXCEEDED', '20001 characters'],
  [{ importance: 1.5 }, 'importance', 'INVALID_INPUT', '1.5'],
  [{ visualDirection: ' ' }, 'visualDirection', 'INVALID_INPUT', '1 characters'],
  [{ keyConcepts: ['heat', ''] }, 'keyConcepts', 'INVALID_INPUT', '1 that are empty or too long'],
  [{ displayMode: 'FIGURE_SYNC' }, 'displayMode', 'INVALID_INPUT', 'FIGURE_SYNC'],
])('%j is refused, and nothing is changed', async (change, name, code, got) => {
  const script = await importScript();
  const { userErrors } = await edit('editSegment', { ...seen(at(script, 1)), ...change });
  expect(userErrors).toMatchObject([{ code, field: ['input', name], got, remedy: expect.any(String) }]);
  expect(await read(script.id)).toEqual(script);
});

test('what the caller may not see is not found, and an id of another kind is said to be one', async () => {
  const other = await createProject('elsewhere');
  const script = await importScript('One.\n\nTwo.', other);
  const { data } = await server.query<{ createToken: { token: string } }>(
    'mutation($id: ID!) { createToken(input: { name: "P", role: PRODUCER, projectIds: [$id] }) { token } }',
    { id: projectId },
  );
  const { token } = data.createToken;
  const one = seen(at(script, 1));
  const tries: [string, object][] = [
    ['editSegment', { ...one, text: 'Mine.' }],
    ['splitSegment', { ...one, at: 1 }],
    ['mergeSegments', versions(at(script, 1), at(script, 2))],
    ['moveSegment', { ...one, toNumber: 2 }],
    ['removeSegment', one],
    ['addSegment', { scriptId: script.id, expectedVersion: 1, text: 'Mine.' }],
  ];
  for (const [name, input] of tries)
    expect((await edit(name, input, token)).userErrors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
  const foreign = {
    scriptId: (await importScript()).id,
    expectedVersion: 1,
    text: 'Mine.',
    afterSegmentId: one.segmentId,
  };
  expect((await edit('addSegment', foreign)).userErrors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
  expect((await edit('removeSegment', { ...one, segmentId: script.id })).userErrors[0]).toMatchObject({
    code: 'INVALID_INPUT',
    expected: 'the `id` of a Segment',
  });
  expect(await read(script.id)).toEqual(script);
});

const DRY = `query($edit: EditSegmentInput!, $id: ID!) { ${RADIUS.replace('{', '(edit: $edit) { names: __typename').replace('cost { amount currency }', 'price: cost { much: amount currency }')} script(id: $id) { again: revision text } }`;

test('a dry run says what the edit would touch, beside other reads, and changes nothing', async () => {
  const script = await importScript();
  const dry = (change: object) =>
    server.query<Record<string, object>>(DRY, { edit: { ...seen(at(script, 1)), ...change }, id: script.id });
  const { data } = await dry({ text: 'Otherwise.' });
  expect(data).toEqual({
    blastRadius: {
      names: 'BlastRadius',
      stale: { nodes: [] },
      approvals: { nodes: [] },
      piecesToRender: 0,
      price: { much: '0.0000', currency: 'USD' },
    },
    script: { again: 1, text: script.text },
  });
  expect(await read(script.id)).toEqual(script);
  const refused = await dry({ expectedVersion: 7 });
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'STALE_VERSION' });
});
