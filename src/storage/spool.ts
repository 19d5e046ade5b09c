import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { types } from 'node:util';
import { InvalidInput, LimitExceeded } from '../pipeline/errors';
import { ifThere, onDisk } from './disk-refusal';
import { type BlobInfo, type PutOptions, toSha256 } from './storage';

/** Bytes that arrived whole, and the open temporary file that holds them. */
export interface Spooled extends BlobInfo {
  readonly path: string;
  readonly file: FileHandle;
}

/** Temporary files on the way in. Each lives as long as its `take`, or, where the process died, until `sweep`. */
export class Spool {
  constructor(private readonly directory: string) {}

  /** Receives the source into a file, hands that to `keep`, and then removes it if it is still there. */
  async take<T>(
    source: Readable | Uint8Array,
    options: PutOptions,
    keep: (spooled: Spooled) => Promise<T>,
  ): Promise<T> {
    const chunks = arrival(source, options.signal);
    try {
      return await this.#withFile(async (path, file) => {
        const info = await receive(chunks, file, options);
        options.signal?.throwIfAborted();
        await options.inspect?.(path);
        return await keep({ ...info, path, file });
      });
    } catch (error) {
      options.signal?.throwIfAborted();
      throw error;
    } finally {
      if (!types.isUint8Array(source)) source.destroy();
    }
  }

  async sweep(olderThanMs: number, nowMs: number): Promise<number> {
    let swept = 0;
    for (const name of (await ifThere(readdir(this.directory))) ?? []) {
      const path = join(this.directory, name);
      // A slow writer's file stays young: each chunk that arrives renews its time.
      const there = name.endsWith('.part') ? await ifThere(stat(path)) : null;
      if (there === null || there.mtimeMs > nowMs - olderThanMs) continue;
      await onDisk(rm(path, { force: true }));
      swept += 1;
    }
    return swept;
  }

  async check(signal?: AbortSignal): Promise<void> {
    await this.take(new Uint8Array(1), { signal }, ({ file }) => onDisk(file.sync()));
  }

  async #withFile<T>(use: (path: string, file: FileHandle) => Promise<T>): Promise<T> {
    await onDisk(mkdir(this.directory, { recursive: true }));
    const path = join(this.directory, `${randomUUID()}.part`);
    const file = await onDisk(open(path, 'wx'));
    try {
      return await use(path, file);
    } finally {
      await file.close();
      await rm(path, { force: true });
    }
  }
}

function arrival(source: Readable | Uint8Array, signal: AbortSignal | undefined): AsyncIterable<unknown> {
  if (types.isUint8Array(source)) return slices(source);
  source.on('error', () => {
    // Else one that comes before the first read would end the process; the loop that reads throws it anyway.
  });
  return signal ? addAbortSignal(signal, source) : source;
}

/** 1 MiB at a time, so that hashing a large array does not hold up everybody else: 0.6 ms a slice. */
async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const size = 1 << 20;
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function receive(chunks: AsyncIterable<unknown>, file: FileHandle, options: PutOptions): Promise<BlobInfo> {
  const { signal, maxBytes = Number.POSITIVE_INFINITY, expectedSha256 } = options;
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    const block = asBytes(chunk);
    bytes += block.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    const written = onDisk(file.writeFile(block));
    hash.update(block);
    await written;
  }
  const sha256 = toSha256(hash.digest('hex'));
  if (expectedSha256 && sha256 !== expectedSha256) throw otherBytes(expectedSha256, sha256);
  return { sha256, bytes };
}

function asBytes(chunk: unknown): Uint8Array {
  if (types.isUint8Array(chunk)) return chunk;
  throw new InvalidInput('Only bytes can be stored.', {
    expected: 'a stream of bytes',
    got: `a stream that gives a ${typeof chunk}`,
    remedy: 'Read it without setEncoding and outside object mode.',
  });
}

function tooLarge(maxBytes: number): LimitExceeded {
  return new LimitExceeded('The file is too large.', {
    expected: `at most ${maxBytes} bytes`,
    got: `more than ${maxBytes} bytes`,
    remedy: 'Send a smaller file, or raise the limit.',
  });
}

function otherBytes(expected: string, got: string): InvalidInput {
  return new InvalidInput('These are not the bytes that were announced.', {
    expected: `SHA-256 ${expected}`,
    got: `SHA-256 ${got}`,
    remedy: 'Send the file again; if it has changed, announce the new hash.',
  });
}
