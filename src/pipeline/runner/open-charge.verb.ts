import type { EntityManager } from 'typeorm';
import type { Capability } from '../values/capability';
import type { Vendor } from './vendor';

export interface NewCharge {
  readonly id: string;
  readonly job: PayingJob;
  readonly wishHash: string;
  readonly capability: Capability;
  readonly vendor: Pick<Vendor, 'name'>;
  readonly model: string;
  readonly ceilingMicros: bigint;
  readonly budgetIds: readonly string[];
}

export interface PayingJob {
  readonly id: string;
  readonly projectId: string;
  readonly runId: string;
  readonly estimateMicros: bigint;
}

/** What a call may cost, committed before it is made; its money has been set aside. */
export async function openCharge(manager: EntityManager, charge: NewCharge): Promise<void> {
  await openCharges(manager, [charge]);
}

export async function openCharges(manager: EntityManager, charges: readonly NewCharge[]): Promise<void> {
  const rows = charges.map(({ id, job, wishHash, capability, vendor, model, ceilingMicros, budgetIds }) => ({
    id,
    projectId: job.projectId,
    runId: job.runId,
    jobId: job.id,
    wishHash,
    capability,
    provider: vendor.name,
    model,
    estimateMicros: job.estimateMicros.toString(),
    ceilingMicros: ceilingMicros.toString(),
    budgetIds,
  }));
  await manager.query(
    `INSERT INTO charge (id, project_id, run_id, job_id, wish_hash, capability, provider, model, status, estimate_micros,
       ceiling_micros, budget_ids, reserved_at)
     SELECT c.id, c."projectId", c."runId", c."jobId", c."wishHash", c.capability, c.provider, c.model, 'RESERVED', c."estimateMicros",
       c."ceilingMicros", c."budgetIds", clock_timestamp()
     FROM jsonb_to_recordset($1::jsonb) AS c(id uuid, "projectId" uuid, "runId" uuid, "jobId" uuid, "wishHash" text, capability text,
       provider text, model text, "estimateMicros" bigint, "ceilingMicros" bigint, "budgetIds" uuid[])`,
    [JSON.stringify(rows)],
  );
}

/** A supplier that knows it does and bills what one charge pays for once. */
export function idempotencyKeyOf(chargeId: string): string {
  return `workprint-${chargeId}`;
}
