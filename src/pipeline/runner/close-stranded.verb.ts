import type { EntityManager } from 'typeorm';
import { closeCharge } from './close-charge.verb';
import type { Failure } from './order';
import { BROKEN_OFF, ENGINE_SCHEMA, MAKE } from './queue';
import { appendToRunLog } from './run-log.verb';

/** A workflow is there a moment after its order was committed; what has none for longer than this never will. */
const NEVER_BEGUN_SECONDS = 60;

interface Stranded {
  readonly chargeId: string;
  readonly projectId: string;
  readonly wishHash: string;
  readonly attempt: number;
  readonly provider: string;
  readonly jobId: string;
  readonly jobKey: string;
  readonly runId: string;
  readonly attempts: number;
  readonly wasBegun: boolean;
}

/**
 * Money that is set aside for a make that nobody carries out: its workflow broke off in a way that nobody foresaw, and what was asked
 * of the supplier nobody can say, so it is lost and told; or it was never begun, since the process died between the order and the
 * workflow and the job was cancelled before another took it over, so it comes back. One a transaction: budgets are locked before logs.
 * False: there is none.
 */
export async function closeStranded(manager: EntityManager): Promise<boolean> {
  const stranded = await findStranded(manager);
  if (stranded) await close(manager, stranded);
  return stranded !== null;
}

/** Intents before charges, as whoever settles locks them; whoever holds one is at work on it. */
async function findStranded(manager: EntityManager): Promise<Stranded | null> {
  const [stranded] = await manager.query<[Stranded?]>(
    `SELECT c.id AS "chargeId", c.project_id AS "projectId", c.wish_hash AS "wishHash", i.attempt, c.provider, c.job_id AS "jobId",
       j.key AS "jobKey", c.run_id AS "runId", j.attempts, w.workflow_uuid IS NOT NULL AS "wasBegun"
     FROM charge c JOIN make_intent i ON i.charge_id = c.id JOIN job j ON j.id = c.job_id
       LEFT JOIN ${ENGINE_SCHEMA}.workflow_status w ON w.workflow_uuid = concat_ws(':', $1::text, i.project_id, i.wish_hash, i.provider, i.attempt)
     WHERE c.status = 'RESERVED' AND i.status = 'OPEN' AND (
       w.status IN (${BROKEN_OFF})
       OR w.workflow_uuid IS NULL AND c.reserved_at < clock_timestamp() - $2 * interval '1 second' AND NOT EXISTS (
         SELECT 1 FROM job p WHERE p.project_id = c.project_id AND p.wish_hash = c.wish_hash AND p.status = 'PROCESSING'))
     ORDER BY c.id LIMIT 1 FOR UPDATE OF i SKIP LOCKED`,
    [MAKE, NEVER_BEGUN_SECONDS],
  );
  return stranded ?? null;
}

async function close(manager: EntityManager, stranded: Stranded): Promise<void> {
  const { chargeId, projectId, wishHash, attempt, wasBegun } = stranded;
  await manager.query(
    "UPDATE make_intent SET status = 'FAILED' WHERE project_id = $1 AND wish_hash = $2 AND attempt = $3",
    [projectId, wishHash, attempt],
  );
  const failure = wasBegun ? brokenOff(stranded.provider) : null;
  const end = { status: wasBegun ? ('LOST' as const) : ('RELEASED' as const), failure };
  await closeCharge(manager, { chargeId, ownRunId: null }, end);
  if (!failure) return;
  const { runId, jobId, jobKey, attempts } = stranded;
  const facts = { jobKey, attempt: attempts, error: { ...failure }, willRetryAt: null };
  await appendToRunLog(manager, { runId, kind: 'JOB_FAILED', jobId, facts });
}

function brokenOff(provider: string): Failure {
  return {
    code: 'LOST',
    message: `What was asked of ${provider} broke off; whether it heard, and billed, nobody can say.`,
    provider,
    retryable: true,
    remedy: `Compare the account at ${provider} with \`costReport\`, then resume the run.`,
  };
}
