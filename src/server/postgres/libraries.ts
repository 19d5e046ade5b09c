import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';

interface PackedLink {
  source: string;
  target: string;
}

/** Makes the links between the libraries and gives what must go before a program for it to find them. */
export function linkLibraries(root: string, elsewhere: string): string[] {
  const missing = packedLinks(root).filter(({ target }) => !existsSync(path.join(root, target)));
  try {
    for (const { source, target } of missing) makeLink(path.basename(source), path.join(root, target));
    return [];
  } catch (error) {
    // An image is often installed as root and run as somebody else, who may not write there.
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return linkElsewhere(root, elsewhere, missing);
  }
}

function packedLinks(root: string): PackedLink[] {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
}

function linkElsewhere(root: string, folder: string, links: PackedLink[]): string[] {
  mkdirSync(folder, { recursive: true });
  for (const { source, target } of links) {
    const link = path.join(folder, path.basename(target));
    if (!existsSync(link)) rmSync(link, { force: true }); // it points to where the packages were
    makeLink(path.join(root, source), link);
  }
  // The libraries look for each other beside themselves, which is now this folder: where they really are goes second.
  return ['env', `LD_LIBRARY_PATH=${folder}:${path.join(root, 'native', 'lib')}`];
}

function makeLink(source: string, target: string): void {
  try {
    symlinkSync(source, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another server was a moment faster
  }
}
