import type { Caller } from '../workspace/caller';
import { added } from './edits';
import { type Desk, type Edited, makeEdit } from './make-edit.verb';
import type { SegmentIntent } from './segment';

export interface Adding {
  /** Row ids. */
  readonly scriptId: string;
  /** Of the script. */
  readonly expectedVersion: number;
  /** Null: it comes first. */
  readonly afterSegmentId?: string | null;
  readonly text: string;
  /** Guessed unless given. */
  readonly intent?: SegmentIntent | null;
}

/** A new segment with its empty places. Answers its row id. */
export async function addSegment(
  desk: Desk,
  caller: Caller,
  { scriptId, expectedVersion, afterSegmentId: afterId = null, text, intent = null }: Adding,
): Promise<Edited & { readonly segmentId: string }> {
  const id = desk.newId();
  const edited = await makeEdit(desk, caller, {
    scriptId,
    segmentIds: afterId === null ? [] : [afterId],
    field: ['input', 'afterSegmentId'],
    expectedVersions: new Map([[scriptId, expectedVersion]]),
    redraft: (draft) => added(draft, { id, text, intent, afterId }),
  });
  return { ...edited, segmentId: id };
}
