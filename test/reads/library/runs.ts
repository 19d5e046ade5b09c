import { Budget } from '../../../src/entities/budget.entity';
import { Job, JobDependency } from '../../../src/entities/job.entity';
import { type JobFailure, Run } from '../../../src/entities/run.entity';
import { JOB_ERROR_CODES, type RunSubjectType } from '../../../src/pipeline/runner/run';
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
