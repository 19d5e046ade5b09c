import { z } from 'zod';
import type { JsonObject } from '../../values/canonical-json';
import type { AssetStatus, MediaType } from '../asset';
import type { ManifestHead } from './manifest-v1';
import type { Members } from './member-paths';
import { type Planned, plainEntry } from './plan';
import { fileNumber, missing, numberIn, statusOf, timeOf, timeText, unreadable } from './words';

/** One take that a manifest names. */
export interface ManifestTake {
  /** Relative to the manifest. */
  readonly path: string;
  readonly status: AssetStatus;
  readonly durationSeconds: number | null;
  readonly voice: string | null;
  readonly source: string;
  readonly prompt: string | null;
  readonly generatedAt: Date | null;
}

export interface ManifestSegment {
  readonly idx: number;
  readonly text: string;
  readonly audio: ManifestTake | null;
  readonly image: ManifestTake | null;
  readonly video: ManifestTake | null;
  /** One of its takes was made for another wish than its slot has now. */
  readonly isStale: boolean;
  /** A cut shows it for a stretch of frames. */
  readonly isTimed: boolean;
  readonly notes: string;
}

export interface Manifest {
  readonly runId: string;
  readonly segments: readonly ManifestSegment[];
}

/**
 * From the least to the most advanced. What was rejected is further from a film than a draft is, and what was made anew
 * after that is a draft with a history.
 */
const ADVANCE: readonly AssetStatus[] = ['REJECTED', 'DRAFT', 'REVISED', 'REVIEW', 'APPROVED', 'PUBLISHED'];

/** The state of a production is the least advanced of those in use: `draft` where nothing is. */
export function productionState(statuses: readonly AssetStatus[]): AssetStatus {
  return ADVANCE.find((status) => statuses.includes(status)) ?? 'DRAFT';
}

export const SYNC_STATUSES = ['pending', 'stale', 'synced', 'ready'] as const;
type SyncStatus = (typeof SYNC_STATUSES)[number];

/** `pending` while sound or picture is missing; a clip is a picture. */
export function syncStatus({ audio, image, video, isStale, isTimed }: Omit<ManifestSegment, 'idx'>): SyncStatus {
  if (!audio || !(image ?? video)) return 'pending';
  if (isStale) return 'stale';
  return isTimed ? 'synced' : 'ready';
}

/** A manifest as the second version has it: keys count from 1, the files that they name from 0. */
export function manifestV2({ runId, segments }: Manifest): JsonObject {
  const statuses = segments.flatMap(({ audio, image, video }) =>
    [audio, image, video].flatMap((take) => take?.status ?? []),
  );
  const inOrder = [...segments].sort((a, b) => a.idx - b.idx);
  return {
    run_id: runId,
    production_state: productionState(statuses).toLowerCase(),
    segments: Object.fromEntries(inOrder.map((segment) => [segmentKey(segment.idx), segmentJson(segment)])),
  };
}

function segmentKey(idx: number): string {
  return `segment_${String(idx + 1).padStart(3, '0')}`;
}

function segmentJson(segment: ManifestSegment): JsonObject {
  const { text, audio, image, video, notes } = segment;
  return {
    paragraph_text: text,
    audio: audio && soundJson(audio),
    image: image && pictureJson(image),
    video: video && { ...pictureJson(video), duration_sec: video.durationSeconds },
    sync_status: syncStatus(segment),
    notes,
  };
}

function soundJson({ path, status, durationSeconds, voice, generatedAt }: ManifestTake): JsonObject {
  const facts = { duration_sec: durationSeconds, voice, generated_at: timeText(generatedAt) };
  return { path, status: status.toLowerCase(), ...facts };
}

function pictureJson({ path, status, source, prompt, generatedAt }: ManifestTake): JsonObject {
  return { path, status: status.toLowerCase(), source, prompt, generated_at: timeText(generatedAt) };
}

