import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { listProcesses, workingDirectory } from '../../src/server/postgres/processes';
import { signalProcess } from '../../src/server/postgres/run';
import { until } from '../../src/server/postgres/until';

/** `uid` undefined: whoever runs the test. */
export interface User {
  name: string;
  uid?: number;
}

export const NOBODY: User = { name: 'an ordinary user', uid: 65534 };
export const OURSELVES: User = { name: process.getuid?.() === 0 ? 'root' : 'an ordinary user' };

const homes: string[] = [];
const servers: PostgresServer[] = [];

/** Also after a test that failed half-way. */
export async function cleanUp(): Promise<void> {
  for (const server of servers.splice(0)) await server.killed();
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** A home of mode 0700 for that user, in the system's folder for temporary files. */
export function makeHome({ uid }: User = OURSELVES): string {
  const home = mkdtempSync(path.join(tmpdir(), 'workprint-home-'));
  homes.push(home);
  if (uid !== undefined) chownSync(home, uid, uid);
  return home;
}

interface Message {
  making?: boolean;
  pid?: number;
  url?: string;
  readyMs?: number;
  acknowledged?: number;
  died?: string;
  refused?: string;
  name?: string;
  code?: string;
  stack?: string;
  stopped?: number;
}

/** A server in a process of its own, and what it has said so far. */
export class PostgresServer {
  readonly heard: Message[] = [];
  readonly acknowledged = new Set<number>();
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private complaints = '';
  private closed = false;
  private wake: () => void = () => {};

  constructor(dataDir: string, user: User = OURSELVES, env: NodeJS.ProcessEnv = {}) {
    const program = path.join(__dirname, 'postgres-child.js');
    const identity = user.uid === undefined ? {} : { uid: user.uid, gid: user.uid };
    this.child = spawn(process.execPath, [program, dataDir], {
      ...identity,
      env: { ...process.env, ...env },
      cwd: '/',
    });
    this.child.stderr?.on('data', (text) => (this.complaints += text));
    this.child.stdin?.on('error', () => {}); // it was killed before it read what we asked
    if (this.child.stdout) createInterface({ input: this.child.stdout }).on('line', (line) => this.hear(line));
    servers.push(this);
    this.ended = new Promise((resolve) => {
      this.child.once('close', () => {
        this.closed = true;
        this.wake();
        resolve();
      });
    });
  }

  get pid(): number {
    return this.child.pid ?? Number.NaN;
  }

  /** The first message of that kind; fails with all that was said if the process ends or 20 s pass before. */
  async hears<K extends keyof Message>(kind: K): Promise<NonNullable<Message[K]>> {
    const answer = () => this.heard.find((message) => message[kind] !== undefined)?.[kind];
    await this.soon(() => answer() !== undefined);
    return answer() as NonNullable<Message[K]>;
  }

  async starts(): Promise<Required<Pick<Message, 'pid' | 'url' | 'readyMs'>>> {
    return { pid: await this.hears('pid'), url: await this.hears('url'), readyMs: await this.hears('readyMs') };
  }

  /** Resolves once `rows` of them are acknowledged. */
  async writes(rows: number): Promise<void> {
    this.child.stdin?.write('write\n');
    await this.soon(() => this.acknowledged.size >= rows);
  }

  async stops(): Promise<number> {
    this.child.stdin?.write('stop\n');
    const stopMs = await this.hears('stopped');
    await this.ended;
    return stopMs;
  }

  async killed(): Promise<void> {
    if (!this.closed) signalProcess(this.pid, 'SIGKILL');
    await this.ended;
  }

  private async soon(condition: () => boolean): Promise<void> {
    const deadline = setTimeout(() => this.child.kill('SIGKILL'), 20_000);
    while (!condition() && !this.closed) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    clearTimeout(deadline);
    if (!condition()) throw this.silence();
  }

  private silence(): Error {
    return new Error(`The server ended after saying ${JSON.stringify(this.heard)} ${this.complaints}`);
  }

  private hear(line: string): void {
    const message: Message = JSON.parse(line);
    if (message.acknowledged === undefined) this.heard.push(message);
    else this.acknowledged.add(message.acknowledged);
    this.wake();
  }
}

/**
 * Every process that works in or below this folder, or names it: also the shells between initdb and its helpers, which are
 * no Postgres yet. Servers themselves work in `/`.
 */
export async function processesOf(dataDir: string): Promise<string[]> {
  const works = (pid: number) => `${workingDirectory(pid)}/`.startsWith(`${dataDir}/`);
  const isServer = (command: string) => command.includes('postgres-child.js');
  const rows = (await listProcesses()).filter(({ zombie, command }) => !zombie && !isServer(command));
  return rows.filter(({ pid, command }) => command.includes(dataDir) || works(pid)).map(({ command }) => command);
}

/** Empty, or who is still there five seconds later. */
export async function orphansOf(dataDir: string): Promise<string[]> {
  let orphans: string[] = [];
  await until(async () => {
    orphans = await processesOf(dataDir);
    return orphans.length === 0;
  }, 5_000);
  return orphans;
}

export async function rowsAt(url: string): Promise<number[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: number }>('SELECT id::int FROM ledger ORDER BY id');
    return rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
}

const HELPERS = ['sh', 'id', 'rm', 'env', 'true', 'ps', 'unshare', 'setpriv', 'flock', 'perl'];

/** A PATH on which these programs are missing. */
export function pathWithout(...missing: string[]): NodeJS.ProcessEnv {
  const folder = path.join(makeHome(), 'bin');
  mkdirSync(folder);
  chmodSync(path.dirname(folder), 0o755);
  for (const name of HELPERS.filter((name) => !missing.includes(name))) {
    const found = process.env.PATH?.split(':').find((entry) => existsSync(path.join(entry, name)));
    if (found) symlinkSync(path.join(found, name), path.join(folder, name));
  }
  return { PATH: folder };
}
