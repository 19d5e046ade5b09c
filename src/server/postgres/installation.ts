import { type Binaries, locateBinaries } from './binaries';
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

export async function surveyInstallation(directory: DataDirectory): Promise<Installation> {
  const binaries = locateBinaries();
  const identity = await chooseIdentity(binaries, directory);
  return { directory, binaries, identity, leash: await chooseLeash(identity) };
}
