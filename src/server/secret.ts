import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotConfigured } from '../pipeline/errors';
import type { Config } from './config';

const SECRET_BYTES = 32;

/**
 * What media URLs are signed with. From the environment where several servers share the work (each must know the others'
 * signatures), else a file that the first start makes.
 */
export async function readSecret({ secret, dataDir }: Pick<Config, 'secret' | 'dataDir'>): Promise<Buffer> {
  if (secret) return Buffer.from(secret, 'utf8');
  const file = join(dataDir, 'secret');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  return (await keptSecret(file)) ?? makeSecret(file);
}

/** Null where there is none, or a file that is no secret: one cut short would sign with a key that anybody can guess. */
async function keptSecret(file: string): Promise<Buffer | null> {
  try {
    const text = await readFile(file, 'utf8');
    return /^[0-9a-f]{64}$/.test(text) ? Buffer.from(text, 'hex') : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** By a link, which gives the name to a whole file only, and of several servers to one. */
async function makeSecret(file: string): Promise<Buffer> {
  const unfinished = `${file}.${randomUUID()}.part`;
  await writeFile(unfinished, randomBytes(SECRET_BYTES).toString('hex'), { flag: 'wx', mode: 0o600, flush: true });
  try {
    await link(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
  const kept = await keptSecret(file);
  if (kept) return kept;
  throw new NotConfigured(`${file} holds no secret.`, {
    expected: `${2 * SECRET_BYTES} hexadecimal digits`,
    got: 'another text',
    remedy: 'Remove the file: the next start makes another, and media links that were handed out before end.',
  });
}
