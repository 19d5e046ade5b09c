import { type ChildProcess, fork } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { MediaRefused } from '../errors';
import { type FromReader, PDF_LIMITS, type PdfLimits, type PdfOrder, type Place } from './pdf/pdf-order';
import { type Burden, refusalOf, tooHeavy, tooLarge, warningOf } from './pdf/refusals';
import type { Reading } from './reading';
import { residentBytes } from './resident-memory.tool';

export type { PdfLimits } from './pdf/pdf-order';

/** The extension of this file: TypeScript under a hook that compiles it, JavaScript in service. */
const PROGRAM = join(__dirname, `read-pdf-worker.tool${extname(__filename)}`);

export interface ReadPdfOptions {
  readonly signal: AbortSignal;
  readonly limits?: Partial<PdfLimits>;
  /** Ranks the process that was just started. */
  readonly comeLast?: (pid: number | undefined) => void;
  /** Steps, not pages alone: the last page is told before its figures are drawn. */
  readonly onProgress?: (page: number, pages: number) => void;
  /** Node's own options for the process: a hook that compiles TypeScript where it is not compiled yet. */
  readonly execArgv?: readonly string[];
  /** Resident memory of the process, as often as it is looked at. */
  readonly onMemory?: (bytes: number) => void;
}

/** How often a document may be begun anew without the page that was too much. */
const MOST_ATTEMPTS = 6;
const WATCH_MS = 25;

/**
 * A PDF as a reading, with its figures and tables cut out. It is read by a process of its own that has no environment and is killed
 * when it takes too long or too much memory: a heap limit does not cover the canvas, and nothing else stops a page that computes.
 * What was too much is left out at the next attempt, and said in the warnings.
 */
export async function readPdf(file: string, options: ReadPdfOptions): Promise<Reading> {
  const limits = { ...PDF_LIMITS, ...options.limits };
  options.signal.throwIfAborted();
  const bytes = await sizeOfFile(file);
  if (bytes > limits.bytes) throw tooLarge(bytes, limits);
  const endsAt = performance.now() + limits.wholeMs;
  const leaveOut: { place: Place; burden: Burden }[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const order = { file, pages: limits.pages, leaveOut: leaveOut.map(({ place }) => place) };
    const outcome = await new Attempt(order, limits, options, endsAt).run();
    options.signal.throwIfAborted();
    if ('reading' in outcome) return withWarnings(outcome.reading, leaveOut, limits);
    const { place, burden } = outcome;
    if (place.page === 0 || attempt === MOST_ATTEMPTS || performance.now() > endsAt)
      throw tooHeavy(burden, place, limits);
    leaveOut.push(outcome);
  }
}

async function sizeOfFile(file: string): Promise<number> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new MediaRefused('The PDF cannot be opened.', {
      expected: 'a file that can be read',
      got: error.code ?? error.message,
      remedy: 'Check the path.',
    });
  });
  if (!found.isFile())
    throw new MediaRefused('The PDF is not a file.', {
      expected: 'a file',
      got: 'a folder or a device',
      remedy: 'Check the path.',
    });
  return found.size;
}

function withWarnings(
  reading: Reading,
  leftOut: readonly { place: Place; burden: Burden }[],
  limits: PdfLimits,
): Reading {
  const said = leftOut.map(({ place, burden }) => warningOf(burden, place, limits));
  return { ...reading, warnings: [...said, ...reading.warnings] };
}

type Outcome = { readonly reading: Reading } | { readonly place: Place; readonly burden: Burden };

/** One process, from its start to its end. */
class Attempt {
  readonly #order: PdfOrder;
  readonly #limits: PdfLimits;
  readonly #options: ReadPdfOptions;
  readonly #endsAt: number;
  #place: Place = { step: 'OPEN', page: 0 };
  #steppedAt = performance.now();

  constructor(order: PdfOrder, limits: PdfLimits, options: ReadPdfOptions, endsAt: number) {
    this.#order = order;
    this.#limits = limits;
    this.#options = options;
    this.#endsAt = endsAt;
  }

  async run(): Promise<Outcome> {
    const { signal, comeLast, execArgv = [] } = this.#options;
    const child = fork(PROGRAM, [], {
      execArgv: ['--max-old-space-size=512', ...execArgv],
      env: {},
      detached: true,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    comeLast?.(child.pid);
    const kill = () => void child.kill('SIGKILL');
    signal.addEventListener('abort', kill, { once: true });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    try {
      return await this.#outcome(child);
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', kill);
      kill();
      if (child.pid !== undefined) await ended;
    }
  }

  #outcome(child: ChildProcess): Promise<Outcome> {
    return new Promise<Outcome>((resolve, reject) => {
      const watch = setInterval(() => {
        const burden = this.#burden(child.pid);
        if (burden) settle(() => resolve({ place: this.#place, burden }));
      }, WATCH_MS);
      const settle = (act: () => void) => {
        clearInterval(watch);
        act();
      };
      child.on('message', (message: FromReader) => {
        if (message.kind === 'at') this.#step(message.place, message.pages);
        else if (message.kind === 'read') settle(() => resolve({ reading: message.reading }));
        else settle(() => reject(refusalOf(message.fault, message.got, this.#limits)));
      });
      child.once('error', (error) => settle(() => reject(error)));
      child.once('exit', () => settle(() => resolve({ place: this.#place, burden: 'END' })));
      child.send(this.#order, () => undefined);
    });
  }

  #step(place: Place, pages: number): void {
    this.#place = place;
    this.#steppedAt = performance.now();
    this.#options.onProgress?.(place.page, pages);
  }

  #burden(pid: number | undefined): Burden | null {
    const now = performance.now();
    if (now - this.#steppedAt > this.#limits.stepMs || now > this.#endsAt) return 'TIME';
    const bytes = pid === undefined ? 0 : residentBytes(pid);
    this.#options.onMemory?.(bytes);
    return bytes > this.#limits.memoryBytes ? 'MEMORY' : null;
  }
}
