import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { bareEnvironment, signalProcess } from './run';

const READY = 'database system is ready to accept connections';

/** SIGINT ends sessions and checkpoints, SIGQUIT leaves that to the next start; neither loses an acknowledged row. */
const URGENCY = [
  { signal: 'SIGINT', patienceMs: 30_000 },
  { signal: 'SIGQUIT', patienceMs: 5_000 },
  { signal: 'SIGKILL', patienceMs: 5_000 },
] as const;

/** One postmaster and what it says. */
export class PostmasterProcess {
  /** It accepts connections (true), or ended before it did (false). */
  readonly ready: Promise<boolean>;
  /** The postmaster ended, whoever asked for it. */
  readonly exited: Promise<string>;
  /** And so did all of its children, who share its standard error. */
  readonly gone: Promise<void>;
  private readonly child: ChildProcess;
  private readonly said: string[] = [];

  constructor([program = '', ...args]: readonly string[], cwd: string, log: (line: string) => void) {
    // A group of its own: Ctrl-C in a terminal is for us, and we stop Postgres after those who use it.
    this.child = spawn(program, args, {
      cwd,
      env: bareEnvironment(),
      stdio: ['pipe', 'ignore', 'pipe'],
      detached: true,
    });
    this.exited = new Promise((resolve) => {
      this.child.once('error', ({ message }) => resolve(message));
      this.child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
    });
    this.gone = new Promise((resolve) => this.child.once('close', () => resolve()));
    this.ready = this.listen(log);
  }

  /** FATAL and PANIC lines if there are any, or else the last line. */
  get lastWords(): string {
    const grave = this.said.filter((line) => /^(FATAL|PANIC)/.test(line));
    return (grave.length > 0 ? grave.join(' ') : this.said.at(-1)) ?? 'nothing';
  }

  async stop(): Promise<void> {
    for (const { signal, patienceMs } of URGENCY) {
      const { pid, exitCode, signalCode } = this.child;
      if (pid !== undefined && exitCode === null && signalCode === null) signalProcess(pid, signal);
      if (await within(this.gone, patienceMs)) return;
    }
  }

  private listen(log: (line: string) => void): Promise<boolean> {
    return new Promise((resolve) => {
      this.gone.then(() => resolve(false));
      if (!this.child.stderr) return;
      createInterface({ input: this.child.stderr }).on('line', (line) => {
        this.said.push(line);
        if (this.said.length > 20) this.said.shift();
        log(line);
        if (line.includes(READY)) resolve(true);
      });
    });
  }
}

function within(event: Promise<void>, patienceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs, false);
    event.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
