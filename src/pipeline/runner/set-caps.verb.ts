import type { DataSource, EntityManager } from 'typeorm';
import { BudgetExceeded, InvalidInput } from '../errors';
import { formatMicros } from '../values/money';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import { capMicros } from '../workspace/cap';
import type { Studio } from '../workspace/studio';
import type { JobType } from './run';
import { wakeHeld } from './wait-for-money.verb';

export interface NewCap {
  /** Null: of the project as a whole. */
  readonly jobType?: JobType | null;
  /** Null: none any more. */
  readonly cap?: { readonly amount: string; readonly currency: string } | null;
}

export interface NewCaps {
  /** A row id. */
  readonly projectId: string;
  readonly caps: readonly NewCap[];
}

interface Capped {
  readonly kind: 'PROJECT' | 'JOB_TYPE';
  readonly label: string;
  readonly capMicros: bigint | null;
  readonly field: string[];
}

/**
 * Caps of a project, of all its jobs or of those of one type: all of them, or none where one is below what is spent and set aside.
 * What was spent on a type before it had a cap counts. An order that waits for its money at the moment when a type gets its first
 * cap is not counted in it. Answers the project's row id.
 */
export async function setCaps(
  studio: Studio<DataSource>,
  caller: Caller,
  { projectId, caps }: NewCaps,
): Promise<string> {
  const capped = cappedIn(caps);
  return studio.store.transaction(async (manager) => {
    await assertProject(manager, caller, { projectId, field: ['input', 'projectId'] });
    const openIds = await lockOpenCharges(manager, { projectId, types: capped.map(({ label }) => label) });
    await lockBudgets(manager, { projectId, newId: studio.newId });
    for (const cap of capped) await setCap(manager, { projectId, cap, openIds, newId: studio.newId });
    await wakeHeld(manager, { projectId });
    return projectId;
  });
}

function cappedIn(caps: readonly NewCap[]): Capped[] {
  const capped = caps.map(({ jobType, cap }, index): Capped => {
    const field = ['input', 'caps', String(index), 'cap'];
    return { kind: jobType ? 'JOB_TYPE' : 'PROJECT', label: jobType ?? '', capMicros: capMicros(cap, field), field };
  });
  const labels = capped.map(({ label }) => label);
  if (labels.length > 0 && new Set(labels).size === labels.length) return capped;
  throw new InvalidInput('Each cap is said once.', {
    field: ['input', 'caps'],
    expected: 'at least one cap, and one at most for each type of job',
    got: labels.length === 0 ? 'none' : labels.map((label) => label || 'the project').join(', '),
    remedy: 'Leave out what is there twice.',
  });
}

/** Charges before budgets, as whoever ends a charge locks them. */
async function lockOpenCharges(
  manager: EntityManager,
  { projectId, types }: { projectId: string; types: readonly string[] },
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT c.id FROM charge c JOIN job j ON j.id = c.job_id
     WHERE c.project_id = $1 AND j.type = ANY($2) AND c.status IN ('RESERVED', 'OVERDUE') AND c.ceiling_micros > 0
     ORDER BY c.id FOR UPDATE OF c`,
    [projectId, types],
  );
  return rows.map(({ id }) => id);
}

interface Locking {
  readonly projectId: string;
  readonly newId: () => string;
}

/** From here on nobody sets money of the project aside. Twice: of what another made meanwhile only a new statement knows. */
async function lockBudgets(manager: EntityManager, { projectId, newId }: Locking): Promise<void> {
  await manager.query(`INSERT INTO budget (id, project_id, kind) VALUES ($1, $2, 'PROJECT') ON CONFLICT DO NOTHING`, [
    newId(),
    projectId,
  ]);
  const lock = 'SELECT 1 FROM budget WHERE project_id = $1 AND run_id IS NULL ORDER BY id FOR UPDATE';
  await manager.query(lock, [projectId]);
  await manager.query(lock, [projectId]);
}

interface Setting extends Locking {
  readonly cap: Capped;
  readonly openIds: readonly string[];
}

interface Used {
  readonly id: string;
  readonly reserved: string;
  readonly spent: string;
}

async function setCap(manager: EntityManager, setting: Setting): Promise<void> {
  const { projectId, cap } = setting;
  const [found] = await manager.query<[Used?]>(
    `SELECT id, reserved_micros AS reserved, spent_micros AS spent FROM budget
     WHERE project_id = $1 AND run_id IS NULL AND kind = $2 AND label = $3`,
    [projectId, cap.kind, cap.label],
  );
  const used = found ?? (await openBudget(manager, setting));
  assertCovers(cap, used);
  await manager.query('UPDATE budget SET cap_micros = $2 WHERE id = $1', [used.id, cap.capMicros?.toString() ?? null]);
}

/** With what its jobs have cost so far, and what is set aside for those under way. */
async function openBudget(manager: EntityManager, { projectId, cap, openIds, newId }: Setting): Promise<Used> {
  const [made] = await manager.query<[Used]>(
    `WITH told AS (
         SELECT c.id, c.status, c.ceiling_micros, c.actual_micros FROM charge c JOIN job j ON j.id = c.job_id
         WHERE c.project_id = $2 AND j.type = $4
       )
       INSERT INTO budget (id, project_id, kind, label, reserved_micros, spent_micros, overrun_micros)
       SELECT $1, $2, $3, $4, coalesce(sum(ceiling_micros) FILTER (WHERE id = ANY($5)), 0),
         coalesce(sum(least(actual_micros, ceiling_micros)) FILTER (WHERE status IN ('SETTLED', 'LOST')), 0),
         coalesce(sum(greatest(actual_micros - ceiling_micros, 0)) FILTER (WHERE status IN ('SETTLED', 'LOST')), 0)
       FROM told RETURNING id, reserved_micros AS reserved, spent_micros AS spent`,
    [newId(), projectId, cap.kind, cap.label, openIds],
  );
  await manager.query(
    `UPDATE charge c SET budget_ids = c.budget_ids || $1::uuid FROM job j
     WHERE j.id = c.job_id AND j.type = $3 AND c.id = ANY($2)`,
    [made.id, openIds, cap.label],
  );
  return made;
}

function assertCovers({ capMicros: micros, label, field }: Capped, { reserved, spent }: Used): void {
  if (micros === null || micros >= BigInt(reserved) + BigInt(spent)) return;
  const least = formatMicros(BigInt(reserved) + BigInt(spent));
  throw new BudgetExceeded(`More is spent and set aside ${label ? `for ${label} ` : ''}than this cap allows.`, {
    field,
    expected: `at least ${least}: ${formatMicros(BigInt(spent))} spent and ${formatMicros(BigInt(reserved))} set aside`,
    got: formatMicros(micros),
    remedy: `Set it to ${least} or more, or wait until what is set aside comes back.`,
  });
}
