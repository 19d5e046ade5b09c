import { accessSync, constants, mkdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedPostgresUnusable } from '../../pipeline/errors';

/** Files and folders of this prefix belong to a start under way, and to nobody once that one is dead. */
export const UNFINISHED = 'pg.unfinished-';

export interface DataDirectory {
  /** Absolute, without links: what /proc says of a process inside it. */
  path: string;
  cluster: string;
  passwordFile: string;
  lockFile: string;
  /** For links that cannot be made beside the libraries themselves. */
  libraries: string;
  /**
   * Every Postgres process of this cluster carries this name where `ps` shows it. It is made of device and inode, so one
   * folder has one name by whatever path it is reached, and no process outlives the boot in which it was given.
   */
  clusterName: string;
}

export function openDataDirectory(dataDir: string): DataDirectory {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(`${dataDir}/.`, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw refusalOf(error, dataDir);
  }
  return describe(realpathSync(dataDir));
}

function describe(dataDir: string): DataDirectory {
  const { dev, ino } = statSync(dataDir, { bigint: true });
  return {
    path: dataDir,
    cluster: path.join(dataDir, 'pg'),
    passwordFile: path.join(dataDir, 'postgres.password'),
    lockFile: path.join(dataDir, 'postgres.lock'),
    libraries: path.join(dataDir, 'postgres-libraries'),
    clusterName: `workprint-${dev}-${ino}`,
  };
}

const FOUND: Record<string, string> = {
  EEXIST: 'a file of that name',
  ENOTDIR: 'a file where a folder should be',
  EACCES: 'no permission (EACCES)',
  EPERM: 'no permission (EPERM)',
  EROFS: 'a read-only file system (EROFS)',
  ENOSPC: 'a full disk (ENOSPC)',
  EDQUOT: 'a disk quota that is used up (EDQUOT)',
};

/** What the file system refused, as a refusal; anything else is a bug and comes back as it is. */
export function refusalOf(error: unknown, dataDir: string): unknown {
  const { code = '', path: file } = error as NodeJS.ErrnoException;
  const found = FOUND[code];
  if (found === undefined) return error;
  return unusableDirectory(dataDir, file === undefined || file === dataDir ? found : `${found} at ${file}`);
}

export function unusableDirectory(dataDir: string, got: string): EmbeddedPostgresUnusable {
  return new EmbeddedPostgresUnusable({
    expected: `the data directory ${dataDir} to be a folder that user ${process.getuid?.()} can read and write`,
    got,
    remedy: 'Correct it, or choose another data directory.',
  });
}
