import { parseArgs } from 'node:util';
import { commandLine, firstWords, verbsOf } from './grammar';
import type { CommandLine } from './grammar/command-line';
import { WrongUsage } from './usage';

/** What was typed, by the grammar: nothing unknown, nothing twice, no operand missing. */
export interface Words {
  readonly command: string;
  readonly operands: readonly string[];
  /** The value of a flag; undefined where it was not given. */
  text(flag: string): string | undefined;
  has(flag: string): boolean;
}

export function parseWords(args: readonly string[]): Words {
  const line = lineOf(args);
  const rest = args.slice(line.name.split(' ').length);
  const { values, positionals } = parsed(line, rest);
  const twice = Object.entries(values).find(([, given]) => Array.isArray(given) && given.length > 1);
  if (twice) throw new WrongUsage(`--${twice[0]} is given twice.`, line.name);
  const words: Words = {
    command: line.name,
    operands: positionals,
    text: (flag) => values[flag]?.[0]?.toString(),
    has: (flag) => values[flag] !== undefined,
  };
  if (!words.has('help')) assertOperands(line, positionals);
  return words;
}

/** The command that the first words name. */
export function lineOf([first = '', second = '']: readonly string[]): CommandLine {
  const line = commandLine(`${first} ${second}`) ?? commandLine(first);
  if (line) return line;
  const verbs = verbsOf(first).map(({ name }) => name.slice(first.length + 1));
  if (verbs.length === 0) throw new WrongUsage(`There is no command "${first}"; there are ${firstWords().join(', ')}.`);
  throw new WrongUsage(`\`workprint ${first}\` needs one of ${verbs.join(', ')}; it got "${second}".`, first);
}

type Values = Readonly<Record<string, readonly (string | boolean)[] | undefined>>;

function parsed({ name, flags }: CommandLine, args: readonly string[]): { values: Values; positionals: string[] } {
  const options = Object.fromEntries(
    flags.map((flag) => [
      flag.name,
      {
        type: flag.value ? ('string' as const) : ('boolean' as const),
        multiple: true,
        ...(flag.name === 'help' && { short: 'h' }),
      },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values: values as Values, positionals };
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error), name);
  }
}

function assertOperands({ name, operands }: CommandLine, given: readonly string[]): void {
  const missing = operands[given.length];
  if (missing) throw new WrongUsage(`${missing} is missing.`, name);
  const extra = operands.at(-1)?.endsWith('…') ? undefined : given[operands.length];
  if (extra !== undefined) throw new WrongUsage(`"${extra}" is one word too many; quote texts that have blanks.`, name);
  if (given.some((word) => word.trim() === '')) throw new WrongUsage('An empty word names nothing.', name);
}
