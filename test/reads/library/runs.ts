import type { Asset } from '../../../src/entities/asset.entity';
import { Budget } from '../../../src/entities/budget.entity';
import { Charge } from '../../../src/entities/charge.entity';
import { Job, JobDependency } from '../../../src/entities/job.entity';
import { type JobFailure, Run } from '../../../src/entities/run.entity';
import { type BudgetKind, CHARGE_STATUSES } from '../../../src/pipeline/runner/charge';
import { JOB_ERROR_CODES, JOB_TYPES, type RunSubjectType } from '../../../src/pipeline/runner/run';
import type { Rows } from './rows';
import { MICROS, TEXTS } from './wicked';

const STAGES = ['write', 'speak', 'draw'];

export function failure({ random }: Rows): JobFailure {
  return {
    code: random.pick(JOB_ERROR_CODES),
    message: random.pick(TEXTS),
    provider: random.chance(0.5) ? random.pick(TEXTS) : null,
    retryable: random.chance(0.5),
    remedy: random.chance(0.5) ? random.pick(TEXTS) : null,
  };
}

const sometimes = <T>(rows: Rows, make: (rows: Rows) => T): T | null => (rows.random.chance(0.4) ? make(rows) : null);

/** Money as a budget may hold it: what is set aside and spent is never more than the cap. */
export function withinCap({ random }: Rows): Pick<Budget, 'capMicros' | 'reservedMicros' | 'spentMicros'> {
  const [reservedMicros, spentMicros] = [BigInt(random.below(2 ** 31)), BigInt(random.pick(MICROS))];
  const used = reservedMicros + spentMicros;
  return { reservedMicros, spentMicros, capMicros: random.chance(0.3) ? null : used + BigInt(random.below(3)) };
}

/** A run of some jobs, each waiting for some of those before it. */
export function addRun(
  rows: Rows,
  projectId: string,
  subject: { type: RunSubjectType; id: string },
  jobs: number,
): { run: Run; jobs: Job[] } {
  const { random } = rows;
  const run = rows.add(Run, {
    projectId,
    subjectType: subject.type,
    subjectId: subject.id,
    error: sometimes(rows, failure),
    options: random.pick<object>([{}, { leftOut: random.some(TEXTS, 3) }, { leftOut: [7, null, 'plain', {}] }]),
  });
  rows.add(Budget, { projectId, runId: run.id, kind: 'RUN', label: '', ...withinCap(rows) });
  if (jobs > 0) addBudgets(rows, { projectId, runId: run.id }, ['PILOT', 'JOB_TYPE']);
  const made: Job[] = [];
  for (let index = 0; index < jobs; index += 1) {
    const stage = STAGES[index % STAGES.length];
    const job = rows.add(Job, {
      projectId,
      runId: run.id,
      key: `job ${index}`,
      stage,
      held: null,
      error: sometimes(rows, failure),
    });
    for (const { id } of new Set(random.some(made, 3)))
      rows.add(JobDependency, { projectId, jobId: job.id, dependsOnId: id });
    made.push(job);
  }
  return { run, jobs: made };
}

/** Of types of jobs and of pilots, some of which are called as their caps are not ordered. */
export function addBudgets(
  rows: Rows,
  owner: { projectId: string; runId: string | null },
  kinds: readonly BudgetKind[],
): void {
  for (const kind of kinds)
    for (const label of rows.random.shuffled(kind === 'PILOT' ? ['b', 'B', 'a "pilot"'] : JOB_TYPES).slice(0, 2))
      rows.add(Budget, { ...owner, kind, label, ...withinCap(rows) });
}

/** What the jobs of a run cost: some wished for the same, some were asked twice, of some nobody knows. */
export function addCharges(rows: Rows, jobs: readonly Job[], assets: readonly Asset[]): void {
  const { random } = rows;
  const known = assets.filter(({ projectId }) => projectId === jobs[0]?.projectId);
  const hashes = [rows.sha256(), rows.sha256()];
  for (const job of jobs) {
    job.pilot = random.pick([null, null, 'b', 'a "pilot"']);
    if (random.chance(0.6)) job.wishHash = random.pick(hashes);
    for (let calls = random.below(4); calls > 0; calls -= 1) {
      const status = random.pick(CHARGE_STATUSES);
      const isOpen = status === 'RESERVED' || status === 'OVERDUE';
      const isBilled = status === 'SETTLED' || status === 'LOST';
      rows.add(Charge, {
        ...{ projectId: job.projectId, runId: job.runId, jobId: job.id, status, budgetIds: [], failure: null },
        provider: random.pick(['paint "co"', 'voice', 'ffmpeg']),
        wishHash: status === 'RESERVED' ? rows.sha256() : (job.wishHash ?? random.pick(hashes)),
        ceilingMicros: BigInt(random.below(2 ** 31)),
        estimateMicros: random.chance(0.5) ? job.estimateMicros : BigInt(random.below(2 ** 31)),
        actualMicros: isBilled ? BigInt(random.below(2 ** 31)) : null,
        assetId: status === 'SETTLED' && known.length > 0 && random.chance(0.8) ? random.pick(known).id : null,
        closedAt: isOpen ? null : new Date('2026-11-21T09:30:00Z'),
      });
    }
  }
}
