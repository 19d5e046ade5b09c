import { readdir, readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { type ComeLast, ProcessPool } from '../process-pool';
import type { SpeechEngine } from './engine';
import type { WasmSentence } from './espeak-wasm.worker';
import type { Voice } from './voices';

const MOST_PROCESSES = 2;

export interface EspeakWasmOptions {
  /** Flags of Node for the processes. */
  readonly workerExecArgv?: readonly string[];
  readonly comeLast?: ComeLast;
}

/** eSpeak NG in WebAssembly, as text2wav packs it: the same sound on every machine, and nothing to install. */
export async function openEspeakWasm({ workerExecArgv, comeLast }: EspeakWasmOptions): Promise<SpeechEngine> {
  const manifest = require.resolve('text2wav/package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const voices = await readVoices(join(dirname(manifest), 'espeak-ng-data', 'lang'));
  const pool = new ProcessPool<WasmSentence, Uint8Array>({
    // Built and unbuilt alike: the file of the process has the ending of this one.
    file: join(__dirname, `espeak-wasm.worker${extname(__filename)}`),
    mostProcesses: MOST_PROCESSES,
    execArgv: workerExecArgv,
    comeLast,
  });
  return {
    model: `espeak-ng-wasm (text2wav ${version})`,
    voices,
    say: (sentence, voice, signal) => pool.run({ sentence, voice }, signal),
    close: () => pool.close(),
  };
}

async function readVoices(folder: string): Promise<Voice[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.sort().map((file) => readFile(file, 'utf8')));
  return texts.map(parseVoiceFile).filter((voice) => voice !== null);
}

/** Lines such as `language en-gb 2`; the first language is the voice's name, the number its rank, 5 where there is none. */
function parseVoiceFile(text: string): Voice | null {
  const languages = [...text.matchAll(/^language\s+(\S+)(?:\s+(\d+))?/gm)].map(([, tag = '', rank]) => ({
    tag: tag.toLowerCase(),
    rank: Number(rank ?? 5),
  }));
  const name = languages[0]?.tag;
  return name ? { name, languages } : null;
}
