import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { InvalidInput } from '../pipeline/errors';
import { scriptOfText } from '../pipeline/script/script-text';
import type { ScriptFormat } from '../pipeline/script/segment';
import type { WrittenScript } from '../pipeline/script/written-script';
import { textOfUtf8 } from '../pipeline/values/text';

/** A script out of a file. What it does not say of itself is said by the file's name, or by the name of the trial that is given. */
export function scriptIn(file: string, text: string, trial?: string): WrittenScript {
  const read = scriptOfText({ text, format: formatOf(file), field: 'uploadId' });
  const trialId = trial ?? read.trialId ?? trialOf(file);
  const externalId = trial === undefined ? read.externalId : null;
  return { ...read, trialId, externalId: externalId ?? `${trialId}_v${read.version}` };
}

export function formatOf(file: string): ScriptFormat {
  if (/\.(?:md|markdown)$/i.test(file)) return 'MARKDOWN';
  return /\.json$/i.test(file) ? 'JSON' : 'FLAT';
}

/** `trial_000_script.txt` is of `trial_000`. */
function trialOf(file: string): string {
  if (file === '-') return 'script';
  const name = basename(file).replace(/(?<=.)\.[^.]+$/, '');
  return name.replace(/(?<=.)_script$/, '');
}

/** `-` is the standard input. */
export async function textOf(file: string): Promise<string> {
  const reading = file === '-' ? buffer(process.stdin) : readFile(file);
  const text = textOfUtf8(await reading.catch((error) => Promise.reject(unreadable(file, error))));
  if (text !== null) return text;
  throw new InvalidInput(`${file} is not UTF-8.`, { expected: 'text as UTF-8', remedy: 'Save it as UTF-8.' });
}

function unreadable(file: string, error: NodeJS.ErrnoException): InvalidInput {
  return new InvalidInput(`${file} cannot be read.`, { expected: 'a file that may be read', got: error.code });
}

/** Waits until it is written: the program ends with its status, and a pipe may be slow. One that is closed has heard enough: `| head`. */
export function print(stream: NodeJS.WriteStream, text: string): Promise<number> {
  return new Promise((done, failed) => {
    const ended = (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? done(0) : failed(error));
    stream.once('error', ended);
    stream.write(text, (error) => {
      if (error) return ended(error);
      stream.off('error', ended);
      return done(0);
    });
  });
}
