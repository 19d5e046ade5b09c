import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/server/database';
import { sha256Of } from '../support/pictures';
import { Desk, paper, picture } from './documents';

let desk: Desk;
let store: DataSource;
let widths = 30;
beforeAll(async () => {
  desk = await Desk.open();
  store = await createDataSource(desk.server.database.url, 2).initialize();
});
afterAll(async () => {
  await store.destroy();
  await desk.close();
});

const rowId = (id: string) => id.split('_')[1] ?? '';
const sha = (width: number) => sha256Of(picture(width));

interface Paper {
  readonly id: string;
  readonly width: number;
  /** Of its Figure 1, and of the Figure 2 that has no picture. */
  readonly figures: readonly { readonly id: string }[];
}

/** A paper of its own, whose Figure 1 is as wide as is said. */
async function read(title: string): Promise<Paper> {
  widths += 1;
  const { document } = await desk.ingest(paper(title, widths), {}, 'document { id figures { id } }');
  return { ...(document as unknown as Omit<Paper, 'width'>), width: widths };
}

interface SegmentShown {
  readonly id: string;
  readonly lockVersion: number;
  readonly displayMode: string;
  readonly picture: {
    readonly id: string;
    readonly wish: {
      readonly prompt: string;
      readonly inputs: readonly { readonly name: string; readonly sha256: string }[];
    };
    readonly current: { readonly staleness: { readonly causes: string[] } | null } | null;
  };
  readonly figureReferences: readonly {
    readonly number: number;
    readonly document: { readonly id: string } | null;
    readonly figure: { readonly id: string } | null;
  }[];
}
interface ScriptShown {
  readonly lockVersion: number;
  readonly sources: readonly { readonly id: string }[];
  readonly figures: readonly { readonly id: string; readonly number: number }[];
  readonly unresolvedFigures: readonly { readonly number: number }[];
  readonly segments: { readonly nodes: readonly SegmentShown[] };
}

async function shown(scriptId: string): Promise<ScriptShown> {
  const { script } = await desk.read<{ script: ScriptShown }>(
    `script(id: $id) { lockVersion sources { id } figures { id number } unresolvedFigures { number } segments { nodes {
      id lockVersion displayMode picture { id wish { prompt inputs { name sha256 } } current { staleness { causes } } }
      figureReferences { number document { id } figure { id } } } } }`,
    { id: scriptId },
    '($id: ID!)',
  );
  return script;
}

/** What the picture of a segment is asked to show. */
const inputOf = (script: ScriptShown, idx = 0) => script.segments.nodes[idx]?.picture.wish.inputs;
const meantBy = (script: ScriptShown, idx = 0) =>
  script.segments.nodes[idx]?.figureReferences.map(({ figure }) => figure?.id);

/** Every picture of the script is made once. */
async function draw(scriptId: string): Promise<void> {
  for (const { picture: slot } of (await shown(scriptId)).segments.nodes) {
    widths += 1;
    const uploadId = await desk.bring(picture(widths));
    await desk.ask('registerAsset', { slotId: slot.id, uploadId, idempotencyKey: desk.key() }, 'asset { id }');
  }
}

const lines = async (): Promise<{ kind: string; facts: object }[]> =>
  store.query('SELECT kind, facts FROM project_event ORDER BY seq DESC LIMIT 3');

test('a script shows the figures of its sources, of several the first that has one', async () => {
  const [one, two] = [await read('First Source'), await read('Second Source')];
  const scriptId = await desk.script('Trees.\n\nAs Figure 1 shows, trees help.', [two.id, one.id]);
  const script = await shown(scriptId);
  expect(script.sources.map(({ id }) => id)).toEqual([two.id, one.id]);
  expect(script.figures.map(({ id, number }) => [number, id])).toEqual([
    [1, two.figures[0]?.id],
    [1, one.figures[0]?.id],
    [2, two.figures[1]?.id],
    [2, one.figures[1]?.id],
  ]);
  expect(meantBy(script, 1)).toEqual([two.figures[0]?.id]);
  expect(script.segments.nodes.map(({ displayMode }) => displayMode)).toEqual(['DALL_E', 'FIGURE_SYNC']);
  expect(inputOf(script, 1)).toEqual([{ name: 'figure/1', sha256: sha(two.width) }]);
  const { figure } = await desk.read<{ figure: { discussedIn: { number: number }[] } }>(
    'figure: node(id: $id) { ... on Figure { discussedIn { number } } }',
    { id: two.figures[0]?.id },
    '($id: ID!)',
  );
  expect(figure.discussedIn).toEqual([{ number: 2 }]);
});

