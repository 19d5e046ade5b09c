import { startServer, type TestServer } from '../support/server';

let server: TestServer;
let projectId: string;
beforeAll(async () => {
  server = await startServer();
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation { createProject(input: { key: "heat", name: "Heat", idempotencyKey: "p" }) { project { id } } }',
  );
  projectId = data.createProject.project.id;
});
afterAll(() => server.close());

interface Imported {
  importScript: {
    script: { id: string; text: string; segments: { totalCount: number; nodes: Segment[] } } | null;
    userErrors: { code: string; field: string[]; expected: string; got: string }[];
  };
}
interface Segment {
  number: number;
  text: string;
  intent: string;
  displayMode: string;
  figureReferences: { kind: string; number: number; panel: string | null }[];
  slots: { nodes: { key: string; type: string; wish: { hash: string; prompt: string | null; parameters: object } }[] };
}

const IMPORT = `mutation Import($input: ImportScriptInput!) {
  importScript(input: $input) {
    script { id text segments { totalCount nodes {
      number text intent displayMode figureReferences { kind number panel }
      slots { nodes { key type wish { hash prompt parameters } } }
    } } }
    userErrors { code field expected got }
  }
}`;
let keys = 0;
const importText = async (text: string, change: object = {}) => {
  keys += 1;
  const input = { projectId, name: 'Script', text, idempotencyKey: `script-${keys}`, ...change };
  return (await server.query<Imported>(IMPORT, { input })).data.importScript;
};

test('flat text becomes segments with their places to fill, and reads back as it was', async () => {
  const text = 'Cities are warmer.\n\nAs Figure 2 shows, nights are worse.\n\nPlant trees.';
  const { script, userErrors } = await importText(text);
  expect(userErrors).toEqual([]);
  expect(script?.text).toBe(text);
  expect(script?.segments.nodes.map(({ number, intent }) => [number, intent])).toEqual([
    [1, 'INTRO'],
    [2, 'FIGURE_WALKTHROUGH'],
    [3, 'OUTRO'],
  ]);
  expect(script?.segments.nodes[1]?.slots.nodes.map(({ key, type }) => [key, type])).toEqual([
    ['segment 2 / audio', 'AUDIO'],
    ['segment 2 / picture', 'IMAGE'],
    ['segment 2 / video', 'VIDEO'],
  ]);
});

test('each place says what it wants: the words as speech, a picture of them in the size of the project', async () => {
  const { script } = await importText('Trees cool streets.');
  const wishes = script?.segments.nodes[0]?.slots.nodes.map(({ wish }) => wish);
  const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(wishes).toEqual([
    { hash, prompt: 'Trees cool streets.', parameters: { language: 'en' } },
    { hash, prompt: 'Trees cool streets.', parameters: { width: 1920, height: 1080, style: 'editorial' } },
    { hash, prompt: null, parameters: {} },
  ]);
  expect(script?.segments.nodes[0]?.displayMode).toBe('DALL_E');
});

test('a segment refers to the figures that it names, in order and once', async () => {
  const { script } = await importText('Configure 8.\n\nTable 2 and Figs. 7–8, then Fig. 4a and again Table 2.');
  expect(script?.segments.nodes.map(({ figureReferences }) => figureReferences)).toEqual([
    [],
    [
      { kind: 'TABLE', number: 2, panel: null },
      { kind: 'FIGURE', number: 7, panel: null },
      { kind: 'FIGURE', number: 8, panel: null },
      { kind: 'FIGURE', number: 4, panel: 'a' },
    ],
  ]);
});

test('a script of 1,200 paragraphs comes in whole', async () => {
  const { script } = await importText(Array.from({ length: 1200 }, (_, n) => `Paragraph ${n}.`).join('\r\n\r\n'));
  expect(script?.segments.totalCount).toBe(1200);
});

test.each([
  ['right-to-left text', 'مرحبا بالعالم\n\nשלום עולם'],
  ['emoji and quotes', '“Hot” 🔥\\ \n\n"quoted" \'single\' \u2028 <b>&amp;</b>'],
])('%s is kept to the letter', async (_what, text) => {
  expect((await importText(text)).script?.text).toBe(text.replace(/[^\S\n]+\n/g, '\n'));
});

test.each([
  ['nothing but blank lines', ' \n\n\t\n', 'INVALID_INPUT', 'only blank lines'],
  ['a NUL character', 'a\0b', 'INVALID_INPUT', 'a NUL character: is this a binary file?'],
  ['a million characters and one', 'a'.repeat(1_000_001), 'LIMIT_EXCEEDED', '1000001 characters'],
  [
    'a paragraph of 20,001 characters',
    `Short.\n\n${'word '.repeat(4000)}!`,
    'LIMIT_EXCEEDED',
    '20001 characters in paragraph 2',
  ],
  ['half of a surrogate pair', 'Hot \ud83d city', 'INVALID_INPUT', 'half of a surrogate pair'],
  ['5,001 paragraphs', Array.from({ length: 5001 }, () => 'a').join('\n\n'), 'LIMIT_EXCEEDED', '5001 paragraphs'],
])('%s is refused and nothing is half imported', async (_what, text, code, got) => {
  const count = async () => (await server.query(`{ project(key: "heat") { scripts { totalCount } lastSeq } }`)).data;
  const before = await count();
  const { script, userErrors } = await importText(text);
  expect(script).toBeNull();
  expect(userErrors).toEqual([expect.objectContaining({ code, got, field: ['input', 'text'] })]);
  expect(await count()).toEqual(before);
});

test('a paragraph of exactly 20,000 characters comes in whole', async () => {
  const text = `${'word '.repeat(3999)}words`;
  expect((await importText(text)).script?.text).toHaveLength(20_000);
});

test('a name with half of a surrogate pair is refused, not masked', async () => {
  expect((await importText('One.', { name: 'Hot \ud83d' })).userErrors[0]).toMatchObject({ code: 'INVALID_INPUT' });
  expect((await importText('One.', { idempotencyKey: 'k \ud83d' })).userErrors[0]).toMatchObject({
    code: 'INVALID_INPUT',
  });
});

test('an id of another kind, and one of a project that is not there, are told apart', async () => {
  const { script } = await importText('One.');
  const wrongKind = await importText('One.', { projectId: script?.id });
  expect(wrongKind.userErrors[0]).toMatchObject({ code: 'INVALID_INPUT', expected: 'the `id` of a Project' });
  const unknown = await importText('One.', { projectId: 'Project_00000000-0000-7000-8000-000000000000' });
  expect(unknown.userErrors[0]).toMatchObject({ code: 'NOT_FOUND', field: ['input', 'projectId'] });
});
