import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import { type Storage, toSha256 } from '../../../storage/storage';
import { MediaCorrupt } from '../../errors';

export interface StoredBlob {
  readonly sha256: string;
  readonly bytes: number;
}

/** A list of 10,000 files is read in 20,000 pieces of 50 bytes: in pages they are 4 requests to the storage. */
const PAGE_BYTES = 256 * 1024;
/** Of the newest. A sound beside its picture is in another page than its neighbours. */
const MOST_PAGES = 16;

/** A blob read here and there. */
export class BlobPages {
  readonly #pages = new Map<number, Promise<Buffer>>();

  constructor(
    private readonly storage: Pick<Storage, 'open'>,
    private readonly blob: StoredBlob,
    private readonly signal: AbortSignal,
  ) {}

  /** Cut at the end of the blob, as `subarray` would. */
  async bytes(start: number, endExclusive: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.#paged(start, endExclusive)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** What fits into a page comes out of the pages; what is longer passes them by. */
  async *stream(start: number, endExclusive: number, signal: AbortSignal): AsyncGenerator<Buffer> {
    if (endExclusive - start <= PAGE_BYTES) return yield* this.#paged(start, endExclusive);
    yield* await this.#open(start, endExclusive, signal);
  }

  async *#paged(start: number, endExclusive: number): AsyncGenerator<Buffer> {
    for (let at = start; at < Math.min(endExclusive, this.blob.bytes); ) {
      const page = Math.floor(at / PAGE_BYTES);
      const bytes = await this.#page(page);
      const from = at - page * PAGE_BYTES;
      const chunk = bytes.subarray(from, from + endExclusive - at);
      at += chunk.length;
      yield chunk;
    }
  }

  #page(page: number): Promise<Buffer> {
    const known = this.#pages.get(page);
    const read = known ?? this.#read(page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
    this.#pages.delete(page);
    this.#pages.set(page, read);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > MOST_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    return read;
  }

  async #read(start: number, endExclusive: number): Promise<Buffer> {
    const expected = Math.min(endExclusive, this.blob.bytes) - start;
    const chunks: Buffer[] = [];
    for await (const chunk of await this.#open(start, endExclusive, this.signal)) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    if (bytes.length !== expected) throw lost(this.blob.sha256);
    return bytes;
  }

  async #open(start: number, endExclusive: number, signal: AbortSignal): Promise<Readable> {
    const { sha256, bytes: expectedBytes } = this.blob;
    const range = { start, endExclusive: Math.min(endExclusive, expectedBytes) };
    const opened = await this.storage.open(toSha256(sha256), { range, expectedBytes, signal });
    if (!opened) throw lost(sha256);
    return opened;
  }

  /** For yauzl, which reads the list of files and their heads with it, and never a file. */
  reader(): RandomAccessReader {
    return new PagedReader(this);
  }
}

class PagedReader extends RandomAccessReader {
  constructor(private readonly pages: BlobPages) {
    super();
  }

  override read(...[buffer, offset, length, position, callback]: Parameters<RandomAccessReader['read']>): void {
    const answer = callback as (error: Error | null, bytesRead?: number) => void;
    this.pages.bytes(position, position + length).then(
      (bytes) => answer(null, bytes.copy(buffer, offset)),
      (error) => answer(error),
    );
  }
}

function lost(sha256: string): MediaCorrupt {
  return new MediaCorrupt('The storage no longer has what was brought.', {
    field: ['input', 'uploadId'],
    expected: `a blob named ${sha256}`,
    got: 'none, or a shorter one',
    remedy: 'Bring the file again with `createUpload`.',
  });
}
