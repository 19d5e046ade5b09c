import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { createDataSource } from '../../src/server/database';
import { openStorage } from '../../src/storage/open-storage';
import { drawn } from '../support/pictures';
import { startServer, type TestServer } from '../support/server';
import { announce, bring } from '../support/uploads';

let server: TestServer;
let store: DataSource;
let projectId: string;
beforeAll(async () => {
  server = await startServer();
  store = await createDataSource(server.database.url, 2).initialize();
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation { createProject(input: { key: "heat", name: "Heat", idempotencyKey: "p" }) { project { id } } }',
  );
  projectId = data.createProject.project.id;
});
afterAll(async () => {
  await store.destroy();
  await server.close();
});

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

/** As if a PUT had brought these bytes and found them to be this: what may be brought is tested where uploads are. */
async function uploadOf(bytes: Uint8Array, mimeType: string): Promise<string> {
  const uploadId = (await announce(server, { projectId, bytes: 1 })).uploadId ?? '';
  const { sha256 } = await (await openStorage('', server.dataDir)).put(bytes);
  const row = [uploadId.split('_')[1], sha256, mimeType, bytes.length];
  await store.query(
    `UPDATE upload SET sha256 = $2, mime_type = $3, facts = jsonb_build_object('mimeType', $3::text), bytes = $4, stored_at = now() WHERE id = $1`,
    row,
  );
  return uploadId;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const importUpload = (uploadId: string, format: string) => importText('', { text: undefined, uploadId, format });

async function textOf(id: string | undefined, format: string): Promise<string> {
  const query = `query($id: ID!, $format: ScriptFormat!) { script(id: $id) { text(format: $format) } }`;
  return (await server.query<{ script: { text: string } }>(query, { id, format })).data.script.text;
}

const SCRIPT = {
  script_id: 'trial_000_v3',
  trial_id: 'trial_000',
  version: 3,
  sources_used: ['src_1'],
  content_type: 'policy',
  production_style: 'debate',
  perspective: 'left_0.2',
  variant_of: 'trial_000_v2',
  source_document: 'paper.pdf',
  generation_prompt: 'Explain "it".',
  segments: [
    {
      idx: 4,
      text: 'As Figure 2\n\nand Figure 9 show.',
      intent: 'claim',
      importance_score: 0.35,
      visual_direction: 'A dark roof.',
      display_mode: 'text_only',
      key_concepts: ['roofs'],
    },
    {
      idx: 1,
      text: 'Cities are “warm islands”.',
      perspective: 'neutral',
      content_type_hint: 'hook',
      source_attributions: [
        { source_id: 'src_1', source_type: 'paper', atoms_used: ['a1'], confidence: 0.5, label: null },
      ],
    },
  ],
  figure_inventory: { 'FIGURE 2': { kb_path: 'x.png', caption: 'Nights.', description: 'A map.' }, 5: {} },
};

interface Whole {
  script: {
    segments: { nodes: object[] };
    figures: { kind: string; number: number; caption: string; description: string; slot: { current: object | null } }[];
    unresolvedFigures: object[];
  };
}
const WHOLE = `query($id: ID!) { script(id: $id) {
  revision externalId trialId sourceDocument generationPrompt productionStyle contentType perspective variantOf sourcesUsed
  figures { kind number caption description slot { current { id } } } unresolvedFigures { kind number }
  segments { nodes { text intent importance keyConcepts visualDirection displayMode perspective contentTypeHint
    sourceAttributions { sourceId sourceType atomsUsed confidence label } figureReferences { number } picture { wish { prompt } } } }
} }`;
const whole = async (id: string | undefined) => (await server.query<Whole>(WHOLE, { id })).data.script;

test('a structured script comes in with everything that it says; what it leaves out is guessed', async () => {
  const { script, userErrors } = await importText(JSON.stringify(SCRIPT), { format: 'JSON' });
  expect(userErrors).toEqual([]);
  const { segments, figures, ...facts } = await whole(script?.id);
  expect(facts).toEqual({
    revision: 1,
    externalId: 'trial_000_v3',
    trialId: 'trial_000',
    sourceDocument: 'paper.pdf',
    generationPrompt: 'Explain "it".',
    productionStyle: 'debate',
    contentType: 'policy',
    perspective: 'left_0.2',
    variantOf: 'trial_000_v2',
    sourcesUsed: ['src_1'],
    unresolvedFigures: [2, 9].map((number) => ({ kind: 'FIGURE', number })),
  });
  expect(figures.map(({ number, caption, description, slot }) => [number, caption, description, slot.current])).toEqual(
    [
      [2, 'Nights.', 'A map.', null],
      [5, '', '', null],
    ],
  );
  expect(segments.nodes).toMatchObject([
    {
      text: 'Cities are “warm islands”.',
      intent: 'INTRO',
      importance: 0.8,
      keyConcepts: ['warm islands'],
      displayMode: 'DALL_E',
      contentTypeHint: 'hook',
      sourceAttributions: [{ sourceId: 'src_1', sourceType: 'paper', atomsUsed: ['a1'], confidence: 0.5, label: null }],
    },
    {
      text: 'As Figure 2\nand Figure 9 show.',
      intent: 'KEY_FINDING',
      importance: 0.35,
      keyConcepts: ['roofs'],
      displayMode: 'TEXT_ONLY',
      visualDirection: 'A dark roof.',
      figureReferences: [{ number: 2 }, { number: 9 }],
      // Its figure is still to come: until then a card says its words.
      picture: { wish: { prompt: 'As Figure 2\nand Figure 9 show.' } },
    },
  ]);
});

test.each(['FLAT', 'MARKDOWN', 'JSON'])('what goes out as %s comes in as the same segments', async (format) => {
  const first = await importText(JSON.stringify(SCRIPT), { format: 'JSON' });
  const text = await textOf(first.script?.id, format);
  const again = await importText(text, { format });
  expect(again.userErrors).toEqual([]);
  expect(await textOf(again.script?.id, 'FLAT')).toBe(await textOf(first.script?.id, 'FLAT'));
  if (format === 'FLAT') return;
  const [before, after] = [await whole(first.script?.id), await whole(again.script?.id)];
  expect(after.segments).toEqual(before.segments);
  if (format === 'JSON') expect(after).toEqual(before);
});

test('a figure of the inventory is shown once its picture comes, and then there is no room for another', async () => {
  const shown = { ...SCRIPT, segments: SCRIPT.segments.map((segment) => ({ ...segment, display_mode: 'dall_e' })) };
  const { script } = await importText(JSON.stringify(shown), { format: 'JSON' });
  const uploadId = await bring(server, projectId, drawn('image/png'));
  const ten = await Promise.all(
    Array.from({ length: 5 }, async (_, n) => {
      const input = {
        scriptId: script?.id,
        uploadId,
        number: 2,
        caption: 'Nights in July.',
        idempotencyKey: `late ${n}`,
      };
      const { data } = await server.query<{ importFigure: { figure: object | null; userErrors: { code: string }[] } }>(
        'mutation($input: ImportFigureInput!) { importFigure(input: $input) { figure { id } userErrors { code } } }',
        { input },
      );
      return data.importFigure.userErrors[0]?.code ?? 'TAKEN IN';
    }),
  );
  expect(ten.sort()).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'CONFLICT', 'TAKEN IN']);
  const { figures, segments, unresolvedFigures } = await whole(script?.id);
  expect(figures[0]).toMatchObject({
    caption: 'Nights in July.',
    description: 'A map.',
    slot: { current: { id: expect.any(String) } },
  });
  expect(segments.nodes[1]).toMatchObject({
    displayMode: 'FIGURE_SYNC',
    picture: { wish: { prompt: 'Nights in July.' } },
  });
  expect(unresolvedFigures).toEqual([{ kind: 'FIGURE', number: 9 }]);
  const { figure_inventory } = JSON.parse(await textOf(script?.id, 'JSON'));
  expect(figure_inventory['2']).toMatchObject({
    kb_path: expect.stringMatching(/^media\/[0-9a-f]{64}$/),
    discussed_in_segments: [1],
  });
});

