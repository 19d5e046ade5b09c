import { createInterface } from 'node:readline';
import pino from 'pino';
import { FREE } from '../../src/pipeline/library/price';
import { openEngine } from '../../src/pipeline/runner/engine.tool';
import type { RetryPolicy } from '../../src/pipeline/runner/retry';
import { RUN_LOG_CHANNEL } from '../../src/pipeline/runner/run-log.verb';
import { UNWATCHED } from '../../src/pipeline/runner/watch';
import { createDataSource } from '../../src/server/database';
import { createIds } from '../../src/server/ids';
import { LogSignals } from '../../src/server/log-signals';
import { openStorage } from '../../src/storage/open-storage';
import type { Storage } from '../../src/storage/storage';
import { type Blow, Failpoints } from '../support/failpoints';
import { outsideTrades } from './runs-vendors';

export interface EngineOrder {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly stubUrl: string;
  /** Whoever else is enrolled is dead for certain. */
  readonly sole: boolean;
  readonly blow: Blow | null;
  /** Of every call to a supplier. */
  readonly timeoutSeconds: number;
  readonly retry: RetryPolicy;
  /** So many times the disk is full when a picture is to be kept. */
  readonly fullDisk: number;
}

const say = (message: object): boolean => process.stdout.write(`${JSON.stringify(message)}\n`);

async function open({ databaseUrl, dataDir, stubUrl, sole, blow, timeoutSeconds, retry, fullDisk }: EngineOrder) {
  const failpoints = new Failpoints(blow);
  failpoints.arm();
  const log = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));
  const store = await createDataSource(databaseUrl, 10).initialize();
  const wakes = new LogSignals(databaseUrl, [RUN_LOG_CHANNEL], log);
  await wakes.start();
  const studio = { store, now: () => new Date(), newId: createIds(), newToken: () => 'none', prices: FREE };
  const storage = watched(await openStorage('', dataDir), { failpoints, fullDisk });
  const trades = outsideTrades({ stubUrl, store, failpoints, timeoutSeconds });
  const engine = await openEngine({
    watch: UNWATCHED,
    studio,
    trades,
    storage,
    wakes,
    log,
    databaseUrl,
    sole,
    retry,
    tidyMs: 200,
  });
  const [{ id }] = await store.query('SELECT id FROM executor ORDER BY started_at DESC, id DESC LIMIT 1');
  say({ ready: id });
  const { message } = await engine.failed;
  say({ retired: message });
}

function watched(storage: Storage, { failpoints, fullDisk }: { failpoints: Failpoints; fullDisk: number }): Storage {
  let left = fullDisk;
  const put: Storage['put'] = async (source, options) => {
    if (left > 0) {
      left -= 1;
      if (!(source instanceof Uint8Array)) source.destroy();
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    }
    const kept = await storage.put(source, options);
    failpoints.pass('bytes kept');
    return kept;
  };
  return new Proxy(storage, {
    get: (target, name) => {
      if (name === 'put') return put;
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => {
  open(JSON.parse(line) as EngineOrder).catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
});
lines.once('close', () => process.exit(0));
