import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { InvalidInput } from '../pipeline/errors';
import { figuresFromJson, missingFigures, withFigures } from '../pipeline/script/figure-files';
import { scriptOfText, textOfScript } from '../pipeline/script/script-text';
import type { ScriptFormat } from '../pipeline/script/segment';
import type { WrittenScript } from '../pipeline/script/written-script';
import { textOfUtf8 } from '../pipeline/values/text';
import type { Command } from './command';

const USAGE = `workprint script parse FILE [--figures FILE] [--trial ID] [--json]

Reads a script and shows its segments. FILE.md is Markdown, FILE.json a structured script, anything else flat text with blank
lines between paragraphs; - is flat text on the standard input.

--figures FILE  JSON of the figures that there are: number → path, or number → { kb_path, caption, description }
--trial ID      the trial_id; without it the name of FILE, less _script and its ending
--json          prints the structured script as JSON
`;

interface Asked {
  readonly file: string;
  readonly figures: string | undefined;
  readonly trial: string | undefined;
  readonly json: boolean;
}

/** `workprint script`: what a script is made of, without a server. */
export const scriptCommand: Command = async (args) => {
  const asked = readArguments(args);
  if (asked === 'HELP') return print(process.stdout, USAGE, 0);
  if (typeof asked === 'string') return print(process.stderr, `${asked}\n\n${USAGE}`, 2);
  const script = await readScript(asked);
  const missing = asked.figures === undefined ? [] : missingFigures(script);
  for (const { number, segmentNumbers } of missing) {
    await print(process.stderr, `Figure ${number} is not there: segment ${segmentNumbers.join(', ')} names it.\n`, 0);
  }
  return print(process.stdout, asked.json ? textOfScript(script, 'JSON') : tableOf(script), 0);
};

function readArguments(args: readonly string[]): Asked | 'HELP' | string {
  const options = {
    figures: { type: 'string' },
    trial: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help) return 'HELP';
    const [verb, file, ...others] = positionals;
    if (verb !== 'parse') return verb === undefined ? 'Say what to do: parse.' : `There is no "script ${verb}".`;
    if (file === undefined || others.length > 0) return 'Name one file.';
    if (values.trial?.trim() === '') return 'A trial has a name.';
    return { file, figures: values.figures, trial: values.trial, json: values.json };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function readScript({ file, figures, trial }: Asked): Promise<WrittenScript> {
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

const MOST_WORDS = 60;

function tableOf({ segments }: WrittenScript): string {
  const rows = segments.map(({ text, intent, estimatedSeconds, figures }, idx) => [
    String(idx + 1),
    intent.toLowerCase(),
    estimatedSeconds.toFixed(1),
    figures.map(({ kind, number, panel }) => `${kind === 'TABLE' ? 'table ' : ''}${number}${panel ?? ''}`).join(', '),
    beginning(text),
  ]);
  const table = [['#', 'intent', 'seconds', 'figures', 'text'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const seconds = segments.reduce((sum, { estimatedSeconds }) => sum + estimatedSeconds, 0);
  const named = new Set(segments.flatMap(({ figures }) => figures.map(({ kind, number }) => `${kind} ${number}`)));
  return `${lines.join('\n')}\n\n${segments.length} segments, ${seconds.toFixed(1)} seconds, ${named.size} figures named\n`;
}

/** Whatever stands in it, on one line and without what would move a terminal's cursor. */
function beginning(text: string): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ');
  return line.length > MOST_WORDS ? `${[...line].slice(0, MOST_WORDS).join('')}…` : line;
}

/** Waits until it is written: the program ends with its status, and a pipe may be slow. */
function print(stream: NodeJS.WriteStream, text: string, status: number): Promise<number> {
  return new Promise((done, failed) => {
    stream.write(text, (error) => (error ? failed(error) : done(status)));
  });
}
