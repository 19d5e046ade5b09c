import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/** It ended meanwhile; another system; another user's; asked too often. */
const NO_MATTER = new Set(['ESRCH', 'ENOENT', 'EACCES', 'EPERM', 'EAGAIN', 'EINVAL']);

/**
 * Has a process just started come after whoever asks the server something. What it starts inherits that. By rank 10, a tenth of the
 * weight: by 19, a seventieth, films came to a halt on a machine that others kept busy.
 * Linux ranks a session that it groups by itself as a whole, and a process in it among its own only: then the group is ranked too,
 * and by 19. Each encoder and each FFmpeg is a group; four or five of them by rank 10 weigh half a server, which then waited
 * up to 84 ms for a processor. Where services have groups of their own (containers, units with a share), that rank is without effect.
 */
export function comeLast(pid: number | undefined): void {
  if (pid === undefined) return;
  const { PRIORITY_BELOW_NORMAL: own, PRIORITY_LOW: group } = constants.priority;
  unlessNoMatter(() => setPriority(pid, own));
  unlessNoMatter(() => writeFileSync(`/proc/${pid}/autogroup`, String(group)));
}

function unlessNoMatter(act: () => void): void {
  try {
    act();
  } catch (error) {
    const { code, info } = error as { code?: string; info?: { code?: string } };
    if (!NO_MATTER.has(info?.code ?? code ?? '')) throw error;
  }
}