test('other sources are other figures: what shows them is stale, and an old version is refused', async () => {
  const [one, two] = [await read('Before'), await read('After')];
  const scriptId = await desk.script('As Figure 1 shows, trees help.\n\nPlant trees.', [one.id]);
  await draw(scriptId);
  const asked = { scriptId, documentIds: [two.id, one.id], expectedVersion: 1 };
  expect(await desk.ask('setSources', asked, 'staleCount')).toEqual({ staleCount: 1, userErrors: [] });
  const script = await shown(scriptId);
  expect(inputOf(script)).toEqual([{ name: 'figure/1', sha256: sha(two.width) }]);
  expect(
    script.segments.nodes.map(({ picture: { current } }) => current?.staleness?.causes.includes('input:figure/1')),
  ).toEqual([true, undefined]);
  expect((await desk.ask('setSources', asked, 'staleCount')).userErrors[0]).toMatchObject({
    code: 'STALE_VERSION',
    expected: 'version 2 of the script',
  });
  await desk.ask('setSources', { ...asked, documentIds: [], expectedVersion: 2 }, 'staleCount');
  const bare = await shown(scriptId);
  expect([inputOf(bare), bare.segments.nodes[0]?.displayMode, bare.unresolvedFigures]).toEqual([
    [],
    'DALL_E',
    [{ number: 1 }],
  ]);
  const twice = { ...asked, documentIds: [one.id, one.id], expectedVersion: 3 };
  expect((await desk.ask('setSources', twice, 'staleCount')).userErrors[0]?.code).toBe('INVALID_INPUT');
});

test('its own figure stands before those of its sources, and when it goes theirs is meant again', async () => {
  const source = await read('Own');
  const scriptId = await desk.script('As Figure 1 shows, trees help.', [source.id]);
  widths += 1;
  const own = { scriptId, uploadId: await desk.bring(picture(widths)), number: 1, caption: 'Our own.' };
  const { figure } = await desk.ask(
    'importFigure',
    { ...own, idempotencyKey: desk.key() },
    'figure { id document { id } script { id } }',
  );
  expect(figure).toMatchObject({ document: null, script: { id: scriptId } });
  expect(inputOf(await shown(scriptId))).toEqual([{ name: 'figure/1', sha256: sha(widths) }]);
  const input = { figureId: (figure as { id: string }).id };
  const removed = await desk.ask('removeFigure', input, 'script { id } document { id } staleCount');
  expect(removed).toEqual({ script: { id: scriptId }, document: null, staleCount: 0, userErrors: [] });
  const script = await shown(scriptId);
  expect([meantBy(script), inputOf(script)]).toEqual([
    [source.figures[0]?.id],
    [{ name: 'figure/1', sha256: sha(source.width) }],
  ]);
  expect((await desk.ask('removeFigure', input, 'staleCount')).userErrors[0]?.code).toBe('NOT_FOUND');
});

test('a figure is of a script or of a document', async () => {
  const source = await read('Neither');
  const uploadId = await desk.bring(picture(9));
  const input = { uploadId, number: 1, caption: 'Both.' };
  const scriptId = await desk.script('Trees.', []);
  for (const owner of [{}, { scriptId, documentId: source.id }]) {
    const { userErrors } = await desk.ask(
      'importFigure',
      { ...input, ...owner, idempotencyKey: desk.key() },
      'figure { id }',
    );
    expect(userErrors[0]).toMatchObject({ code: 'INVALID_INPUT', expected: 'one of `scriptId` and `documentId`' });
  }
});

test('a picture that was still to come is brought into its document, and every script that means it shows it', async () => {
  const source = await read('Found Map');
  const scripts = [
    await desk.script('Figure 2 is a map.', [source.id]),
    await desk.script('The map of Figure 2.', [source.id]),
  ];
  expect((await shown(scripts[0] ?? '')).unresolvedFigures).toEqual([{ number: 2 }]);
  widths += 1;
  const input = { documentId: source.id, uploadId: await desk.bring(picture(widths)), number: 2, caption: 'The map.' };
  const { figure, userErrors } = await desk.ask(
    'importFigure',
    { ...input, idempotencyKey: desk.key() },
    'figure { id caption }',
  );
  expect([figure, userErrors]).toEqual([{ id: source.figures[1]?.id, caption: 'The map.' }, []]);
  for (const scriptId of scripts) {
    const script = await shown(scriptId);
    expect([inputOf(script), script.unresolvedFigures]).toEqual([[{ name: 'figure/2', sha256: sha(widths) }], []]);
  }
  const again = await desk.ask('importFigure', { ...input, idempotencyKey: desk.key() }, 'figure { id }');
  expect(again.userErrors[0]).toMatchObject({ code: 'CONFLICT', message: 'The document has a figure 2 already.' });
});

