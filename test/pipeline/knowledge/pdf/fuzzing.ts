import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { readPdf } from '../../../../src/pipeline/knowledge/read-pdf.tool';
import { mutated } from './mutations';

const PAPERS = join(__dirname, 'papers');

export interface Case {
  readonly seed: number;
  readonly paper: string;
  readonly mutation: string;
  /** What became of it: a reading, or the code of a refusal; anything else is a fault. */
  readonly outcome: string;
  readonly ms: number;
  /** Longest time between two steps of progress. */
  readonly stillMs: number;
  readonly peakBytes: number;
  /** Bytes that its processes sent to a disk. */
  readonly writtenBytes: number;
  readonly isLeftRunning: boolean;
  readonly strayFiles: readonly string[];
}

/** What reads, and Node's options for its processes where nothing was built. */
export interface Reader {
  readonly readPdf: typeof readPdf;
  readonly execArgv?: readonly string[];
}

/** One damaged paper read, in a folder of its own. */
export async function fuzzed(seed: number, reader: Reader): Promise<Case> {
  const folder = mkdtempSync(join(tmpdir(), 'workprint-fuzz-'));
  const papers = readdirSync(PAPERS).filter((name) => name.endsWith('.pdf'));
  const paper = papers[seed % papers.length] ?? '';
  const { name, pdf } = mutated(readFileSync(join(PAPERS, paper)), seed);
  const file = join(folder, 'damaged.pdf');
  writeFileSync(file, pdf);
  try {
    const seen = await watched(file, reader);
    return {
      seed,
      paper,
      mutation: name,
      ...seen,
      strayFiles: readdirSync(folder).filter((each) => each !== 'damaged.pdf'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function watched(
  file: string,
  { readPdf: read, execArgv }: Reader,
): Promise<Omit<Case, 'seed' | 'paper' | 'mutation' | 'strayFiles'>> {
  const started = performance.now();
  const pids: number[] = [];
  let [stepped, stillMs, peakBytes, writtenBytes] = [started, 0, 0, 0];
  const step = () => {
    stillMs = Math.max(stillMs, performance.now() - stepped);
    stepped = performance.now();
  };
  const look = () => {
    const pid = pids.at(-1) ?? 0;
    peakBytes = Math.max(peakBytes, 1024 * numberIn(`/proc/${pid}/status`, /VmHWM:\s+(\d+)/));
    writtenBytes = Math.max(writtenBytes, numberIn(`/proc/${pid}/io`, /\nwrite_bytes: (\d+)/));
  };
  const outcome = await read(file, {
    signal: AbortSignal.timeout(300_000),
    execArgv,
    onProgress: step,
    onMemory: look,
    comeLast: (pid) => void (pid !== undefined && pids.push(pid)),
  }).then(() => 'READ', refusalOf);
  step();
  const isLeftRunning = pids.some((pid) => existsSync(`/proc/${pid}`));
  return { outcome, ms: performance.now() - started, stillMs, peakBytes, writtenBytes, isLeftRunning };
}

/** By what it says: the class of a refusal from `dist` is another. */
function refusalOf(error: unknown): string {
  const { code, remedy } = Object(error) as { code?: unknown; remedy?: unknown };
  return typeof code === 'string' && typeof remedy === 'string' ? code : `FAULT ${String(error)}`;
}

function numberIn(file: string, pattern: RegExp): number {
  try {
    return Number(pattern.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

export const MOST_STILL_MS = 20_000;
export const MOST_BYTES = 1024 ** 3;
/** When a file was last read is written too, a block at a time. */
const MOST_WRITTEN_BYTES = 65_536;

/** What must not happen, in words; empty where nothing did. */
export function faultsOf(found: Case): string[] {
  const faults = [
    found.outcome.startsWith('FAULT') ? found.outcome : '',
    found.stillMs > MOST_STILL_MS ? `still for ${Math.round(found.stillMs)} ms` : '',
    found.peakBytes > MOST_BYTES ? `${Math.round(found.peakBytes / 1e6)} MB` : '',
    found.writtenBytes > MOST_WRITTEN_BYTES ? `wrote ${found.writtenBytes} bytes` : '',
    found.isLeftRunning ? 'left a process behind' : '',
    found.strayFiles.length > 0 ? `left ${found.strayFiles.join(', ')}` : '',
  ].filter((fault) => fault !== '');
  return faults.map((fault) => `seed ${found.seed} (${found.mutation} of ${found.paper}): ${fault}`);
}
