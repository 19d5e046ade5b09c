import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/** It ended meanwhile; another system; another user's; asked too often. */
const NO_MATTER = new Set(['ESRCH', 'ENOENT', 'EACCES', 'EPERM', 'EAGAIN', 'EINVAL']);

/**
 * Has a process just started come after whoever asks the server something: a supplier's own, where `come-last.tool.ts` is the
 * renderer's. From outside, since Linux ranks threads: by the time its program runs, Node has made ten.
 */
export function comeLast(pid: number | undefined): void {
  if (pid === undefined) return;
  const { PRIORITY_BELOW_NORMAL: own, PRIORITY_LOW: group } = constants.priority;
  for (const act of [() => setPriority(pid, own), () => writeFileSync(`/proc/${pid}/autogroup`, String(group))]) {
    try {
      act();
    } catch (error) {
      const { code, info } = error as { code?: string; info?: { code?: string } };
      if (!NO_MATTER.has(info?.code ?? code ?? '')) throw error;
    }
  }
}
