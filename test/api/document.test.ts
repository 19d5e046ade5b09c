import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { AuditEntry } from '../../src/entities/audit-entry.entity';
import { brokenLink } from '../../src/pipeline/library/audit';
import { createDataSource } from '../../src/server/database';
import { sha256Of } from '../support/pictures';
import { announce, put } from '../support/uploads';
import { Desk, paper, picture } from './documents';

let desk: Desk;
let store: DataSource;
beforeAll(async () => {
  desk = await Desk.open();
  store = await createDataSource(desk.server.database.url, 2).initialize();
});
afterAll(async () => {
  await store.destroy();
  await desk.close();
});

const rowId = (id: string) => id.split('_')[1] ?? '';

interface Shown {
  title: string;
  attribution: string | null;
  kind: string;
  pages: number;
  fileName: string;
  warnings: string[];
  summaries: { short: string; medium: string; long: string };
  figures: FigureShown[];
  atoms: {
    totalCount: number;
    nodes: { kind: string; zone: string; text: string; page: number; figure: { number: number } | null }[];
  };
  topics: { key: string; name: string; weight: number }[];
  entities: { key: string }[];
  scripts: { totalCount: number };
}
interface FigureShown {
  id: string;
  number: number;
  caption: string;
  label: string;
  page: number;
  confidence: number;
  document: { title: string };
  script: null;
  slot: { key: string; current: { id: string; source: string; status: string; media: { sha256: string } } | null };
}

const SHOWN = `title attribution kind pages fileName warnings summaries { short medium long }
  figures { id number caption label page confidence document { title } script { id }
    slot { key current { id source status media { sha256 } } } }
  atoms(first: 250) { totalCount nodes { kind zone text page figure { number } } }
  topics { key name weight } entities { key } scripts { totalCount }`;

test('a document is read into atoms, concepts and figures with their pictures', async () => {
  const { document, userErrors } = await desk.ingest(paper('Cool Streets', 11), {
    attribution: 'Okafor and Lind, 2025',
  });
  expect(userErrors).toEqual([]);
  const { document: shown } = await desk.read<{ document: Shown }>(
    `document(id: $id) { ${SHOWN} }`,
    { id: document.id },
    '($id: ID!)',
  );
  expect(shown).toMatchObject({
    title: 'Cool Streets',
    attribution: 'Okafor and Lind, 2025',
    kind: 'MARKDOWN',
    pages: 1,
    fileName: 'paper.md',
  });
  expect(shown.summaries.short.length).toBeGreaterThan(20);
  expect(shown.figures).toHaveLength(2);
  const [first, second] = shown.figures;
  expect(first).toMatchObject({
    number: 1,
    label: 'Figure 1',
    caption: 'Heat islands of Cool Streets after dark.',
    page: 1,
    document: { title: 'Cool Streets' },
    script: null,
    slot: {
      key: 'figure 1 / picture',
      current: { source: 'kb_extraction', status: 'APPROVED', media: { sha256: sha256Of(picture(11)) } },
    },
  });
  expect(second?.slot.current).toBeNull();
  expect(shown.warnings.join(' ')).toContain('map.png');
  expect(shown.atoms.totalCount).toBeGreaterThan(6);
  expect(shown.atoms.nodes.filter(({ figure }) => figure).map(({ figure }) => figure?.number)).toEqual([1, 2]);
  expect(shown.topics.length + shown.entities.length).toBeGreaterThan(0);
  const bytes = await fetch(`${desk.server.url}/media/${sha256Of(picture(11))}?project=${rowId(desk.projectId)}`, {
    headers: { authorization: 'Bearer the-administrator-of-the-tests' },
  });
  expect(Buffer.from(await bytes.arrayBuffer())).toEqual(picture(11));
});

