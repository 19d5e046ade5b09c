import type { Caller } from '../workspace/caller';
import { split } from './edits';
import { type Desk, type Edited, makeEdit } from './make-edit.verb';

export interface Split {
  /** A row id. */
  readonly segmentId: string;
  readonly expectedVersion: number;
  /** In UTF-16 units from the start of its text. */
  readonly at: number;
}

/** Two segments out of one: the first half keeps the id and the takes, the second begins with empty places. Row ids in order. */
export async function splitSegment(
  desk: Desk,
  caller: Caller,
  { segmentId, expectedVersion, at }: Split,
): Promise<Edited & { readonly segmentIds: readonly string[] }> {
  const newId = desk.newId();
  const edited = await makeEdit(desk, caller, {
    segmentIds: [segmentId],
    field: ['input', 'segmentId'],
    expectedVersions: new Map([[segmentId, expectedVersion]]),
    redraft: (draft) => split(draft, segmentId, { at, newId }),
  });
  return { ...edited, segmentIds: [segmentId, newId] };
}
