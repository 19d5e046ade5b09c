import type { EntityManager } from 'typeorm';
import type { Capability } from '../values/capability';
import type { Vendor } from './vendor';

export interface NewCharge {
  readonly id: string;
  readonly job: PayingJob;
  readonly wishHash: string;
  readonly capability: Capability;
  readonly vendor: Vendor;
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
  const { id, job, wishHash, capability, vendor, ceilingMicros, budgetIds } = charge;
  await manager.query(
    `INSERT INTO charge (id, project_id, run_id, job_id, wish_hash, capability, provider, model, status, estimate_micros,
       ceiling_micros, budget_ids, reserved_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'RESERVED', $9, $10, $11, clock_timestamp())`,
    [
      id,
      job.projectId,
      job.runId,
      job.id,
      wishHash,
      capability,
      vendor.name,
      vendor.model,
      job.estimateMicros.toString(),
      ceilingMicros.toString(),
      budgetIds,
    ],
  );
}

/** A supplier that knows it does and bills what one charge pays for once. */
export function idempotencyKeyOf(chargeId: string): string {
  return `workprint-${chargeId}`;
}
