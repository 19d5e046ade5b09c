import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino, { type Logger, type LoggerOptions } from 'pino';
import { Conflict, NotConfigured } from '../pipeline/errors';
import type { Secrets } from '../providers/secrets';
import { createApp } from './app';
import type { Config } from './config';
import { startEmbeddedPostgres } from './postgres/embedded';
import { openServices } from './services';
import { admitCommand, ensureAdminToken } from './tokens';
import { sweepUploadsHourly } from './upload-sweep';
import { startWebhooks } from './webhooks/start-webhooks';
import { ALL_WORK, openWorkshop } from './workshop';

/** Requests under way at a stop have this long to finish. */
const GRACE_MS = 10_000;
/** Half-written blobs older than this belong to a writer that died. */
const STRAY_AFTER_MS = 24 * 3_600_000;

export interface Running {
  /** As clients know it. */
  readonly url: string;
  /** Where it really listens. */
  readonly address: string;
  /** Made just now, if there was none: shown once. */
  readonly firstToken: string | null;
  /** Why the server cannot go on, should that happen. */
  readonly failed: Promise<Error>;
  stop(): Promise<void>;
}

/** A write for each line took a fifth of the time of a small answer. */
const BUFFERED_BYTES = 8_192;
const FLUSH_MS = 100;
const WARN = pino.levels.values.warn ?? 40;

type LogMethod = NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']>;

/**
 * Logs go to standard error: standard output belongs to whoever called the command. Lines of requests wait up to 100 ms for each
 * other; a warning or an error takes all that waits out at once.
 */
export function createLog(level: string, { mask }: Pick<Secrets, 'mask'>): Logger {
  const lines = pino.destination({ dest: 2, sync: false, minLength: BUFFERED_BYTES, periodicFlush: FLUSH_MS });
  // Whatever a vendor or an SDK says, and whoever logs it: no key is in any line.
  const masked = { write: (line: string) => lines.write(mask(line)) };
  const logMethod: LogMethod = function (args, write, atLevel) {
    write.apply(this, args);
    if (atLevel >= WARN) lines.flushSync();
  };
  return pino(
    { level, redact: { paths: ['token', '*.token', '*.authorization', '*.password'] }, hooks: { logMethod } },
    masked,
  );
}

/** From nothing to a server that answers. What was started before a failure is stopped again, last first. */
export async function serve(config: Config, log: Logger, signal?: AbortSignal): Promise<Running> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const database = await openDatabase(config, log, signal);
    undo.push(database.stop);
    const listening = { url: config.publicUrl ?? `http://${hostOf(config)}:${config.port}` };
    const services = await openServices({ config, databaseUrl: database.url, publicUrl: () => listening.url, log });
    undo.push(services.close);
    await services.storage.check(signal);
    await services.storage.sweep(hasBlobsAlone(config) ? 0 : STRAY_AFTER_MS, Date.now());
    const { studio } = services;
    const door = { store: studio.store, now: studio.now(), newId: studio.newId };
    const firstToken = await ensureAdminToken({ ...door, fromEnvironment: config.adminToken });
    if (config.commandToken) await admitCommand({ ...door, token: config.commandToken });
    undo.push(sweepUploadsHourly(services));
    const workshop = config.work ? await openWorkshop(services, database.url, { ...ALL_WORK, signal }) : null;
    if (workshop) undo.push(workshop.close);
    if (config.work) undo.push(startWebhooks(services));
    const app = await createApp(services);
    undo.push(() => app.close(GRACE_MS));
    const port = await listen(app.server, config);
    const address = `http://${hostOf(config)}:${port}`;
    if (!config.publicUrl) listening.url = address;
    log.info({ url: listening.url, address }, 'serving');
    const failed = Promise.race([database.failed, ...(workshop ? [workshop.failed] : [])]);
    return { url: listening.url, address, firstToken, failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** They lie under the data directory, which the embedded database locks: whoever was writing there is dead. */
function hasBlobsAlone({ databaseUrl, storageUrl }: Config): boolean {
  return databaseUrl === null && storageUrl === null;
}

/** An address that means "every interface" is no address to visit. */
function hostOf({ host }: Config): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

async function openDatabase(config: Config, log: Logger, signal?: AbortSignal) {
  if (config.databaseUrl) {
    return { url: config.databaseUrl, stop: async () => undefined, failed: new Promise<Error>(() => undefined) };
  }
  const { dataDir } = config;
  const postgres = await startEmbeddedPostgres({ dataDir, log: (line) => log.debug({ postgres: line }), signal });
  const failed = postgres.died.then((reason) => new Error(`The embedded Postgres ended: ${reason}`));
  return { url: postgres.url, stop: () => postgres.stop(), failed };
}

function listen(server: Server, { host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new Conflict(`Port ${port} of ${host} is taken by another program.`, {
      expected: 'a free port',
      got: `${host}:${port}`,
      remedy: 'Stop that program, or set WORKPRINT_PORT to another port (0 takes any free one).',
    });
  }
  if (error.code !== 'EACCES' && error.code !== 'EADDRNOTAVAIL' && error.code !== 'ENOTFOUND') return error;
  return new NotConfigured(`This machine does not let us listen on ${host}:${port}.`, {
    expected: 'an address of this machine and a port above 1023',
    got: `${host}:${port} (${error.code})`,
    remedy: 'Correct WORKPRINT_HOST and WORKPRINT_PORT.',
  });
}
