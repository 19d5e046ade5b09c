import type { DataSource, EntityManager } from 'typeorm';
import { Figure } from '../../entities/figure.entity';
import { Slot } from '../../entities/slot.entity';
import { StructuredScript } from '../../entities/structured-script.entity';
import type { Storage } from '../../storage/storage';
import { InvalidInput } from '../errors';
import { broughtText } from '../library/brought-text.verb';
import { isName } from '../values/text';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import { once } from '../workspace/once.verb';
import { appendToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { batches, insertSegments, ROWS_A_STATEMENT } from './insert-segments.verb';
import { keepRevision } from './keep-revision.verb';
import { pageOf } from './page-of.verb';
import { figureRow, figureSlotRow, type Page, scriptRow } from './script-rows';
import { scriptOfText } from './script-text';
import type { ScriptFormat } from './segment';
import { showAnew } from './show-figure.verb';
import { type Source as Document, keepSources, lockedSources } from './sources.verb';
import type { WrittenFigure, WrittenScript } from './written-script';

export interface NewScript {
  /** A row id. */
  readonly projectId: string;
  readonly name: string;
  /** One of both. */
  readonly text?: string | null;
  /** A row id. */
  readonly uploadId?: string | null;
  readonly format: ScriptFormat;
  /** Row ids of what it is written from, the main source first. */
  readonly documentIds?: readonly string[] | null;
  readonly idempotencyKey: string;
}

/** The storage is for uploads alone. */
type Desk = Studio<DataSource> & { readonly storage?: Pick<Storage, 'open'> };

/** A script out of a file: one segment a paragraph, each with its places to fill. Answers the row id. */
export async function importScript(desk: Desk, caller: Caller, input: NewScript): Promise<string> {
  if (!isName(input.name)) throw badName(input.name);
  const source = sourceOf(input);
  const ready = source.text === undefined ? null : scriptOfText({ ...source, format: input.format, field: 'text' });
  const now = desk.now();
  const attempt = { caller, operation: 'importScript', key: input.idempotencyKey, input, now };
  const { id } = await desk.store.transaction((manager) =>
    once(manager, attempt, async () => {
      await assertProject(manager, caller, { projectId: input.projectId, field: ['input', 'projectId'] });
      const script = ready ?? (await broughtScript(manager, desk, { input, uploadId: source.uploadId ?? '', now }));
      const { projectId, documentIds } = input;
      const page = await pageOf(manager, { now: () => now, newId: desk.newId }, { projectId, scriptId: desk.newId() });
      const sources = await lockedSources(manager, { projectId, documentIds: documentIds ?? [] });
      await insertScript(manager, { script, name: input.name, page, sources });
      const kept = { id: page.scriptId, projectId: page.projectId, revision: 1 };
      await keepRevision(manager, kept, { by: caller.name, at: now, change: 'Imported' });
      await appendToProjectLog(manager, {
        projectId: input.projectId,
        actor: caller.name,
        kind: 'SCRIPT_IMPORTED',
        subjectId: page.scriptId,
        facts: { name: input.name, segmentCount: script.segments.length },
      });
      return { id: page.scriptId };
    }),
  );
  return id;
}

type Source =
  | { readonly text: string; readonly uploadId?: undefined }
  | { readonly text?: undefined; readonly uploadId: string };

function sourceOf({ text, uploadId }: NewScript): Source {
  const [isText, isUpload] = [(text ?? null) !== null, (uploadId ?? null) !== null];
  if (isText && !isUpload) return { text: String(text) };
  if (isUpload && !isText) return { uploadId: String(uploadId) };
  throw new InvalidInput('A script comes from a text or from an upload.', {
    field: ['input', 'text'],
    expected: 'one of `text` and `uploadId`',
    got: isText ? 'both' : 'neither',
    remedy: 'Send the narration as `text`, or bring a file with `createUpload` and send its `uploadId`.',
  });
}

interface Brought {
  readonly input: NewScript;
  readonly uploadId: string;
  readonly now: Date;
}

async function broughtScript(
  manager: EntityManager,
  { storage }: Desk,
  { input: { projectId, format }, uploadId, now }: Brought,
): Promise<WrittenScript> {
  if (!storage) throw new TypeError('importScript needs the storage to read an upload.');
  const text = await broughtText(manager, storage, { uploadId, projectId, now });
  return scriptOfText({ text, format, field: 'uploadId' });
}

interface NewRows {
  readonly script: WrittenScript;
  readonly name: string;
  readonly page: Page;
  readonly sources: readonly Document[];
}

async function insertScript(manager: EntityManager, { script, name, page, sources }: NewRows): Promise<void> {
  await manager.insert(StructuredScript, scriptRow(script, name, page));
  await keepSources(manager, { ...page, sources });
  await insertSegments(manager, script.segments, page);
  for (const batch of batches(await ownFigures(manager, script, page), ROWS_A_STATEMENT)) {
    const figures = batch.map((figure) => figureRow(figure, page));
    await manager.insert(Figure, figures);
    await manager.insert(
      Slot,
      figures.map((figure) => figureSlotRow(figure, page)),
    );
  }
  if (sources.length > 0) await showAnew(manager, { scriptIds: [page.scriptId], named: 'all' }, page.now);
}

/** A figure that one of its sources has is the source's: a file that names it besides has no picture of it. */
async function ownFigures(manager: EntityManager, { figures }: WrittenScript, { scriptId }: Page) {
  const theirs = await manager.query<{ kind: string; number: number }[]>(
    'SELECT f.kind, f.number FROM script_document x JOIN figure f ON f.document_id = x.document_id WHERE x.script_id = $1',
    [scriptId],
  );
  const isTheirs = (figure: WrittenFigure) =>
    theirs.some(({ kind, number }) => kind === figure.kind && number === figure.number);
  return figures.filter((figure) => !isTheirs(figure));
}

function badName(name: string): InvalidInput {
  return new InvalidInput('The name of a script must have from 1 to 200 characters.', {
    field: ['input', 'name'],
    expected: '1 to 200 characters',
    got: `${name.length} characters`,
    remedy: 'Give it a name that people will recognise.',
  });
}
