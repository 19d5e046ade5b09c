import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

interface Kept {
  readonly files: string[];
  bytes: number;
  lastUsedMs: number;
}

/**
 * Removes what was used longest ago until the rest is within the limit: what is gone is made again when it is wanted. A file and its
 * sidecars go together. Where a disk keeps no times of reading, the oldest go. Not to be called while a film is rendered from it.
 * Answers how many bytes it removed.
 */
export async function pruneCache(folders: readonly string[], mostBytes: number): Promise<number> {
  const all = (await Promise.all(folders.map(keptBelow))).flat();
  const wholeBytes = all.reduce((sum, { bytes }) => sum + bytes, 0);
  let removedBytes = 0;
  for (const { files, bytes } of all.toSorted((a, b) => a.lastUsedMs - b.lastUsedMs)) {
    if (wholeBytes - removedBytes <= mostBytes) break;
    for (const file of files) await rm(file, { force: true });
    removedBytes += bytes;
  }
  return removedBytes;
}

/** By fingerprint: `<fp>.mp4`, `<fp>.mp4.json` and `<fp>.mp4.packets.json` are one. */
async function keptBelow(folder: string): Promise<Kept[]> {
  const kept = new Map<string, Kept>();
  for (const name of await namesIn(folder)) {
    const file = join(folder, name);
    const found = await stat(file);
    if (!found.isFile()) continue;
    const [fingerprint = name] = name.split('.', 1);
    const one = kept.get(fingerprint) ?? { files: [], bytes: 0, lastUsedMs: 0 };
    one.files.push(file);
    one.bytes += found.size;
    one.lastUsedMs = Math.max(one.lastUsedMs, found.atimeMs, found.mtimeMs);
    kept.set(fingerprint, one);
  }
  return [...kept.values()];
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
