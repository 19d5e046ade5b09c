import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

const URL_IN_LINE = /http:\/\/[\w.:[\]-]+/;

/** A server in a process of its own, started by Node. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

interface Start {
  readonly script: string;
  /** Of Node itself. */
  readonly flags?: readonly string[];
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Where its standard error goes: a file, as in service. */
  readonly logFile: string;
}

/** Waits for the line that says where the server listens; it must come to standard output. */
export async function startServerProcess({
  script,
  flags = [],
  args = [],
  environment,
  logFile,
}: Start): Promise<ServerProcess> {
  const errors = openSync(logFile, 'a');
  const child = spawn(process.execPath, [...flags, script, ...args], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', errors],
  });
  closeSync(errors);
  const url = await announcedBy(child);
  if (url === null) throw new Error(`${script} ended before it listened:\n${await readFile(logFile, 'utf8')}`);
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return { url, pid: child.pid ?? 0, stop };
}

/** The first URL that it prints; null if it ends before. What it prints afterwards is read and dropped. */
function announcedBy({ stdout }: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    if (!stdout) return resolve(null);
    const lines = createInterface({ input: stdout });
    lines.on('line', (line) => {
      const [url] = URL_IN_LINE.exec(line) ?? [];
      if (url) resolve(url);
    });
    lines.once('close', () => resolve(null));
  });
}