test('figures are approved by policy, each with its audit, and the log tells of all of it', async () => {
  const { document } = await desk.ingest(paper('Audited', 12));
  const id = rowId(document.id);
  const [take] = await store.query(
    `SELECT a.*, f.id AS figure_id FROM figure f JOIN slot s ON s.owner_id = f.id JOIN asset a ON a.id = s.current_id WHERE f.document_id = $1`,
    [id],
  );
  expect(take).toMatchObject({ type: 'FIGURE', figure_number: 1, mime_type: 'image/png', width: 12, height: 8 });
  const entries = await store.manager.find(AuditEntry, {
    where: { projectId: rowId(desk.projectId) },
    order: { seq: 'ASC' },
  });
  expect(brokenLink(entries)).toBeNull();
  expect(entries.at(-1)).toMatchObject({
    assetId: take.id,
    toStatus: 'APPROVED',
    reason: 'figures are approved as they come',
  });
  const { project } = await desk.read<{ project: { events: { nodes: object[] } } }>(
    `project(key: "heat") { events(afterSeq: $after) { nodes { __typename
      ... on DocumentIngested { title figureCount document { id } } ... on FigureImported { figure { number } } } } }`,
    { after: (await lastSeq()) - 4 },
    '($after: Int!)',
  );
  expect(project.events.nodes).toEqual([
    { __typename: 'DocumentIngested', title: 'Audited', figureCount: 2, document: { id: document.id } },
    { __typename: 'FigureImported', figure: { number: 1 } },
    { __typename: 'FigureImported', figure: { number: 2 } },
    { __typename: 'AssetRegistered' },
  ]);
});

async function lastSeq(): Promise<number> {
  return (await desk.read<{ project: { lastSeq: number } }>('project(key: "heat") { lastSeq }')).project.lastSeq;
}

const counts = async () => {
  const tables = [
    'document',
    'atom',
    'concept',
    'atom_link',
    'figure',
    'slot',
    'asset',
    'project_event',
    'idempotency_record',
  ];
  const counted = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
  return (await store.query(`SELECT ${counted.join(', ')}`))[0];
};

test('the same bytes are the same document, whoever brings them again, and ten at once', async () => {
  const text = paper('Brought Again', 13);
  const { document } = await desk.ingest(text);
  const before = await counts();
  const again = await desk.ingest(text, { title: 'Called otherwise' });
  expect(again.document).toEqual({ id: document.id, title: 'Brought Again' });
  const after = await counts();
  expect({ ...after, idempotency_record: 0 }).toEqual({ ...before, idempotency_record: 0 });
  const other = paper('Ten at Once', 14);
  const all = await Promise.all(Array.from({ length: 10 }, () => desk.ingest(other)));
  expect(all.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  expect(new Set(all.map((each) => each.document.id)).size).toBe(1);
});

test('the same key answers the first document, and is refused for another', async () => {
  const uploadId = await desk.bring(Buffer.from(paper('By Key', 15)), 'text/markdown');
  const input = { projectId: desk.projectId, uploadId, idempotencyKey: 'by key' };
  const [first, second] = [
    await desk.ask('ingestDocument', input, 'document { id }'),
    await desk.ask('ingestDocument', input, 'document { id }'),
  ];
  expect(second).toEqual(first);
  const other = await desk.ask('ingestDocument', { ...input, title: 'Other' }, 'document { id }');
  expect(other.userErrors[0]?.code).toBe('IDEMPOTENCY_MISMATCH');
});

test('what is given stands above what the document says of itself', async () => {
  const { document } = await desk.ingest(paper('Said', 16), { title: 'Given' });
  expect(document).toMatchObject({ title: 'Given' });
  const { userErrors } = await desk.ingest(paper('Long', 17), { title: 'x'.repeat(301) });
  expect(userErrors[0]).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'title'] });
});

test('HTML and plain text are documents too, told by their bytes', async () => {
  const html = Buffer.from(
    '<!doctype html><title>Parks</title><h1>Parks</h1><p>Parks are cooler than streets by night.</p>',
  );
  const text = Buffer.from('Rivers\n\nRivers keep the cold of the winter, and cities by them sleep better.');
  const kinds: string[] = [];
  for (const [bytes, mimeType] of [
    [html, 'text/html'],
    [text, 'text/plain'],
    [html, 'application/pdf'],
  ] as const) {
    const uploadId = await desk.bring(bytes, mimeType, `${kinds.length}.txt`);
    const input = { projectId: desk.projectId, uploadId, idempotencyKey: desk.key() };
    const { document, userErrors } = await desk.ask('ingestDocument', input, 'document { kind }');
    expect(userErrors).toEqual([]);
    kinds.push((document as { kind: string }).kind);
  }
  expect(kinds).toEqual(['HTML', 'TEXT', 'HTML']); // the last was announced as a PDF, and is the page that is there
});