test('a document may ask for every format at once', async () => {
  const { script } = await importText(JSON.stringify(SCRIPT), { format: 'JSON' });
  const query =
    'query($id: ID!) { script(id: $id) { a: text b: text(format: JSON) c: text(format: MARKDOWN) d: text } }';
  const { a, b, c, d } = (await server.query<{ script: Record<string, string> }>(query, { id: script?.id })).data
    .script;
  expect([a, b, c, d]).toEqual([
    await textOf(script?.id, 'FLAT'),
    await textOf(script?.id, 'JSON'),
    await textOf(script?.id, 'MARKDOWN'),
    a,
  ]);
});

test('Markdown is narrated without what is not said, and JSON goes out under the names of the seed', async () => {
  const { script } = await importText('# Heat\n\nHOST: *One*.\n\n[music]\n\n- two\n- three', { format: 'MARKDOWN' });
  expect(script?.text).toBe('One.\n\ntwo. three.');
  const written = JSON.parse(await textOf(script?.id, 'JSON'));
  expect(written).toMatchObject({
    script_id: 'Script_v1',
    trial_id: 'Script',
    content_type: 'research',
    total_segments: 2,
  });
  expect(written.segments[1]).toMatchObject({ idx: 1, intent: 'outro', display_mode: 'dall_e', audio_file: null });
});

