import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/** It ended meanwhile; another system; another user's; asked too often. */
const NO_MATTER = new Set(['ESRCH', 'ENOENT', 'EACCES', 'EPERM', 'EAGAIN', 'EINVAL']);

/**
 * Has a process just started get a processor when nobody else wants it: whoever asks the server something goes first. What it starts
 * inherits that. Linux ranks a session that it groups by itself as a whole, and a process in it among its own only: then the
 * group is ranked too.
 */
export function comeLast(pid: number | undefined): void {
  if (pid === undefined) return;
  const { PRIORITY_LOW } = constants.priority;
  unlessNoMatter(() => setPriority(pid, PRIORITY_LOW));
  unlessNoMatter(() => writeFileSync(`/proc/${pid}/autogroup`, String(PRIORITY_LOW)));
}

function unlessNoMatter(rank: () => void): void {
  try {
    rank();
  } catch (error) {
    const { code, info } = error as { code?: string; info?: { code?: string } };
    if (!NO_MATTER.has(info?.code ?? code ?? '')) throw error;
  }
}
