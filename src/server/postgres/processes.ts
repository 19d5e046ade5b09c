import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { run } from './run';

export interface ProcessRow {
  pid: number;
  /** Ended, but its parent has not asked how: `kill(pid, 0)` still succeeds. */
  zombie: boolean;
  /** Opaque; with the pid it names one process for as long as the machine runs, though pids are reused. */
  startedAt: string;
  /** The arguments with one space between; Postgres writes its own title over them. */
  command: string;
}

export async function listProcesses(): Promise<ProcessRow[]> {
  return process.platform === 'linux' ? processesFromProc() : processesFromPs();
}

export async function findProcess(pid: number): Promise<ProcessRow | undefined> {
  if (process.platform === 'linux') return procRow(pid)[0];
  return (await processesFromPs()).find((row) => row.pid === pid);
}

/** Linux. Needs no program and, unlike `/proc/PID/cwd`, no right over the other process. */
export function processesFromProc(): ProcessRow[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? procRow(Number(name)) : []));
}

function procRow(pid: number): ProcessRow[] {
  const stat = readIfThere(`/proc/${pid}/stat`);
  const command = readIfThere(`/proc/${pid}/cmdline`);
  if (stat === undefined || command === undefined) return [];
  // The name in parentheses may itself hold spaces and parentheses; state is the field after it, start time the 20th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return [
    { pid, zombie: isDead(fields[0]), startedAt: fields[19] ?? '', command: command.replaceAll('\0', ' ').trim() },
  ];
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ESRCH' && code !== 'EACCES') throw error;
    return undefined; // it ended between the calls, or is hidden from us
  }
}

const PS_LINE = /^\s*(\d+)\s+(\S+)\s+(\S+ +\S+ +\S+ +\S+ +\S+)\s(.*)$/;

/** macOS and whatever else has no /proc. Its start times are whole seconds: enough, as pids are not reused that soon. */
export async function processesFromPs(): Promise<ProcessRow[]> {
  const { output } = await run(['ps', '-axww', '-o', 'pid=,stat=,lstart=,command=']);
  return output.split('\n').flatMap((line) => {
    const [, pid, state, started = '', command = ''] = PS_LINE.exec(line) ?? [];
    if (pid === undefined) return [];
    return [
      { pid: Number(pid), zombie: isDead(state), startedAt: started.replace(/\s+/g, '_'), command: command.trim() },
    ];
  });
}

function isDead(state: string | undefined): boolean {
  return state === undefined || state.startsWith('Z') || state.startsWith('X');
}

/** undefined where the system does not say: no /proc, or another user's process. */
export function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES' || code === 'EPERM') return undefined;
    throw error;
  }
}
