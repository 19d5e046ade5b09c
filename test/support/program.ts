import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const START = join(__dirname, '../../start.js');

/** `npm start` as a process of its own, so that it can be told wrong things, and killed. */
export class Program {
  #said = '';
  readonly #child: ChildProcess;
  readonly ended: Promise<number | null>;

  /** `launcher`: a command that becomes the program which is given to it as its last arguments. */
  constructor(environment: Record<string, string>, args: readonly string[] = [], launcher: readonly string[] = []) {
    const [command = process.execPath, ...words] = [...launcher, process.execPath, START, ...args];
    this.#child = spawn(command, words, {
      env: { PATH: process.env.PATH, WORKPRINT_PORT: '0', ...environment },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#said += text;
      });
    }
    this.ended = once(this.#child, 'close').then(([status]) => status);
  }

  /** Everything it has printed, to both streams. */
  get said(): string {
    return this.#said;
  }

  /** The first match of what it prints; fails when it ends without. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.#said);
      if (match) return match;
      const next = Promise.race(
        [this.#child.stdout, this.#child.stderr].flatMap((stream) => (stream ? [once(stream, 'data')] : [])),
      );
      const end = this.ended.then(() => 'END' as const);
      if ((await Promise.race([next, end])) === 'END' && !pattern.test(this.#said)) {
        throw new Error(`It ended without saying ${pattern}:\n${this.#said}`);
      }
    }
  }

  async address(): Promise<string> {
    return (await this.says(/answers at (http:\S+)\/graphql/))[1] ?? '';
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async stop(): Promise<number | null> {
    this.kill('SIGTERM');
    return this.ended;
  }
}
