import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { FREE } from '../../src/pipeline/library/price';
import { openRun } from '../../src/pipeline/runner/open-run.verb';
import type { JobPlan } from '../../src/pipeline/runner/plan';
import { resumeRun } from '../../src/pipeline/runner/resume-run.verb';
import type { Studio } from '../../src/pipeline/workspace/studio';
import { createDataSource, migrate } from '../../src/server/database';
import { createIds } from '../../src/server/ids';
import { openStorage } from '../../src/storage/open-storage';
import { toSha256 } from '../../src/storage/storage';
import { Door } from './door';
import type { Plan } from './fleet-worker';
import { insertProject, insertSlot, pictureJob } from './hall';
import { PostgresServer } from './postgres-server';

type Heard = Partial<Record<'executorId' | 'met' | 'failed', string>>;

/** One worker of a fleet, and what it has said. */
export class Worker {
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;
  readonly #heard: Heard = {};
  readonly #news = new EventEmitter().setMaxListeners(0);
  complaints = '';

  constructor(plan: Plan) {
    const words = ['-r', join(__dirname, 'typescript.js'), join(__dirname, 'fleet-worker.ts'), JSON.stringify(plan)];
    this.#child = spawn(process.execPath, ['--no-deprecation', ...words]);
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.complaints += text));
    if (this.#child.stdout) {
      createInterface({ input: this.#child.stdout }).on('line', (line) => {
        Object.assign(this.#heard, JSON.parse(line));
        this.#news.emit('news');
      });
    }
    this.ended = once(this.#child, 'close').then(([status]) => {
      this.#news.emit('news');
      return status;
    });
  }

  async says(what: keyof Heard): Promise<string> {
    for (;;) {
      const said = this.#heard[what];
      if (said !== undefined) return said;
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
        throw new Error(`A worker ended before it said ${what}: ${JSON.stringify(this.#heard)} ${this.complaints}`);
      }
      await once(this.#news, 'news', { signal: AbortSignal.timeout(60_000) });
    }
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }
}

export interface Outcome {
  readonly status: string;
  readonly faults: readonly string[];
  /** The longest time in which nothing of the run happened. */
  readonly longestWaitSeconds: number;
  readonly wholeSeconds: number;
  readonly jobs: number;
  /** How often a picture was painted again, since nobody knew what had become of the first. */
  readonly repeatedCalls: number;
}

/** Pictures that are ready from the start; each of the others needs an earlier one. */
const CHAINS = 24;

/** Workers on one Postgres that is theirs alone, behind a door that stays where it is. */
export class Fleet {
  readonly #workers: Worker[] = [];
  readonly #door = new Door();
  #postgres: PostgresServer | null = null;
  #dir = '';
  #studio: Studio<DataSource> | null = null;
  #projectId = '';
  databaseUrl = '';

  static async open(): Promise<Fleet> {
    const fleet = new Fleet();
    fleet.#dir = await mkdtemp(join(tmpdir(), 'workprint-fleet-'));
    const port = await fleet.#door.listen();
    const url = new URL(await fleet.startPostgres());
    url.port = String(port);
    fleet.databaseUrl = url.href;
    const store = await createDataSource(fleet.databaseUrl, 4).initialize();
    await migrate(store);
    await store.query(WITNESSES);
    const newToken = () => 'token';
    fleet.#studio = { store, now: () => new Date(), newId: createIds(), newToken, prices: FREE };
    fleet.#projectId = await insertProject(store, fleet.#studio.newId());
    return fleet;
  }

  async startPostgres(): Promise<string> {
    this.#postgres = new PostgresServer(join(this.#dir, 'data'));
    const { url } = await this.#postgres.starts();
    this.#door.behind = Number(new URL(url).port);
    return url;
  }

