import { type LibraryRecord, libraryFiles, libraryPath } from '../../pipeline/library/legacy/seed-library';
import { parseMicros } from '../../pipeline/values/money';
import { extensionOf, isLocked, type Library, type PlaceRow, type TakeRow } from './library';
import type { ExportedFile } from './manifest';

const PREFIXES = { AUDIO: 'aud', IMAGE: 'img', FIGURE: 'fig', VIDEO: 'vid' } as const;

interface Shelf {
  readonly files: readonly ExportedFile[];
  /** `library.json` and `metadata/<id>.json`, by their paths. */
  readonly texts: Readonly<Record<string, string>>;
}

interface Placed {
  readonly place: PlaceRow;
  readonly take: TakeRow;
}

/** The content library of before: a record of every take, in the order in which they came, and its media below its id. */
export function seedLibrary(library: Library, only: 'approved' | 'all'): Shelf {
  const placed = library.places
    .flatMap((place) => place.takes.map((take) => ({ place, take })))
    .filter(({ take }) => only === 'all' || isLocked(take))
    .sort((a, b) => (a.take.id < b.take.id ? -1 : 1));
  const ids = idsOf(placed);
  const records = placed.map((one) => recordOf(library, one, ids));
  const times = placed.map(({ take }) => new Date(take.createdAt)).sort((a, b) => a.getTime() - b.getTime());
  const [createdAt = new Date(0), updatedAt = createdAt] = [times[0], times.at(-1)];
  const texts = libraryFiles({ projectId: library.projectKey, createdAt, updatedAt, records });
  return {
    files: placed.map((one, n) => ({ ...one, path: records[n]?.path ?? '' })),
    texts: Object.fromEntries(texts.map(({ path, text }) => [path, text])),
  };
}

/** The id that it had where it came from, unless another has it; otherwise the next number of its type that is free. */
function idsOf(placed: readonly Placed[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  for (const { take } of placed) {
    const { externalId } = take;
    if (externalId === null || taken.has(externalId) || !/^[\w.-]{1,100}$/.test(externalId)) continue;
    given.set(take.id, externalId);
    taken.add(externalId);
  }
  const counters = new Map<string, number>();
  for (const { take } of placed)
    if (!given.has(take.id)) given.set(take.id, nextId(PREFIXES[take.type], taken, counters));
  return given;
}

function nextId(prefix: string, taken: ReadonlySet<string>, counters: Map<string, number>): string {
  for (let number = (counters.get(prefix) ?? 0) + 1; ; number += 1) {
    const id = `${prefix}_${String(number).padStart(3, '0')}`;
    if (taken.has(id)) continue;
    counters.set(prefix, number);
    return id;
  }
}

function recordOf(library: Library, { place, take }: Placed, ids: ReadonlyMap<string, string>): LibraryRecord {
  const { type, source, status, describes, tags, text, voice, prompt, figureNumber, caption, notes, media } = take;
  const id = ids.get(take.id) ?? take.id;
  const time = (written: string | null) => (written === null ? null : new Date(written));
  return {
    ...{ id, type, source, status, describes, tags, text, voice, prompt, caption, notes },
    figureNumber: figureNumber ?? (place.part === 'figure' ? place.number : null),
    path: libraryPath(type, id, extensionOf(take)),
    bytes: media.bytes,
    durationSeconds: media.durationSeconds,
    width: media.size?.width ?? null,
    height: media.size?.height ?? null,
    segmentIdx: place.part === 'figure' ? null : (place.segmentIdxs[0] ?? null),
    usedInSegments: place.segmentIdxs,
    scriptId: library.scriptId,
    originRunId: take.originRunId,
    generatedAt: time(take.generatedAt),
    generatedBy: take.generatedBy,
    costMicros: parseMicros(take.cost.amount) ?? 0n,
    approvedAt: time(take.review.approvedAt),
    approvedBy: take.review.approvedBy,
    rejectedReason: take.review.rejectedReason,
    revisionOf: (take.revisionOf && ids.get(take.revisionOf.id)) ?? null,
  };
}
