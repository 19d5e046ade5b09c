import type { Config } from '../server/config';
import type { Act, Outcome } from './assets/outcome';
import type { Command } from './command';
import { openSession } from './graphql/session';
import { refusalsOf, refusalText } from './refusal-text';
import { stopSignal } from './stop-signal';
import { printable } from './watching/bars';
import { parseWords, type Words } from './words/parse';
import { usageOf, WrongUsage } from './words/usage';

export interface Group {
  /** The first word: `assets`. */
  readonly name: string;
  readonly acts: Readonly<Record<string, Act>>;
  /** What makes something, should the server be our own. */
  readonly atWork: readonly string[];
}

/** `workprint GROUP VERB …`: 0 when done, 1 when refused, 2 when the words were wrong. */
export function groupCommand({ name, acts, atWork }: Group): Command {
  return async (args, config) => {
    const verb = args[0] ?? '--help';
    if (['help', '--help', '-h'].includes(verb)) return write(usageOf(name));
    const words = parseWords([name, ...args]);
    const act = acts[verb];
    if (words.has('help')) return write(usageOf(words.command));
    if (!act) throw new WrongUsage(`There is no command "${name} ${verb}".`, name);
    return inSession(act, words, { config, work: atWork.includes(verb) });
  };
}

/** `workprint NAME …`, which stands alone and speaks to a server. */
export function soloCommand({ name, act }: { readonly name: string; readonly act: Act }): Command {
  return async (args, config) => {
    const words = parseWords([name, ...args]);
    return words.has('help') ? write(usageOf(name)) : inSession(act, words, { config, work: true });
  };
}

/** `work`: something is made, should the server be our own. */
async function inSession(act: Act, words: Words, { config, work }: { config: Config; work: boolean }): Promise<number> {
  const action = acting(act, words);
  const { signal } = stopSignal();
  const say = (line: string) => void process.stderr.write(`${printable(line)}\n`);
  try {
    const [url, token] = [words.text('url'), words.text('token')];
    const session = await openSession({ config, url, token, work, signal, say });
    const failed = session.failed.then((error) => Promise.reject(error));
    try {
      const columns = process.stdout.isTTY ? process.stdout.columns || 80 : Number.POSITIVE_INFINITY;
      return tell(await Promise.race([action({ session, words, signal, say, print, columns }), failed]), words);
    } finally {
      await session.close();
    }
  } catch (error) {
    if (signal.aborted) return stopped();
    return refused(error, words);
  }
}

/** A mistake in a value is one in the use of its command. */
function acting(act: Act, words: Words): ReturnType<Act> {
  try {
    return act(words);
  } catch (error) {
    if (error instanceof WrongUsage && error.command === null) throw new WrongUsage(error.message, words.command);
    throw error;
  }
}

function tell({ lines, json, status = 0 }: Outcome, words: Words): number {
  if (!words.has('json')) lines.forEach(print);
  else if (json) write(`${JSON.stringify(json, null, 2)}\n`);
  return status;
}

function print(line: string): void {
  write(`${printable(line)}\n`);
}

function refused(error: unknown, words: Words): number {
  const refusals = refusalsOf(error);
  if (!refusals) throw error;
  if (words.has('json')) write(`${JSON.stringify({ errors: refusals }, null, 2)}\n`);
  process.stderr.write(refusals.map(refusalText).join(''));
  return 1;
}

function stopped(): number {
  process.stderr.write('Stopped.\n');
  return 130;
}

function write(text: string): number {
  process.stdout.write(text);
  return 0;
}
