import type { EntityManager } from 'typeorm';
import { Asset } from '../../entities/asset.entity';
import type { Slot } from '../../entities/slot.entity';
import { registerTake } from '../library/register-take.verb';
import { sharedTakes } from '../library/sharing';
import type { JsonObject } from '../values/canonical-json';
import type { Studio } from '../workspace/studio';
import { type DoneJob, type EndedJob, endDone } from './end-job.verb';
import type { MakingTrade } from './trade.tool';

/**
 * A take of an equal wish that nobody sent back: of this slot if there is one, otherwise the newest of the project, otherwise of one
 * that shares its takes. The intent of the wish is locked first: whoever begins while another registers the same sees its take,
 * instead of an intent that is settled and a wish that nobody seems to have made, and pays for it once more.
 */
export async function findTake(manager: EntityManager, slot: Slot): Promise<Asset | null> {
  await manager.query('SELECT 1 FROM make_intent WHERE project_id = $1 AND wish_hash = $2 FOR UPDATE', [
    slot.projectId,
    slot.wishHash,
  ]);
  const [found] = await manager.query<{ id: string }[]>(
    `SELECT id FROM asset WHERE project_id = $1 AND wish_hash = $2 AND type = $3 AND status <> 'REJECTED'
     ORDER BY slot_id <> $4, id DESC LIMIT 1`,
    [slot.projectId, slot.wishHash, slot.type, slot.id],
  );
  const id = found?.id ?? (await findSharedTake(manager, slot));
  return id ? manager.findOneByOrFail(Asset, { id }) : null;
}

/** Of another project that shares its takes; not where money of our own is out for the same, which would be paid for nothing. */
async function findSharedTake(manager: EntityManager, slot: Slot): Promise<string | null> {
  const shared = sharedTakes({ project: '$1', wishHash: '$2', type: '$3', capability: '$4' });
  const isOut = (status: string): string =>
    `EXISTS (SELECT 1 FROM charge c WHERE c.project_id = $1 AND c.wish_hash = $2 AND c.status = '${status}')`;
  const [found] = await manager.query<[{ id: string }?]>(
    `SELECT s.id FROM (${shared} LIMIT 1) s WHERE NOT ${isOut('RESERVED')} AND NOT ${isOut('OVERDUE')}`,
    [slot.projectId, slot.wishHash, slot.type, slot.capability],
  );
  return found?.id ?? null;
}

interface Reusing {
  readonly job: EndedJob;
  readonly slot: Slot;
  readonly take: Asset;
  readonly trade: MakingTrade;
  readonly settle?: DoneJob['settle'];
}

/**
 * The job is done by what exists. A take of another slot becomes one of this slot: the same bytes, at no cost; of another project
 * without what its people said of it, since not everybody here may see them.
 */
export async function endReused(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'now' | 'newId'>,
  { job, slot, take, trade, settle }: Reusing,
): Promise<string | null> {
  const copied = take.slotId === slot.id ? null : await copyTake(manager, studio, { job, slot, take });
  if (copied) {
    const { durationSeconds } = take;
    await trade.copied?.(manager, { fromAssetId: take.id, assetId: copied.id, slotId: slot.id, durationSeconds });
  }
  const assetId = copied?.id ?? take.id;
  return endDone(manager, studio, {
    job,
    status: 'REUSED',
    resultId: assetId,
    reusedFromId: take.id,
    costMicros: 0n,
    settle,
    line: { kind: 'ASSET_REUSED', assetId, facts: { jobKey: job.key, savedMicros: take.costMicros.toString() } },
    others: {
      project: copied?.projectLine ? [copied.projectLine] : [],
      audit: copied?.auditLine ? [copied.auditLine] : [],
    },
  });
}

function copyTake(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'now' | 'newId'>,
  { job, slot, take }: { job: EndedJob; slot: Slot; take: Asset },
) {
  const { recipeHash, capability, provider } = take;
  const made = recipeHash !== null && capability !== null && provider !== null;
  const isOurs = take.projectId === slot.projectId;
  return registerTake(manager, studio, {
    projectId: slot.projectId,
    slotId: slot.id,
    type: slot.type,
    source: take.source,
    media: {
      sha256: take.sha256,
      mimeType: take.mimeType,
      bytes: take.bytes,
      durationSeconds: take.durationSeconds,
      width: take.width,
      height: take.height,
      loudnessLufs: take.loudnessLufs,
      truePeakDbtp: take.truePeakDbtp,
      sentences: take.sentences,
      words: take.words,
    },
    text: take.text,
    voice: take.voice,
    describes: isOurs ? take.describes : null,
    tags: isOurs ? take.tags : [],
    wishHash: slot.wishHash,
    recipe: made
      ? {
          hash: recipeHash,
          capability,
          provider,
          model: take.model,
          prompt: take.prompt,
          parameters: take.parameters as JsonObject,
          inputs: take.inputs,
        }
      : null,
    runId: job.runId,
    jobId: job.id,
    costMicros: 0n,
    generatedBy: isOurs || made ? take.generatedBy : null,
  });
}
