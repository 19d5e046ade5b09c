import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { EngineOrder } from './runs-engine';

const CHILD = path.join(__dirname, '../support/engine-child.js');

/** An engine in a process of its own. It loads at once, and opens when it is told where. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #heard = new Map<string, string>();
  #complaints = '';
  #wake: () => void = () => undefined;
  /** The signal that ended it, or null. */
  readonly ended: Promise<NodeJS.Signals | null>;
  #isOver = false;

  constructor() {
    this.#child = spawn(process.execPath, [CHILD], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stdin?.on('error', () => undefined); // it was killed before it read what it was told
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints += text;
    });
    if (this.#child.stdout) createInterface({ input: this.#child.stdout }).on('line', (line) => this.#hear(line));
    this.ended = once(this.#child, 'close').then(([, signal]) => {
      this.#isOver = true;
      this.#wake();
      return signal;
    });
  }

  /** Its executor's id; null where a blow fell before it was ready. */
  async open(order: EngineOrder): Promise<string | null> {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
    return this.hears('ready');
  }

  /** Null where it ended by a signal before it said so. */
  async hears(what: 'ready' | 'retired'): Promise<string | null> {
    while (!this.#heard.has(what) && !this.#isOver) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const heard = this.#heard.get(what) ?? null;
    if (heard === null && (await this.ended) === null) throw new Error(`The engine ended:\n${this.#complaints}`);
    return heard;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** What it logged, one JSON object a line. */
  get complaints(): string {
    return this.#complaints;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  #hear(line: string): void {
    for (const [what, text] of Object.entries(JSON.parse(line))) this.#heard.set(what, String(text));
    this.#wake();
  }
}

/** One is loading while another works: whoever takes over is there at once. */
export class Engines {
  #spare = new EngineProcess();
  readonly #all: EngineProcess[] = [this.#spare];

  next(): EngineProcess {
    const engine = this.#spare;
    this.#spare = new EngineProcess();
    this.#all.push(this.#spare);
    return engine;
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((engine) => engine.kill()));
  }
}
