import type { DataSource } from 'typeorm';
import { appendToRunLog } from '../../src/pipeline/runner/run-log.verb';
import { createDataSource } from '../../src/server/database';
import type { Span } from './turn';

const RUN_ID = '01960000-0000-7000-8000-000000000002';
const PROJECT_ID = '01960000-0000-7000-8000-000000000001';

const RUN = `
  INSERT INTO project (id, key, name, mode, rate_numerator, rate_denominator, width, height, created_at)
    VALUES ('${PROJECT_ID}', 'bench', 'Benchmarks', 'OFFLINE', 24, 1, 1920, 1080, now());
  INSERT INTO run (id, project_id, production, subject_type, subject_id, status, started_by, created_at, started_at)
    VALUES ('${RUN_ID}', '${PROJECT_ID}', 'EXPLAINER', 'STRUCTURED_SCRIPT', '${PROJECT_ID}', 'RUNNING', 'bench', now(), now());
  INSERT INTO run_log_head (run_id, project_id, jobs) VALUES ('${RUN_ID}', '${PROJECT_ID}', 3770);`;

/** The log of one run, written as a run writes it: a transaction a line. */
export class RunLog {
  readonly runId = `Run_${RUN_ID}`;
  #last = 0;

  private constructor(private readonly store: DataSource) {}

  static async create(url: string): Promise<RunLog> {
    const store = await createDataSource(url, 1).initialize();
    await store.query(RUN);
    return new RunLog(store);
  }

  /** What the next `lines` lines will be. */
  ahead(lines: number): Span {
    return { from: this.#last + 1, to: this.#last + lines };
  }

  async write(lines: number, note = 'drawing'): Promise<void> {
    for (let line = 0; line < lines; line += 1) {
      const facts = { jobKey: `segment ${line % 200} / picture`, fraction: (line % 100) / 100, note };
      const { lastSeq } = await this.store.transaction((manager) =>
        appendToRunLog(manager, { runId: RUN_ID, kind: 'JOB_PROGRESSED', facts }),
      );
      this.#last = lastSeq;
    }
  }

  async close(): Promise<void> {
    await this.store.destroy();
  }
}
