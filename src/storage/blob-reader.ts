import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { MediaCorrupt } from '../pipeline/errors';
import type { ByteRange } from '../pipeline/values/byte-range';

/**
 * A range of an open file that fails where the file ends early. `fs.ReadStream` just ends there, and a response with a
 * Content-Length would then leave its client waiting for bytes that never come.
 */
export class BlobReader extends Readable {
  #position: number;

  constructor(
    private readonly file: FileHandle,
    private readonly range: ByteRange,
    signal?: AbortSignal,
  ) {
    super({ highWaterMark: 256 * 1024, signal });
    this.#position = range.start;
  }

  override _read(size: number): void {
    this.#next(size).then(
      (chunk) => this.push(chunk),
      (error: Error) => this.destroy(error),
    );
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.file.close().then(() => callback(error), callback);
  }

  async #next(size: number): Promise<Uint8Array | null> {
    const length = Math.min(size, this.range.endExclusive - this.#position);
    if (length === 0) return null;
    const { bytesRead, buffer } = await this.file.read(Buffer.allocUnsafeSlow(length), 0, length, this.#position);
    if (bytesRead === 0) throw new MediaCorrupt('The file ends before its last byte.');
    this.#position += bytesRead;
    return buffer.subarray(0, bytesRead);
  }
}
