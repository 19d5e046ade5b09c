import type { EntityManager } from 'typeorm';
import type { Job } from '../../entities/job.entity';
import type { Slot } from '../../entities/slot.entity';
import { appendAudit } from '../library/audit-log.verb';
import { type NewTake, type RegisteredTake, registerTake } from '../library/register-take.verb';
import { contentHash } from '../values/content-hash';
import { appendLinesToProjectLog } from '../workspace/project-log.verb';
import { closeCharge } from './close-charge.verb';
import { type DoneJob, endDone, endFailed, type OtherLines } from './end-job.verb';
import { assertEnrolled } from './executor.verb';
import type { Failure, Made, MakeOrder, Outcome } from './order';
import { placeOrder } from './place-order.verb';
import { mayHelpElsewhere } from './retry';
import { endReused, findTake } from './reuse-take.verb';
import { type Begun, lockJob, type Workshop } from './take-in-hand.verb';
import type { MakingTrade } from './trade.tool';

export interface Settlement {
  readonly order: MakeOrder;
  readonly outcome: Outcome;
}

/**
 * What came of an order becomes a take, a failure, or an order to somebody else. Answers what the workflow goes on with: the same job
 * again, when the order was given up by all who had asked before this job did. May be asked twice: a job that is over answers
 * what it answered.
 */
export async function settleJob(
  manager: EntityManager,
  workshop: Workshop<unknown>,
  { order, outcome }: Settlement,
): Promise<Begun> {
  await assertEnrolled(manager, workshop.executorId);
  const { job, slot } = await lockJob(manager, order.jobId);
  const trade = workshop.trades[job.type];
  if (trade?.does !== 'make' || !slot) throw new Error(`Nothing makes ${job.key} here.`);
  const isOpen = job.status === 'PROCESSING';
  if (isOpen && job.tries !== order.tries) return done(null);
  if ('made' in outcome) {
    const making = { job, slot, trade, order: { ...order, chargeId: outcome.chargeId }, made: outcome.made };
    if (!isOpen) await harvest(manager, workshop, making);
    return done(isOpen ? await settleMade(manager, workshop, making) : job.nextJobId);
  }
  if (!isOpen) return done(job.nextJobId);
  const { failure } = outcome;
  if (failure.code === 'CANCELLED' || failure.code === 'BUDGET_REACHED') return done(job.id);
  const passedOver = [...order.passedOver, { name: order.provider, reason: failure.message }];
  if (mayHelpElsewhere(failure.code)) {
    return placeOrder(manager, workshop, { job, slot, trade, passedOver, failure });
  }
  await endFailed(manager, workshop.studio, { job, failure });
  return done(null);
}

const done = (next: string | null): Begun => ({ do: 'nothing', next });

export interface Making {
  readonly job: Job;
  readonly slot: Slot;
  readonly trade: MakingTrade;
  readonly order: MakeOrder;
  readonly made: Made;
}

/** The first of those who waited registers it and pays; the others take it from there. */
async function settleMade(manager: EntityManager, workshop: Workshop<unknown>, making: Making): Promise<string | null> {
  const { job, slot, trade, order } = making;
  const { studio } = workshop;
  const existing = await findTake(manager, { ...slot, wishHash: order.wishHash });
  const paying = (assetId: string) => () => pay(manager, making, { assetId, ownRunId: job.runId });
  if (existing) {
    return endReused(manager, studio, { job, slot, take: existing, trade, settle: paying(existing.id) });
  }
  const taken = await registerMade(manager, workshop, making);
  const settle = paying(taken.id);
  if (taken.status === 'REJECTED') {
    await endFailed(manager, studio, { job, failure: sentBackBefore(order.provider), settle });
    return null;
  }
  return endDone(manager, studio, { ...madeJob(making, taken), settle });
}

/** As it ends where its take is new. */
export function madeJob({ job, order, made }: Making, taken: RegisteredTake): DoneJob {
  const facts = { jobKey: job.key, provider: order.provider, costMicros: String(made.costMicros) };
  return {
    job,
    status: 'COMPLETED',
    resultId: taken.id,
    reusedFromId: null,
    costMicros: BigInt(made.costMicros),
    line: { kind: 'ASSET_MADE', assetId: taken.id, facts },
    others: linesOf(taken),
  };
}

/** Its job is over, and what it ordered came all the same: what was paid for is kept, and what cost nothing is let go. */
export async function harvest(manager: EntityManager, workshop: Workshop<unknown>, making: Making): Promise<void> {
  const { slot, order } = making;
  const ceilingMicros = await openCeiling(manager, order.chargeId);
  if (ceilingMicros === null) return;
  if (ceilingMicros === 0n) {
    await closeCharge(manager, { chargeId: order.chargeId, ownRunId: null }, { status: 'RELEASED' });
    return giveUpIntent(manager, order);
  }
  const existing = await findTake(manager, { ...slot, wishHash: order.wishHash });
  const taken = existing ? null : await registerMade(manager, workshop, making);
  await pay(manager, making, { assetId: taken?.id ?? existing?.id ?? null, ownRunId: null });
  const { project, audit } = taken ? linesOf(taken) : { project: [], audit: [] };
  await appendLinesToProjectLog(manager, project);
  await appendAudit(manager, workshop.studio, audit);
}

async function registerMade(manager: EntityManager, workshop: Workshop<unknown>, making: Making) {
  const { trade, order, made } = making;
  const taken = await registerTake(manager, workshop.studio, takeOf(making));
  if (taken.status !== 'REJECTED') await trade.registered?.(manager, { order, made, assetId: taken.id });
  await closeIntent(manager, order);
  return taken;
}

function linesOf({ projectLine, auditLine }: Pick<RegisteredTake, 'projectLine' | 'auditLine'>): OtherLines {
  return { project: projectLine ? [projectLine] : [], audit: auditLine ? [auditLine] : [] };
}

function pay(
  manager: EntityManager,
  { order, made }: Making,
  { assetId, ownRunId }: { assetId: string | null; ownRunId: string | null },
) {
  const billedMicros = BigInt(made.costMicros);
  return closeCharge(manager, { chargeId: order.chargeId, ownRunId }, { status: 'SETTLED', billedMicros, assetId });
}

/** What is set aside for a call that is still to be paid for. */
async function openCeiling(manager: EntityManager, chargeId: string): Promise<bigint | null> {
  const [open] = await manager.query<[{ ceiling: string }?]>(
    "SELECT ceiling_micros AS ceiling FROM charge WHERE id = $1 AND status IN ('RESERVED', 'OVERDUE')",
    [chargeId],
  );
  return open ? BigInt(open.ceiling) : null;
}

/** Whoever wishes for the same again has it made again. */
async function giveUpIntent(manager: EntityManager, { projectId, wishHash, attempt }: MakeOrder): Promise<void> {
  await manager.query(
    "UPDATE make_intent SET status = 'FAILED' WHERE project_id = $1 AND wish_hash = $2 AND attempt = $3 AND status = 'OPEN'",
    [projectId, wishHash, attempt],
  );
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

export function takeOf({ job, slot, trade, order, made }: Making): NewTake {
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
    source: trade.vendors.find(({ name }) => name === provider)?.source ?? provider,
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
      words: made.words && [...made.words],
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

async function closeIntent(manager: EntityManager, { projectId, wishHash, attempt }: MakeOrder): Promise<void> {
  await manager.query(
    "UPDATE make_intent SET status = 'SETTLED' WHERE project_id = $1 AND wish_hash = $2 AND attempt = $3",
    [projectId, wishHash, attempt],
  );
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