test('another picture of a figure makes stale what shows it, in every script; the first may come back', async () => {
  const source = await read('Replaced');
  const scripts = [await desk.script('See Figure 1.', [source.id]), await desk.script('Figure 1, again.', [source.id])];
  for (const scriptId of scripts) await draw(scriptId);
  const figureId = source.figures[0]?.id ?? '';
  const replace = async (width: number, more: object = {}) => {
    const input = { figureId, uploadId: await desk.bring(picture(width)), idempotencyKey: desk.key(), ...more };
    return desk.ask(
      'replaceFigure',
      input,
      'figure { caption slot { current { take status media { sha256 } } takes { totalCount } } } staleCount',
    );
  };
  widths += 1;
  const replaced = await replace(widths, { caption: 'Drawn anew.' });
  expect(replaced).toMatchObject({
    figure: {
      caption: 'Drawn anew.',
      slot: { current: { take: 2, status: 'APPROVED', media: { sha256: sha(widths) } } },
    },
    staleCount: 2,
    userErrors: [],
  });
  for (const scriptId of scripts) {
    const script = await shown(scriptId);
    expect(inputOf(script)).toEqual([{ name: 'figure/1', sha256: sha(widths) }]);
    expect(script.segments.nodes[0]?.picture.wish.prompt).toBe('Drawn anew.');
  }
  expect((await lines()).map(({ kind }) => kind)).toEqual(['ASSET_WENT_STALE', 'ASSET_WENT_STALE', 'ASSET_REGISTERED']);
  const back = await replace(source.width);
  expect(back).toMatchObject({
    figure: { slot: { current: { take: 3, media: { sha256: sha(source.width) } } } },
    staleCount: 0,
  });
  expect(inputOf(await shown(scripts[0] ?? ''))).toEqual([{ name: 'figure/1', sha256: sha(source.width) }]);
  const same = await replace(source.width);
  expect(same).toMatchObject({ figure: { slot: { takes: { totalCount: 3 } } }, staleCount: 0 });
});

test('a figure is called and numbered otherwise, but not as another is', async () => {
  const source = await read('Renumbered');
  const scriptId = await desk.script('See Figure 1.\n\nFigure 5 is new.', [source.id]);
  const figureId = source.figures[0]?.id ?? '';
  const update = (change: object) =>
    desk.ask('updateFigure', { figureId, ...change }, 'figure { number caption description }');
  expect((await update({ number: 2 })).userErrors[0]).toMatchObject({ code: 'CONFLICT', field: ['input', 'number'] });
  expect((await update({ number: 0 })).userErrors[0]?.code).toBe('INVALID_INPUT');
  expect((await update({ caption: '' })).userErrors[0]?.code).toBe('INVALID_INPUT');
  const change = { number: 5, caption: 'Cooler.', description: 'A map in blue.' };
  expect((await update(change)).figure).toEqual(change);
  const script = await shown(scriptId);
  expect([inputOf(script, 0), inputOf(script, 1)]).toEqual([[], [{ name: 'figure/5', sha256: sha(source.width) }]]);
  expect(script.segments.nodes.map(({ displayMode }) => displayMode)).toEqual(['DALL_E', 'FIGURE_SYNC']);
  expect(await lines()).toContainEqual({
    kind: 'FIGURE_CHANGED',
    facts: { members: ['caption', 'description', 'number'] },
  });
  const found = `assets(where: { scriptId: $id, figureNumbers: "5" }) { nodes { figureNumber slot { key } } }`;
  const { project } = await desk.read<{ project: object }>(
    `project(key: "heat") { ${found} }`,
    { id: scriptId },
    '($id: ID!)',
  );
  expect(project).toEqual({ assets: { nodes: [{ figureNumber: 5, slot: { key: 'figure 5 / picture' } }] } });
  const before = await lines();
  expect((await update(change)).userErrors).toEqual([]);
  expect(await lines()).toEqual(before);
});

test('a figure goes, and its takes stay with the project', async () => {
  const source = await read('Removed');
  const scriptId = await desk.script('See Figure 1.', [source.id]);
  const figureId = source.figures[0]?.id ?? '';
  const [{ id }] = await store.query('SELECT a.id FROM slot s JOIN asset a ON a.slot_id = s.id WHERE s.owner_id = $1', [
    rowId(figureId),
  ]);
  const removed = await desk.ask('removeFigure', { figureId }, 'document { id figures { number } }');
  expect(removed).toMatchObject({ document: { id: source.id, figures: [{ number: 2 }] }, userErrors: [] });
  const script = await shown(scriptId);
  expect([inputOf(script), script.segments.nodes[0]?.displayMode]).toEqual([[], 'DALL_E']);
  const { asset } = await desk.read<{ asset: object }>(
    'asset(id: $id) { status slot { key } }',
    { id: `Asset_${id}` },
    '($id: ID!)',
  );
  expect(asset).toEqual({ status: 'APPROVED', slot: { key: `project heat / retired:${rowId(figureId)}:picture` } });
  expect((await lines())[0]).toEqual({ kind: 'FIGURE_REMOVED', facts: { kind: 'FIGURE', number: 1 } });
  const { project } = await desk.read<{ project: { events: { nodes: { figure?: object | null }[] } } }>(
    'project(key: "heat") { events(first: 250) { nodes { ... on FigureImported { figure { id } } } } }',
  );
  expect(project.events.nodes.some(({ figure }) => figure === null)).toBe(true);
});