test('a page that is announced as plain text is refused on its way in', async () => {
  const html = Buffer.from('<!doctype html><p>404</p>');
  const { url } = await announce(desk.server, {
    projectId: desk.projectId,
    bytes: html.length,
    mimeType: 'text/plain',
  });
  expect(await put(url, html)).toMatchObject({ status: 422 });
});

test('what is no document is refused, and leaves nothing behind', async () => {
  const before = await counts();
  const uploadId = await desk.bring(picture(18));
  const input = { projectId: desk.projectId, uploadId, idempotencyKey: 'no document' };
  const { userErrors } = await desk.ask('ingestDocument', input, 'document { id }');
  expect(userErrors[0]).toMatchObject({ code: 'UNSUPPORTED', got: 'image/png' });
  expect(await counts()).toEqual(before);
});

test('a broken picture is left out and said, and its figure is there', async () => {
  const half = picture(19).subarray(0, 60).toString('base64');
  const text = `# Half\n\nFigure 1 shows half.\n\n![Figure 1: Half of it.](data:image/png;base64,${half})\n`;
  const { document, userErrors } = await desk.ingest(
    text,
    {},
    'document { warnings figures { number slot { current { id } } } }',
  );
  expect(userErrors).toEqual([]);
  expect(document).toMatchObject({ figures: [{ number: 1, slot: { current: null } }] });
  expect(JSON.stringify(document)).toContain('Figure 1 is left out');
});

test('documents of a project are linked by what they share', async () => {
  const about = 'Reflective roofs return sunlight before Berlin and Lagos can store it.';
  await desk.ingest(paper('Reflective Roofs', 20, about));
  await desk.ingest(paper('Reflective Roofs Again', 21, `As the authors of Reflective Roofs found, ${about}`));
  const { project } = await desk.read<{
    project: {
      documents: { totalCount: number };
      knowledge: {
        concepts: {
          nodes: { name: string; kind: string; documents: { title: string }[]; atomCount: number; weight: number }[];
        };
        links: {
          totalCount: number;
          nodes: {
            relation: string;
            strength: number;
            because: string;
            from: { document: { title: string } };
            to: { document: { title: string } };
          }[];
        };
      };
    };
  }>(`project(key: "heat") { documents { totalCount } knowledge {
    concepts(first: 20) { nodes { name kind documents { title } atomCount weight } }
    links(first: 10) { totalCount nodes { relation strength because from { document { title } } to { document { title } } } } } }`);
  const { concepts, links } = project.knowledge;
  const shares = concepts.nodes.map(({ documents }) => documents.length);
  expect(shares).toEqual([...shares].sort((a, b) => b - a));
  expect(shares[0]).toBeGreaterThan(1);
  expect(links.totalCount).toBeGreaterThan(0);
  for (const { from, to } of links.nodes) expect(from.document.title).not.toBe(to.document.title);
});

test('atoms are found by kind, place and words', async () => {
  const { document } = await desk.ingest(paper('Found', 22));
  const { document: found } = await desk.read<{
    document: Record<string, { totalCount: number; nodes: { id: string; text: string; kind: string }[] }>;
  }>(
    `document(id: $id) { headings: atoms(kinds: [SECTION_HEADER]) { totalCount nodes { text kind } }
      words: atoms(text: "NIGHT AIR") { totalCount nodes { id text kind } } nowhere: atoms(page: 7) { totalCount } }`,
    { id: document.id },
    '($id: ID!)',
  );
  expect(found.headings?.nodes.map(({ text }) => text)).toContain('Results');
  expect(found.words?.totalCount).toBe(1);
  expect(found.nowhere?.totalCount).toBe(0);
  const { node } = await desk.read<{ node: object }>(
    'node(id: $id) { ... on Atom { section document { id } parent { text } links { totalCount } } }',
    { id: found.words?.nodes[0]?.id },
    '($id: ID!)',
  );
  expect(node).toMatchObject({ section: 'Results', document: { id: document.id }, parent: { text: 'Results' } });
});

