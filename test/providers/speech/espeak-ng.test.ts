import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { NotConfigured, Unavailable } from '../../../src/pipeline/errors';
import { openEspeakNg } from '../../../src/providers/speech/espeak-ng';
import { offlineSpeech, openOfflineSpeech } from '../../../src/providers/speech/offline';
import type { SpeechProvider } from '../../../src/providers/speech/speech';
import { madeBy } from '../../support/providers';
import { never, workerExecArgv } from '../../support/suppliers';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workprint-speech-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function install(from: string): void {
  copyFileSync(from, join(folder, 'espeak-ng'));
  chmodSync(join(folder, 'espeak-ng'), 0o755);
}

const installStandIn = () => install(join(__dirname, '../../support/espeak-ng.js'));
const speak = (supplier: SpeechProvider, text: string, signal = never) =>
  madeBy(supplier, { text, voice: null, language: 'en', before: null, after: null, variation: 0 }, { signal });

test('the first espeak-ng on the search path speaks, and the model says its version', async () => {
  installStandIn();
  const searchPath = ['relative', join(folder, 'missing'), folder].join(delimiter);
  const supplier = await openOfflineSpeech({ searchPath, signal: never, workerExecArgv });
  expect(supplier).toMatchObject({ name: 'offline-speech', reach: 'OFFLINE', models: [{ name: 'espeak-ng 9.9' }] });
  const speech = await speak(supplier, '0123456789. Voices 999.');
  expect(speech.voice).toBe('en-gb');
  expect(speech.sentences).toEqual([
    { text: '0123456789.', startSeconds: 0, endSeconds: 0.21 },
    { text: 'Voices 999.', startSeconds: 0.56, endSeconds: 0.77 },
  ]);
  expect(speech.durationSeconds).toBe(0.77);
  await supplier.close?.();
});

test('where there is none, or only a folder of that name, the engine in WebAssembly speaks', async () => {
  mkdirSync(join(folder, 'espeak-ng'));
  expect(await openEspeakNg({ searchPath: folder, signal: never })).toBeNull();
  const supplier = await openOfflineSpeech({ searchPath: folder, signal: never, workerExecArgv });
  expect(supplier.models[0]?.name).toBe('espeak-ng-wasm (text2wav 0.0.14)');
  await supplier.close?.();
});

test('one that is there and does not run is refused, with what it said', async () => {
  writeFileSync(join(folder, 'broken'), '#!/bin/sh\necho no library >&2\nexit 127\n');
  install(join(folder, 'broken'));
  const refusal = await openEspeakNg({ searchPath: folder, signal: never }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(NotConfigured);
  expect(refusal).toMatchObject({ got: 'no library\n (exit 127)', remedy: expect.stringContaining(folder) });
});

test.each(['an aborted order', 'a closed supplier'])('%s leaves no process alive', async (name) => {
  installStandIn();
  const engine = await openEspeakNg({ searchPath: folder, signal: never });
  if (!engine) throw new Error('The stand-in was not found.');
  const supplier = offlineSpeech(engine);
  const taken = new AbortController();
  const pid = hangingProcess();
  const speech = speak(supplier, 'hang', taken.signal);
  const ended = expect(speech).rejects.toThrow(name === 'a closed supplier' ? Unavailable : 'taken back');
  const alive = await pid;
  if (name === 'a closed supplier') await supplier.close?.();
  else taken.abort(new Error('taken back'));
  await ended;
  expect(() => process.kill(alive, 0)).toThrow('ESRCH');
});

/** The number of the process that hangs, once it has written it. */
function hangingProcess(): Promise<number> {
  return new Promise((resolve) => {
    const watcher = watch(folder, () => {
      const pid = Number(tryRead(join(folder, 'hangs')));
      if (!pid) return;
      watcher.close();
      resolve(pid);
    });
  });
}

function tryRead(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
