import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import type { DataSource } from 'typeorm';
import { FREE } from '../../src/pipeline/library/price';
import { plainWish, wishHash } from '../../src/pipeline/library/wish';
import { type Engine, type EngineOptions, openEngine } from '../../src/pipeline/runner/engine.tool';
import type { JobPlan } from '../../src/pipeline/runner/plan';
import { RUN_LOG_CHANNEL } from '../../src/pipeline/runner/run-log.verb';
import type { Trades } from '../../src/pipeline/runner/trade.tool';
import { type CallingVendor, type Delivery, housed, type Vendor } from '../../src/pipeline/runner/vendor';
import { UNWATCHED } from '../../src/pipeline/runner/watch';
import type { Studio } from '../../src/pipeline/workspace/studio';
import { createDataSource } from '../../src/server/database';
import { createIds } from '../../src/server/ids';
import { LogSignals } from '../../src/server/log-signals';
import { openStorage } from '../../src/storage/open-storage';
import type { Storage } from '../../src/storage/storage';
import { createDatabase } from './database';

/** A database with one project, and engines that may be opened on it, one after the other. */
export interface TestHall {
  readonly store: DataSource;
  readonly studio: Studio<DataSource>;
  readonly storage: Storage;
  readonly projectId: string;
  readonly databaseUrl: string;
  /** Where its blobs are. */
  readonly dataDir: string;
  /** A place to fill by this wish, as a row id. */
  slot(prompt: string): Promise<{ id: string; wishHash: string }>;
  open(trades: Trades, more?: Partial<EngineOptions>): Promise<Engine>;
  /** From now on its suppliers are those of the outside, with nobody who stands in for them. */
  goLive(): Promise<void>;
  /** The run's status once it is over. */
  over(runId: string): Promise<string>;
  /** Waits for what no log tells of. */
  until(isSo: () => Promise<boolean>): Promise<void>;
  close(): Promise<void>;
}

/** `databaseUrl`: of a migrated database that is not the tests' own, and stays. */
export async function openHall(databaseUrl?: string): Promise<TestHall> {
  const database = databaseUrl ? { url: databaseUrl, drop: async () => undefined } : await createDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'workprint-hall-'));
  const log = pino({ level: 'silent' });
  const store = await createDataSource(database.url, 12).initialize();
  const studio = {
    store,
    now: () => new Date(),
    newId: createIds(),
    newToken: () => randomBytes(8).toString('hex'),
    prices: FREE,
  };
  const wakes = new LogSignals(database.url, [RUN_LOG_CHANNEL], log);
  await wakes.start();
  const storage = await openStorage('', dataDir);
  const projectId = await insertProject(store, studio.newId());
  const over = async (runId: string): Promise<string> => {
    for (;;) {
      const version = wakes.version(`${RUN_LOG_CHANNEL}:${runId}`);
      const [run] = await store.query('SELECT status FROM run WHERE id = $1', [runId]);
      if (run.status !== 'RUNNING') return run.status;
      await wakes.past(`${RUN_LOG_CHANNEL}:${runId}`, version, new AbortController().signal);
    }
  };
  return {
    store,
    studio,
    storage,
    projectId,
    databaseUrl: database.url,
    dataDir,
    slot: (prompt) => insertSlot(store, { id: studio.newId(), projectId, prompt }),
    open: (trades, more) =>
      openEngine({
        studio,
        trades,
        storage,
        wakes,
        log,
        watch: UNWATCHED,
        databaseUrl: database.url,
        sole: true,
        ...more,
      }),
    goLive: () => store.query("UPDATE project SET mode = 'LIVE', offline_for = '{}' WHERE id = $1", [projectId]),
    over,
    until: async (isSo) => {
      while (!(await isSo())) await delay(10);
    },
    close: async () => {
      await wakes.stop();
      await store.destroy();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function insertProject(store: DataSource, id: string): Promise<string> {
  await store.query(
    `INSERT INTO project (id, key, name, mode, rate_numerator, rate_denominator, width, height, created_at)
     VALUES ($1, 'hall', 'Hall', 'OFFLINE', 24, 1, 1920, 1080, now())`,
    [id],
  );
  await store.query('INSERT INTO project_log_head (project_id) VALUES ($1)', [id]);
  return id;
}

export async function insertSlot(
  store: DataSource,
  { id, projectId, prompt }: { id: string; projectId: string; prompt: string },
) {
  const hash = wishHash(plainWish('IMAGE', prompt));
  await store.query(
    `INSERT INTO slot (id, project_id, owner_type, owner_id, part, type, wish_hash, wished_at, capability, prompt)
     VALUES ($1, $2, 'PROJECT', $2, $3, 'IMAGE', $4, now(), 'IMAGE', $5)`,
    [id, projectId, id, hash, prompt],
  );
  return { id, wishHash: hash };
}

/** A job that makes a picture, as a production would plan it. */
export function pictureJob(key: string, slot: { id: string; wishHash: string }, more: Partial<JobPlan> = {}): JobPlan {
  return {
    key,
    stage: 'VISUALS',
    type: 'GENERATE_IMAGE',
    slotId: slot.id,
    wishHash: slot.wishHash,
    dependsOn: [],
    ...more,
  };
}

/** What a supplier would hand over for these bytes. */
export function deliveryOf(text: string): Delivery {
  return {
    media: Buffer.from(text),
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
}

/** A trade that makes its prompt's bytes, and may be told to do otherwise. */
export function painting(make: CallingVendor['call']): Trades {
  return asking([housed({ name: 'test', model: '1', atOnce: 4 }, make)]);
}

/** Pictures by whoever is asked first, or next. */
export function asking(vendors: readonly Vendor[]): Trades {
  return { GENERATE_IMAGE: { does: 'make', capability: 'IMAGE', vendors } };
}

/** Opened once, by whoever got there. */
export function gate(): { open: () => void; opened: Promise<void> } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}
