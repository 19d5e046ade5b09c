import type { Readable } from 'node:stream';
import { InvalidInput } from '../pipeline/errors';
import type { ByteRange } from '../pipeline/values/byte-range';

declare const checked: unique symbol;
/** A blob's name: 64 lowercase hex digits. Branded, so that text from a URL or a file cannot become a path unchecked. */
export type Sha256 = string & { readonly [checked]: 'sha256' };

export interface BlobInfo {
  readonly sha256: Sha256;
  readonly bytes: number;
}

export interface PutOptions {
  signal?: AbortSignal;
  /** Refuses with `LimitExceeded` as soon as one byte more arrives. It also bounds the local disk that the put may use. */
  maxBytes?: number;
  /** Refuses other bytes with `InvalidInput` and keeps nothing of them. */
  expectedSha256?: Sha256;
  /** Looks at the whole of it, as a file on this machine, before it is kept. What it throws refuses it. */
  inspect?: (path: string) => Promise<void>;
}

export interface OpenOptions {
  signal?: AbortSignal;
  /** Cut to the blob as `subarray` would: a range past the end is an empty stream, not an error. */
  range?: ByteRange;
  /** The size the caller has on record. A blob of another size is `MediaCorrupt` at once, at no cost. */
  expectedBytes?: number;
}

/**
 * Content-addressed blobs. A blob never changes, so a name that was answered once means the same bytes for ever.
 *
 * What reading notices: `open` meets another size when it is told `expectedBytes`, and its stream fails, rather than ends,
 * where bytes go missing underneath it. A changed bit in a blob of the right size is found by `verify` alone: hashing on
 * every read would cost each viewer of a range the whole film.
 *
 * An aborted call rejects with the signal's reason; a stream that was already answered fails with an AbortError caused by it.
 */
export interface Storage {
  /**
   * Takes the source to its end, or destroys it: an HTTP request whose sender must still be answered is piped into a
   * PassThrough. The blob is readable only once it is complete and durable, and storing the same bytes twice, or at the
   * same time, is one blob. A failed or aborted put leaves nothing behind.
   */
  put(source: Readable | Uint8Array, options?: PutOptions): Promise<BlobInfo>;
  head(sha256: Sha256, signal?: AbortSignal): Promise<BlobInfo | null>;
  /** The caller reads the stream to its end or destroys it: until then it holds a file or a socket open. */
  open(sha256: Sha256, options?: OpenOptions): Promise<Readable | null>;
  /** Reads every byte. Throws `MediaCorrupt` where they no longer have the name, `NotFound` where there are none. */
  verify(sha256: Sha256, signal?: AbortSignal): Promise<void>;
  /**
   * Deleting what is not there is done already. A `put` of the same bytes may just have answered with this very blob, so
   * the caller must know that nobody is about to refer to it.
   */
  delete(sha256: Sha256, signal?: AbortSignal): Promise<void>;
  /** In no particular order. Blobs put or deleted meanwhile may or may not be among them. */
  list(signal?: AbortSignal): AsyncIterable<BlobInfo>;
  /**
   * Removes what writers that died left half-written, and answers how many. Only age tells the dead from the living, on
   * this machine and on others: `olderThanMs` must exceed the longest upload to S3, and the longest pause of a source.
   */
  sweep(olderThanMs: number, nowMs: number): Promise<number>;
  /** Writable and reachable, or a refusal that says what to change. */
  check(signal?: AbortSignal): Promise<void>;
}

export function isSha256(text: string): text is Sha256 {
  return /^[0-9a-f]{64}$/.test(text);
}

export function toSha256(text: string): Sha256 {
  if (isSha256(text)) return text;
  throw new InvalidInput('This is no SHA-256.', { expected: '64 lowercase hex digits', got: text.slice(0, 80) });
}

/**
 * Where a blob lies under the root of any storage, so that a bucket and a directory can be copied onto each other.
 * Two levels of 256 keep a directory of a million blobs at 15 entries.
 */
export function blobKey(sha256: Sha256): string {
  // Also what a cast let through: no text but a hash ever becomes part of a path.
  const name = toSha256(sha256);
  return `sha256/${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`;
}
