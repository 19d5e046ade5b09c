import { ensureCluster, SUPERUSER } from './cluster';
import { type DataDirectory, openDataDirectory, refusalOf } from './data-directory';
import { DATABASE, ensureDatabase } from './database';
import { type Attempt, surveyInstallation } from './installation';
import { type DirectoryLock, lockDataDirectory } from './lock';
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
    const directory = openDataDirectory(dataDir);
    const lock = await lockDataDirectory(directory, signal);
    return await startLocked(directory, lock, { log, signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw refusalOf(error, dataDir);
  }
}

async function startLocked(directory: DataDirectory, lock: DirectoryLock, attempt: Attempt): Promise<EmbeddedPostgres> {
  try {
    const installation = await surveyInstallation(directory);
    await clearTheWay(directory, attempt);
    const password = await ensureCluster(installation, attempt);
    const postmaster = await startPostmaster(installation, attempt);
    return await admit(postmaster, password, directory, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function admit(
  { process: postmaster, port }: Postmaster,
  password: string,
  directory: DataDirectory,
  lock: DirectoryLock,
): Promise<EmbeddedPostgres> {
  const urlOf = (database: string) => `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
  try {
    await ensureDatabase(urlOf('postgres'), directory.path);
  } catch (error) {
    await postmaster.stop();
    throw error;
  }
  return running(postmaster, urlOf(DATABASE), lock);
}

function running(postmaster: Postmaster['process'], url: string, lock: DirectoryLock): EmbeddedPostgres {
  let stopping = false;
  postmaster.gone.then(lock.release);
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
      lock.release();
    },
  };
}