const ENDS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/mp4': 'm4a',
  'audio/flac': 'flac',
  'audio/ogg': 'ogg',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
};
const PLACES = {
  AUDIO: { stem: 'audio/audio_', end: 'mp3' },
  IMAGE: { stem: 'images/scene_', end: 'png' },
  FIGURE: { stem: 'images/scene_', end: 'png' },
  VIDEO: { stem: 'videos/scene_', end: 'mp4' },
} as const;

/** Where the folders of a run keep the take of a segment: `audio/audio_000.mp3`. */
export function takePath(type: MediaType, idx: number, mimeType: string): string {
  const { stem, end } = PLACES[type];
  return `${stem}${fileNumber(idx)}.${ENDS[mimeType] ?? end}`;
}

const text = z.string().nullish();
const take = z.object({
  ...{ path: text, status: text, voice: text, source: text, prompt: text, generated_at: text },
  duration_sec: z.number().nonnegative().nullish(),
});
const segment = z.object({
  ...{ paragraph_text: text, notes: text },
  ...{ audio: take.nullish(), image: take.nullish(), video: take.nullish() },
});
type Segment = z.infer<typeof segment>;

const KINDS = [
  { field: 'audio', type: 'AUDIO', source: 'elevenlabs' },
  { field: 'image', type: 'IMAGE', source: 'dalle' },
  { field: 'video', type: 'VIDEO', source: 'luma' },
] as const;

/** One member of `segments`: its takes, or why there are none. */
export function planSegment(
  key: string,
  value: unknown,
  { members, head }: { members: Members; head: ManifestHead },
): Planned[] {
  const number = numberIn(/^segment_(\d{1,6})$/, key);
  if (number === null || number === 0) return [unreadable(head.document, `${key} is no segment_001, segment_002, …`)];
  const parsed = segment.safeParse(value);
  if (!parsed.success) return [unreadable(head.document, `${key}: ${firstIssue(parsed.error)}`)];
  const noted = notedKind(parsed.data);
  return KINDS.flatMap(({ field, type, source }) => {
    const said = parsed.data[field];
    if (!said?.path) return [];
    const known = { said, segment: parsed.data, type, source, idx: number - 1, isNoted: noted === field };
    return [planTake(key, known, { members, head })];
  });
}

/** Notes of a segment go with its picture, or else with what there is of it. */
function notedKind({ image, audio }: Segment): (typeof KINDS)[number]['field'] {
  return image?.path ? 'image' : audio?.path ? 'audio' : 'video';
}

interface Said {
  readonly said: z.infer<typeof take>;
  readonly segment: Segment;
  readonly type: MediaType;
  readonly source: string;
  readonly idx: number;
  readonly isNoted: boolean;
}

function planTake(
  key: string,
  { said, segment: { paragraph_text, notes }, type, source, idx, isNoted }: Said,
  { members, head }: { members: Members; head: ManifestHead },
): Planned {
  const [written, status] = [said.path ?? '', statusOf(said.status ?? 'draft')];
  const [path, generatedAt] = [members.resolve(written, head.folder), timeOf(said.generated_at ?? '')];
  if (path === null) return missing(written);
  if (status === null) return unreadable(written, `${key} says ${JSON.stringify(said.status)}, which is no state`);
  if (said.generated_at && !generatedAt)
    return unreadable(written, `${key} says ${said.generated_at}, which is no time`);
  return plainEntry({
    ...{ path, type, status, document: head.document, segmentIdx: idx, originRunId: head.runId, generatedAt },
    ...{ source: said.source || source, voice: said.voice ?? null, prompt: said.prompt ?? null },
    text: type === 'AUDIO' ? (paragraph_text ?? null) : null,
    durationSeconds: said.duration_sec ?? null,
    rejectedReason: status === 'REJECTED' && isNoted ? notes || null : null,
    notes: isNoted ? notes || null : null,
  });
}

export function firstIssue({ issues: [issue] }: z.ZodError): string {
  return issue ? `${issue.path.join('.')}: ${issue.message}` : 'not as expected';
}

/** Of all takes of a segment, each said once. */
export function joinedNotes(notes: readonly (string | null)[]): string {
  return [...new Set(notes.filter((note) => note !== null && note !== ''))].join('\n');
}
