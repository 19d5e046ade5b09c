import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { EntityManager } from 'typeorm';
import { type Storage, toSha256 } from '../../storage/storage';
import { Conflict, MediaCorrupt, Unsupported } from '../errors';
import { broughtUpload } from '../library/store-upload.verb';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import { answered, once } from '../workspace/once.verb';
import { DOCUMENT_TYPES, documentKindOf } from './document';
import { documentGraph } from './document-graph';
import { assertAttribution, assertTitle } from './document-words';
import { type BroughtFile, type IngestDesk, keepDocument, type NewDocument, type ReadFile } from './keep-document.verb';
import { lockKnowledge } from './link-documents.verb';
import { storable } from './storable';
import { storePictures } from './store-pictures.stage';

/** A reader bounds itself; this is for a storage that does not answer. */
const MOST_MS = 10 * 60_000;

/**
 * A document out of an upload: read first, kept in one transaction, so that a reading that fails leaves nothing behind. The same bytes
 * again are the document that is there, before anything is read. Answers the row id.
 */
export async function ingestDocument(desk: IngestDesk, caller: Caller, input: NewDocument): Promise<string> {
  assertTitle(input.title);
  assertAttribution(input.attribution);
  const { manager } = desk.store;
  const attempt = { caller, operation: 'ingestDocument', key: input.idempotencyKey, input, now: desk.now() };
  const known = await answered<{ id: string }>(manager, attempt);
  if (known) return known.id;
  const { projectId } = input;
  await assertProject(manager, caller, { projectId, field: ['input', 'projectId'] });
  const file = await fileOf(manager, desk, input);
  const isThere = (await documentOf(manager, file, projectId)) !== null;
  const read = isThere ? null : await readFile(desk, file);
  const { id } = await desk.store.transaction((transaction) =>
    once(transaction, attempt, async () => {
      await lockKnowledge(transaction, projectId);
      const there = await documentOf(transaction, file, projectId);
      if (there) return { id: there };
      if (!read) throw removedMeanwhile();
      return { id: await keepDocument(transaction, desk, { caller, input, file, ...read }) };
    }),
  );
  return id;
}

async function fileOf(manager: EntityManager, { now }: IngestDesk, input: NewDocument): Promise<BroughtFile> {
  const { projectId, uploadId } = input;
  const { sha256, bytes, fileName, facts } = await broughtUpload(manager, { uploadId, projectId, now: now() });
  const kind = documentKindOf(facts.mimeType);
  if (kind) return { sha256, bytes, fileName, mimeType: facts.mimeType, kind };
  throw new Unsupported('The upload is no document.', {
    field: ['input', 'uploadId'],
    expected: `an upload of ${DOCUMENT_TYPES.join(', ')}`,
    got: facts.mimeType,
    remedy: 'Bring the document itself with `createUpload`.',
  });
}

async function documentOf(manager: EntityManager, { sha256 }: BroughtFile, projectId: string): Promise<string | null> {
  const [document] = await manager.query<{ id: string }[]>(
    'SELECT id FROM document WHERE project_id = $1 AND sha256 = $2',
    [projectId, sha256],
  );
  return document?.id ?? null;
}

async function readFile({ storage, readers }: IngestDesk, { kind, fileName, ...blob }: BroughtFile): Promise<ReadFile> {
  const signal = AbortSignal.timeout(MOST_MS);
  const folder = await mkdtemp(join(tmpdir(), 'workprint-document-'));
  try {
    const file = join(folder, 'document');
    await spool(storage, { ...blob, file, signal });
    const found = storable(await readers.read({ kind, fileName, file }, { signal }));
    const { reading, pictures } = await storePictures(storage, found, signal);
    return { reading, pictures, graph: storable(documentGraph(reading)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Spooling extends Pick<BroughtFile, 'sha256' | 'bytes'> {
  readonly file: string;
  readonly signal: AbortSignal;
}

async function spool(storage: Pick<Storage, 'open'>, { sha256, bytes, file, signal }: Spooling): Promise<void> {
  const opened = await storage.open(toSha256(sha256), { expectedBytes: bytes, signal });
  if (opened) return pipeline(opened, createWriteStream(file), { signal });
  throw new MediaCorrupt('The storage no longer has the document that was brought.', {
    field: ['input', 'uploadId'],
    expected: `a file named ${sha256}`,
    got: 'none',
    remedy: 'Bring the file again with `createUpload`.',
  });
}

/** Nothing is read while a transaction waits. */
function removedMeanwhile(): Conflict {
  return new Conflict('The document was removed while it was looked up.', {
    field: ['input', 'uploadId'],
    expected: 'a document that stays, or one that is new',
    got: 'one that somebody has just removed',
    remedy: 'Ask again: it is read anew then.',
  });
}
