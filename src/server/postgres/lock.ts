import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { DataDirectoryBusy, EmbeddedPostgresUnusable } from '../../pipeline/errors';
import type { DataDirectory } from './data-directory';
import { findProcess } from './processes';
import { run } from './run';
import { until } from './until';

export interface DirectoryLock {
  release(): void;
}

/**
 * flock(2) on a file that this process keeps open. Node cannot call it, but the lock belongs to the open file, not to
 * the caller: a helper that inherits our descriptor takes it and ends, and we still hold it. So the kernel releases it
 * the instant we die, by whatever death, nothing stale is left to judge, and it holds between containers that share a
 * volume, on Linux and macOS alike. A file with a pid and its start time was rejected: taking over a stale one is a
 * race, and a pid means nothing in another container. Descriptors are close-on-exec, so Postgres never holds it.
 */
export async function lockDataDirectory(directory: DataDirectory, signal?: AbortSignal): Promise<DirectoryLock> {
  const fd = openSync(directory.lockFile, 'a+', 0o600);
  try {
    await take(fd, directory, signal);
    ftruncateSync(fd);
    writeSync(fd, `${process.pid}\n`);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  return releaseOnce(fd);
}

/**
 * Refused at once while the holder named in the file lives. If that one is dead, the lock is with a server that is about
 * to write its name, or with a dead server's helper in its last milliseconds: a second settles which.
 */
async function take(fd: number, directory: DataDirectory, signal?: AbortSignal): Promise<void> {
  let taken = false;
  const settled = async () => {
    taken = await tryLock(fd, directory);
    return taken || (await livingHolder(directory)) !== undefined;
  };
  await until(settled, 1_000, signal);
  if (!taken) throw busy(directory, await livingHolder(directory));
}

const LOCKERS = [
  ['flock', '-n', '3'],
  // 6 is LOCK_EX | LOCK_NB on Linux, macOS and the BSDs; macOS has no flock program, but it has perl.
  ['perl', '-e', 'open(my $file, "+<&=", 3) or die; flock($file, 6) or $!{EWOULDBLOCK} ? exit 1 : die $!;'],
];

async function tryLock(fd: number, { lockFile }: DataDirectory): Promise<boolean> {
  for (const locker of LOCKERS) {
    const { code, missing, output } = await run(locker, { stdio: ['ignore', 'pipe', 'pipe', fd] });
    if (code === 0 || code === 1) return code === 0;
    if (!missing) throw unlockable(`${locker[0]} on ${lockFile} failing: ${output.trim() || `exit code ${code}`}`);
  }
  throw unlockable('neither on the PATH');
}

function unlockable(got: string): EmbeddedPostgresUnusable {
  return new EmbeddedPostgresUnusable({
    expected: 'the program flock (util-linux, busybox) or perl, to lock the data directory',
    got,
    remedy: 'Install one of them, or set DATABASE_URL to a Postgres of your own.',
  });
}

async function livingHolder({ lockFile }: DataDirectory): Promise<number | undefined> {
  const pid = Number.parseInt(readFileSync(lockFile, 'utf8'), 10);
  const holder = await findProcess(pid);
  return holder && !holder.zombie ? pid : undefined;
}

function busy({ path }: DataDirectory, holder: number | undefined): DataDirectoryBusy {
  return new DataDirectoryBusy({
    expected: `the data directory ${path} to be free`,
    got: holder ? `process ${holder} serving from it` : 'a process in another container serving from it',
    remedy: holder
      ? `Stop process ${holder}, or choose another data directory.`
      : 'Stop it, or choose another data directory.',
  });
}

function releaseOnce(fd: number): DirectoryLock {
  let held = true;
  return {
    release() {
      if (!held) return;
      held = false;
      ftruncateSync(fd);
      closeSync(fd);
    },
  };
}
