import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedPostgresUnusable } from '../../pipeline/errors';
import { type DataDirectory, UNFINISHED, unusableDirectory } from './data-directory';
import { takeOwnership } from './identity';
import type { Attempt, Installation } from './installation';
import { run } from './run';

export const SUPERUSER = 'workprint';

/** Makes the cluster if there is none and says its password. Only under the lock: it sweeps what others left. */
export async function ensureCluster(installation: Installation, attempt: Attempt): Promise<string> {
  const { directory, identity } = installation;
  await sweepUnfinished(directory);
  const version = clusterVersion(directory);
  if (version === undefined) await createCluster(installation, attempt);
  else if (version !== identity.major) throw otherMajor(directory, version, identity.major);
  takeOwnership(directory.cluster, identity);
  return readPassword(directory);
}

async function sweepUnfinished(directory: DataDirectory): Promise<void> {
  for (const name of readdirSync(directory.path).filter((name) => name.startsWith(UNFINISHED))) {
    // A helper of a killed initdb writes on until it finds its input closed: then the folder is "not empty" once more.
    await rm(path.join(directory.path, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

/** undefined: there is no cluster yet. */
function clusterVersion({ path: dataDir, cluster }: DataDirectory): number | undefined {
  const version = readIfThere(path.join(cluster, 'PG_VERSION'));
  if (version !== undefined) return Number.parseInt(version, 10);
  if (readdirSync(dataDir).includes('pg') && readdirSync(cluster).length > 0) {
    throw unusableDirectory(dataDir, `a folder ${cluster} that holds something else than a Postgres cluster`);
  }
  return undefined;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Order by code point and knowledge of all letters (`lower('É')`), both built into Postgres: the same on every machine.
 * The settings land in postgresql.conf, where the owner of a larger machine may change them.
 */
const CREATION = [
  ...['--username', SUPERUSER, '--auth', 'scram-sha-256'],
  ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
  ...['--set', 'timezone=UTC', '--set', 'log_timezone=UTC'],
  ...['--set', 'max_connections=100', '--set', 'shared_buffers=64MB', '--set', 'max_wal_size=512MB'],
];

/**
 * Into a folder of a unique name, then renamed: `pg` is whole or absent. The password is written anew each time, before
 * initdb reads it: the file that stays always fits the cluster that got its name.
 */
async function createCluster(installation: Installation, { log, signal }: Attempt): Promise<void> {
  const { directory, binaries, leash } = installation;
  signal?.throwIfAborted();
  log(`Making a Postgres cluster in ${directory.cluster}`);
  const unfinished = path.join(directory.path, UNFINISHED + randomUUID());
  writeFileSync(directory.passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flush: true });
  const command = [...binaries.initdb, '-D', unfinished, '--pwfile', directory.passwordFile, ...CREATION];
  const { code, output } = await run(leash('KILL', command), { cwd: directory.path, signal });
  if (code === 0) return settle(unfinished, directory);
  await sweepUnfinished(directory);
  signal?.throwIfAborted();
  throw initdbFailed(directory, output);
}

/** The rename reaches the disk before the first row can: a power cut must not bring back a name that is swept. */
function settle(unfinished: string, directory: DataDirectory): void {
  renameSync(unfinished, directory.cluster);
  const folder = openSync(directory.path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function readPassword({ path: dataDir, passwordFile }: DataDirectory): string {
  const password = readIfThere(passwordFile)?.trim();
  if (password) return password;
  throw unusableDirectory(dataDir, `a cluster without its password: ${passwordFile} is missing or empty`);
}

function initdbFailed({ path: dataDir }: DataDirectory, output: string): EmbeddedPostgresUnusable {
  const diskIsFull = output.includes('No space left on device');
  if (diskIsFull) return unusableDirectory(dataDir, 'a full disk: a new cluster takes 50 MB');
  const complaint = output.split('\n').filter((line) => /error|FATAL|PANIC|DETAIL/.test(line));
  return unusableDirectory(dataDir, `initdb failing: ${complaint.join(' ') || output.trim() || 'without a word'}`);
}

function otherMajor({ cluster }: DataDirectory, found: number, ours: number): EmbeddedPostgresUnusable {
  return new EmbeddedPostgresUnusable({
    expected: `the cluster ${cluster} to be of PostgreSQL ${ours}`,
    got: `one of PostgreSQL ${found}`,
    remedy: `Dump it with a PostgreSQL ${found} and restore it here, or choose another data directory.`,
  });
}
