import 'reflect-metadata';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Upload } from '../../../src/entities/upload.entity';
import {
  createProject,
  type DocumentReaders,
  type IngestDesk,
  importScript,
  ingestDocument,
} from '../../../src/pipeline';
import { MediaRefused } from '../../../src/pipeline/errors';
import { DOCUMENT_TYPES, documentKindOf, sourceLine } from '../../../src/pipeline/knowledge/document';
import type { Reading } from '../../../src/pipeline/knowledge/reading';
import { storable } from '../../../src/pipeline/knowledge/storable';
import { claimsStillIn } from '../../../src/pipeline/script/kept-claims';
import { shownFigures } from '../../../src/pipeline/script/shown-figures.verb';
import { isStorable, isWhole } from '../../../src/pipeline/values/text';
import { openStorage } from '../../../src/storage/open-storage';
import { plainPng } from '../../support/pictures';
import { ADA, openStudio, type TestStudio } from '../library/studio';

let studio: TestStudio;
let folder: string;
let desk: IngestDesk;
let projectId: string;
let reads: { readonly file: string; readonly text: string }[];
let answer: () => Reading;
let keys = 0;
beforeAll(async () => {
  studio = await openStudio();
  folder = await mkdtemp(join(tmpdir(), 'workprint-test-'));
  const storage = await openStorage('', folder);
  const readers: DocumentReaders = {
    read: async ({ file }) => {
      reads.push({ file, text: await readFile(file, 'utf8') });
      return answer();
    },
  };
  desk = { ...studio, storage, readers };
  projectId = await createProject(studio, ADA, { key: 'heat', name: 'Heat', mode: 'OFFLINE', idempotencyKey: 'p' });
});
beforeEach(() => {
  reads = [];
});
afterAll(async () => {
  await studio.close();
  await rm(folder, { recursive: true, force: true });
});

/** A PDF as its reader would give it: Figure 3 comes before Figure 1, and a table has the number of another. */
function paper(change: Partial<Reading> = {}): Reading {
  const block = { level: null, page: 2, box: { left: 72, top: 90, width: 400, height: 30 } };
  const figure = { caption: 'Nights.', box: null, confidence: 0.9, picture: picture(5) };
  return {
    title: 'Heat\0 Islands',
    authors: ['Ada Okafor'],
    date: 'March 2025',
    pageCount: 9,
    blocks: [
      { ...block, kind: 'TITLE', text: 'Heat Islands', page: 1 },
      { ...block, kind: 'HEADING', text: 'Results', level: 1 },
      { ...block, kind: 'PARAGRAPH', text: 'Figure 3 shows that half of \ud83d the nights are warm.' },
    ],
    figures: [
      { ...figure, kind: 'FIGURE', number: 3, label: 'Figure 3', page: 4 },
      { ...figure, kind: 'FIGURE', number: 1, label: 'Fig. 1', page: 6, picture: null, caption: 'x'.repeat(700) },
      { ...figure, kind: 'TABLE', number: 3, label: 'TABLE III', page: 7, picture: picture(6) },
      { ...figure, kind: 'FIGURE', number: 12_345, label: 'Figure 12345', page: 8 },
    ],
    warnings: ['Page 5 could not be read.'],
    ...change,
  };
}

function picture(width: number) {
  return { bytes: plainPng(width, 4), mimeType: 'image/png' as const, width, height: 4 };
}

/** A PDF that came: what it says is its reader's. */
async function bring(text: string): Promise<string> {
  const { sha256, bytes } = await desk.storage.put(Buffer.from(text));
  const [id, now] = [studio.newId(), studio.now()];
  const nothing = { durationSeconds: null, width: null, height: null, videoCodec: null, audioCodec: null };
  await studio.store.manager.insert(Upload, {
    ...{ id, projectId, fileName: 'heat.pdf', mimeType: 'application/pdf', bytes: String(bytes), sha256 },
    ...{ expectedSha256: null, createdBy: 'Ada', createdAt: now, storedAt: now },
    facts: { ...nothing, mimeType: 'application/pdf', loudnessLufs: null, truePeakDbtp: null },
    expiresAt: new Date(now.getTime() + 3_600_000),
  });
  return id;
}

async function ingest(text: string, attribution: string | null = null): Promise<string> {
  keys += 1;
  return ingestDocument(desk, ADA, {
    projectId,
    uploadId: await bring(text),
    attribution,
    idempotencyKey: `key ${keys}`,
  });
}

const rows = (sql: string, id: string) => studio.store.query(sql, [id]);

test('figures keep the numbers of their labels, with page, label and confidence', async () => {
  answer = () => paper();
  const id = await ingest('%PDF one');
  expect(reads.map(({ text }) => text)).toEqual(['%PDF one']);
  const figures = await rows(
    `SELECT f.kind, f.number, f.label, f.page, f.confidence, length(f.caption) AS length, a.width, a.caption
     FROM figure f JOIN slot s ON s.owner_id = f.id LEFT JOIN asset a ON a.id = s.current_id
     WHERE f.document_id = $1 ORDER BY f.kind, f.number`,
    id,
  );
  expect(figures).toEqual([
    { kind: 'FIGURE', number: 1, label: 'Fig. 1', page: 6, confidence: 0.9, length: 500, width: null, caption: null },
    { kind: 'FIGURE', number: 3, label: 'Figure 3', page: 4, confidence: 0.9, length: 7, width: 5, caption: 'Nights.' },
    { kind: 'TABLE', number: 3, label: 'TABLE III', page: 7, confidence: 0.9, length: 7, width: 6, caption: 'Nights.' },
  ]);
  const [document] = await rows('SELECT title, page_count, warnings, date FROM document WHERE id = $1', id);
  expect(document).toEqual({
    title: 'Heat Islands',
    page_count: 9,
    date: 'March 2025',
    warnings: ['Page 5 could not be read.', 'Figure 12345 is left out: figures are numbered from 1 to 9999.'],
  });
});