  /** As an administrator would, or as a power cut would. */
  async stopPostgres(how: 'stop' | 'kill'): Promise<void> {
    this.#door.behind = null;
    await (how === 'stop' ? this.#postgres?.stops() : this.#postgres?.killed());
  }

  get studio(): Studio<DataSource> {
    if (!this.#studio) throw new Error('The fleet is not open.');
    return this.#studio;
  }

  file(name: string): string {
    return join(this.#dir, name);
  }

  async hire(more: Partial<Plan> = {}): Promise<Worker> {
    const storageDir = join(this.#dir, 'storage');
    const name = `worker ${this.#workers.length + 1}`;
    const databaseUrl = `${this.databaseUrl}?application_name=${encodeURIComponent(name)}`;
    const worker = new Worker({ name, databaseUrl, storageDir, paintMs: 100, ...more });
    this.#workers.push(worker);
    await worker.says('executorId');
    return worker;
  }

  async start(pictures: number): Promise<string> {
    const { store, newId } = this.studio;
    const projectId = this.#projectId;
    const jobs: JobPlan[] = [];
    for (let n = 0; n < pictures; n += 1) {
      const id = newId();
      const dependsOn = n < CHAINS ? [] : [`picture ${n - CHAINS}`];
      jobs.push(
        pictureJob(`picture ${n}`, await insertSlot(store, { id, projectId, prompt: `${id} ${n}` }), { dependsOn }),
      );
    }
    const subject = { type: 'STRUCTURED_SCRIPT' as const, id: projectId };
    const terms = { production: 'EXPLAINER' as const, stopAfter: null, options: {}, capMicros: null, startedBy: 'mia' };
    return store.transaction((manager) => openRun(manager, this.studio, { projectId, subject, ...terms, jobs }));
  }

  async resume(runId: string): Promise<void> {
    const caller = { tokenId: '', name: 'mia', role: 'PRODUCER' as const, projects: 'all' as const };
    await resumeRun(this.studio, caller, { runId });
  }

  /** Asked four times a second, also while the database is away. */
  async until<T>(sql: string, parameters: readonly unknown[] = [], withinSeconds = 60): Promise<T> {
    const deadline = performance.now() + withinSeconds * 1000;
    for (;;) {
      const rows: T[] = await this.studio.store.query(sql, [...parameters]).catch(() => []);
      if (rows[0] !== undefined) return rows[0];
      if (performance.now() > deadline) throw new Error(`Within ${withinSeconds} s there was nothing for ${sql}`);
      await delay(250);
    }
  }

  /** Once so many of the run's jobs are done. */
  async done(runId: string, jobs: number): Promise<void> {
    await this.until('SELECT 1 FROM run_log_head WHERE run_id = $1 AND done >= $2', [runId, jobs]);
  }

  async over(runId: string, withinSeconds = 60): Promise<Outcome> {
    const { status } = await this.until<{ status: string }>(
      "SELECT status FROM run WHERE id = $1 AND status <> 'RUNNING'",
      [runId],
      withinSeconds,
    );
    const { store } = this.studio;
    const [figures] = await store.query(FIGURES, [runId]);
    const faults: string[] = [];
    for (const [fault, sql] of Object.entries(FAULTS)) {
      const rows: object[] = await store.query(sql, [runId]);
      faults.push(...rows.map((row) => `${fault}: ${JSON.stringify(row)}`));
    }
    return { status, faults: [...faults, ...(await this.#lostBlobs())], ...figures };
  }

  async #lostBlobs(): Promise<string[]> {
    const storage = await openStorage('', join(this.#dir, 'storage'));
    const faults: string[] = [];
    for (const { sha256 } of await this.studio.store.query<{ sha256: string }[]>('SELECT DISTINCT sha256 FROM asset')) {
      await storage.verify(toSha256(sha256)).catch((error) => faults.push(`${sha256}: ${error.message}`));
    }
    return faults;
  }

  async close(): Promise<void> {
    for (const worker of this.#workers) {
      worker.signal('SIGKILL');
      await worker.ended;
    }
    await this.#studio?.store.destroy();
    await this.#postgres?.killed();
    await this.#door.close();
    await rm(this.#dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

/** Who was called, who is who, and who wrote what when: by the names of their connections. */
const WITNESSES = `CREATE TABLE vendor_call (prompt text NOT NULL, by text NOT NULL, at timestamptz DEFAULT now());
  CREATE TABLE crew (name text NOT NULL, executor_id text NOT NULL);
  CREATE TABLE written (by text NOT NULL, what text NOT NULL, at timestamptz NOT NULL);
  CREATE FUNCTION enrolled() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO crew VALUES (current_setting('application_name'), NEW.id); RETURN NULL; END $$;
  CREATE FUNCTION witnessed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO written VALUES (current_setting('application_name'), TG_TABLE_NAME, clock_timestamp()); RETURN NULL; END $$;
  CREATE TRIGGER enrolled AFTER INSERT ON executor FOR EACH ROW EXECUTE FUNCTION enrolled();
  CREATE TRIGGER witnessed AFTER INSERT OR UPDATE ON asset FOR EACH ROW EXECUTE FUNCTION witnessed();
  CREATE TRIGGER witnessed AFTER INSERT OR UPDATE ON job FOR EACH ROW EXECUTE FUNCTION witnessed();
  CREATE TRIGGER witnessed AFTER INSERT OR UPDATE ON make_intent FOR EACH ROW EXECUTE FUNCTION witnessed();
  CREATE TRIGGER witnessed AFTER INSERT ON run_event FOR EACH ROW EXECUTE FUNCTION witnessed();`;

const FIGURES = `SELECT (SELECT count(*)::int FROM job WHERE run_id = $1) AS jobs,
  (SELECT max(gap)::float8 FROM (SELECT extract(epoch FROM at - lag(at) OVER (ORDER BY seq)) AS gap FROM run_event WHERE run_id = $1) g)
    AS "longestWaitSeconds",
  (SELECT extract(epoch FROM max(at) - min(at))::float8 FROM run_event WHERE run_id = $1) AS "wholeSeconds",
  (SELECT count(*)::int - count(DISTINCT c.prompt)::int FROM vendor_call c
     JOIN slot s ON s.prompt = c.prompt JOIN job j ON j.slot_id = s.id AND j.run_id = $1) AS "repeatedCalls"`;

/** What must not be, once a run is over: each finds rows where it is. */
const FAULTS: Readonly<Record<string, string>> = {
  'a job is not done': "SELECT key, status, error FROM job WHERE run_id = $1 AND status NOT IN ('COMPLETED', 'REUSED')",
  'a place has not exactly one take': `SELECT j.key, count(a.id)::int AS takes FROM job j LEFT JOIN asset a ON a.slot_id = j.slot_id
     WHERE j.run_id = $1 GROUP BY j.id HAVING count(a.id) <> 1`,
  'a take is told of more or less than once': `SELECT j.key, count(v.seq)::int AS lines FROM job j
     LEFT JOIN run_event v ON v.run_id = j.run_id AND v.job_id = j.id AND v.kind IN ('ASSET_MADE', 'ASSET_REUSED')
     WHERE j.run_id = $1 GROUP BY j.id HAVING count(v.seq) <> 1`,
  'the log has a gap': `SELECT count(*)::int AS lines, max(seq)::int AS last FROM run_event WHERE run_id = $1
     HAVING count(*) <> max(seq)`,
  'the totals are wrong': `SELECT h.done, h.failed FROM run_log_head h WHERE h.run_id = $1
     AND (h.failed <> 0 OR h.done <> (SELECT count(*) FROM job WHERE run_id = $1))`,
  'somebody who was retired wrote afterwards': `SELECT w.by, w.what, w.at, e.retired_at FROM written w
     JOIN crew c ON c.name = w.by JOIN executor e ON e.id = c.executor_id WHERE w.at > e.retired_at AND $1::uuid IS NOT NULL`,
  'a run went on under two executors of one name':
    'SELECT name FROM crew WHERE $1::uuid IS NOT NULL GROUP BY name HAVING count(*) > 1',
};
