import { build } from './assets/build';
import { copy } from './assets/copy';
import { approve, publish, reject, reopen, submit } from './assets/decide';
import { exportAssets } from './assets/export';
import { list } from './assets/list';
import type { Act, Outcome } from './assets/outcome';
import { regen } from './assets/regen';
import { review } from './assets/review';
import type { Command } from './command';
import { openSession } from './graphql/session';
import { refusalsOf, refusalText } from './refusal-text';
import { stopSignal } from './stop-signal';
import { printable } from './watching/bars';
import { parseWords, type Words } from './words/parse';
import { usageOf, WrongUsage } from './words/usage';

const ACTS: Readonly<Record<string, Act>> = {
  list,
  review,
  submit,
  approve,
  reject,
  publish,
  reopen,
  regen,
  copy,
  build,
  export: exportAssets,
};
/** What makes something, should the server be our own. */
const AT_WORK = ['regen', 'build'];

/** `workprint assets …`: 0 when done, 1 when refused, 2 when the words were wrong. */
export const assetsCommand: Command = async (args, config) => {
  const verb = args[0] ?? '--help';
  if (['help', '--help', '-h'].includes(verb)) return write(usageOf('assets'));
  const words = parseWords(['assets', ...args]);
  const act = ACTS[verb];
  if (words.has('help')) return write(usageOf(words.command));
  if (!act) throw new WrongUsage(`There is no command "assets ${verb}".`, 'assets');
  const action = acting(act, words);
  const { signal } = stopSignal();
  const say = (line: string) => void process.stderr.write(`${printable(line)}\n`);
  try {
    const [url, token] = [words.text('url'), words.text('token')];
    const session = await openSession({ config, url, token, work: AT_WORK.includes(verb), signal, say });
    const failed = session.failed.then((error) => Promise.reject(error));
    try {
      const columns = process.stdout.isTTY ? process.stdout.columns || 80 : Number.POSITIVE_INFINITY;
      return tell(await Promise.race([action({ session, words, signal, say, columns }), failed]), words);
    } finally {
      await session.close();
    }
  } catch (error) {
    if (signal.aborted) return stopped();
    return refused(error, words);
  }
};

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
  if (words.has('json')) write(`${JSON.stringify(json, null, 2)}\n`);
  else write(lines.map((line) => `${printable(line)}\n`).join(''));
  return status;
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
