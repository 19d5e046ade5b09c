import { InvalidInput } from '../pipeline/errors';
import { figuresFromJson, missingFigures, withFigures } from '../pipeline/script/figure-files';
import { textOfScript } from '../pipeline/script/script-text';
import type { WrittenScript, WrittenSegment } from '../pipeline/script/written-script';
import { type Column, table } from './assets/table';
import type { Command } from './command';
import { print, scriptIn, textOf } from './script-input';
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
  const script = scriptIn(file, await textOf(file), trial);
  return withFigures(script, figures === undefined ? [] : figuresFromJson(jsonOf(figures, await textOf(figures))));
}

function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidInput(`${file} is not JSON.`, { got: error instanceof Error ? error.message : String(error) });
  }
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
