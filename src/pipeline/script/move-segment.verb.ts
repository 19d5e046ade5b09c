import type { Caller } from '../workspace/caller';
import { moved } from './edits';
import { type Desk, type Edited, makeEdit } from './make-edit.verb';

export interface Move {
  /** A row id. */
  readonly segmentId: string;
  readonly expectedVersion: number;
  /** From 1. */
  readonly toNumber: number;
}

/** Another place in the film. No wish speaks of a number, so that nothing goes stale. */
export function moveSegment(
  desk: Desk,
  caller: Caller,
  { segmentId, expectedVersion, toNumber }: Move,
): Promise<Edited> {
  return makeEdit(desk, caller, {
    segmentIds: [segmentId],
    field: ['input', 'segmentId'],
    expectedVersions: new Map([[segmentId, expectedVersion]]),
    redraft: (draft) => moved(draft, segmentId, toNumber),
  });
}