test('an uploaded file is read once for a key, even after the upload has expired', async () => {
  const uploadId = await uploadOf(utf8(`\uFEFF${JSON.stringify(SCRIPT)}`), 'application/json');
  const input = { text: undefined, uploadId, format: 'JSON', idempotencyKey: 'an upload' };
  const first = await importText('', input);
  expect(first.userErrors).toEqual([]);
  expect(first.script?.segments.totalCount).toBe(2);
  await store.query(`UPDATE upload SET expires_at = now() - interval '1 second' WHERE id = $1`, [
    uploadId.split('_')[1],
  ]);
  expect((await importText('', input)).script?.id).toBe(first.script?.id);
  expect((await importUpload(uploadId, 'JSON')).userErrors[0]).toMatchObject({ code: 'CONFLICT' });
});

test('a file of JSON may be larger than a text, as long as its narration is not', async () => {
  const large = { ...SCRIPT, generation_prompt: 'x'.repeat(3_000_000) };
  expect((await importText(JSON.stringify(large), { format: 'JSON' })).userErrors[0]).toMatchObject({
    code: 'LIMIT_EXCEEDED',
    field: ['input', 'text'],
  });
  const brought = await importUpload(await uploadOf(utf8(JSON.stringify(large)), 'application/json'), 'JSON');
  expect(brought.userErrors).toEqual([]);
});

test.each([
  ['bytes that are no UTF-8', () => Uint8Array.of(0x61, 0xff), 'text/plain', 'FLAT', 'INVALID_INPUT'],
  ['a picture', () => drawn('image/png'), 'image/png', 'FLAT', 'UNSUPPORTED'],
  ['more than 8 MiB', () => utf8('word '.repeat(1_700_000)), 'text/plain', 'FLAT', 'LIMIT_EXCEEDED'],
  ['no JSON', () => utf8('{'), 'application/json', 'JSON', 'INVALID_INPUT'],
  ['an open code fence', () => utf8('```\nx'), 'text/markdown', 'MARKDOWN', 'INVALID_INPUT'],
])('an upload of %s is refused', async (_what, bytes, mimeType, format, code) => {
  const { script, userErrors } = await importUpload(await uploadOf(bytes(), mimeType), format);
  expect(script).toBeNull();
  expect(userErrors).toEqual([expect.objectContaining({ code, field: ['input', 'uploadId'] })]);
});

test('a script that is none is refused with the path of its fault, and text and upload exclude each other', async () => {
  const broken = { ...SCRIPT, segments: [{ idx: 0, text: 'One.', intent: 'vibes' }] };
  const { userErrors } = await importText(JSON.stringify(broken), { format: 'JSON' });
  expect(userErrors[0]).toMatchObject({ code: 'INVALID_INPUT', got: expect.stringContaining('segments[0].intent') });
  const uploadId = await uploadOf(utf8('One.'), 'text/plain');
  expect((await importText('One.', { uploadId })).userErrors[0]).toMatchObject({ code: 'INVALID_INPUT', got: 'both' });
  expect((await importText('', { text: undefined })).userErrors[0]).toMatchObject({
    code: 'INVALID_INPUT',
    got: 'neither',
  });
});
