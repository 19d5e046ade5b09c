import type { EntityManager } from 'typeorm';
import type { Job } from '../../entities/job.entity';
import type { Slot } from '../../entities/slot.entity';
import { type NewTake, registerTake } from '../library/register-take.verb';
import { contentHash } from '../values/content-hash';
import { lockJob, type Workshop } from './begin-job.verb';
import { endDone, endFailed } from './end-job.verb';
import { assertEnrolled } from './executor.verb';
import type { Failure, Made, MakeOrder, Outcome } from './order';
import type { MakingTrade } from './trade.tool';

interface Settlement {
  readonly order: MakeOrder;
  readonly outcome: Outcome;
}

/**
 * What came of an order becomes a take, or a failure. Answers what the workflow goes on with: the same job again, when the order was
 * given up by all who had asked before this job did. May be asked twice: a job that is over answers what it answered.
 */
export async function settleJob(
  manager: EntityManager,
  workshop: Workshop<unknown>,
  { order, outcome }: Settlement,
): Promise<string | null> {
  await assertEnrolled(manager, workshop.executorId);
  const { job, slot } = await lockJob(manager, order.jobId);
  if (job.status !== 'PROCESSING' || !slot) return job.nextJobId;
  if ('made' in outcome) return settleMade(manager, workshop, { job, slot, order, made: outcome.made });
  if (outcome.failure.code === 'CANCELLED') return job.id;
  await endFailed(manager, workshop.studio, { job, failure: outcome.failure });
  return null;
}

interface Making {
  readonly job: Job;
  readonly slot: Slot;
  readonly order: MakeOrder;
  readonly made: Made;
}

async function settleMade(manager: EntityManager, workshop: Workshop<unknown>, making: Making): Promise<string | null> {
  const { job, order, made } = making;
  const trade = workshop.trades[job.type];
  if (trade?.does !== 'make') throw new Error(`Nothing makes ${job.type}.`);
  const taken = await registerTake(manager, workshop.studio, takeOf(making, trade));
  if (taken.status === 'REJECTED') {
    await closeIntent(manager, order);
    await endFailed(manager, workshop.studio, { job, failure: sentBackBefore(order.provider) });
    return null;
  }
  await trade.registered?.(manager, { order, made, assetId: taken.id });
  await closeIntent(manager, order);
  const { projectLine, auditLine } = taken;
  const facts = { jobKey: job.key, provider: order.provider, costMicros: String(made.costMicros) };
  return endDone(manager, workshop.studio, {
    job,
    status: 'COMPLETED',
    resultId: taken.id,
    reusedFromId: null,
    costMicros: BigInt(made.costMicros),
    line: { kind: 'ASSET_MADE', assetId: taken.id, facts },
    others: { project: projectLine ? [projectLine] : [], audit: auditLine ? [auditLine] : [] },
  });
}

/** A rejected take is never used; passing over its place in silence would show something that nobody asked for. */
function sentBackBefore(provider: string): Failure {
  return {
    code: 'REFUSED',
    message: `${provider} made again what was sent back, byte for byte.`,
    provider,
    retryable: false,
    remedy: 'Change what it is made of, or ask for something else with `regenerateAssets`.',
  };
}

function takeOf({ job, slot, order, made }: Making, trade: MakingTrade): NewTake {
  const { wish, provider, model } = order;
  const { sha256, bytes, mimeType, durationSeconds, width, height, loudnessLufs, truePeakDbtp } = made;
  const inputs = wish.inputs.map(({ name, sha256: hash }) => ({ name, sha256: hash }));
  const terms = {
    capability: wish.capability,
    provider,
    model,
    prompt: wish.prompt,
    parameters: made.parameters,
    inputs,
  };
  return {
    projectId: order.projectId,
    slotId: slot.id,
    type: slot.type,
    source: trade.source,
    media: {
      sha256,
      bytes,
      mimeType,
      durationSeconds,
      width,
      height,
      loudnessLufs,
      truePeakDbtp,
      sentences: [...made.sentences],
    },
    text: made.text,
    voice: made.voice,
    describes: null,
    tags: [],
    wishHash: order.wishHash,
    recipe: { hash: contentHash({ ...terms, variation: wish.variation }), ...terms },
    runId: job.runId,
    jobId: job.id,
    costMicros: BigInt(made.costMicros),
    generatedBy: provider,
  };
}

async function closeIntent(manager: EntityManager, { projectId, wishHash, provider }: MakeOrder): Promise<void> {
  await manager.query(
    "UPDATE make_intent SET status = 'SETTLED' WHERE project_id = $1 AND wish_hash = $2 AND provider = $3",
    [projectId, wishHash, provider],
  );
}

/** An order that came to nothing is closed by the workflow that carried it out, before anybody hears of it. */
export async function giveUp(
  manager: EntityManager,
  executorId: string,
  { order, attempt }: { order: MakeOrder; attempt: number },
): Promise<void> {
  await assertEnrolled(manager, executorId);
  const { projectId, wishHash, provider } = order;
  await manager.query(
    `UPDATE make_intent SET status = 'FAILED' WHERE project_id = $1 AND wish_hash = $2 AND provider = $3 AND attempt = $4 AND status = 'OPEN'`,
    [projectId, wishHash, provider, attempt],
  );
}

/** Somebody still wants it: whoever asks for a wish that others have cancelled meanwhile keeps it alive. */
export async function isWanted(manager: EntityManager, { projectId, wishHash }: MakeOrder): Promise<boolean> {
  const wanted = await manager.query(
    "SELECT 1 FROM job WHERE project_id = $1 AND wish_hash = $2 AND status = 'PROCESSING' LIMIT 1",
    [projectId, wishHash],
  );
  return wanted.length > 0;
}

/** Does a job that only writes rows, and ends it in the same transaction. */
export async function writeJob(
  manager: EntityManager,
  workshop: Workshop<unknown>,
  jobId: string,
): Promise<string | null> {
  await assertEnrolled(manager, workshop.executorId);
  const { job } = await lockJob(manager, jobId);
  if (job.status !== 'PROCESSING') return job.nextJobId;
  const trade = workshop.trades[job.type];
  if (trade?.does !== 'write') throw new Error(`${job.type} is no trade that writes.`);
  await trade.write(manager, { id: job.id, runId: job.runId, projectId: job.projectId });
  return endDone(manager, workshop.studio, {
    job,
    status: 'COMPLETED',
    resultId: null,
    reusedFromId: null,
    costMicros: 0n,
    line: { kind: 'JOB_FINISHED', facts: { jobKey: job.key } },
  });
}

/** In a transaction of its own, after the one that was refused or went wrong. */
export async function failJob(
  manager: EntityManager,
  workshop: Workshop<unknown>,
  { jobId, failure }: { jobId: string; failure: Failure },
): Promise<void> {
  await assertEnrolled(manager, workshop.executorId);
  const { job } = await lockJob(manager, jobId);
  if (job.status === 'PROCESSING' || job.status === 'READY')
    await endFailed(manager, workshop.studio, { job, failure });
}
