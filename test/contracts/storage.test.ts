import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { InvalidInput, LimitExceeded, MediaCorrupt, NotFound } from '../../src/pipeline/errors';
import { type BlobInfo, type Sha256, type Storage, toSha256 } from '../../src/storage/storage';
import { diskUnderTest, type StorageUnderTest, s3UnderTest, serviceUnderTest } from '../support/storages';
import { bytesThen, endless, readAll } from '../support/streams';

const implementations: [name: string, open: () => Promise<StorageUnderTest>][] = [
  ['disk', diskUnderTest],
  ['S3', s3UnderTest],
];
// Any other service can be asked the same: TEST_STORAGE_URL=s3://BUCKET/PREFIX?endpoint=… and the SDK's AWS_* variables.
const elsewhere = process.env.TEST_STORAGE_URL;
if (elsewhere) implementations.push(['the service at TEST_STORAGE_URL', () => serviceUnderTest(elsewhere)]);

const FILM = Buffer.from('0123456789');
const TOOK_IT_BACK = new Error('the user took it back');

function nameOf(bytes: Uint8Array): Sha256 {
  return toSha256(createHash('sha256').update(bytes).digest('hex'));
}

async function everything(storage: Storage): Promise<BlobInfo[]> {
  const blobs: BlobInfo[] = [];
  for await (const blob of storage.list()) blobs.push(blob);
  return blobs.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}