test('atoms keep their places, and point at the figures that they are', async () => {
  answer = () => paper();
  const id = await ingest('%PDF two');
  const atoms = await rows(
    `SELECT a.kind, a.text, a.page, a.box, a.section, f.number FROM atom a LEFT JOIN figure f ON f.id = a.figure_id
     WHERE a.document_id = $1 ORDER BY a.position`,
    id,
  );
  expect(atoms).toContainEqual(
    expect.objectContaining({
      text: 'Figure 3 shows that half of \ufffd the nights are warm.',
      page: 2,
      section: 'Results',
    }),
  );
  expect(atoms.find(({ box }: { box: object | null }) => box)?.box).toEqual({
    left: 72,
    top: 90,
    width: 400,
    height: 30,
  });
  const shown = atoms.filter(({ number }: { number: number | null }) => number !== null);
  expect(shown.map(({ number }: { number: number }) => number).sort()).toEqual([1, 3, 3]);
});

test('a page says where its figure is from', async () => {
  answer = () => paper();
  const id = await ingest('%PDF three', 'Okafor and Lind, 2025');
  const text = 'Figure 1 is missing, and Table 3 is not.\n\nTable 3, Figure 3 and Table 3 again.\n\nNothing.';
  const script = { projectId, name: 'S', text, format: 'FLAT', documentIds: [id], idempotencyKey: 's' } as const;
  const scriptId = await importScript(studio, ADA, script);
  const table = { kind: 'TABLE', number: 3, panel: null } as const;
  const figure = { kind: 'FIGURE', number: 3, panel: null } as const;
  const missing = { kind: 'FIGURE', number: 1, panel: null } as const;
  const [first, second] = [studio.newId(), studio.newId()];
  const shown = await shownFigures(studio.store.manager, scriptId, [
    { lineId: first, mentions: [missing, table] },
    { lineId: second, mentions: [table, figure, { ...table, panel: 'b' }] },
  ]);
  expect(shown.get(first)).toEqual([]);
  expect(shown.get(second)?.map(({ kind, number, label, source }) => [kind, number, label, source])).toEqual([
    ['TABLE', 3, 'TABLE III', 'Okafor and Lind, 2025, p. 7'],
    ['FIGURE', 3, 'Figure 3', 'Okafor and Lind, 2025, p. 4'],
  ]);
});

test('a reading that fails leaves nothing behind, and its key is free', async () => {
  const uploadId = await bring('%PDF broken');
  const before = await folderSize();
  answer = () => {
    throw new MediaRefused('The PDF is encrypted.', { remedy: 'Take its password off.' });
  };
  const input = { projectId, uploadId, idempotencyKey: 'again' };
  await expect(ingestDocument(desk, ADA, input)).rejects.toThrow('encrypted');
  expect(await folderSize()).toBe(before);
  await expect(readdir(join(reads[0]?.file ?? '', '..'))).rejects.toThrow('ENOENT');
  answer = () => paper({ title: null });
  const id = await ingestDocument(desk, ADA, input);
  expect(await rows('SELECT title FROM document WHERE id = $1', id)).toEqual([{ title: 'heat' }]);
});

const folderSize = async () => (await readdir(folder, { recursive: true })).length;

test('bytes that are there are not read again', async () => {
  answer = () => paper();
  const id = await ingest('%PDF there');
  expect(await ingest('%PDF there')).toBe(id);
  expect(reads).toHaveLength(1);
});

test('whatever a document says can be stored', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
      const kept = storable({ value, list: [text, `${text}\ud800`, `\0${text}`] });
      const said = JSON.stringify(kept);
      expect(isStorable(JSON.parse(said).list.join('')) && isWhole(JSON.parse(said).list.join(''))).toBe(true);
      expect(storable(kept)).toEqual(kept);
    }),
  );
  const bytes = new Uint8Array([0, 1]);
  expect(storable({ bytes }).bytes).toBe(bytes);
});

test('only a PDF has pages that a reader would find a figure on', () => {
  const origin = { title: 'Heat', attribution: null, page: 4 };
  expect(sourceLine({ ...origin, kind: 'PDF' })).toBe('Heat, p. 4');
  expect(sourceLine({ ...origin, kind: 'MARKDOWN', attribution: 'Okafor' })).toBe('Okafor');
  expect(sourceLine({ ...origin, kind: 'PDF', page: null })).toBe('Heat');
  expect(DOCUMENT_TYPES.map(documentKindOf)).toEqual(['PDF', 'HTML', 'MARKDOWN', 'TEXT']);
  expect(documentKindOf('application/json')).toBeNull();
});

test('of what was checked about a text, that stays whose words are still there', () => {
  const claim = (text: string) => ({ text, supported: true, documentId: null, position: null, page: null });
  const [warm, cool] = [claim('Cities are warm.'), claim('Parks are cool.')];
  expect(claimsStillIn('Parks are cool. And wet.', [warm, cool, { ...cool }])).toEqual([cool]);
  expect(claimsStillIn('', [warm])).toEqual([]);
});
