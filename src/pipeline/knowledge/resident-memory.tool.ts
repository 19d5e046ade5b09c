import { readFileSync } from 'node:fs';

/** Of Linux, wherever Node runs. */
const PAGE_BYTES = 4096;

/** What a process holds in memory, 0 when it is gone. Only Linux tells it without a process of its own; elsewhere time alone limits. */
export function residentBytes(pid: number): number {
  try {
    const [, resident] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    return Number(resident ?? 0) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
