import type { Caller } from '../workspace/caller';
import { removed } from './edits';
import { type Desk, type Edited, makeEdit } from './make-edit.verb';

export interface Removal {
  /** A row id. */
  readonly segmentId: string;
  readonly expectedVersion: number;
}

/** The segment goes; its places stay with the project, with every take and its audit. */
export function removeSegment(desk: Desk, caller: Caller, { segmentId, expectedVersion }: Removal): Promise<Edited> {
  return makeEdit(desk, caller, {
    segmentIds: [segmentId],
    field: ['input', 'segmentId'],
    expectedVersions: new Map([[segmentId, expectedVersion]]),
    redraft: (draft) => removed(draft, segmentId),
  });
}
