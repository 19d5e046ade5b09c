import type { FigureKind } from '../../script/segment';
import type { AssetStatus, MediaType } from '../asset';

/** One asset of an older system, as its files say it. */
export interface LegacyEntry {
  /** Member of the archive that has its bytes. */
  readonly path: string;
  readonly type: MediaType;
  /** From 0; null: it belongs to no segment. */
  readonly segmentIdx: number | null;
  readonly figureNumber: number | null;
  readonly kind: FigureKind;
  readonly externalId: string | null;
  readonly status: AssetStatus;
  readonly source: string;
  readonly text: string | null;
  readonly voice: string | null;
  readonly prompt: string | null;
  readonly describes: string | null;
  readonly tags: readonly string[];
  readonly caption: string | null;
  /** As the file claims; what counts is what the bytes say. */
  readonly durationSeconds: number | null;
  readonly generatedAt: Date | null;
  readonly generatedBy: string | null;
  readonly costMicros: bigint;
  readonly approvedAt: Date | null;
  readonly approvedBy: string | null;
  readonly rejectedReason: string | null;
  /** The external id of what it revises. */
  readonly revisionOf: string | null;
  readonly usedInSegments: readonly number[];
  readonly notes: string | null;
  readonly originRunId: string | null;
  /** The file that spoke of it. */
  readonly document: string;
}

/** What cannot be brought over, and why; the rest is. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

export type Planned = LegacyEntry | Unreadable;

export function isUnreadable(planned: Planned): planned is Unreadable {
  return 'reason' in planned;
}

type Essential = 'path' | 'type' | 'source' | 'document';

/** A draft of which nothing more is known. */
export function plainEntry(known: Pick<LegacyEntry, Essential> & Partial<LegacyEntry>): LegacyEntry {
  return {
    ...{ segmentIdx: null, figureNumber: null, kind: 'FIGURE', externalId: null, status: 'DRAFT' },
    ...{ text: null, voice: null, prompt: null, describes: null, tags: [], caption: null, durationSeconds: null },
    ...{ generatedAt: null, generatedBy: null, costMicros: 0n, approvedAt: null, approvedBy: null },
    ...{ rejectedReason: null, revisionOf: null, usedInSegments: [], notes: null, originRunId: null },
    ...known,
  };
}

/** One take for each place that shows the same bytes: whatever is shared fills the slot of each of its segments. */
export function oneForEachSegment(entry: LegacyEntry): LegacyEntry[] {
  if (entry.type === 'FIGURE') return [entry];
  const own = entry.segmentIdx === null ? [] : [entry.segmentIdx];
  const segments = [...new Set([...own, ...entry.usedInSegments])];
  return segments.length === 0 ? [entry] : segments.map((segmentIdx) => ({ ...entry, segmentIdx }));
}
