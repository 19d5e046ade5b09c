import { COMMAND_LINES, commandLine, verbsOf } from './grammar';
import type { CommandLine, Flag } from './grammar/command-line';

const MOST_COLUMNS = 100;

/** The words were wrong, not the world: exit status 2, one line and the usage. Nothing was asked of a server. */
export class WrongUsage extends Error {
  constructor(
    message: string,
    /** The command that was meant, as far as it is known. */
    readonly command: string | null = null,
  ) {
    super(message);
    this.name = 'WrongUsage';
  }
}

/** Usage of a command (`assets list`), of a group (`assets`), or of all. */
export function usageOf(name: string | null): string {
  const line = name === null ? null : commandLine(name);
  if (line) return usageOfLine(line);
  const group = name === null ? [] : verbsOf(name);
  const lines = group.length > 0 ? group : COMMAND_LINES;
  const width = Math.max(...lines.map((one) => called(one).length));
  const rows = lines.map((one) => `  workprint ${called(one).padEnd(width)}  ${one.about}`);
  return `${rows.join('\n')}\n\n\`workprint COMMAND --help\` tells more of each.\n`;
}

function called({ name, operands }: CommandLine): string {
  return [name, ...operands].join(' ');
}

function usageOfLine(line: CommandLine): string {
  const width = Math.max(...line.flags.map((flag) => flagText(flag).length));
  const rows = line.flags.map((flag) => `  ${flagText(flag).padEnd(width)}  ${flag.about}${offersText(flag)}`);
  return `workprint ${called(line)} [flags]\n\n${line.about}\n\n${rows.join('\n')}\n`;
}

function flagText({ name, value }: Flag): string {
  return value ? `--${name} ${value}` : `--${name}`;
}

function offersText({ value, offers, about }: Flag): string {
  const text = offers && value && /^[A-Z]+$/.test(value) ? ` (${offers.join(', ')})` : '';
  return about.length + text.length > MOST_COLUMNS ? '' : text;
}
