import { readFile } from 'node:fs/promises';

/** The kernel counts in hundredths of a second here, whatever its own clock (USER_HZ). */
const TICKS_A_SECOND = 100;
const [CHILDREN_USER, CHILDREN_SYSTEM] = [13, 14];

/**
 * Of all processes that were started below this one, have ended and were waited for, as the kernel adds them up when a
 * parent waits. Read before and after, it is the whole tree of what ran in between; of a daemon that left the tree, nothing.
 */
export async function cpuSecondsOfChildren(): Promise<number> {
  return childrenSeconds(await readFile('/proc/self/stat', 'utf8'));
}

/** Out of the text of `/proc/<pid>/stat`. The name of the program comes second, in brackets, and may hold anything. */
export function childrenSeconds(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[CHILDREN_USER]) + Number(fields[CHILDREN_SYSTEM]);
  if (Number.isNaN(ticks)) throw new Error(`This is no line of /proc/<pid>/stat: ${stat}`);
  return ticks / TICKS_A_SECOND;
}
