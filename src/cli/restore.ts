import { resolve } from 'node:path';
import { restore } from '../server/backup/restore';
import { withDatabase } from '../server/database-here';
import { openStorage } from '../storage/open-storage';
import type { Command } from './command';
import { stopSignal } from './stop-signal';
import { counted } from './words/counted';
import { parseWords } from './words/parse';
import { usageOf } from './words/usage';

/** `workprint restore FOLDER`: into an empty database and an empty storage, or not at all. */
export const restoreCommand: Command = async (args, config) => {
  const words = parseWords(['restore', ...args]);
  if (words.has('help')) return say(usageOf('restore'));
  const folder = resolve(words.operands[0] ?? '');
  const { signal } = stopSignal();
  const storage = await openStorage(config.storageUrl ?? '', config.dataDir);
  const progress = (line: string) => process.stderr.write(`${line}\n`);
  const { tables, blobs, madeAt, missing } = await withDatabase(
    config,
    (databaseUrl) => restore({ databaseUrl, storage, folder, signal, progress }),
    signal,
  );
  say(
    `Restored ${counted(tables.length, 'table')} and ${counted(blobs.count, 'file')} of ${madeAt}; all are what they were.\n`,
  );
  for (const sha256 of missing) process.stderr.write(`The backup has no ${sha256}, which the library speaks of.\n`);
  return missing.length === 0 ? 0 : 1;
};

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}
