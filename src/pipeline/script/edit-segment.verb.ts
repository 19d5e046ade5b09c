import type { Caller } from '../workspace/caller';
import type { Radius } from './blast-radius.verb';
import { type Changes, edited } from './edits';
import { type Desk, type Edit, type Edited, foreseeEdit, makeEdit } from './make-edit.verb';

export interface SegmentEdit extends Changes {
  /** A row id. */
  readonly segmentId: string;
  readonly expectedVersion: number;
}

/** Other words, another direction, another importance for a segment; its id and its takes stay. */
export function editSegment(desk: Desk, caller: Caller, input: SegmentEdit): Promise<Edited> {
  return makeEdit(desk, caller, editOf(input, 'input'));
}

/** Every asset, approval and rendered piece that the edit would touch, with its price; the edit itself matches it. */
export function blastRadius(desk: Desk, caller: Caller, input: SegmentEdit): Promise<Radius> {
  return foreseeEdit(desk, caller, editOf(input, 'edit'));
}

function editOf({ segmentId, expectedVersion, ...changes }: SegmentEdit, argument: string): Edit {
  return {
    segmentIds: [segmentId],
    field: [argument, 'segmentId'],
    expectedVersions: new Map([[segmentId, expectedVersion]]),
    redraft: (draft) => edited(draft, segmentId, changes),
  };
}
