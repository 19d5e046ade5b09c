import type { DataSource } from 'typeorm';
import { staleLines } from '../library/rewish.verb';
import { scriptsMeaning, showAnew } from '../script/show-figure.verb';
import type { Caller } from '../workspace/caller';
import { appendLinesToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { lockedDocument } from './document-at-hand.verb';
import { assertAttribution, assertTitle } from './document-words';

export interface DocumentChange {
  /** A row id. */
  readonly documentId: string;
  /** What is left out stays as it is; an attribution that is null is taken away. */
  readonly title?: string | null;
  readonly attribution?: string | null;
}

/** What a document is called, and how films name it: the pages that show its figures say so. Answers how many takes went stale. */
export function updateDocument(
  studio: Studio<DataSource>,
  caller: Caller,
  input: DocumentChange,
): Promise<{ staleCount: number }> {
  assertTitle(input.title);
  assertAttribution(input.attribution);
  const { documentId } = input;
  return studio.store.transaction(async (manager) => {
    const document = await lockedDocument(manager, caller, { documentId, field: ['input', 'documentId'] });
    const title = input.title ?? document.title;
    const attribution = input.attribution === undefined ? document.attribution : input.attribution;
    const members = [
      ...(title === document.title ? [] : ['title']),
      ...(attribution === document.attribution ? [] : ['attribution']),
    ];
    if (members.length === 0) return { staleCount: 0 };
    await manager.query('UPDATE document SET title = $2, attribution = $3 WHERE id = $1', [
      documentId,
      title,
      attribution,
    ]);
    const scriptIds = await scriptsMeaning(manager, { scriptId: null, documentId });
    const wentStale = await showAnew(manager, { scriptIds, named: 'all' }, studio.now());
    const line = { projectId: document.projectId, actor: caller.name, subjectId: documentId, facts: { members } };
    await appendLinesToProjectLog(manager, [
      { ...line, kind: 'DOCUMENT_CHANGED' },
      ...staleLines(wentStale, caller.name),
    ]);
    return { staleCount: wentStale.length };
  });
}
