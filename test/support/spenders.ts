import type { DataSource, EntityManager } from 'typeorm';
import { closeCharge } from '../../src/pipeline/runner/close-charge.verb';
import { openCharge } from '../../src/pipeline/runner/open-charge.verb';
import { openRun } from '../../src/pipeline/runner/open-run.verb';
import { isOutage } from '../../src/pipeline/runner/outage';
import type { RunPlan } from '../../src/pipeline/runner/plan';
import { reserve, type Spender } from '../../src/pipeline/runner/reserve.verb';
import { createDataSource } from '../../src/server/database';
import { pictureJob, type TestHall } from './hall';
import { sha256Of } from './pictures';
import { calling, pictureOf } from './vendors';

export const MOST_MICROS = 100n;

/** Jobs that may spend, with nobody who does them: an engine would be in the way of those who play it. */
export async function openSpenders(hall: TestHall, count: number, plan: Partial<RunPlan>): Promise<Spender[]> {
  const slot = await hall.slot('spent');
  const jobs = Array.from({ length: count }, (_, index) =>
    pictureJob(`spender ${index}`, slot, { pilot: index % 2 ? 'odd' : 'even' }),
  );
  const runId = await hall.store.transaction((manager) =>
    openRun(manager, hall.studio, {
      projectId: hall.projectId,
      production: 'PILOTS',
      subject: { type: 'STRUCTURED_SCRIPT', id: hall.projectId },
      stopAfter: null,
      options: {},
      capMicros: null,
      startedBy: 'mia',
      jobs,
      ...plan,
    }),
  );
  return hall.store.query(
    'SELECT id, key, project_id AS "projectId", run_id AS "runId", type, pilot FROM job WHERE run_id = $1',
    [runId],
  );
}

/** What becomes of a call, as a supplier would have it. */
export type End = 'BILLED' | 'DEAR' | 'RELEASED' | 'LOST';

export interface Spending {
  /** Of its charge. */
  readonly id: string;
  readonly spender: Spender;
  readonly end: End;
  readonly billedMicros: bigint;
  /** In which of its transactions the connection is ended by the server, if in any. */
  readonly crash: 'reserving' | 'closing' | null;
}

export type Spent = 'SPENT' | 'BLOCKED' | 'REACHED' | 'CRASHED';

/** A pool for which a thousand may wait. */
export function openPool(hall: TestHall, size: number): Promise<DataSource> {
  const patient = { options: '-c timezone=UTC', connectionTimeoutMillis: 0 };
  return createDataSource(hall.databaseUrl, size).setOptions({ extra: patient }).initialize();
}

/** One call: its most set aside, then what came of it. Whoever crashes before the commit has done nothing of it. */
export async function spend(pool: DataSource, { id, ...spending }: Spending): Promise<Spent> {
  const { spender, crash } = spending;
  const reserved = await transact(pool, crash === 'reserving', (manager) => order(manager, { spender, id }));
  if (reserved !== 'RESERVED') return reserved;
  const closed = await transact(pool, crash === 'closing', (manager) => close(manager, { id, ...spending }));
  if (closed === 'CRASHED') await transact(pool, false, (manager) => close(manager, { id, ...spending }));
  return 'SPENT';
}

async function order(
  manager: EntityManager,
  { spender, id }: { spender: Spender; id: string },
): Promise<'RESERVED' | 'BLOCKED' | 'REACHED'> {
  const reserved = await reserve(manager, spender, MOST_MICROS);
  if (reserved.is !== 'RESERVED') return reserved.is;
  await openCharge(manager, {
    id,
    job: { ...spender, estimateMicros: 0n },
    wishHash: sha256Of(Buffer.from(id)),
    capability: 'IMAGE',
    vendor: calling(async () => pictureOf('')),
    model: '1',
    ceilingMicros: MOST_MICROS,
    budgetIds: reserved.budgetIds,
  });
  return 'RESERVED';
}

async function close(manager: EntityManager, { id: chargeId, end, billedMicros }: Spending): Promise<void> {
  const isBilled = end === 'BILLED' || end === 'DEAR';
  const closed = isBilled ? { status: 'SETTLED' as const, billedMicros, assetId: null } : { status: end };
  await closeCharge(manager, { chargeId, ownRunId: null }, closed);
}

/** `crashes`: the server ends the connection when all is written and nothing committed. Others wait for a connection as long as it takes. */
async function transact<T>(
  pool: DataSource,
  crashes: boolean,
  act: (manager: EntityManager) => Promise<T>,
): Promise<T | 'CRASHED'> {
  let hasCrashed = false;
  const once = (manager: EntityManager): Promise<T> =>
    act(manager).finally(async () => {
      if (!crashes) return;
      hasCrashed = true;
      await manager.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
    });
  for (;;) {
    try {
      return await pool.transaction(once);
    } catch (error) {
      if (!isOutage(error)) throw error;
      if (hasCrashed) return 'CRASHED';
    }
  }
}
