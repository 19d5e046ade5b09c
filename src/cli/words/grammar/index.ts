import { ASSET_LINES } from './assets';
import type { CommandLine } from './command-line';
import { FILM_LINES } from './films';
import { PROVIDER_LINES } from './providers';
import { RUN_LINES } from './runs';
import { SCRIPT_LINES } from './script';
import { SERVING_LINES } from './serving';
import { STORY_LINES } from './stories';

/**
 * Every command and every flag, once, in the order in which they are told: what is parsed, what `--help` says and what a shell completes
 * comes from here.
 */
export const COMMAND_LINES: readonly CommandLine[] = [
  ...ASSET_LINES,
  ...RUN_LINES,
  ...PROVIDER_LINES,
  ...FILM_LINES,
  ...SCRIPT_LINES,
  ...STORY_LINES,
  ...SERVING_LINES,
];

/** The line of these words; null where they begin none. */
export function commandLine(name: string): CommandLine | null {
  return COMMAND_LINES.find((line) => line.name === name) ?? null;
}

/** First words, each once: `assets`, `script`, `serve` … */
export function firstWords(): string[] {
  return [...new Set(COMMAND_LINES.map(({ name }) => name.split(' ')[0] ?? ''))];
}

/** What may follow a first word: `list`, `review` …; none where it stands alone. */
export function verbsOf(first: string): CommandLine[] {
  return COMMAND_LINES.filter(({ name }) => name.startsWith(`${first} `));
}
