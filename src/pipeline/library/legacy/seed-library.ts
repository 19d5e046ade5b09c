import { z } from 'zod';
import type { JsonObject } from '../../values/canonical-json';
import type { AssetStatus, MediaType } from '../asset';
import { firstIssue } from './manifest-v2';
import type { Members } from './member-paths';
import { oneForEachSegment, type Planned, plainEntry } from './plan';
import { missing, statusOf, timeOf, timeText, typeOf, unreadable } from './words';

/** A record of `library.json` before it has the seed's words. */
export interface LibraryRecord {
  readonly id: string;
  readonly type: MediaType;
  readonly source: string;
  readonly status: AssetStatus;
  /** Relative to the library: see `libraryPath`. */
  readonly path: string;
  readonly bytes: number;
  readonly describes: string | null;
  readonly tags: readonly string[];
  readonly text: string | null;
  readonly voice: string | null;
  readonly durationSeconds: number | null;
  readonly prompt: string | null;
  readonly figureNumber: number | null;
  readonly caption: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly segmentIdx: number | null;
  readonly usedInSegments: readonly number[];
  readonly scriptId: string | null;
  readonly originRunId: string | null;
  readonly generatedAt: Date | null;
  readonly generatedBy: string | null;
  readonly costMicros: bigint;
  readonly approvedAt: Date | null;
  readonly approvedBy: string | null;
  readonly rejectedReason: string | null;
  readonly revisionOf: string | null;
  readonly notes: string | null;
}

export interface SeedLibrary {
  readonly projectId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly records: readonly LibraryRecord[];
}

const PREFIXES: Readonly<Record<MediaType, { readonly prefix: string; readonly folder: string }>> = {
  AUDIO: { prefix: 'aud', folder: 'audio' },
  IMAGE: { prefix: 'img', folder: 'images' },
  FIGURE: { prefix: 'fig', folder: 'figures' },
  VIDEO: { prefix: 'vid', folder: 'videos' },
};

/** `images/img_0001.png`. */
export function libraryPath(type: MediaType, id: string, end: string): string {
  return `${PREFIXES[type].folder}/${id}.${end}`;
}

/** What `library.json` holds. Its counters stand past every number that an id has, so that no id is given twice. */
export function libraryJson({ projectId, createdAt, updatedAt, records }: SeedLibrary): JsonObject {
  const counters = (Object.keys(PREFIXES) as MediaType[]).map((type) => [
    `_${type.toLowerCase()}_counter`,
    Math.max(0, ...records.map(({ id }) => numberOf(type, id))),
  ]);
  return {
    project_id: projectId,
    assets: Object.fromEntries(records.map((record) => [record.id, recordJson(record)])),
    created_at: timeText(createdAt),
    updated_at: timeText(updatedAt),
    ...Object.fromEntries(counters),
  };
}

function numberOf(type: MediaType, id: string): number {
  return Number(new RegExp(`^${PREFIXES[type].prefix}_(\\d{1,9})$`).exec(id)?.[1] ?? 0);
}

/** All texts of a library's folder: its index and `metadata/<id>.json`. The media lie at the paths of their records. */
export function libraryFiles(library: SeedLibrary): { readonly path: string; readonly text: string }[] {
  const text = (json: JsonObject) => `${JSON.stringify(json, null, 2)}\n`;
  const metadata = library.records.map((record) => ({
    path: `metadata/${record.id}.json`,
    text: text(recordJson(record)),
  }));
  return [{ path: 'library.json', text: text(libraryJson(library)) }, ...metadata];
}

