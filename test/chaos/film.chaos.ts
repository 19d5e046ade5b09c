import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/server/postgres/embedded';
import { until } from '../../src/server/postgres/until';
import { processesOf } from '../support/postgres-server';
import { Program } from '../support/program';

export interface Undisturbed {
  readonly treatment: string;
  readonly sha256: string;
  readonly wholeMs: number;
}

/** So long after its start, or after it was first seen at this stage or beyond. */
export interface Moment {
  readonly stage: Stage;
  readonly plusMs: number;
}

export interface Blow {
  readonly atMs: number;
  readonly stage: Stage;
  /** From the kill to the last process that it had started, except Postgres, which ends in good order. */
  readonly goneMs: number;
  readonly postgresGoneMs: number;
}

export interface Survival {
  readonly blows: readonly Blow[];
  /** Of the run after the last blow. */
  readonly wholeMs: number;
  /** From the start of each engine that found a run under way to the next line of a run's log. */
  readonly resumedMs: readonly number[];
  /** Broken promises; none of them is what we want. */
  readonly broken: readonly string[];
}

/** 5 to 110 ms; 510 where six others wanted each of the two cores. */
const GONE_WITHIN_MS = 2_000;
/** It writes a checkpoint first: 10 to 900 ms for all that initdb and the migrations wrote, 2,060 on that busy machine. */
const POSTGRES_GONE_WITHIN_MS = 5_000;

/** The demo of a treatment as a person would see it, left alone. */
export async function undisturbed(treatment: string): Promise<Undisturbed> {
  return inFolder(async (out) => {
    const began = performance.now();
    await finish(demo(out, treatment));
    return { treatment, sha256: filmHash(out), wholeMs: performance.now() - began };
  });
}

/** kill -9 at each of these moments after its start, then the same command until the film is there. */
export async function survive(whole: Undisturbed, moments: readonly Moment[]): Promise<Survival> {
  return inFolder(async (out) => {
    const blows: Blow[] = [];
    for (const moment of moments) {
      const blow = await strike(out, whole.treatment, moment);
      if (blow === null) break;
      blows.push(blow);
    }
    const began = performance.now();
    await finish(demo(out, whole.treatment));
    const wholeMs = performance.now() - began;
    const { faults, resumedMs } = await askRows(path.join(out, '.workprint'));
    return { blows, wholeMs, resumedMs, broken: [...brokenPromises(out, whole, blows), ...faults] };
  });
}

const LONGEST_MS = 600_000;

/** Null where it had finished before. */
async function strike(out: string, treatment: string, { stage: wanted, plusMs }: Moment): Promise<Blow | null> {
  const began = performance.now();
  const program = demo(out, treatment);
  let isOver = false;
  void program.ended.then(() => {
    isOver = true;
  });
  const stage = (): Stage => stageOf(program.said, out);
  await until(() => isOver || STAGES.indexOf(stage()) >= STAGES.indexOf(wanted), LONGEST_MS);
  await Promise.race([program.ended, pause(plusMs)]);
  if (isOver) return finish(program).then(() => null);
  const blow = { atMs: Math.round(performance.now() - began), stage: stage() };
  program.kill('SIGKILL');
  const killedAtMs = performance.now();
  const goneAfterMs = async (isSeen: (command: string) => boolean): Promise<number> => {
    await until(async () => !(await processesOf(out)).some(isSeen), 10_000);
    return Math.round(performance.now() - killedAtMs);
  };
  await program.ended;
  const goneMs = await goneAfterMs((command) => !isPostgres(command));
  return { ...blow, goneMs, postgresGoneMs: await goneAfterMs(() => true) };
}

function isPostgres(command: string): boolean {
  return /^(postgres:|\S*\/postgres )/.test(command);
}

function demo(out: string, treatment: string): Program {
  return new Program({}, ['demo', '--out', out, '--treatment', treatment]);
}

async function finish(program: Program): Promise<void> {
  const status = await program.ended;
  if (status !== 0) throw new Error(`The demo ended with ${status}:\n${program.said}`);
}

export const STAGES = [
  'load',
  'initdb',
  'open',
  'import',
  'first run',
  'narration and pictures',
  'review',
  'new take',
  'cut',
  'render',
  'join',
  'delivery',
  'stop',
] as const;
export type Stage = (typeof STAGES)[number];

