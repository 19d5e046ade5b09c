import type { DataSource } from 'typeorm';
import type { JobFailure } from '../../entities/run.entity';
import { NotFound } from '../errors';
import type { JobStatus } from '../runner/run';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';
import { type ProgressSummary, type ProgressWord, progressSummary, progressWord } from './job-progress';
import type { PlanWarning } from './plan-warning';

/** A job as the manifest has it, and how far it is. */
interface StoredJob {
  readonly id: string;
  readonly type: string;
  readonly payload: object;
  readonly dependsOn: readonly string[];
  readonly priority: number;
  readonly retryPolicy: { readonly maxRetries: number; readonly backoffSeconds: number };
  readonly status: ProgressWord;
  readonly attempts: number;
  readonly error: JobFailure | null;
}

interface StoredPlan {
  readonly manifest: object;
  /** Those of the highest priority first; of one priority, each behind all that it depends on. */
  readonly jobs: readonly StoredJob[];
  readonly summary: ProgressSummary;
}

/** What is told of a plan at once when it is kept. */
interface PlanReceipt {
  readonly jobCount: number;
  readonly warnings: readonly PlanWarning[];
  readonly valid: boolean;
  readonly usedRepair: boolean;
  readonly processingTimeMs: number;
}

type Reader = Pick<Studio<DataSource>, 'store'>;

/** A run that stops early has some of the jobs only: each is as far as the newest run that has it. */
const STORED = `
  WITH plan AS (SELECT id, project_id, manifest FROM production_plan WHERE id = $1 AND ($2::uuid[] IS NULL OR project_id = ANY($2))),
  made AS (
    SELECT DISTINCT ON (j.key) j.key, j.status, j.attempts, j.error
    FROM plan p JOIN run r ON r.project_id = p.project_id AND r.subject_type = 'PRODUCTION_PLAN' AND r.subject_id = p.id
      JOIN job j ON j.run_id = r.id
    ORDER BY j.key, r.id DESC)
  SELECT p.manifest, (
    SELECT coalesce(json_agg(json_build_object('id', w.key, 'type', lower(w.type), 'payload', w.payload, 'dependsOn', w.depends_on,
        'priority', w.priority, 'retryPolicy', json_build_object('maxRetries', w.max_retries, 'backoffSeconds', w.backoff_seconds),
        'status', m.status, 'attempts', coalesce(m.attempts, 0), 'error', m.error) ORDER BY w.priority DESC, w.position), '[]')
    FROM planned_job w LEFT JOIN made m ON m.key = w.key WHERE w.plan_id = p.id) AS jobs
  FROM plan p`;

interface Row {
  readonly manifest: object;
  readonly jobs: readonly (Omit<StoredJob, 'status'> & { readonly status: JobStatus | null })[];
}

/** A plan by its row id, with how far its jobs are. */
export async function storedPlan({ store }: Reader, caller: Caller, planId: string): Promise<StoredPlan> {
  const [row] = await store.query<Row[]>(STORED, [planId, seenBy(caller)]);
  if (!row) throw noSuchPlan();
  const jobs = row.jobs.map((job) => ({ ...job, status: progressWord(job.status) }));
  return { manifest: row.manifest, jobs, summary: progressSummary(jobs.map(({ status }) => status)) };
}

export async function planReceipt({ store }: Reader, caller: Caller, planId: string): Promise<PlanReceipt> {
  const [row] = await store.query<PlanReceipt[]>(
    `SELECT (SELECT count(*)::int FROM planned_job w WHERE w.plan_id = p.id) AS "jobCount",
       warnings, valid, used_repair AS "usedRepair", processing_time_ms AS "processingTimeMs"
     FROM production_plan p WHERE id = $1 AND ($2::uuid[] IS NULL OR project_id = ANY($2))`,
    [planId, seenBy(caller)],
  );
  if (!row) throw noSuchPlan();
  return row;
}

function seenBy({ projects }: Caller): readonly string[] | null {
  return projects === 'all' ? null : projects;
}

/** One answer for a plan that is not there and for one that the caller may not see. */
function noSuchPlan(): NotFound {
  return new NotFound('There is no such plan.', {
    field: ['manifestId'],
    expected: 'the id of a plan of a project that you may see',
    remedy: 'Use the `manifestId` that planning answered, and a token that sees its project.',
  });
}
