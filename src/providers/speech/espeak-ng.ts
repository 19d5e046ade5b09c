import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { NotConfigured, Unavailable } from '../../pipeline/errors';
import type { SpeechEngine } from './engine';
import { Gate } from './gate';
import type { Voice } from './voices';

const PROGRAM = 'espeak-ng';
const MOST_PROCESSES = 2;

export interface SystemEngineOptions {
  /** Folders as in PATH. */
  readonly searchPath: string;
  readonly signal: AbortSignal;
}

/** The system's eSpeak NG; null where the search path holds none. One that is there and does not run is refused, not passed over. */
export async function openEspeakNg({ searchPath, signal }: SystemEngineOptions): Promise<SpeechEngine | null> {
  const program = await findProgram(searchPath);
  if (!program) return null;
  const ask = (flag: string) => run(program, { args: [flag], input: '', signal }).then(String);
  const version = /text-to-speech:\s*(\S+)/.exec(await ask('--version'))?.[1];
  const voices = parseVoices(await ask('--voices'));
  if (!version || voices.length === 0) throw unusable(program, 'it named no version or no voices');
  return systemEngine(program, version, voices);
}

function systemEngine(program: string, version: string, voices: readonly Voice[]): SpeechEngine {
  const gate = new Gate(MOST_PROCESSES);
  const closing = new AbortController();
  return {
    model: `espeak-ng ${version}`,
    voices,
    say: (sentence, voice, signal) => {
      const either = AbortSignal.any([signal, closing.signal]);
      // By standard input, so that no text can be an option; without -m, so that none is markup; -b 1 is UTF-8.
      const args = ['-b', '1', '-v', voice, '--stdin', '--stdout'];
      return gate.pass(either, () => run(program, { args, input: sentence, signal: either }));
    },
    close: async () => {
      closing.abort(new Unavailable('This supplier was closed.', { remedy: 'Open it again.' }));
      await gate.empty();
    },
  };
}

async function findProgram(searchPath: string): Promise<string | null> {
  for (const folder of searchPath.split(delimiter).filter(isAbsolute)) {
    const file = join(folder, PROGRAM);
    const runs = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs && (await stat(file)).isFile()) return file;
  }
  return null;
}

/** Columns: rank, language, age and gender, name, file, and other languages as `(zh 5)`. */
export function parseVoices(table: string): Voice[] {
  return table
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\S+)\s+\S+\s+\S+\s+\S+\s*(.*)$/.exec(line))
    .filter((row) => row !== null)
    .map(([, rank, name = '', others = '']) => ({
      name,
      languages: [
        { tag: name, rank: Number(rank) },
        ...[...others.matchAll(/\((\S+)\s+(\d+)\)/g)].map(([, tag = '', its]) => ({ tag, rank: Number(its) })),
      ],
    }));
}

interface Invocation {
  readonly args: readonly string[];
  readonly input: string;
  readonly signal: AbortSignal;
}

function run(program: string, { args, input, signal }: Invocation): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { signal, killSignal: 'SIGKILL' });
    const [output, complaint]: [Buffer[], Buffer[]] = [[], []];
    let failure: unknown = null;
    child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => complaint.push(bytes));
    // A program that dies early breaks the pipe; its exit status tells why.
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => {
      failure = error;
    });
    child.on('close', (code) => {
      if (signal.aborted) return reject(signal.reason);
      if (code === 0) return resolve(Buffer.concat(output));
      reject(unusable(program, `${failure ?? Buffer.concat(complaint)} (exit ${code})`));
    });
    child.stdin.end(input);
  });
}

function unusable(program: string, got: string): NotConfigured {
  return new NotConfigured(`${program} does not speak: ${got.slice(0, 400)}`, {
    expected: 'an eSpeak NG that runs',
    got: got.slice(0, 400),
    remedy: `Mend ${program}, or take its folder off the search path: then the engine of the package speaks.`,
  });
}
