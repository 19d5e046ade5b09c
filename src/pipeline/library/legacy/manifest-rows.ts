import type { AssetStatus, MediaType } from '../asset';
import { joinedNotes, type Manifest, type ManifestSegment, type ManifestTake, takePath } from './manifest-v2';

/** The take that a place would show now, as a read leaves it. */
export interface TakeRow {
  readonly id: string;
  readonly type: MediaType;
  readonly status: AssetStatus;
  readonly mimeType: string;
  readonly durationSeconds: number | null;
  readonly voice: string | null;
  readonly source: string;
  readonly prompt: string | null;
  /** As Postgres or JSON spells it. */
  readonly generatedAt: string | null;
  readonly notes: string | null;
  readonly originRunId: string | null;
  readonly isStale: boolean;
}

export interface ManifestRows {
  readonly name: string;
  readonly segments: readonly {
    readonly idx: number;
    readonly text: string;
    readonly audio: TakeRow | null;
    readonly picture: TakeRow | null;
    readonly video: TakeRow | null;
  }[];
  /** The takes that the cut of the script shows and plays. */
  readonly timed: readonly string[];
}

/** What a manifest says of a script. Its run is the one that all imported takes came from, or else the script by its name. */
export function manifestFromRows({ name, segments, timed }: ManifestRows): Manifest {
  const takes = segments.flatMap(({ audio, picture, video }) => [audio, picture, video].flatMap((take) => take ?? []));
  const [origin = null, another] = new Set(takes.flatMap(({ originRunId }) => originRunId ?? []));
  const isTimed = new Set(timed);
  return {
    runId: origin !== null && another === undefined ? origin : name,
    segments: segments.map((segment) => segmentFrom(segment, isTimed)),
  };
}

function segmentFrom(
  { idx, text, audio, picture, video }: ManifestRows['segments'][number],
  timed: ReadonlySet<string>,
): ManifestSegment {
  const takes = [picture, audio, video].flatMap((take) => take ?? []);
  const isTimed = (take: TakeRow | null) => take !== null && timed.has(take.id);
  return {
    ...{ idx, text, audio: takeFrom(audio, idx), image: takeFrom(picture, idx), video: takeFrom(video, idx) },
    isStale: takes.some(({ isStale }) => isStale),
    isTimed: isTimed(audio) && (isTimed(picture) || isTimed(video)),
    notes: joinedNotes(takes.map(({ notes }) => notes)),
  };
}

function takeFrom(row: TakeRow | null, idx: number): ManifestTake | null {
  if (!row) return null;
  const { type, mimeType, status, durationSeconds, voice, source, prompt, generatedAt } = row;
  const facts = { status, durationSeconds, voice, source, prompt };
  return {
    ...facts,
    path: takePath(type, idx, mimeType),
    generatedAt: generatedAt === null ? null : new Date(generatedAt),
  };
}
