/**
 * A worker in a process of its own: `node -r ./typescript.js fleet-worker.ts PLAN`, with a JSON plan. It paints prompts, and
 * meets its fate where the plan says. On standard output one JSON object a line:
 *   {executorId}     it works
 *   {met: fate}      it is about to be killed or stopped
 *   {failed: why}    its engine gave up; the process ends with 1
 */
import { randomBytes } from 'node:crypto';
import { existsSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import pino from 'pino';
import type { EntityManager } from 'typeorm';
import { FREE } from '../../src/pipeline/library/price';
import { openEngine } from '../../src/pipeline/runner/engine.tool';
import { RUN_LOG_CHANNEL } from '../../src/pipeline/runner/run-log.verb';
import { UNWATCHED } from '../../src/pipeline/runner/watch';
import { createDataSource } from '../../src/server/database';
import { createIds } from '../../src/server/ids';
import { LogSignals } from '../../src/server/log-signals';
import { openStorage } from '../../src/storage/open-storage';
import type { Storage } from '../../src/storage/storage';
import { deliveryOf, painting } from './hall';

export interface Plan {
  /** Of its connections too. */
  readonly name: string;
  readonly databaseUrl: string;
  readonly storageDir: string;
  /** What a picture takes. */
  readonly paintMs: number;
  readonly version?: string;
  /** kill: -9 while it paints. stop: while it registers a take, with the locks of that and of the run's log. */
  readonly fate?: { readonly what: 'kill' | 'stop'; readonly atPicture: number };
  /** While this file is there, the storage has no space left. */
  readonly fullWhile?: string;
}

const plan: Plan = JSON.parse(process.argv[2] ?? '{}');
const say = (message: object): void => void writeSync(1, `${JSON.stringify(message)}\n`);
let pictures = 0;
let met = false;

function meet(what: 'kill' | 'stop'): void {
  if (met || plan.fate?.what !== what || pictures < plan.fate.atPicture) return;
  met = true;
  say({ met: what });
  process.kill(process.pid, what === 'kill' ? 'SIGKILL' : 'SIGSTOP');
}

async function main(): Promise<void> {
  const log = pino({ level: 'warn' }, pino.destination(2));
  const store = await createDataSource(plan.databaseUrl, 12).initialize();
  const calls = new Client({ connectionString: plan.databaseUrl });
  calls.on('error', () => undefined); // what it was called for is told by the rows
  await calls.connect();
  const wakes = new LogSignals(plan.databaseUrl, [RUN_LOG_CHANNEL], log);
  await wakes.start();
  const studio = { store, now: () => new Date(), newId: createIds(), newToken: () => randomBytes(8).toString('hex') };
  const { GENERATE_IMAGE } = painting(async ({ wish }, { signal }) => {
    pictures += 1;
    const note = calls.query('INSERT INTO vendor_call (prompt, by) VALUES ($1, $2)', [wish.prompt, plan.name]);
    await note.catch(() => undefined);
    meet('kill');
    await delay(plan.paintMs, undefined, { signal });
    return deliveryOf(wish.prompt ?? '');
  });
  if (GENERATE_IMAGE?.does !== 'make') throw new Error('Painting makes pictures.');
  const registered = async (manager: EntityManager, { order }: { order: { runId: string } }): Promise<void> => {
    if (met || plan.fate?.what !== 'stop' || pictures < plan.fate.atPicture) return;
    await manager.query('SELECT 1 FROM run_log_head WHERE run_id = $1 FOR UPDATE', [order.runId]);
    meet('stop');
  };
  const engine = await openEngine({
    ...{ studio: { ...studio, prices: FREE }, storage: withFate(await openStorage('', plan.storageDir)), wakes, log },
    watch: UNWATCHED,
    trades: { GENERATE_IMAGE: { ...GENERATE_IMAGE, registered } },
    databaseUrl: plan.databaseUrl,
    sole: false,
    mostAtOnce: 4, // so that each of them has something in hand
    ...(plan.version && { version: plan.version }),
  });
  const [mine] = await store.query('SELECT executor_id AS id FROM crew WHERE name = $1', [plan.name]);
  say({ executorId: mine.id });
  const leave = async (status: number) => {
    await engine.close();
    process.exit(status);
  };
  process.on('SIGTERM', () => void leave(0));
  say({ failed: (await engine.failed).message });
  await leave(1);
}

function withFate(storage: Storage): Storage {
  const full = () => plan.fullWhile !== undefined && existsSync(plan.fullWhile);
  const put: Storage['put'] = async (...args) => {
    if (full()) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    return storage.put(...args);
  };
  return Object.assign(Object.create(storage), { put });
}

main().catch((error) => {
  say({ failed: String(error) });
  process.exit(1);
});
