import type { EntityManager } from 'typeorm';
import { NotFound } from '../errors';
import type { Caller } from '../workspace/caller';

export interface DocumentAtHand {
  readonly id: string;
  readonly projectId: string;
  readonly title: string;
  readonly attribution: string | null;
}

interface Wanted {
  readonly documentId: string;
  readonly field: string[];
}

/**
 * A document that the caller may see, locked against whoever changes it or takes it for a source: before any script is. One answer for
 * one that is not there and for one that is not theirs.
 */
export async function lockedDocument(
  manager: EntityManager,
  caller: Caller,
  { documentId, field }: Wanted,
): Promise<DocumentAtHand> {
  const seen = caller.projects === 'all' ? null : caller.projects;
  const [document] = await manager.query<DocumentAtHand[]>(
    `SELECT id, project_id AS "projectId", title, attribution FROM document
     WHERE id = $1 AND ($2::uuid[] IS NULL OR project_id = ANY($2)) FOR NO KEY UPDATE`,
    [documentId, seen],
  );
  if (document) return document;
  throw new NotFound('There is no such document.', {
    field,
    expected: 'the id of a document that you may see',
    remedy: 'Look it up with the field `documents` of its project.',
  });
}
