import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readlink, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DiskFull, MediaCorrupt, NotConfigured } from '../../src/pipeline/errors';
import { DiskStorage } from '../../src/storage/disk';
import { diskRefusal } from '../../src/storage/disk-refusal';
import { blobKey } from '../../src/storage/storage';
import { readAll } from '../support/streams';

let directory: string;
let storage: DiskStorage;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'workprint-disk-'));
  storage = new DiskStorage(join(directory, 'blobs'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

describe('a writer that is killed', () => {
  test('midway leaves no readable blob, and a temporary file for the sweep', async () => {
    const writer = await startWriter('midway');
    await kill(writer);
    expect(await names()).toEqual([]);
    expect(await readdir(join(directory, 'blobs', 'incoming'))).toHaveLength(1);
    expect(await storage.sweep(0, Date.now() + 1)).toBe(1);
    expect(await readdir(join(directory, 'blobs', 'incoming'))).toEqual([]);
  });

  test('while it is busy leaves whole blobs only', async () => {
    const writer = await startWriter('busy');
    await kill(writer);
    const blobs = await names();
    expect(blobs.length).toBeGreaterThanOrEqual(3);
    for (const sha256 of blobs) await expect(storage.verify(sha256)).resolves.toBeUndefined();
  });
});

describe('a place that is no good', () => {
  test.each(['blobs', 'blobs/sha256', 'blobs/incoming'])('a file as %s is refused, without its path', async (place) => {
    await mkdir(join(directory, 'blobs'), { recursive: true });
    await rm(join(directory, place), { recursive: true, force: true });
    await writeFile(join(directory, place), 'a file');
    await expectRefusal(storage.check(), 'The storage is no directory.');
    await expectRefusal(storage.put(Buffer.from('film')), 'The storage is no directory.');
  });

  test('a source that nobody could read is closed, and its own error ends nothing', async () => {
    await writeFile(join(directory, 'blobs'), 'a file');
    const source = new Readable({ read: () => undefined });
    const put = storage.put(source);
    source.destroy(new Error('the connection dropped'));
    await expectRefusal(put, 'The storage is no directory.');
    const unread = new Readable({ read: () => undefined });
    await expectRefusal(storage.put(unread), 'The storage is no directory.');
    expect(unread.destroyed).toBe(true);
  });

  test('a file above it is refused on reading too', async () => {
    await writeFile(join(directory, 'blobs'), 'a file');
    const { sha256 } = await new DiskStorage(join(directory, 'others')).put(Buffer.from('film'));
    await expectRefusal(storage.head(sha256), 'The storage is no directory.');
    await expectRefusal(storage.open(sha256), 'The storage is no directory.');
  });

  test('a directory that the server may not write is refused, without its path', async () => {
    await mkdir(join(directory, 'blobs'));
    await chmod(directory, 0o755);
    await chmod(join(directory, 'blobs'), 0o555);
    await asNobody(async () => {
      await expectRefusal(storage.check(), 'The server may not use its storage.');
      await expectRefusal(storage.put(Buffer.from('film')), 'The server may not use its storage.');
    });
  });

  test.each(['ENOSPC', 'EDQUOT'])('a disk that answers %s is full', (code) => {
    expect(diskRefusal(Object.assign(new Error('/srv/blobs'), { code }))).toBeInstanceOf(DiskFull);
  });

  test('an error that nobody foresaw stays what it is', () => {
    const error = Object.assign(new Error('i/o error'), { code: 'EIO' });
    expect(diskRefusal(error)).toBe(error);
  });
});

test('a blob that loses its end while it is read fails the reader instead of ending early', async () => {
  const { sha256 } = await storage.put(Buffer.alloc(3_000_000));
  const stream = await storage.open(sha256);
  await truncate(join(directory, 'blobs', blobKey(sha256)), 1_000_000);
  await expect(readAll(stream)).rejects.toThrow(MediaCorrupt);
});

test('an equal blob stays the file that it is', async () => {
  const { sha256 } = await storage.put(Buffer.from('film'));
  const before = await stat(join(directory, 'blobs', blobKey(sha256)));
  await storage.put(Buffer.from('film'));
  expect((await stat(join(directory, 'blobs', blobKey(sha256)))).ino).toBe(before.ino);
});

test('bytes that it has kept are not written again, and are where their file is gone or another', async () => {
  const bytes = Buffer.from('kept');
  const { sha256 } = await storage.put(bytes);
  const path = join(directory, 'blobs', blobKey(sha256));
  await rm(join(directory, 'blobs', 'incoming'), { recursive: true });
  await writeFile(join(directory, 'blobs', 'incoming'), 'nothing can be written by way of this');
  expect(await storage.put(bytes)).toEqual({ sha256, bytes: 4 });
  await rm(join(directory, 'blobs', 'incoming'));
  for (const spoil of [() => rm(path), () => writeFile(path, 'other')]) {
    await spoil();
    await storage.put(bytes);
    await expect(storage.verify(sha256)).resolves.toBeUndefined();
  }
});

test('what others put beside the blobs is neither listed nor swept', async () => {
  const { sha256, bytes } = await storage.put(Buffer.from('film'));
  const shelf = join(directory, 'blobs', blobKey(sha256), '..');
  await writeFile(join(shelf, '.DS_Store'), 'x');
  const other = await storage.put(Buffer.from('another film'));
  await writeFile(join(shelf, other.sha256), 'a copy on the wrong shelf');
  await writeFile(join(directory, 'blobs', 'incoming', 'README'), 'x');
  expect((await names()).sort()).toEqual([sha256, other.sha256].sort());
  expect(await storage.sweep(0, Date.now() + 1)).toBe(0);
  expect(await storage.head(sha256)).toEqual({ sha256, bytes });
});

// Where there is no /proc, nothing says which files a process holds open.
(process.platform === 'linux' ? test : test.skip)('streams close their file, read or not', async () => {
  const { sha256 } = await storage.put(Buffer.alloc(1_000_000));
  await readAll(await storage.open(sha256));
  const unread = await storage.open(sha256);
  expect(await openFiles()).toHaveLength(1);
  unread?.destroy();
  if (unread) await once(unread, 'close');
  await expect(storage.open(sha256, { expectedBytes: 1 })).rejects.toThrow(MediaCorrupt);
  expect(await openFiles()).toEqual([]);
});

async function names() {
  const found = [];
  for await (const { sha256 } of storage.list()) found.push(sha256);
  return found;
}

async function startWriter(manner: 'midway' | 'busy'): Promise<ChildProcess> {
  const hook = join(__dirname, '../support/typescript.js');
  const script = join(__dirname, '../support/storage-writer.ts');
  const child = spawn(process.execPath, ['-r', hook, script, manner, join(directory, 'blobs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Root may write everywhere, and containers run tests as root. */
async function asNobody(work: () => Promise<void>): Promise<void> {
  const { seteuid, geteuid } = process;
  if (geteuid?.() !== 0) return work();
  seteuid?.(65_534);
  try {
    await work();
  } finally {
    seteuid?.(0);
  }
}

async function expectRefusal(work: Promise<unknown>, message: string): Promise<void> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof NotConfigured)) throw new Error(`not a refusal: ${String(error)}`);
  expect(error.message).toBe(message);
  expect(error.remedy).toContain('STORAGE_URL');
  expect(JSON.stringify({ ...error, message: error.message })).not.toContain(directory);
  expect(String(error.cause)).toContain(directory);
}

async function openFiles(): Promise<string[]> {
  const handles = await readdir('/proc/self/fd');
  const targets = await Promise.all(handles.map((name) => readlink(join('/proc/self/fd', name)).catch(String)));
  return targets.filter((target) => target.startsWith(directory));
}
