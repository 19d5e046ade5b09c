import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { InvalidInput } from '../pipeline/errors';
import { figuresFromJson, missingFigures, withFigures } from '../pipeline/script/figure-files';
import { scriptOfText, textOfScript } from '../pipeline/script/script-text';
import type { ScriptFormat } from '../pipeline/script/segment';
import type { WrittenScript, WrittenSegment } from '../pipeline/script/written-script';
import { textOfUtf8 } from '../pipeline/values/text';
import { type Column, table } from './assets/table';
import type { Command } from './command';
import { counted } from './words/counted';
import { parseWords, type Words } from './words/parse';
import { usageOf, WrongUsage } from './words/usage';

/** `workprint script`: what a script is made of, without a server. `-` is flat text on the standard input. */
export const scriptCommand: Command = async (args) => {
  const words = parseWords(['script', ...args]);
  if (words.has('help')) return print(process.stdout, usageOf(words.command));
  const script = await readScript(words);
  const missing = words.has('figures') ? missingFigures(script) : [];
  for (const { number, segmentNumbers } of missing) {
    await print(process.stderr, `Figure ${number} is not there: segment ${segmentNumbers.join(', ')} names it.\n`);
  }
  return print(process.stdout, words.has('json') ? textOfScript(script, 'JSON') : tableOf(script));
};

async function readScript(words: Words): Promise<WrittenScript> {
  const [[file = ''], figures, trial] = [words.operands, words.text('figures'), words.text('trial')];
  if (trial?.trim() === '') throw new WrongUsage('A trial has a name.', words.command);
  const read = scriptOfText({ text: await textOf(file), format: formatOf(file), field: 'uploadId' });
  const brought = figures === undefined ? [] : figuresFromJson(jsonOf(figures, await textOf(figures)));
  const trialId = trial ?? read.trialId ?? trialOf(file);
  const externalId = trial === undefined ? read.externalId : null;
  return withFigures({ ...read, trialId, externalId: externalId ?? `${trialId}_v${read.version}` }, brought);
}

function formatOf(file: string): ScriptFormat {
  if (/\.(?:md|markdown)$/i.test(file)) return 'MARKDOWN';
  return /\.json$/i.test(file) ? 'JSON' : 'FLAT';
}

/** `trial_000_script.txt` is of `trial_000`. */
function trialOf(file: string): string {
  if (file === '-') return 'script';
  const name = basename(file).replace(/(?<=.)\.[^.]+$/, '');
  return name.replace(/(?<=.)_script$/, '');
}

async function textOf(file: string): Promise<string> {
  const reading = file === '-' ? buffer(process.stdin) : readFile(file);
  const text = textOfUtf8(await reading.catch((error) => Promise.reject(unreadable(file, error))));
  if (text !== null) return text;
  throw new InvalidInput(`${file} is not UTF-8.`, { expected: 'text as UTF-8', remedy: 'Save it as UTF-8.' });
}

function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidInput(`${file} is not JSON.`, { got: error instanceof Error ? error.message : String(error) });
  }
}

function unreadable(file: string, error: NodeJS.ErrnoException): InvalidInput {
  return new InvalidInput(`${file} cannot be read.`, { expected: 'a file that may be read', got: error.code });
}

const COLUMNS: readonly Column<WrittenSegment & { readonly idx: number }>[] = [
  { title: 'No', text: ({ idx }) => String(idx + 1), right: true },
  { title: 'Intent', text: ({ intent }) => intent.toLowerCase() },
  { title: 'Seconds', text: ({ estimatedSeconds }) => estimatedSeconds.toFixed(1), right: true },
  {
    title: 'Figures',
    text: ({ figures }) =>
      figures.map(({ kind, number, panel }) => `${kind === 'TABLE' ? 'table ' : ''}${number}${panel ?? ''}`).join(', '),
  },
  { title: 'Text', text: ({ text }) => beginning(text) },
];

function tableOf({ segments }: WrittenScript): string {
  const rows = segments.map((segment, idx) => ({ ...segment, idx }));
  const seconds = segments.reduce((sum, { estimatedSeconds }) => sum + estimatedSeconds, 0);
  const named = new Set(segments.flatMap(({ figures }) => figures.map(({ kind, number }) => `${kind} ${number}`)));
  const sum = `${counted(segments.length, 'segment')}, ${seconds.toFixed(1)} seconds, ${counted(named.size, 'figure')} named`;
  return `${table(rows, COLUMNS).join('\n')}\n\n${sum}\n`;
}

const MOST_WORDS = 60;

/** Whatever stands in it, on one line and without what would move a terminal's cursor. */
function beginning(text: string): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ');
  return line.length > MOST_WORDS ? `${[...line].slice(0, MOST_WORDS).join('')}…` : line;
}

/** Waits until it is written: the program ends with its status, and a pipe may be slow. */
function print(stream: NodeJS.WriteStream, text: string): Promise<number> {
  return new Promise((done, failed) => {
    stream.write(text, (error) => (error ? failed(error) : done(0)));
  });
}
