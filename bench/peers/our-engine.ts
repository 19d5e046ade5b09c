import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import type { DataSource } from 'typeorm';
import { FREE } from '../../src/pipeline/library/price';
import { plainWish, wishHash } from '../../src/pipeline/library/wish';
import { openEngine } from '../../src/pipeline/runner/engine.tool';
import { openRun } from '../../src/pipeline/runner/open-run.verb';
import type { JobPlan } from '../../src/pipeline/runner/plan';
import { RUN_LOG_CHANNEL } from '../../src/pipeline/runner/run-log.verb';
import type { Trades } from '../../src/pipeline/runner/trade.tool';
import { type Delivery, housed } from '../../src/pipeline/runner/vendor';
import { UNWATCHED } from '../../src/pipeline/runner/watch';
import { createDataSource } from '../../src/server/database';
import { createIds } from '../../src/server/ids';
import { LogSignals } from '../../src/server/log-signals';
import { openStorage } from '../../src/storage/open-storage';
import { JOBS_A_SHOT, MAKES_AT_ONCE, SHOTS } from '../engine/graph';

const LOOK_EVERY_MS = 20;

const DELIVERY: Delivery = {
  media: Buffer.from('nothing'),
  mimeType: 'image/png',
  durationSeconds: null,
  width: 16,
  height: 16,
  loudnessLufs: null,
  truePeakDbtp: null,
  sentences: [],
  words: null,
  text: null,
  voice: null,
  parameters: {},
  costMicros: 0,
  facts: {},
};
const TRADES: Trades = {
  GENERATE_IMAGE: {
    does: 'make',
    capability: 'IMAGE',
    vendors: [housed({ name: 'nobody', model: '1', atOnce: MAKES_AT_ONCE }, async () => DELIVERY)],
  },
};

interface Slot {
  readonly id: string;
  readonly wishHash: string;
}

/** New wishes in as many places: nothing that was made before will do. */
async function newSlots(store: DataSource, projectId: string, newId: () => string): Promise<Slot[]> {
  const slots = Array.from({ length: SHOTS * JOBS_A_SHOT }, () => {
    const id = newId();
    return { id, prompt: id, wishHash: wishHash(plainWish('IMAGE', id)) };
  });
  await store.query(
    `INSERT INTO slot (id, project_id, owner_type, owner_id, part, type, wish_hash, wished_at, capability, prompt)
     SELECT s.id, $1, 'PROJECT', $1, s.id::text, 'IMAGE', s."wishHash", now(), 'IMAGE', s.prompt
     FROM jsonb_to_recordset($2::jsonb) s(id uuid, prompt text, "wishHash" text)`,
    [projectId, JSON.stringify(slots)],
  );
  return slots;
}

/** Shot by shot, each job after the one before it. */
function jobsOf(slots: readonly Slot[]): JobPlan[] {
  return slots.map(({ id, wishHash: hash }, index) => ({
    key: `job ${index}`,
    stage: `stage ${index % JOBS_A_SHOT}`,
    type: 'GENERATE_IMAGE',
    slotId: id,
    wishHash: hash,
    dependsOn: index % JOBS_A_SHOT === 0 ? [] : [`job ${index - 1}`],
  }));
}

async function main(databaseUrl: string, directory: string, runs: number): Promise<void> {
  const log = pino({ level: 'error' }, process.stderr);
  const store = await createDataSource(databaseUrl, 12).initialize();
  const newId = createIds();
  const studio = { store, now: () => new Date(), newId, newToken: () => randomBytes(8).toString('hex'), prices: FREE };
  const wakes = new LogSignals(databaseUrl, [RUN_LOG_CHANNEL], log);
  await wakes.start();
  const storage = await openStorage('', join(directory, 'media'));
  const projectId = newId();
  await store.query(
    `INSERT INTO project (id, key, name, mode, rate_numerator, rate_denominator, width, height, created_at)
     VALUES ($1, $2, 'Bench', 'OFFLINE', 24, 1, 1920, 1080, now())`,
    [projectId, `bench-${process.pid}`],
  );
  await store.query('INSERT INTO project_log_head (project_id) VALUES ($1)', [projectId]);
  const engine = await openEngine({
    studio,
    trades: TRADES,
    storage,
    wakes,
    log,
    watch: UNWATCHED,
    databaseUrl,
    sole: false,
  });

  const run = async (slots: readonly Slot[]): Promise<number> => {
    const begunMs = performance.now();
    const jobs = jobsOf(slots);
    const plan = {
      projectId,
      production: 'FILM' as const,
      subject: { type: 'SHOT_LIST' as const, id: projectId },
      stopAfter: null,
      options: {},
      capMicros: null,
      startedBy: 'bench',
      jobs,
    };
    const runId = await store.transaction((manager) => openRun(manager, studio, plan));
    for (let status = 'RUNNING'; status === 'RUNNING'; ) {
      const version = wakes.version(`${RUN_LOG_CHANNEL}:${runId}`);
      [{ status }] = await store.query('SELECT status FROM run WHERE id = $1', [runId]);
      if (status === 'FAILED' || status === 'PARTIAL') throw new Error(`The run is ${status}.`);
      if (status !== 'RUNNING') break;
      await wakes.past(`${RUN_LOG_CHANNEL}:${runId}`, version, new AbortController().signal);
      await delay(LOOK_EVERY_MS); // a line comes every few milliseconds
    }
    return (performance.now() - begunMs) / 1000;
  };

  const slots = await newSlots(store, projectId, newId);
  const seconds = await run(slots);
  const againSeconds = await run(slots);
  const firstMegabytes = residentMegabytes();
  for (let more = 1; more < runs; more += 1) await run(await newSlots(store, projectId, newId));
  const grownMegabytes = residentMegabytes() - firstMegabytes;
  process.stdout.write(`${JSON.stringify({ seconds, againSeconds, grownMegabytes })}\n`);
  await engine.close();
  await wakes.stop();
  await store.destroy();
}

/** What it holds on to, with what nobody needs any more given back. */
function residentMegabytes(): number {
  global.gc?.();
  return process.memoryUsage().rss / 1e6;
}

main(process.argv[2] ?? '', process.argv[3] ?? '', Number(process.argv[4] ?? 1)).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
