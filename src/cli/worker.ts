import { createLog } from '../server/serve';
import { work } from '../server/work';
import type { Shift } from '../server/workshop';
import type { Command } from './command';
import { stopSignal } from './stop-signal';
import { parseWords, type Words } from './words/parse';
import { usageOf, WrongUsage } from './words/usage';

const MOST_AT_ONCE = 1_000;
/** Whoever cannot even stop is in nobody's way: its work is taken over all the same. */
const LONGEST_STOP_MS = 15_000;

/** `workprint worker`: works until somebody stops it; what it has in hand then goes to the others at once. */
export const workerCommand: Command = async (args, config) => {
  const words = parseWords(['worker', ...args]);
  if (words.has('help')) return say(usageOf('worker'));
  const shift = { queues: queuesOf(words), mostAtOnce: mostAtOnceOf(words) };
  const stopping = stopSignal();
  const working = await work(config, createLog(config.logLevel, config.vendors().secrets), {
    ...shift,
    signal: stopping.signal,
  });
  say(`Workprint works: ${shiftText(shift)}\n`);
  const ended = await Promise.race([stopping.asked, working.failed]);
  setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
  await working.stop();
  if (!(ended instanceof Error)) return 0;
  process.stderr.write(`${ended.message}\n`);
  return 1;
};

function queuesOf(words: Words): string[] | null {
  const given = words.text('queues');
  if (given === undefined) return null;
  const names = given.split(',').map((name) => name.trim());
  if (names.includes('')) throw new WrongUsage('--queues needs names with a comma between them.', words.command);
  return names;
}

function mostAtOnceOf(words: Words): number | null {
  const given = words.text('jobs');
  if (given === undefined) return null;
  const most = /^\d{1,4}$/.test(given) ? Number(given) : 0;
  if (most >= 1 && most <= MOST_AT_ONCE) return most;
  throw new WrongUsage(`--jobs needs a whole number from 1 to ${MOST_AT_ONCE}; it got "${given}".`, words.command);
}

function shiftText({ queues, mostAtOnce }: Shift): string {
  const where = queues ? `the queues ${queues.join(', ')}` : 'all queues';
  return mostAtOnce === null ? where : `${where}, at most ${mostAtOnce} at once in each`;
}

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}
