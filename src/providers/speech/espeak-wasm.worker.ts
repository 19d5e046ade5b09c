import { readFileSync } from 'node:fs';
import { answerTasks } from '../process-answer';

export interface WasmSentence {
  readonly sentence: string;
  readonly voice: string;
}

/** What of WebAssembly we use; its types come only with those of a browser. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  instantiate(module: object, imports: object): Promise<object>;
};

/** What of Emscripten's module we set and read. */
interface Module {
  readonly arguments: readonly string[];
  print(line: string): void;
  printErr(line: string): void;
  instantiateWasm(imports: object, done: (instance: object) => void): object;
  onAbort(reason: unknown): void;
  postRun(): void;
  FS?: { unmount(path: string): void; root: { contents: Record<string, { contents: ArrayLike<number> } | undefined> } };
}

const OUTPUT = 'wav.wav';
const boot = require('text2wav/lib/espeak-ng') as (module: Module) => unknown;
const compiled = new WebAssembly.Module(readFileSync(require.resolve('text2wav/lib/espeak-ng.wasm')));

/**
 * A new instance for each sentence, so that no sentence leaves traces in the next: 25 ms. The package's own entry compiles
 * anew each time (45 ms) and takes a text that begins with `-` for an option.
 */
function speak({ sentence, voice }: WasmSentence): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const complaints: string[] = [];
    const module: Module = {
      // Without -m no text is markup; after -- none is an option; -b 1 is UTF-8.
      arguments: ['-b', '1', '-v', voice, '-w', OUTPUT, '--', sentence],
      print: () => undefined,
      printErr: (line) => complaints.push(line),
      instantiateWasm: (imports, done) => {
        WebAssembly.instantiate(compiled, imports).then(done, reject);
        return {};
      },
      onAbort: (reason) => reject(new Error(`eSpeak NG stopped: ${reason}`)),
      postRun: () => {
        const sound = module.FS?.root.contents[OUTPUT]?.contents;
        module.FS?.unmount('/usr/share');
        if (sound) resolve(Uint8Array.from(sound));
        else reject(new Error(`eSpeak NG made no sound: ${complaints.join(' ')}`));
      },
    };
    boot(module);
    // Each instance adds listeners to the process that would otherwise pile up.
    process.removeAllListeners('uncaughtException');
    process.removeAllListeners('unhandledRejection');
  });
}

answerTasks(speak);
