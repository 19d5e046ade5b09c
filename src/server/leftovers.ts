import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Names that are given while a file is being made, and what lies beside such a file. */
const UNFINISHED = /\.(part|tmp)(\.|$)/;

/**
 * Removes what killed processes were making below this folder; what is whole stays. Only for who is alone in it: the files
 * of a living process look the same. Answers how many there were.
 */
export async function sweepLeftovers(folder: string): Promise<number> {
  const files = await filesBelow(folder);
  const leftovers = files.filter((file) => UNFINISHED.test(basename(file)));
  for (const file of leftovers) await rm(join(folder, file), { recursive: true, force: true });
  return leftovers.length;
}

async function filesBelow(folder: string): Promise<string[]> {
  try {
    return await readdir(folder, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