test('a document that is a source is not removed, and names its scripts; another goes with all that was read of it', async () => {
  const { document } = await desk.ingest(paper('To Go', 23));
  const scriptId = await desk.script('As Figure 1 shows, it goes.', [document.id], { name: 'Going' });
  const input = { documentId: document.id };
  const refused = await desk.ask('removeDocument', input, 'project { id }');
  expect(refused.userErrors[0]).toMatchObject({ code: 'CONFLICT', got: 'a source of “Going”' });
  const sources = { scriptId, documentIds: [], expectedVersion: 1 };
  expect((await desk.ask('setSources', sources, 'script { lockVersion sources { id } }')).script).toEqual({
    lockVersion: 2,
    sources: [],
  });
  const [take] = await store.query(
    'SELECT a.id, a.slot_id FROM figure f JOIN slot s ON s.owner_id = f.id JOIN asset a ON a.slot_id = s.id WHERE f.document_id = $1',
    [rowId(document.id)],
  );
  const gone = await desk.ask('removeDocument', input, 'project { key }');
  expect(gone).toEqual({ project: { key: 'heat' }, userErrors: [] });
  for (const table of ['atom', 'concept', 'figure'])
    expect(await store.query(`SELECT 1 FROM ${table} WHERE document_id = $1`, [rowId(document.id)])).toEqual([]);
  const kept = await desk.read<{ asset: { status: string; slot: { key: string; owner: { __typename: string } } } }>(
    'asset(id: $id) { status slot { key owner { __typename } } }',
    { id: `Asset_${take.id}` },
    '($id: ID!)',
  );
  expect(kept.asset).toMatchObject({ status: 'APPROVED', slot: { owner: { __typename: 'Project' } } });
  const { project } = await desk.read<{ project: { events: { nodes: { title?: string; document?: null }[] } } }>(
    `project(key: "heat") { events(first: 250) { nodes { ... on DocumentIngested { title document { id } } ... on DocumentRemoved { title } } } }`,
  );
  expect(project.events.nodes.filter(({ title }) => title === 'To Go')).toEqual([
    { title: 'To Go', document: null },
    { title: 'To Go' },
  ]);
  expect((await desk.ask('removeDocument', input, 'project { key }')).userErrors[0]?.code).toBe('NOT_FOUND');
  expect((await desk.ingest(paper('To Go', 23))).document.id).not.toBe(document.id);
});

test('what is not theirs is not there for those who may not see it', async () => {
  const { document } = await desk.ingest(paper('Walled', 24));
  const other = await desk.ask(
    'createProject',
    { key: 'other', name: 'Other', idempotencyKey: desk.key() },
    'project { id }',
  );
  const projectIds = [(other.project as { id: string }).id];
  const { token } = await desk.ask('createToken', { name: 'Elsewhere', role: 'PRODUCER', projectIds }, 'token');
  const asked = [
    ['updateDocument', { documentId: document.id, title: 'Mine' }, 'document { id }'],
    ['removeDocument', { documentId: document.id }, 'project { id }'],
  ] as const;
  for (const [name, input, selection] of asked)
    expect((await desk.ask(name, input, selection, String(token))).userErrors[0]?.code).toBe('NOT_FOUND');
  const script = {
    projectId: projectIds[0],
    name: 'S',
    text: 'Figure 1.',
    documentIds: [document.id],
    idempotencyKey: 's',
  };
  expect((await desk.ask('importScript', script, 'script { id }', String(token))).userErrors[0]).toMatchObject({
    code: 'NOT_FOUND',
    field: ['input', 'documentIds'],
  });
});
