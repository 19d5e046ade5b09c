import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { DataDirectoryBusy } from '../../pipeline/errors';
import { unusableDirectory } from './data-directory';
import type { Attempt, Installation } from './installation';
import { PostmasterProcess } from './postmaster-process';
import { familyMarks } from './predecessor';

export interface Postmaster {
  process: PostmasterProcess;
  port: number;
}

/** Starts Postgres on a free port of 127.0.0.1. Recovery after a crash may take long: only `signal` ends the wait. */
export async function startPostmaster(installation: Installation, attempt: Attempt): Promise<Postmaster> {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    const command = await commandFor(installation, port);
    attempt.signal?.throwIfAborted();
    const process = new PostmasterProcess(command, installation.directory.path, attempt.log);
    if (await readyUnlessAborted(process, attempt.signal)) return { process, port };
    const portWasTaken = process.lastWords.includes('could not create any TCP/IP sockets');
    if (!portWasTaken || tries === 5) throw refusal(installation, await process.exited, process.lastWords);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function commandFor({ directory, binaries, leash }: Installation, port: number): Promise<string[]> {
  // On the command line, so that no configuration file takes these away; readiness is read from standard error.
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'logging_collector=off',
    'log_destination=stderr',
    'log_line_prefix=',
    'log_min_messages=log', // a client's own errors reach the client
    'lc_messages=C',
    ...(await familyMarks(directory)),
  ];
  const options = settings.flatMap((setting) => ['-c', setting]);
  return leash('INT', [...binaries.postgres, '-D', directory.cluster, '-p', String(port), ...options]);
}

async function readyUnlessAborted(process: PostmasterProcess, signal?: AbortSignal): Promise<boolean> {
  let giveUp = () => {};
  const aborted = new Promise<boolean>((resolve) => {
    giveUp = () => resolve(false);
    signal?.addEventListener('abort', giveUp);
  });
  const isReady = await Promise.race([process.ready, aborted]);
  signal?.removeEventListener('abort', giveUp);
  if (signal?.aborted) await process.stop();
  signal?.throwIfAborted();
  return isReady;
}

function refusal({ directory: { path } }: Installation, exit: string, lastWords: string): Error {
  if (/lock file .* already exists|shared memory block .* still in use/.test(lastWords)) {
    return new DataDirectoryBusy({
      expected: `the data directory ${path} to be free`,
      got: `another Postgres at work in it (${lastWords})`,
      remedy: 'Stop that one, or choose another data directory.',
    });
  }
  if (lastWords.includes('No space left on device')) return unusableDirectory(path, `a full disk (${lastWords})`);
  return unusableDirectory(path, `Postgres not starting in it (${exit}; ${lastWords})`);
}