test('an edit leaves a reference with the document that it names, as long as that is a source', async () => {
  const [one, two] = [await read('Bare'), await read('Named')];
  const scriptId = await desk.script('Figure 1 of the other paper.', [one.id, two.id]);
  await store.query(
    'UPDATE figure_reference r SET document_id = $2 FROM segment g WHERE g.id = r.segment_id AND g.script_id = $1',
    [rowId(scriptId), rowId(two.id)],
  );
  expect(meantBy(await shown(scriptId))).toEqual([two.figures[0]?.id]);
  const [segment] = (await shown(scriptId)).segments.nodes;
  const edit = {
    segmentId: segment?.id,
    expectedVersion: segment?.lockVersion,
    text: 'Figure 1 of the other paper, and Figure 2.',
  };
  expect((await desk.ask('editSegment', edit, 'segment { id }')).userErrors).toEqual([]);
  const script = await shown(scriptId);
  expect(script.segments.nodes[0]?.figureReferences.map(({ document }) => document?.id)).toEqual([two.id, undefined]);
  expect(inputOf(script)).toEqual([{ name: 'figure/1', sha256: sha(two.width) }]);
  const asked = { scriptId, documentIds: [one.id], expectedVersion: script.lockVersion };
  await desk.ask('setSources', asked, 'staleCount');
  expect(inputOf(await shown(scriptId))).toEqual([{ name: 'figure/1', sha256: sha(one.width) }]);
});

test('a script goes out as JSON with the figures that it means, and comes in again without taking them for its own', async () => {
  const source = await read('Round');
  const scriptId = await desk.script('See Figure 1.', [source.id]);
  const { script } = await desk.read<{ script: { text: string } }>(
    'script(id: $id) { text(format: JSON) }',
    { id: scriptId },
    '($id: ID!)',
  );
  expect(script.text).toContain('Heat islands of Round after dark.');
  const again = await desk.script(script.text, [source.id], { format: 'JSON' });
  const came = await shown(again);
  expect(came.figures).toEqual((await shown(scriptId)).figures);
  expect(inputOf(came)).toEqual([{ name: 'figure/1', sha256: sha(source.width) }]);
});

test('figures that change at once with edits and sources leave every page as it should be', async () => {
  const [one, two] = [await read('At Once'), await read('At Once Too')];
  const scriptId = await desk.script('See Figure 1.\n\nFigure 1, and Figure 2.', [one.id]);
  const { segments } = await shown(scriptId);
  const [first, second] = segments.nodes;
  widths += 2;
  const uploads = [await desk.bring(picture(widths - 1)), await desk.bring(picture(widths))];
  const asked = [
    desk.ask(
      'replaceFigure',
      { figureId: one.figures[0]?.id, uploadId: uploads[0], idempotencyKey: desk.key() },
      'staleCount',
    ),
    desk.ask(
      'replaceFigure',
      { figureId: two.figures[0]?.id, uploadId: uploads[1], idempotencyKey: desk.key() },
      'staleCount',
    ),
    desk.ask('setSources', { scriptId, documentIds: [two.id], expectedVersion: 1 }, 'staleCount'),
    desk.ask('editSegment', { segmentId: first?.id, expectedVersion: 1, text: 'Look at Figure 1.' }, 'segment { id }'),
    desk.ask('editSegment', { segmentId: second?.id, expectedVersion: 1, text: 'Figure 2, then.' }, 'segment { id }'),
    desk.ask('updateDocument', { documentId: two.id, attribution: 'They, 2024' }, 'staleCount'),
  ];
  for (const { userErrors } of await Promise.all(asked))
    expect(userErrors.filter(({ code }) => code !== 'STALE_VERSION')).toEqual([]);
  const script = await shown(scriptId);
  const [{ sha256 }] = await store.query(
    `SELECT a.sha256 FROM slot s JOIN asset a ON a.id = s.current_id
     WHERE s.owner_id = workprint_figure_meant($1, 'FIGURE', 1, NULL) AND s.part = 'picture'`,
    [rowId(scriptId)],
  );
  expect(inputOf(script)).toEqual([{ name: 'figure/1', sha256 }]);
});