describe.each(implementations)('blobs on %s', (_name, open) => {
  let underTest: StorageUnderTest;
  let storage: Storage;

  beforeEach(async () => {
    underTest = await open();
    storage = underTest.storage;
  });

  afterEach(async () => {
    const left = await underTest.temporaryFiles();
    await underTest.close();
    expect(left).toEqual([]);
  });

  describe('putting', () => {
    test('answers the hash and the size of what was put, and the bytes come back', async () => {
      const info = await storage.put(Readable.from([FILM.subarray(0, 3), FILM.subarray(3)]));
      expect(info).toEqual({ sha256: nameOf(FILM), bytes: 10 });
      expect(await storage.head(info.sha256)).toEqual(info);
      expect(await readAll(await storage.open(info.sha256))).toEqual(FILM);
    });

    test('what is looked at before it is kept is there whole, and is not kept where it is refused', async () => {
      const seen: Buffer[] = [];
      const inspect = async (path: string) => void seen.push(await readFile(path));
      const { sha256 } = await storage.put(Readable.from([FILM]), { inspect });
      expect([seen, await storage.head(sha256)]).toEqual([[FILM], { sha256, bytes: 10 }]);
      const refusing = storage.put(Buffer.from('other'), { inspect: () => Promise.reject(TOOK_IT_BACK) });
      await expect(refusing).rejects.toBe(TOOK_IT_BACK);
      expect(await storage.head(nameOf(Buffer.from('other')))).toBeNull();
    });

    test('a blob of no bytes is a blob', async () => {
      const info = await storage.put(new Uint8Array());
      expect(info).toEqual({ sha256: nameOf(Buffer.alloc(0)), bytes: 0 });
      expect(await storage.head(info.sha256)).toEqual(info);
      expect(await readAll(await storage.open(info.sha256))).toHaveLength(0);
      await storage.verify(info.sha256);
    });

    test('20 MB come back as they were, from the middle too', async () => {
      const bytes = randomBytes(20_000_000);
      const { sha256 } = await storage.put(bytes);
      expect(nameOf(await readAll(await storage.open(sha256)))).toBe(sha256);
      const range = { start: 8_388_600, endExclusive: 8_388_616 };
      expect(await readAll(await storage.open(sha256, { range }))).toEqual(bytes.subarray(8_388_600, 8_388_616));
      await storage.verify(sha256);
    });

    test('the same bytes twice are one blob', async () => {
      const first = await storage.put(FILM);
      expect(await storage.put(FILM)).toEqual(first);
      expect(await everything(storage)).toEqual([first]);
    });

    test('the same bytes from eight writers at once are one blob', async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, () => storage.put(Readable.from([FILM]))));
      expect(await everything(storage)).toEqual([answers[0]]);
      expect(new Set(answers.map(({ sha256 }) => sha256))).toEqual(new Set([nameOf(FILM)]));
      expect(await readAll(await storage.open(nameOf(FILM)))).toEqual(FILM);
    });

    test('replaces what another tool left half-written under the name', async () => {
      await underTest.overwrite(nameOf(FILM), FILM.subarray(0, 4));
      await storage.put(FILM);
      expect(await readAll(await storage.open(nameOf(FILM)))).toEqual(FILM);
    });

    test('other bytes than the announced ones are refused and not kept', async () => {
      const put = storage.put(FILM, { expectedSha256: nameOf(Buffer.from('another')) });
      await expect(put).rejects.toThrow(InvalidInput);
      expect(await everything(storage)).toEqual([]);
    });

    test('the announced bytes are kept', async () => {
      expect(await storage.put(FILM, { expectedSha256: nameOf(FILM) })).toEqual({ sha256: nameOf(FILM), bytes: 10 });
    });

    test('a source that never ends is refused at its limit and closed', async () => {
      const source = endless();
      await expect(storage.put(source, { maxBytes: 1_000_000 })).rejects.toThrow(LimitExceeded);
      expect(source.destroyed).toBe(true);
      expect(await everything(storage)).toEqual([]);
    });

    test('exactly as much as the limit is kept', async () => {
      expect(await storage.put(FILM, { maxBytes: 10 })).toMatchObject({ bytes: 10 });
      await expect(storage.put(FILM, { maxBytes: 9 })).rejects.toThrow(LimitExceeded);
    });

    test('a source that fails midway fails the put with its own error and leaves nothing', async () => {
      const dropped = new Error('the connection dropped');
      await expect(storage.put(bytesThen(FILM, (stream) => stream.destroy(dropped)))).rejects.toBe(dropped);
      expect(await everything(storage)).toEqual([]);
    });

    test('a source that is closed before its end is not taken for a whole one', async () => {
      await expect(storage.put(bytesThen(FILM, (stream) => stream.destroy()))).rejects.toThrow('Premature close');
      expect(await everything(storage)).toEqual([]);
    });

    test('an abort midway rejects with its reason, closes the source and leaves nothing', async () => {
      const abort = new AbortController();
      const source = bytesThen(FILM, () => abort.abort(TOOK_IT_BACK));
      await expect(storage.put(source, { signal: abort.signal })).rejects.toBe(TOOK_IT_BACK);
      expect(source.destroyed).toBe(true);
      expect(await everything(storage)).toEqual([]);
    });

    test('a stream of text is refused: its bytes would depend on a guess', async () => {
      await expect(storage.put(Readable.from(['text']))).rejects.toThrow('Only bytes can be stored.');
    });
  });

  describe('reading', () => {
    test.each([
      ['the first byte', 0, 1, '0'],
      ['the last byte', 9, 10, '9'],
      ['all of it', 0, 10, '0123456789'],
      ['no byte', 4, 4, ''],
      ['over the end', 8, 99, '89'],
      ['just past the end', 10, 11, ''],
      ['far past the end', 99, 100, ''],
    ])('a range of %s is what subarray gives', async (_what, start, endExclusive, text) => {
      await storage.put(FILM);
      const stream = await storage.open(nameOf(FILM), { range: { start, endExclusive } });
      expect((await readAll(stream)).toString()).toBe(text);
    });

    test('a range of a blob of no bytes is empty', async () => {
      const { sha256 } = await storage.put(new Uint8Array());
      expect(await readAll(await storage.open(sha256, { range: { start: 0, endExclusive: 1 } }))).toHaveLength(0);
    });

    test('a range that runs backwards is refused', async () => {
      await storage.put(FILM);
      const opening = storage.open(nameOf(FILM), { range: { start: 5, endExclusive: 2 } });
      await expect(opening).rejects.toThrow(InvalidInput);
    });

    test.each([undefined, { start: 0, endExclusive: 1 }, { start: 3, endExclusive: 3 }])(
      'where there is no blob, the range %j of it is null',
      async (range) => {
        expect(await storage.head(nameOf(FILM))).toBeNull();
        expect(await storage.open(nameOf(FILM), { range })).toBeNull();
      },
    );

    test.each([undefined, { start: 0, endExclusive: 1 }, { start: 50, endExclusive: 60 }])(
      'a blob cut short is noticed on opening %j of it by whoever has its size on record',
      async (range) => {
        await underTest.overwrite(nameOf(FILM), FILM.subarray(0, 4));
        const opening = storage.open(nameOf(FILM), { range, expectedBytes: 10 });
        await expect(opening).rejects.toThrow(MediaCorrupt);
      },
    );

    test('a size that agrees with the record opens', async () => {
      await storage.put(FILM);
      const options = { range: { start: 2, endExclusive: 4 }, expectedBytes: 10 };
      expect((await readAll(await storage.open(nameOf(FILM), options))).toString()).toBe('23');
    });

    test('an abort ends a stream that is being read', async () => {
      const { sha256 } = await storage.put(Buffer.alloc(5_000_000));
      const abort = new AbortController();
      const stream = await storage.open(sha256, { signal: abort.signal });
      const reading = (async () => {
        for await (const _chunk of stream ?? []) abort.abort(TOOK_IT_BACK);
      })();
      await expect(reading).rejects.toMatchObject({ name: 'AbortError', cause: TOOK_IT_BACK });
    });

    test('any bytes come back whole and in any range', async () => {
      const bytes = fc.uint8Array({ maxLength: 3000 });
      const property = fc.asyncProperty(bytes, fc.nat(3500), fc.nat(3500), async (content, start, length) => {
        const { sha256 } = await storage.put(content);
        const range = { start, endExclusive: start + length };
        expect(await readAll(await storage.open(sha256))).toEqual(Buffer.from(content));
        expect(await readAll(await storage.open(sha256, { range }))).toEqual(
          Buffer.from(content.subarray(start, start + length)),
        );
      });
      await fc.assert(property, { numRuns: 40 });
    });
  });

  describe('verifying', () => {
    test('one flipped bit is found', async () => {
      const flipped = Buffer.from(FILM);
      flipped.writeUInt8(flipped.readUInt8(7) ^ 1, 7);
      await storage.put(FILM);
      await storage.verify(nameOf(FILM));
      await underTest.overwrite(nameOf(FILM), flipped);
      await expect(storage.verify(nameOf(FILM))).rejects.toThrow(MediaCorrupt);
    });

    test('a blob that is not there is not found, rather than fine', async () => {
      await expect(storage.verify(nameOf(FILM))).rejects.toThrow(NotFound);
    });
  });

  describe('keeping house', () => {
    test('the list names every blob and nothing else', async () => {
      await storage.check();
      const put = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => storage.put(Buffer.from(text))));
      expect(await everything(storage)).toEqual(put.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)));
    });

    test('a list of nothing is empty', async () => {
      expect(await everything(storage)).toEqual([]);
    });

    test('a deleted blob is gone, can be deleted again and put again', async () => {
      await storage.put(FILM);
      await storage.delete(nameOf(FILM));
      await storage.delete(nameOf(FILM));
      expect(await storage.head(nameOf(FILM))).toBeNull();
      await storage.put(FILM);
      expect(await readAll(await storage.open(nameOf(FILM)))).toEqual(FILM);
    });

    test('a sweep removes the temporary files of dead writers and spares young ones and blobs', async () => {
      const now = new Date('2026-11-21T12:00:00Z');
      await storage.put(FILM);
      await underTest.abandon(new Date('2026-11-21T10:59:59Z'));
      await underTest.abandon(new Date('2026-11-21T11:00:01Z'));
      expect(await storage.sweep(3_600_000, now.getTime())).toBe(1);
      expect(await underTest.temporaryFiles()).toHaveLength(1);
      expect(await storage.sweep(3_598_000, now.getTime())).toBe(1);
      expect(await storage.head(nameOf(FILM))).not.toBeNull();
    });

    test('a storage that nobody used yet is fit for use and has nothing to sweep', async () => {
      expect(await storage.sweep(0, Date.now())).toBe(0);
      await expect(storage.check()).resolves.toBeUndefined();
    });
  });

  test('no name but a hash becomes part of a path, even through a cast', async () => {
    const name = '../../../../etc/passwd' as Sha256;
    await expect(storage.head(name)).rejects.toThrow(InvalidInput);
    await expect(storage.open(name)).rejects.toThrow(InvalidInput);
    await expect(storage.delete(name)).rejects.toThrow(InvalidInput);
    expect(() => toSha256(nameOf(FILM).toUpperCase())).toThrow(InvalidInput);
  });

  test('what was aborted before it began does nothing and says why', async () => {
    const { sha256 } = await storage.put(FILM);
    const signal = AbortSignal.abort(TOOK_IT_BACK);
    await expect(storage.put(Buffer.from('new'), { signal })).rejects.toBe(TOOK_IT_BACK);
    await expect(storage.put(Readable.from([FILM]), { signal })).rejects.toBe(TOOK_IT_BACK);
    await expect(storage.head(sha256, signal)).rejects.toBe(TOOK_IT_BACK);
    await expect(storage.open(sha256, { signal })).rejects.toBe(TOOK_IT_BACK);
    await expect(storage.verify(sha256, signal)).rejects.toBe(TOOK_IT_BACK);
    await expect(storage.delete(sha256, signal)).rejects.toBe(TOOK_IT_BACK);
    await expect(storage.check(signal)).rejects.toBe(TOOK_IT_BACK);
    await expect(storage.list(signal)[Symbol.asyncIterator]().next()).rejects.toBe(TOOK_IT_BACK);
    expect(await everything(storage)).toEqual([{ sha256, bytes: 10 }]);
  });
});
