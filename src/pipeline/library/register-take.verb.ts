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

/**
 * The next take of a slot. The same bytes for the same wish are the same take: who registers it again gets the first one.
 * Of many who register at once one goes first, by the lock of the slot, which is taken before any other.
 */
export async function registerTake(manager: EntityManager, studio: Clock, take: NewTake): Promise<RegisteredTake> {
  await lockSlot(manager, take);
  const { same, newest } = await takesSoFar(manager, take);
  if (same) return { ...same, existed: true, auditLine: null, projectLine: null };
  const row = rowOf(studio, take, newest);
  await manager.insert(Asset, row);
  const { id, status } = row;
  return { id, take: row.take, status, existed: false, ...linesOf(take, row) };
}

/** NO KEY: a plain FOR UPDATE would wait for the key share that other rows hold on the slot. */
async function lockSlot(manager: EntityManager, { slotId, projectId }: NewTake): Promise<void> {
  const found = await manager.query('SELECT 1 FROM slot WHERE id = $1 AND project_id = $2 FOR NO KEY UPDATE', [
    slotId,
    projectId,
  ]);
  if (found.length > 0) return;
  throw new NotFound('There is no such place to fill.', {
    expected: 'a slot of this project',
    got: slotId,
    remedy: 'Look up what the project has with the field `slots` of whatever owns them.',
  });
}

interface TakesSoFar {
  readonly same: Registered | null;
  readonly newest: Registered | null;
}

/** A statement of its own: it must see what was committed while the slot's lock was waited for. */
async function takesSoFar(manager: EntityManager, { slotId, media, wishHash }: NewTake): Promise<TakesSoFar> {
  const rows = await manager.query<(Registered & { isSame: boolean })[]>(
    `(SELECT id, take, status, true AS "isSame" FROM asset WHERE slot_id = $1 AND sha256 = $2 AND wish_hash = $3
      ORDER BY take DESC LIMIT 1)
     UNION ALL
     (SELECT id, take, status, false FROM asset WHERE slot_id = $1 ORDER BY take DESC LIMIT 1)`,
    [slotId, media.sha256, wishHash],
  );
  const pick = (wanted: boolean): Registered | null => {
    const row = rows.find(({ isSame }) => isSame === wanted);
    return row ? { id: row.id, take: row.take, status: row.status } : null;
  };
  return { same: pick(true), newest: pick(false) };
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
