import type { EntityManager } from 'typeorm';
import { ScriptDocument } from '../../entities/document.entity';
import { InvalidInput, NotFound } from '../errors';

/** A source of a script. */
export interface Source {
  /** A row id. */
  readonly id: string;
  readonly title: string;
}

interface Wanted {
  readonly projectId: string;
  /** Row ids, the main one first. */
  readonly documentIds: readonly string[];
}

const MOST_SOURCES = 50;

/** Documents of the project, in the order in which they are named, locked against whoever changes or removes them: before the script is. */
export async function lockedSources(
  manager: EntityManager,
  { projectId, documentIds }: Wanted,
): Promise<readonly Source[]> {
  if (documentIds.length > MOST_SOURCES || new Set(documentIds).size < documentIds.length)
    throw badSources(documentIds);
  const found = await manager.query<Source[]>(
    'SELECT id, title FROM document WHERE project_id = $1 AND id = ANY($2) ORDER BY id FOR SHARE',
    [projectId, documentIds],
  );
  const known = new Map(found.map((document) => [document.id, document]));
  return documentIds.map((id) => {
    const document = known.get(id);
    if (document) return document;
    throw noSuchDocument();
  });
}

/** In place of those that it had. */
export async function keepSources(
  manager: EntityManager,
  { scriptId, projectId, sources }: { scriptId: string; projectId: string; sources: readonly Source[] },
): Promise<void> {
  await manager.delete(ScriptDocument, { scriptId });
  const rows = sources.map(({ id: documentId }, position) => ({ scriptId, projectId, documentId, position }));
  if (rows.length > 0) await manager.insert(ScriptDocument, rows);
}

function badSources(documentIds: readonly string[]): InvalidInput {
  return new InvalidInput(`A script has at most ${MOST_SOURCES} sources, each once.`, {
    field: ['input', 'documentIds'],
    expected: `at most ${MOST_SOURCES} documents, each once`,
    got: `${documentIds.length} ids of ${new Set(documentIds).size} documents`,
    remedy: 'Leave some out.',
  });
}

function noSuchDocument(): NotFound {
  return new NotFound('The project of the script has no such document.', {
    field: ['input', 'documentIds'],
    expected: 'ids of documents of the same project',
    remedy: 'Look them up with the field `documents` of the project, or read them in with `ingestDocument`.',
  });
}
