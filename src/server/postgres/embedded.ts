import { locateBinaries } from './binaries';
import { ensureCluster, SUPERUSER } from './cluster';
import { openDataDirectory, refusalOf } from './data-directory';
import { DATABASE, ensureDatabase } from './database';
import { type Attempt, type Installation, surveyInstallation } from './installation';
import { lockDataDirectory } from './lock';
import { type Postmaster, startPostmaster } from './postmaster';
import { clearTheWay } from './predecessor';

export interface EmbeddedPostgres {
  /** `postgres://…@127.0.0.1:PORT/workprint` */
  readonly url: string;
  stop(): Promise<void>;
  /** Settles with the reason if the postmaster dies by itself; never rejects, and stays pending after `stop`. */
  readonly died: Promise<string>;
}

export interface EmbeddedOptions {
  /** Holds the cluster (`pg/`), its password and its lock; made if missing. */
  dataDir: string;
  log: (line: string) => void;
  /** Gives up the start. Once started, `stop` ends it. */
  signal?: AbortSignal;
}

/**
 * A Postgres of our own that lives as long as this process at most. Whatever a person has to put right (no permission, a
 * second server, another major version, no binaries, a full disk) rejects with a `DomainError`.
 */
export async function startEmbeddedPostgres({ dataDir, log, signal }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  signal?.throwIfAborted();
  try {
    return await start(dataDir, { log, signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw refusalOf(error, dataDir);
  }
}

async function start(dataDir: string, attempt: Attempt): Promise<EmbeddedPostgres> {
  const directory = openDataDirectory(dataDir);
  const binaries = locateBinaries(directory.libraries);
  const lock = await lockDataDirectory(directory, attempt.signal);
  try {
    return await serve(await surveyInstallation(directory, binaries), attempt, lock.release);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function serve(installation: Installation, attempt: Attempt, release: () => void): Promise<EmbeddedPostgres> {
  await clearTheWay(installation.directory, attempt);
  const password = await ensureCluster(installation, attempt);
  const postmaster = await startPostmaster(installation, attempt);
  const urlOf = (database: string) => `postgres://${SUPERUSER}:${password}@127.0.0.1:${postmaster.port}/${database}`;
  try {
    await ensureDatabase(urlOf('postgres'), installation.directory.path);
    attempt.signal?.throwIfAborted();
  } catch (error) {
    await postmaster.process.stop();
    throw error;
  }
  return running(postmaster, urlOf(DATABASE), release);
}

function running({ process: postmaster }: Postmaster, url: string, release: () => void): EmbeddedPostgres {
  let stopping = false;
  postmaster.gone.then(release);
  const died = new Promise<string>((resolve) => {
    postmaster.exited.then((how) => {
      if (!stopping) resolve(`Postgres ended by itself (${how}); its last words: ${postmaster.lastWords}`);
    });
  });
  return {
    url,
    died,
    async stop() {
      stopping = true;
      await postmaster.stop();
      release();
    },
  };
}
