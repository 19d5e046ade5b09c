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

export interface Blow {
  readonly atMs: number;
  readonly stage: string;
  /** From the kill to the last process that it had started. */
  readonly goneMs: number;
}

export interface Survival {
  readonly blows: readonly Blow[];
  /** Of the run after the last blow. */
  readonly wholeMs: number;
  /** Broken promises; none of them is what we want. */
  readonly broken: readonly string[];
}

const GONE_WITHIN_MS = 500;

/** The demo of a treatment as a person would see it, left alone. */
export async function undisturbed(treatment: string): Promise<Undisturbed> {
  return inFolder(async (out) => {
    const began = performance.now();
    await finish(demo(out, treatment));
    return { treatment, sha256: filmHash(out), wholeMs: performance.now() - began };
  });
}

/** kill -9 at each of these moments after its start, then the same command until the film is there. */
export async function survive(whole: Undisturbed, momentsMs: readonly number[]): Promise<Survival> {
  return inFolder(async (out) => {
    const blows: Blow[] = [];
    for (const atMs of momentsMs) {
      const blow = await strike(out, whole.treatment, atMs);
      if (blow === null) break;
      blows.push(blow);
    }
    const began = performance.now();
    await finish(demo(out, whole.treatment));
    const wholeMs = performance.now() - began;
    return { blows, wholeMs, broken: await brokenPromises(out, whole, blows) };
  });
}

/** Null where it had finished before. */
async function strike(out: string, treatment: string, atMs: number): Promise<Blow | null> {
  const program = demo(out, treatment);
  const ended = program.ended.then(() => 'ENDED' as const);
  if ((await Promise.race([ended, pause(atMs)])) === 'ENDED') {
    if (await program.ended) throw new Error(`It failed before it was killed:\n${program.said}`);
    return null;
  }
  const stage = stageOf(program.said, out);
  program.kill('SIGKILL');
  const killedAtMs = performance.now();
  await until(async () => (await processesOf(out)).length === 0, 10_000);
  const goneMs = performance.now() - killedAtMs;
  await program.ended;
  return { atMs: Math.round(atMs), stage, goneMs: Math.round(goneMs) };
}

function demo(out: string, treatment: string): Program {
  return new Program({}, ['demo', '--out', out, '--treatment', treatment]);
}

async function finish(program: Program): Promise<void> {
  const status = await program.ended;
  if (status !== 0) throw new Error(`The demo ended with ${status}:\n${program.said}`);
}

const STAGES: readonly [RegExp, string][] = [
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
function stageOf(said: string, out: string): string {
  const [, stage] = STAGES.find(([sign]) => sign.test(said)) ?? [];
  if (stage === 'render') return filesBelow(out).some((name) => name.includes('.film.mp4')) ? 'join' : 'render';
  if (stage) return stage;
  if (!existsSync(path.join(out, '.workprint'))) return 'load';
  return existsSync(path.join(out, '.workprint/pg')) ? 'open' : 'initdb';
}

function filesBelow(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
}

function filmHash(out: string): string {
  return createHash('sha256')
    .update(readFileSync(path.join(out, 'film.mp4')))
    .digest('hex');
}

async function brokenPromises(out: string, whole: Undisturbed, blows: readonly Blow[]): Promise<string[]> {
  const late = blows.filter(({ goneMs }) => goneMs > GONE_WITHIN_MS);
  const leftovers = filesBelow(out).filter((name) => /\.(part|tmp|unfinished)/.test(name) && !name.includes('/pg/'));
  return [
    ...(filmHash(out) === whole.sha256 ? [] : ['the film differs from an undisturbed one']),
    ...late.map(({ stage, goneMs }) => `processes of ${stage} were left for ${goneMs} ms`),
    ...leftovers.map((name) => `${name} was left`),
    ...(await brokenRows(path.join(out, '.workprint'))),
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

async function brokenRows(dataDir: string): Promise<string[]> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const client = new Client({ connectionString: postgres.url });
  try {
    await client.connect();
    const broken: string[] = [];
    for (const [fault, sql] of Object.entries(FAULTS)) {
      const { rows } = await client.query(sql);
      broken.push(...rows.map((row) => `${fault}: ${JSON.stringify(row)}`));
    }
    return broken;
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
