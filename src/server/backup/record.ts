import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { InvalidInput } from '../../pipeline/errors';

const word = z.string().regex(/^[a-z][a-z0-9_]*$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const RECORD = z.strictObject({
  format: z.literal('workprint backup 1'),
  madeAt: z.iso.datetime(),
  migrations: z.array(z.string()).min(1),
  tables: z.array(
    z.strictObject({
      schema: word,
      name: word,
      columns: z.array(word).min(1),
      rows: z.number().int().min(0),
      checksum: z.string().regex(/^\d+$/),
      bytes: z.number().int().min(0),
      sha256,
    }),
  ),
  blobs: z.strictObject({ count: z.number().int().min(0), bytes: z.number().int().min(0) }),
  /** Blobs that rows speak of and that were not to be had. */
  missing: z.array(sha256),
});

/** What a backup says of itself. It is written last: a folder without it is no backup. */
export type BackupRecord = z.infer<typeof RECORD>;

export const RECORD_FILE = 'backup.json';

export function tableFile(folder: string, { schema, name }: { schema: string; name: string }): string {
  return join(folder, 'tables', `${schema}.${name}.copy`);
}

export async function readRecord(folder: string): Promise<BackupRecord> {
  const text = await readFile(join(folder, RECORD_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw noBackup(folder, 'none');
    throw error;
  });
  const parsed = RECORD.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw noBackup(folder, parsed.error.issues[0]?.message ?? 'another document');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function noBackup(folder: string, got: string): InvalidInput {
  return new InvalidInput(`${folder} holds no finished backup.`, {
    expected: `${RECORD_FILE}, as \`workprint backup\` writes it last`,
    got,
    remedy: 'Name the folder of a backup that ended well.',
  });
}
