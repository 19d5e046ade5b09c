import { InvalidInput } from '../errors';
import type { Caller } from '../workspace/caller';
import { merged } from './edits';
import { type Desk, type Edited, makeEdit } from './make-edit.verb';

export interface Merge {
  /** Row ids. */
  readonly segmentIds: readonly string[];
  readonly expectedVersions: readonly { readonly id: string; readonly version: number }[];
}

const MOST_MERGED = 250;

/** One segment out of neighbours: the first keeps its id, the places of the others stay with the project. Answers its row id. */
export async function mergeSegments(
  desk: Desk,
  caller: Caller,
  { segmentIds, expectedVersions }: Merge,
): Promise<Edited & { readonly segmentId: string }> {
  const versions = new Map(expectedVersions.map(({ id, version }) => [id, version]));
  assertNamed(segmentIds, versions);
  let segmentId = '';
  const edited = await makeEdit(desk, caller, {
    segmentIds,
    field: ['input', 'segmentIds'],
    expectedVersions: versions,
    redraft: (draft) => {
      const redraft = merged(draft, segmentIds);
      segmentId = redraft.changed[0]?.id ?? '';
      return redraft;
    },
  });
  return { ...edited, segmentId };
}

function assertNamed(segmentIds: readonly string[], versions: ReadonlyMap<string, number>): void {
  const named = new Set(segmentIds);
  if (named.size < 2 || named.size > MOST_MERGED) {
    throw new InvalidInput('Segments are merged with their neighbours.', {
      field: ['input', 'segmentIds'],
      expected: `from 2 to ${MOST_MERGED} segments that follow each other`,
      got: String(named.size),
      remedy: 'Name the segment and those next to it.',
    });
  }
  const unsaid = segmentIds.filter((id) => !versions.has(id)).length;
  const strange = [...versions.keys()].filter((id) => !named.has(id)).length;
  if (unsaid + strange === 0) return;
  throw new InvalidInput('Each segment is merged as you have seen it.', {
    field: ['input', 'expectedVersions'],
    expected: 'one version for each segment, and for no other',
    got: unsaid > 0 ? `none for ${unsaid} of them` : `${strange} for others`,
    remedy: 'Send the `lockVersion` of each segment beside its id.',
  });
}
