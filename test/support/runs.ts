import { openRun } from '../../src/pipeline/runner/open-run.verb';
import type { JobPlan, RunPlan } from '../../src/pipeline/runner/plan';
import type { JobStatus, RunEventKind, RunStatus } from '../../src/pipeline/runner/run';
import type { Caller } from '../../src/pipeline/workspace/caller';
import type { TestHall } from './hall';

export const mia: Caller = { tokenId: '', name: 'mia', role: 'PRODUCER', projects: 'all' };

export interface JobRow {
  readonly id: string;
  readonly key: string;
  readonly status: JobStatus;
  readonly held: string | null;
  readonly priority: number;
  readonly tries: number;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface EventRow {
  readonly seq: number;
  readonly kind: RunEventKind;
  readonly jobs: number;
  readonly done: number;
  readonly reused: number;
  readonly failed: number;
  readonly facts: { readonly jobKey?: string; readonly status?: string };
}

/** Runs of a hall's project, and what their rows say. */
export class Runs {
  constructor(private readonly hall: TestHall) {}

  start(jobs: readonly JobPlan[], more: Partial<RunPlan> = {}): Promise<string> {
    const { hall } = this;
    return hall.store.transaction((manager) =>
      openRun(manager, hall.studio, {
        projectId: hall.projectId,
        production: 'EXPLAINER',
        subject: { type: 'STRUCTURED_SCRIPT', id: hall.projectId },
        stopAfter: null,
        options: {},
        capMicros: null,
        startedBy: 'mia',
        jobs,
        ...more,
      }),
    );
  }

  /** In the order in which they were planned. */
  jobsOf(runId: string): Promise<JobRow[]> {
    return this.hall.store.query(
      'SELECT id, key, status, held, priority, tries, error FROM job WHERE run_id = $1 ORDER BY id',
      [runId],
    );
  }

  async jobId(runId: string, key: string): Promise<string> {
    const job = (await this.jobsOf(runId)).find((one) => one.key === key);
    if (!job) throw new Error(`The run has no job ${key}.`);
    return job.id;
  }

  async statusOf(runId: string): Promise<RunStatus> {
    const [run] = await this.hall.store.query('SELECT status FROM run WHERE id = $1', [runId]);
    return run.status;
  }

  eventsOf(runId: string): Promise<EventRow[]> {
    return this.hall.store.query(
      'SELECT seq, kind, jobs, done, reused, failed, facts FROM run_event WHERE run_id = $1 ORDER BY seq',
      [runId],
    );
  }

  /** `JOB_STARTED a`, one a line. */
  async logOf(runId: string): Promise<string[]> {
    return (await this.eventsOf(runId)).map(({ kind, facts }) => [kind, facts.jobKey].filter(Boolean).join(' '));
  }

  /** Once nobody has a job of it in hand. */
  async quiet(runId: string): Promise<void> {
    while ((await this.jobsOf(runId)).some(({ status }) => status === 'PROCESSING')) await new Promise(setImmediate);
  }
}
