import type { EntityManager } from 'typeorm';
import { Asset } from '../../entities/asset.entity';
import { NotFound } from '../errors';
import type { JsonObject } from '../values/canonical-json';
import type { Capability } from '../values/capability';
import type { ProjectLine } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { type AssetStatus, type AssetType, LOCKED_STATUSES } from './asset';
import type { AuditLine } from './audit-log.verb';

/** The bytes, as a probe found them. */
export interface TakeMedia {
  readonly sha256: string;
  readonly mimeType: string;
  readonly bytes: number | string;
  readonly durationSeconds: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly loudnessLufs?: number | null;
  readonly truePeakDbtp?: number | null;
  readonly sentences?: Asset['sentences'];
  readonly words?: Asset['words'];
}

export interface TakeRecipe {
  readonly hash: string;
  readonly capability: Capability;
  readonly provider: string;
  readonly model: string | null;
  readonly prompt: string | null;
  readonly parameters: JsonObject;
  readonly inputs: Asset['inputs'];
}

export interface NewTake {
  readonly projectId: string;
  readonly slotId: string;
  readonly type: AssetType;
  readonly source: string;
  readonly media: TakeMedia;
  readonly text: string | null;
  readonly voice: string | null;
  /** As somebody says who brought it; a recipe has its own. */
  readonly prompt?: string | null;
  readonly describes: string | null;
  readonly tags: readonly string[];
  readonly figureNumber?: number | null;
  readonly caption?: string | null;
  readonly notes?: string | null;
  /** Of an import: the run and the asset, by their names where they came from. */
  readonly originRunId?: string | null;
  readonly externalId?: string | null;
  /** The wish that it was made for, which may no longer be what the slot wants. */
  readonly wishHash: string;
  /** Null where it was imported. */
  readonly recipe: TakeRecipe | null;
  readonly runId: string | null;
  readonly jobId: string | null;
  readonly costMicros: bigint;
  /** Who had it made. The audit names them, or else the source. */
  readonly generatedBy: string | null;
  readonly born?: Birth;
  readonly imported?: Imported;
}

/** The state that a policy or a source gives it: figures cut from a paper are born APPROVED. */
export interface Birth {
  readonly status: AssetStatus;
  /** Of the audit. */
  readonly reason: string;
  /** Where it was approved or rejected before it came; else it is approved now, by whoever brought it. */
  readonly approvedAt?: Date | null;
  readonly approvedBy?: string | null;
  readonly rejectedReason?: string | null;
}

/** What is known of the making of a take that somebody else made. */
export interface Imported {
  /** Who brought it, for the audit: who made it is another. */
  readonly actor: string;
  readonly prompt: string | null;
  readonly generatedAt: Date | null;
  readonly revisionOfId: string | null;
}

interface Registered {
  readonly id: string;
  readonly take: number;
  readonly status: AssetStatus;
}

/** The lines of a take that was added are still to be written: the project's first, the audit's last of all locks. */
export type RegisteredTake =
  | (Registered & { readonly existed: false; readonly auditLine: AuditLine; readonly projectLine: ProjectLine })
  | (Registered & { readonly existed: true; readonly auditLine: null; readonly projectLine: null });

type Clock = Pick<Studio<unknown>, 'now' | 'newId'>;

/** The next take of a slot. */
export async function registerTake(manager: EntityManager, studio: Clock, take: NewTake): Promise<RegisteredTake> {
  const [registered] = await registerTakes(manager, studio, [take]);
  return registered as RegisteredTake;
}

/**
 * The next takes of slots, of each of which there is one. The same bytes for the same wish are the same take: who registers it again
 * gets the first one. Of many who register at once one goes first, by the locks of the slots, which are taken before any other.
 */
export async function registerTakes(
  manager: EntityManager,
  studio: Clock,
  takes: readonly NewTake[],
): Promise<RegisteredTake[]> {
  await lockSlots(manager, takes);
  const soFar = await takesSoFar(manager, takes);
  const added: ReturnType<typeof rowOf>[] = [];
  const registered = takes.map((take, index): RegisteredTake => {
    const { same, newest } = soFar[index] ?? NO_TAKES;
    if (same) return { ...same, existed: true, auditLine: null, projectLine: null };
    const row = rowOf(studio, take, newest);
    added.push(row);
    const { id, status } = row;
    return { id, take: row.take, status, existed: false, ...linesOf(take, row) };
  });
  if (added.length > 0) await manager.insert(Asset, added);
  return registered;
}

