import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { Refused } from '../graphql/refusal';
import { writeZip } from '../graphql/zip-file';

/** A file for a shelf, opened when its turn comes. */
export interface Shelved {
  readonly path: string;
  readonly bytes: number;
  open(): Promise<Readable>;
}

interface Shelving {
  readonly files: readonly Shelved[];
  /** Short ones, such as the manifest. */
  readonly texts: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** A folder or a zip: whole or not at all. What is there already is not written over. */
export function shelve(out: string, shelving: Shelving): Promise<void> {
  return /\.zip$/i.test(out) ? zipped(out, shelving) : foldered(out, shelving);
}

async function foldered(out: string, { files, texts, signal }: Shelving): Promise<void> {
  await assertFree(out);
  const part = `${out}.part`;
  await rm(part, { recursive: true, force: true });
  try {
    await mkdir(part, { recursive: true });
    for (const file of files) {
      const path = join(part, file.path);
      await mkdir(dirname(path), { recursive: true });
      await pipeline(await file.open(), createWriteStream(path), { signal });
    }
    for (const [path, text] of Object.entries(texts)) {
      await mkdir(dirname(join(part, path)), { recursive: true });
      await writeFile(join(part, path), text);
    }
    await rmdir(out).catch(unlessMissing);
    await rename(part, out);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

async function zipped(out: string, { files, texts, signal }: Shelving): Promise<void> {
  const part = `${out}.part`;
  const zip = new ZipFile();
  for (const file of files) {
    const fail = (error: Error) => void zip.emit('error', error); // yazl does not listen to its sources
    zip.addReadStreamLazy(file.path, { compress: false, size: file.bytes }, (done) => {
      file.open().then((stream) => done(null, stream.once('error', fail)), fail);
    });
  }
  for (const [path, text] of Object.entries(texts)) zip.addBuffer(Buffer.from(text), path);
  try {
    await mkdir(dirname(out), { recursive: true });
    await writeZip(zip, part, signal);
    await rename(part, out);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** An empty folder is free; a zip of that name is replaced, since it is one file. */
async function assertFree(out: string): Promise<void> {
  const entries = await readdir(out).catch(unlessMissing);
  if (!entries || entries.length === 0) return;
  throw new Refused([
    {
      code: 'CONFLICT',
      message: `${out} is not empty; nothing was written.`,
      expected: 'a folder that is empty or not there yet',
      got: `${entries.length} entries in it`,
      remedy: 'Name another with --out, or remove it.',
    },
  ]);
}

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error.code === 'ENOTDIR' ? notFolder(error.path ?? '') : error;
}

function notFolder(path: string): Refused {
  const remedy = 'Name another with --out; a name that ends in .zip makes a zip.';
  return new Refused([
    { code: 'CONFLICT', message: `${path} is a file.`, expected: 'a folder, or a name for one', got: 'a file', remedy },
  ]);
}
