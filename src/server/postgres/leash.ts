import { isMainThread } from 'node:worker_threads';
import type { Identity } from './identity';
import { run } from './run';

/** Turns a Postgres command into one that ends when this process dies, by whatever death. Its pid stays the child's. */
export type Leash = (signal: 'INT' | 'KILL', command: readonly string[]) => string[];

/** The child must be spawned with a pipe as its standard input: one of the two leashes is that pipe. */
export async function chooseLeash(identity: Identity): Promise<Leash> {
  // The kernel's death signal follows the thread that forked, and a worker thread may end before the process does.
  const kernelHelps = isMainThread && (await run(['setpriv', '--pdeathsig', 'KILL', 'true'])).code === 0;
  return kernelHelps ? deathSignal(identity) : watchedPipe(identity);
}

// Had we died before the signal was armed, it would never come: then the parent is no longer us, and sh gives up.
const IF_PARENT_LIVES = '[ "$PPID" = "$0" ] && exec "$@"';

function deathSignal({ prefix }: Identity): Leash {
  return (signal, command) => {
    const armed = ['setpriv', '--pdeathsig', signal, 'sh', '-c', IF_PARENT_LIVES, String(process.pid)];
    return [...prefix, ...armed, ...command];
  };
}

// The command replaces sh and keeps its pid; the watcher beside it reads until our end of the pipe closes.
const UNTIL_STDIN_ENDS = 'exec 3<&0; { read -r _ <&3; kill -s "$0" $$ 2>/dev/null; } & exec "$@" 3<&- </dev/null';

function watchedPipe({ prefix }: Identity): Leash {
  return (signal, command) => ['sh', '-c', UNTIL_STDIN_ENDS, signal, ...prefix, ...command];
}
