import type { DataSource, EntityManager } from 'typeorm';
import { Conflict, NotFound } from '../errors';
import { retireSlots } from '../library/retire-slots.verb';
import type { Caller } from '../workspace/caller';
import { appendToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { lockedDocument } from './document-at-hand.verb';
import { linkDocuments, lockKnowledge } from './link-documents.verb';

const MOST_NAMED = 5;

/** A document that no script is written from. The takes of its figures stay with the project. Answers the project's row id. */
export function removeDocument(
  studio: Studio<DataSource>,
  caller: Caller,
  { documentId }: { readonly documentId: string },
): Promise<string> {
  const field = ['input', 'documentId'];
  return studio.store.transaction(async (manager) => {
    await lockKnowledge(manager, await projectOfDocument(manager, documentId));
    const { projectId, title } = await lockedDocument(manager, caller, { documentId, field });
    await assertUnused(manager, documentId);
    const figures = await manager.query<{ id: string }[]>('SELECT id FROM figure WHERE document_id = $1', [documentId]);
    await retireSlots(
      manager,
      figures.map(({ id }) => id),
    );
    await manager.query('DELETE FROM figure WHERE document_id = $1', [documentId]);
    await manager.query('DELETE FROM document WHERE id = $1', [documentId]);
    await linkDocuments(manager, studio, projectId);
    const line = { projectId, actor: caller.name, subjectId: null, facts: { title } };
    await appendToProjectLog(manager, { ...line, kind: 'DOCUMENT_REMOVED' });
    return projectId;
  });
}

/** To be locked before the document is; whether the caller may see it is asked then. */
async function projectOfDocument(manager: EntityManager, documentId: string): Promise<string> {
  const [document] = await manager.query<{ projectId: string }[]>(
    'SELECT project_id AS "projectId" FROM document WHERE id = $1',
    [documentId],
  );
  if (document) return document.projectId;
  throw new NotFound('There is no such document.', {
    field: ['input', 'documentId'],
    expected: 'the id of a document that you may see',
    remedy: 'Look it up with the field `documents` of its project.',
  });
}

async function assertUnused(manager: EntityManager, documentId: string): Promise<void> {
  const scripts = await manager.query<{ name: string }[]>(
    `SELECT c.name FROM script_document x JOIN structured_script c ON c.id = x.script_id WHERE x.document_id = $1 ORDER BY c.id`,
    [documentId],
  );
  if (scripts.length === 0) return;
  const named = scripts.slice(0, MOST_NAMED).map(({ name }) => `“${name}”`);
  const more = scripts.length > MOST_NAMED ? ` and ${scripts.length - MOST_NAMED} more` : '';
  throw new Conflict('Scripts are written from this document.', {
    field: ['input', 'documentId'],
    expected: 'a document that is no source of any script',
    got: `a source of ${named.join(', ')}${more}`,
    remedy: 'Take it out of their sources with `setSources` first.',
  });
}
