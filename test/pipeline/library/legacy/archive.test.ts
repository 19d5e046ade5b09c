import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { LimitExceeded, MediaCorrupt, MediaRefused } from '../../../../src/pipeline/errors';
import { type Archive, openArchive } from '../../../../src/pipeline/library/legacy/archive.tool';
import type { Storage } from '../../../../src/storage/storage';
import { zipOf } from '../../../support/archives';

const { signal } = new AbortController();

/** A storage of one blob that counts how often it is asked. */
function holding(blob: Buffer): { storage: Pick<Storage, 'open'>; asked: () => number } {
  let asked = 0;
  const open: Storage['open'] = async (_sha256, { range } = {}) => {
    asked += 1;
    return Readable.from([blob.subarray(range?.start, range?.endExclusive)]);
  };
  return { storage: { open }, asked: () => asked };
}

function opened(bytes: Buffer, fileName = 'run.zip'): Promise<Archive> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return openArchive(holding(bytes).storage, { sha256, bytes: bytes.length, fileName }, signal);
}

async function read(archive: Archive, member: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of archive.read(member, signal)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const FILES = { 'run/a.txt': 'small', 'run/b/noise.bin': randomBytes(900_000), 'run/c.txt': 'x'.repeat(400_000) };

/** The bytes of a zip with one name in it changed for another of its length, as no packer would write it. */
function renamed(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

test('members come out as they went in, without the one folder that all lie in', async () => {
  const archive = await opened(await zipOf(FILES));
  expect([[...archive.members], archive.folder]).toEqual([['a.txt', 'b/noise.bin', 'c.txt'], 'run']);
  for (const [name, bytes] of Object.entries(FILES)) {
    expect((await read(archive, name.slice('run/'.length))).equals(Buffer.from(bytes as Uint8Array))).toBe(true);
  }
  archive.close();
});

test('a thousand small files cost a few reads of the storage', async () => {
  const zip = await zipOf(Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`images/${at}.png`, `${at}`])));
  const { storage, asked } = holding(zip);
  const archive = await openArchive(storage, { sha256: 'a'.repeat(64), bytes: zip.length, fileName: 'x.zip' }, signal);
  for (const name of archive.members) await read(archive, name);
  expect(asked()).toBeLessThan(5);
});

test('a file that is no zip is itself', async () => {
  const archive = await opened(Buffer.from('{"assets":[]}'), 'asset_manifest.json');
  expect([...archive.members]).toEqual(['asset_manifest.json']);
  expect(String(await read(archive, 'asset_manifest.json'))).toBe('{"assets":[]}');
});

test.each([
  ['../../evil.png', 'its name leads out of the archive'],
  ['/absolut/e.png', 'its name is an absolute path'],
  ['C:\\users\\e.png', 'its name is an absolute path'],
  ['ab\u0001defghi.png', 'its name has control characters'],
])('a member called %j is listed, and the others are read', async (name, reason) => {
  const plain = 'x'.repeat(name.length);
  const archive = await opened(renamed(await zipOf({ [plain]: 'evil', 'good.txt': 'good' }), plain, name));
  expect(archive.refused).toEqual([{ path: name, reason }]);
  expect(String(await read(archive, 'good.txt'))).toBe('good');
});

test('backslashes part folders', async () => {
  const archive = await opened(renamed(await zipOf({ 'images/one.png': 'one' }), 'images/one.png', 'images\\one.png'));
  expect([...archive.members]).toEqual(['one.png']);
});

test('links, second members of one name and what systems leave behind are no files', async () => {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from('/etc/passwd'), 'link.png', { mode: 0o120777 });
  zip.addBuffer(Buffer.from('one'), 'a.png');
  zip.addBuffer(Buffer.from('two'), 'b.png');
  zip.addBuffer(Buffer.from('x'), '__MACOSX/._a.png');
  zip.addBuffer(Buffer.from('x'), '.DS_Store');
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  const archive = await opened(renamed(Buffer.concat(chunks), 'b.png', 'a.png'));
  expect([...archive.members]).toEqual(['a.png']);
  expect(archive.refused).toEqual([
    { path: 'link.png', reason: 'a symbolic link' },
    { path: 'a.png', reason: 'another of the same name came before it' },
  ]);
});

test('an encrypted member is listed', async () => {
  const zip = await zipOf({ 'a.png': 'a', 'b.png': 'b' });
  const at = zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  zip.writeUInt16LE(zip.readUInt16LE(at + 8) | 1, at + 8);
  const archive = await opened(zip);
  expect(archive.refused).toEqual([{ path: 'a.png', reason: 'it is encrypted' }]);
});

describe('what was changed is noticed', () => {
  const central = (zip: Buffer) => zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));

  test.each([
    ['a bit of its bytes', (zip: Buffer) => zip.writeUInt8((zip[200_000] ?? 0) ^ 1, 200_000)],
    ['fewer bytes than it says', (zip: Buffer) => zip.writeUInt32LE(500_000, central(zip) + 24)],
    ['more bytes than it says, as a bomb has', (zip: Buffer) => zip.writeUInt32LE(10, central(zip) + 24)],
  ])('%s', async (_what, change) => {
    const bytes = 900_000;
    const zip = await zipOf({ 'c.txt': randomBytes(bytes) });
    change(zip);
    const archive = await opened(zip);
    await expect(read(archive, 'c.txt')).rejects.toThrow(MediaRefused);
  });

  test('a zip that was cut off', async () => {
    const zip = await zipOf(FILES);
    await expect(opened(zip.subarray(0, zip.length - 30))).rejects.toThrow(MediaRefused);
    await expect(opened(zip.subarray(1_000).fill(0x50, 0, 1))).resolves.toMatchObject({ refused: [] }); // no zip at all
  });

  test('a blob that is gone', async () => {
    const storage = { open: async () => null };
    const blob = { sha256: 'a'.repeat(64), bytes: 100, fileName: 'run.zip' };
    await expect(openArchive(storage, blob, signal)).rejects.toThrow(MediaCorrupt);
  });

  test('members that say they are more than anyone would open', async () => {
    const zip = await zipOf(Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`${at}.bin`, 'x'])));
    for (let at = central(zip); at >= 0; at = zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]), at + 1)) {
      zip.writeUInt32LE(0xfffffffe, at + 24);
    }
    await expect(opened(zip)).rejects.toThrow(LimitExceeded);
  });
});