function recordJson(record: LibraryRecord): JsonObject {
  return {
    asset_id: record.id,
    asset_type: record.type.toLowerCase(),
    source: record.source,
    status: record.status.toLowerCase(),
    path: record.path,
    file_size_bytes: record.bytes,
    format: record.path.slice(record.path.lastIndexOf('.') + 1),
    describes: record.describes ?? '',
    tags: [...record.tags],
    text_content: record.text,
    voice: record.voice,
    duration_sec: record.durationSeconds,
    prompt: record.prompt,
    figure_number: record.figureNumber,
    caption: record.caption,
    width: record.width,
    height: record.height,
    segment_idx: record.segmentIdx,
    used_in_segments: [...record.usedInSegments],
    script_id: record.scriptId,
    origin_run_id: record.originRunId,
    generated_at: timeText(record.generatedAt),
    generated_by: record.generatedBy,
    generation_cost: dollarsOf(record.costMicros),
    approved_at: timeText(record.approvedAt),
    approved_by: record.approvedBy,
    rejected_reason: record.rejectedReason,
    revision_of: record.revisionOf,
    notes: record.notes ?? '',
  };
}

/** A float holds micros exactly up to 2^50 of them, a billion dollars. */
export function dollarsOf(micros: bigint): number {
  return Number(micros) / 1_000_000;
}

export function microsOf(dollars: number): bigint {
  return BigInt(Math.round(dollars * 1_000_000));
}

const text = z.string().nullish();
const idx = z.int().nonnegative().max(999_999);
const time = z
  .string()
  .refine((written) => written === '' || timeOf(written) !== null, 'no time')
  .nullish();
const record = z.object({
  ...{ asset_id: text, asset_type: z.string(), source: text, status: text, path: z.string(), describes: text },
  ...{ tags: z.array(z.string()).nullish(), text_content: text, voice: text, prompt: text, caption: text },
  ...{ duration_sec: z.number().nonnegative().nullish(), figure_number: z.int().min(1).max(9_999).nullish() },
  ...{ segment_idx: idx.nullish(), used_in_segments: z.array(idx).max(5_000).nullish() },
  ...{ origin_run_id: text, generated_at: time, generated_by: text, approved_at: time, approved_by: text },
  generation_cost: z.number().nonnegative().max(1_000_000_000).nullish(),
  ...{ rejected_reason: text, revision_of: text, notes: text },
});

interface Library {
  readonly members: Members;
  /** The name of the file. */
  readonly document: string;
  /** Where it lies in the archive. */
  readonly folder: string;
}

/** One member of `assets`: a take for each of its segments, or why there are none. The id that a record says goes before its key. */
export function planRecord(key: string, value: unknown, { members, document, folder }: Library): Planned[] {
  const parsed = record.safeParse(value);
  if (!parsed.success) return [unreadable(`${document}: ${key}`, firstIssue(parsed.error))];
  const said = parsed.data;
  const [type, status] = [typeOf(said.asset_type), statusOf(said.status || 'draft')];
  if (type === null) return [unreadable(`${document}: ${key}`, `asset_type: ${said.asset_type}`)];
  if (status === null) return [unreadable(`${document}: ${key}`, `status: ${said.status}`)];
  const path = members.resolve(said.path, folder);
  if (path === null) return [missing(said.path || `${document}: ${key}`)];
  return oneForEachSegment({ ...entryOf(key, said), document, path, type, status });
}

function entryOf(key: string, said: z.infer<typeof record>) {
  const known = plainEntry({ path: '', type: 'IMAGE', source: said.source || 'manual', document: '' });
  return {
    ...known,
    externalId: said.asset_id || key,
    segmentIdx: said.segment_idx ?? null,
    figureNumber: said.figure_number ?? null,
    usedInSegments: said.used_in_segments ?? [],
    ...{ text: said.text_content || null, voice: said.voice || null, prompt: said.prompt || null },
    ...{ describes: said.describes || null, tags: said.tags ?? [], caption: said.caption || null },
    durationSeconds: said.duration_sec ?? null,
    ...{ generatedAt: timeOf(said.generated_at ?? ''), generatedBy: said.generated_by || null },
    costMicros: microsOf(said.generation_cost ?? 0),
    ...{ approvedAt: timeOf(said.approved_at ?? ''), approvedBy: said.approved_by || null },
    ...{ rejectedReason: said.rejected_reason || null, revisionOf: said.revision_of || null },
    ...{ notes: said.notes || null, originRunId: said.origin_run_id || null },
  };
}
