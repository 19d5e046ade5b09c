import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DataDirectoryBusy } from '../../pipeline/errors';
import type { DataDirectory } from './data-directory';
import type { Attempt } from './installation';
import { findProcess, listProcesses, type ProcessRow, workingDirectory } from './processes';
import { signalProcess } from './run';
import { until } from './until';

/** The names by which a cluster's processes are known again: on the postmaster's command line, and in `SHOW`. */
export async function familyMarks(directory: DataDirectory): Promise<string[]> {
  const us = await findProcess(process.pid);
  return [`cluster_name=${directory.clusterName}`, `${OWNER}=${process.pid}:${us?.startedAt}`];
}

const OWNER = 'workprint.owner';

/** Under the lock, before a start: nobody is left at work in the cluster, and no pid file says otherwise. */
export async function clearTheWay(directory: DataDirectory, attempt: Attempt): Promise<void> {
  await endOrphans(directory, attempt);
  const pidFile = path.join(directory.cluster, 'postmaster.pid');
  const pid = pidIn(pidFile);
  if (pid === undefined) return;
  if (await isForeignPostmaster(pid, directory)) throw busy(directory, pid, 'a Postgres that Workprint did not start');
  // Postgres itself believes any pid that answers, a zombie's or a stranger's, and would refuse for ever.
  rmSync(pidFile, { force: true });
}

/** NaN for a file that was cut short. */
function pidIn(pidFile: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const isPostmaster = ({ command }: ProcessRow) => command.includes(` ${OWNER}=`);

/** Also finds a postmaster that is still on its way through the programs before it, and children that lost theirs. */
async function family({ clusterName }: DataDirectory): Promise<ProcessRow[]> {
  const isOurs = (row: ProcessRow) =>
    row.command.startsWith(`postgres: ${clusterName}: `) ||
    (isPostmaster(row) && `${row.command} `.includes(` cluster_name=${clusterName} `));
  return (await listProcesses()).filter((row) => !row.zombie && isOurs(row));
}

/** A fast shutdown takes 10 to 50 ms, more if its checkpoint has much to write. To children SIGINT means other things. */
const URGENCY = [
  { signal: 'SIGINT', to: isPostmaster, patienceMs: 30_000 },
  { signal: 'SIGQUIT', to: () => true, patienceMs: 5_000 },
  { signal: 'SIGKILL', to: () => true, patienceMs: 5_000 },
] as const;

async function endOrphans(directory: DataDirectory, { log, signal }: Attempt): Promise<void> {
  const orphans = await family(directory);
  if (orphans.length === 0) return;
  await refuseIfOwned(directory, orphans);
  log(`Waiting for the Postgres of a server that died (process ${orphans[0]?.pid}) to end`);
  const gone = async () => (await family(directory)).length === 0;
  if (await until(gone, 3_000, signal)) return; // the leash ends it by itself
  for (const { signal: word, to, patienceMs } of URGENCY) {
    for (const { pid } of (await family(directory)).filter(to)) signalProcess(pid, word);
    if (await until(gone, patienceMs, signal)) return;
  }
  throw busy(directory, orphans[0]?.pid, 'a Postgres that does not end');
}

/** Only where somebody removed the lock file under a living server. */
async function refuseIfOwned(directory: DataDirectory, orphans: ProcessRow[]): Promise<void> {
  for (const { command } of orphans) {
    const [, pid, startedAt] = new RegExp(`${OWNER}=(\\d+):(\\S+)`).exec(command) ?? [];
    const owner = pid === undefined ? undefined : await findProcess(Number(pid));
    if (owner && !owner.zombie && owner.startedAt === startedAt) throw busy(directory, owner.pid, 'a server');
  }
}

/** Where the system does not say which folder a Postgres works in, it counts as ours: better refuse than trample. */
async function isForeignPostmaster(pid: number, { cluster }: DataDirectory): Promise<boolean> {
  const row = await findProcess(pid);
  if (!row || row.zombie || !/(^|\/)postgres( |$)/.test(row.command)) return false;
  const folder = workingDirectory(pid);
  return folder === undefined || folder === cluster;
}

function busy({ path: folder }: DataDirectory, pid: number | undefined, what: string): DataDirectoryBusy {
  return new DataDirectoryBusy({
    expected: `the data directory ${folder} to be free`,
    got: `${what} at work in it: process ${pid}`,
    remedy: `Stop process ${pid}, or choose another data directory.`,
  });
}