/** NO KEY: a plain FOR UPDATE would wait for the key share that other rows hold on the slot. */
async function lockSlots(manager: EntityManager, takes: readonly NewTake[]): Promise<void> {
  const found = await manager.query<{ id: string; projectId: string }[]>(
    'SELECT id, project_id AS "projectId" FROM slot WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE',
    [takes.map(({ slotId }) => slotId)],
  );
  const projectOf = new Map(found.map(({ id, projectId }) => [id, projectId]));
  const unknown = takes.find(({ slotId, projectId }) => projectOf.get(slotId) !== projectId);
  if (!unknown) return;
  throw new NotFound('There is no such place to fill.', {
    expected: 'a slot of this project',
    got: unknown.slotId,
    remedy: 'Look up what the project has with the field `slots` of whatever owns them.',
  });
}

interface TakesSoFar {
  readonly same: Registered | null;
  readonly newest: Registered | null;
}

const NO_TAKES: TakesSoFar = { same: null, newest: null };

/** A statement of its own: it must see what was committed while the slots' locks were waited for. */
function takesSoFar(manager: EntityManager, takes: readonly NewTake[]): Promise<TakesSoFar[]> {
  return manager.query(
    `SELECT CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'take', s.take, 'status', s.status) END AS same,
       CASE WHEN n.id IS NOT NULL THEN jsonb_build_object('id', n.id, 'take', n.take, 'status', n.status) END AS newest
     FROM unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY AS t(slot_id, sha256, wish_hash, nth)
       LEFT JOIN LATERAL (SELECT id, take, status FROM asset a
         WHERE a.slot_id = t.slot_id AND a.sha256 = t.sha256 AND a.wish_hash = t.wish_hash ORDER BY take DESC LIMIT 1) s ON true
       LEFT JOIN LATERAL (SELECT id, take, status FROM asset a WHERE a.slot_id = t.slot_id ORDER BY take DESC LIMIT 1) n ON true
     ORDER BY t.nth`,
    [takes.map(({ slotId }) => slotId), takes.map(({ media }) => media.sha256), takes.map(({ wishHash }) => wishHash)],
  );
}

function rowOf(studio: Clock, take: NewTake, newest: Registered | null) {
  const { media, recipe, born, tags, imported, ...known } = take;
  const now = studio.now();
  const sentBack = newest?.status === 'REJECTED' ? newest : null;
  const status: AssetStatus = born?.status ?? (sentBack ? 'REVISED' : 'DRAFT');
  return {
    ...known,
    ...media,
    ...recipeColumns(recipe),
    ...(imported ? { prompt: imported.prompt } : {}),
    bytes: String(media.bytes),
    tags: [...tags],
    id: studio.newId(),
    take: (newest?.take ?? 0) + 1,
    status,
    createdAt: now,
    generatedAt: imported ? imported.generatedAt : recipe ? now : null,
    revisionOfId: imported?.revisionOfId ?? sentBack?.id ?? null,
    submittedAt: status === 'REVIEW' ? now : null,
    rejectedReason: status === 'REJECTED' ? (born?.rejectedReason ?? born?.reason ?? null) : null,
    ...(LOCKED_STATUSES.includes(status) ? approvalOf(take, now) : {}),
  };
}

function recipeColumns(recipe: TakeRecipe | null) {
  if (!recipe) return { recipeHash: null, capability: null, provider: null };
  const { hash: recipeHash, ...columns } = recipe;
  return { recipeHash, ...columns };
}

function approvalOf(take: NewTake, now: Date) {
  const { approvedAt, approvedBy } = take.born ?? {};
  return {
    approvedAt: approvedAt ?? now,
    approvedBy: approvedBy ?? actorOf(take),
    approvedWishHash: take.wishHash,
  };
}

function actorOf({ generatedBy, source, imported }: NewTake): string {
  return imported?.actor ?? generatedBy ?? source;
}

function linesOf(take: NewTake, { id, status }: { id: string; status: AssetStatus }) {
  const { projectId, wishHash, media, born } = take;
  const actor = actorOf(take);
  const auditLine: AuditLine = {
    projectId,
    assetId: id,
    actor,
    from: null,
    to: status,
    reason: born?.reason ?? null,
    contentHash: media.sha256,
    wishHash,
  };
  const projectLine: ProjectLine = { projectId, actor, kind: 'ASSET_REGISTERED', subjectId: id, facts: {} };
  return { auditLine, projectLine };
}
