import type { Binaries } from './binaries';
import type { DataDirectory } from './data-directory';
import { chooseIdentity, type Identity } from './identity';
import { chooseLeash, type Leash } from './leash';

/** What was found out about this machine before anything is started on it. */
export interface Installation {
  directory: DataDirectory;
  binaries: Binaries;
  identity: Identity;
  leash: Leash;
}

/** How a start is watched and given up. */
export interface Attempt {
  log: (line: string) => void;
  signal?: AbortSignal;
}

/** Under the lock: it tries to write, and what it writes is swept under the lock. */
export async function surveyInstallation(directory: DataDirectory, binaries: Binaries): Promise<Installation> {
  const identity = await chooseIdentity(binaries, directory);
  return { directory, binaries, identity, leash: await chooseLeash(identity) };
}
