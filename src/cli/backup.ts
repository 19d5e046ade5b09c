import { resolve } from 'node:path';
import { backUp } from '../server/backup/backup';
import { withDatabase } from '../server/database-here';
import { openStorage } from '../storage/open-storage';
import type { Command } from './command';
import { stopSignal } from './stop-signal';
import { counted } from './words/counted';
import { parseWords } from './words/parse';
import { usageOf } from './words/usage';

/** `workprint backup FOLDER`: ends with 1 where something that rows speak of was not to be had. */
export const backupCommand: Command = async (args, config) => {
  const words = parseWords(['backup', ...args]);
  if (words.has('help')) return say(usageOf('backup'));
  const folder = resolve(words.operands[0] ?? '');
  const { signal } = stopSignal();
  const storage = await openStorage(config.storageUrl ?? '', config.dataDir);
  const progress = (line: string) => process.stderr.write(`${line}\n`);
  const { tables, blobs, missing } = await withDatabase(
    config,
    (databaseUrl) => backUp({ databaseUrl, storage, folder, now: new Date(), signal, progress }),
    signal,
  );
  say(
    `Backed up ${counted(tables.length, 'table')} and ${counted(blobs.count, 'file')} (${(blobs.bytes / 1_000_000).toFixed(1)} MB).\n`,
  );
  for (const sha256 of missing)
    process.stderr.write(`The storage has no whole ${sha256}, which the library speaks of.\n`);
  return missing.length === 0 ? 0 : 1;
};

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}