const SAID: readonly [RegExp, Stage][] = [
  [/^The film is good/m, 'stop'],
  [/^FILM ends/m, 'delivery'],
  [/^FILM begins/m, 'render'],
  [/^cut and film/m, 'cut'],
  [/^the new take/m, 'new take'],
  [/^review/m, 'review'],
  [/begins: \d/, 'narration and pictures'],
  [/^narration and pictures/m, 'first run'],
  [/a script of/, 'import'],
];

/** What a person would say it was doing, by what it has printed and by what lies on the disk. */
function stageOf(said: string, out: string): Stage {
  const [, stage] = SAID.find(([sign]) => sign.test(said)) ?? [];
  if (stage === 'render') return namesIn(out, 'renders').some((name) => name.includes('.film.mp4')) ? 'join' : 'render';
  if (stage) return stage;
  const names = namesIn(out, '');
  return names.includes('pg') ? 'open' : names.some((name) => name.startsWith('pg.')) ? 'initdb' : 'load';
}

function namesIn(out: string, name: string): string[] {
  const folder = path.join(out, '.workprint', name);
  return existsSync(folder) ? readdirSync(folder) : [];
}

function filesBelow(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
}

function filmHash(out: string): string {
  return createHash('sha256')
    .update(readFileSync(path.join(out, 'film.mp4')))
    .digest('hex');
}

function brokenPromises(out: string, whole: Undisturbed, blows: readonly Blow[]): string[] {
  const late = blows.filter((blow) => blow.goneMs > GONE_WITHIN_MS || blow.postgresGoneMs > POSTGRES_GONE_WITHIN_MS);
  const leftovers = filesBelow(out).filter((name) => /\.(part|tmp|unfinished)/.test(name) && !name.includes('/pg/'));
  return [
    ...(filmHash(out) === whole.sha256 ? [] : ['the film differs from an undisturbed one']),
    ...late.map((blow) => `processes were left too long: ${JSON.stringify(blow)}`),
    ...leftovers.map((name) => `${name} was left`),
  ];
}

/** Each answers a row for every fault. */
const FAULTS: Readonly<Record<string, string>> = {
  'a job is not done': "SELECT key, status FROM job WHERE status NOT IN ('COMPLETED', 'REUSED')",
  'a run did not succeed': "SELECT id, status FROM run WHERE status <> 'SUCCEEDED'",
  'a log has gaps': `SELECT e.run_id, max(e.seq), count(*) FROM run_event e GROUP BY e.run_id
    HAVING min(e.seq) <> 1 OR max(e.seq) <> count(*)`,
  'a line ended a job twice': `SELECT run_id, job_id, count(*) FROM run_event
    WHERE kind IN ('ASSET_MADE', 'ASSET_REUSED', 'JOB_FINISHED', 'JOB_FAILED') GROUP BY run_id, job_id HAVING count(*) > 1`,
  'a wish was made twice':
    'SELECT slot_id, wish_hash, count(*) FROM asset GROUP BY slot_id, wish_hash HAVING count(*) > 1',
  'an order is open': "SELECT wish_hash, provider FROM make_intent WHERE status = 'OPEN'",
  'there is more than one project, script or figure of a number': `SELECT count(*) FROM project HAVING count(*) <> 1
    UNION ALL SELECT count(*) FROM structured_script HAVING count(*) <> 1
    UNION ALL SELECT count(*) FROM figure GROUP BY number HAVING count(*) <> 1`,
};

const RESUMED = `SELECT round(1000 * extract(epoch FROM min(v.at) - e.started_at))::int AS ms
  FROM executor e
    JOIN run r ON r.created_at < e.started_at AND r.finished_at > e.started_at
    JOIN run_event v ON v.run_id = r.id AND v.at > e.started_at
  GROUP BY e.id ORDER BY e.id`;

async function askRows(dataDir: string): Promise<{ faults: string[]; resumedMs: number[] }> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const client = new Client({ connectionString: postgres.url });
  try {
    await client.connect();
    const faults: string[] = [];
    for (const [fault, sql] of Object.entries(FAULTS)) {
      const { rows } = await client.query(sql);
      faults.push(...rows.map((row) => `${fault}: ${JSON.stringify(row)}`));
    }
    const { rows } = await client.query<{ ms: number }>(RESUMED);
    return { faults, resumedMs: rows.map(({ ms }) => ms) };
  } finally {
    await client.end();
    await postgres.stop();
  }
}

async function inFolder<T>(act: (out: string) => Promise<T>): Promise<T> {
  const out = await mkdtemp(path.join(tmpdir(), 'workprint-film-'));
  try {
    return await act(out);
  } finally {
    await rm(out, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}
