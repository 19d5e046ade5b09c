import { Readable } from 'node:stream';
import type { GetObjectCommandOutput, MultipartUpload, S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { type ByteRange, clampByteRange } from '../pipeline/values/byte-range';
import { bodyOf } from './s3-answer';
import { ifOnS3, onS3, statusOf } from './s3-refusal';
import { upload } from './s3-upload';
import type { S3Place } from './s3-url';
import { Spool } from './spool';
import {
  type BlobInfo,
  blobKey,
  isSha256,
  type OpenOptions,
  type PutOptions,
  type Sha256,
  type Storage,
} from './storage';
import { assertSize, verifyBlob } from './verify';

export interface S3Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export interface S3Options extends S3Place {
  /** A local directory for what is on its way: the name of a blob is known only once its last byte is hashed. */
  spoolDirectory: string;
  /** Instead of what the SDK finds by itself: its environment variables, its files, the role of the machine. */
  credentials?: S3Credentials;
}

const MAX_SOCKETS = 1_000;

/** Blobs as objects of any S3-compatible service: `s3://BUCKET/PREFIX/sha256/aa/bb/<hash>`. */
export class S3Storage implements Storage {
  readonly #sdk: typeof import('@aws-sdk/client-s3');
  readonly #client: S3Client;
  readonly #spool: Spool;

  constructor(private readonly options: S3Options) {
    // Here and not above: a server whose blobs are on disk is spared the SDK's 70 ms.
    this.#sdk = require('@aws-sdk/client-s3');
    this.#client = new this.#sdk.S3Client(clientConfig(options));
    this.#spool = new Spool(options.spoolDirectory);
  }

  put(source: Readable | Uint8Array, options: PutOptions = {}): Promise<BlobInfo> {
    const { signal } = options;
    return this.#spool.take(source, options, async (spooled) => {
      const { sha256, bytes } = spooled;
      const there = await this.head(sha256, signal);
      if (there?.bytes !== bytes) {
        await onS3(upload(spooled, { client: this.#client, at: this.#at(blobKey(sha256)) }, signal));
      }
      return { sha256, bytes };
    });
  }

  async head(sha256: Sha256, signal?: AbortSignal): Promise<BlobInfo | null> {
    const request = new this.#sdk.HeadObjectCommand(this.#at(blobKey(sha256)));
    const there = await ifOnS3(this.#client.send(request, { abortSignal: signal }), signal);
    return there && { sha256, bytes: there.ContentLength ?? 0 };
  }

  async open(sha256: Sha256, options: OpenOptions = {}): Promise<Readable | null> {
    const { range, signal } = options;
    const wanted = range && clampByteRange(range, Number.MAX_SAFE_INTEGER);
    const answer = await this.#get(sha256, wanted, signal);
    if (answer !== 'empty') return answer && bodyOf(answer, options);
    const there = await this.head(sha256, signal);
    if (there) assertSize(there.bytes, options.expectedBytes);
    return there && Readable.from([], { objectMode: false });
  }

  verify(sha256: Sha256, signal?: AbortSignal): Promise<void> {
    return onS3(verifyBlob(this, sha256, signal), signal);
  }

  async delete(sha256: Sha256, signal?: AbortSignal): Promise<void> {
    const request = new this.#sdk.DeleteObjectCommand(this.#at(blobKey(sha256)));
    await ifOnS3(this.#client.send(request, { abortSignal: signal }), signal);
  }

  async *list(signal?: AbortSignal): AsyncGenerator<BlobInfo> {
    const scope = { Bucket: this.options.bucket, Prefix: this.#key('sha256/') };
    let ContinuationToken: string | undefined;
    do {
      const request = new this.#sdk.ListObjectsV2Command({ ...scope, ContinuationToken });
      const page = await onS3(this.#client.send(request, { abortSignal: signal }), signal);
      for (const { Key = '', Size = 0 } of page.Contents ?? []) {
        const name = Key.slice(-64);
        if (isSha256(name) && Key === this.#key(blobKey(name))) yield { sha256: name, bytes: Size };
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
  }

  async sweep(olderThanMs: number, nowMs: number): Promise<number> {
    const files = await this.#spool.sweep(olderThanMs, nowMs);
    return files + (await this.#sweepUploads(nowMs - olderThanMs));
  }

  /** Writes the same empty object each time, since rights to read prove nothing about rights to write. */
  async check(signal?: AbortSignal): Promise<void> {
    await this.#spool.check(signal);
    const probe = new this.#sdk.PutObjectCommand({ ...this.#at('writable'), Body: new Uint8Array() });
    await onS3(this.#client.send(probe, { abortSignal: signal }), signal);
    const bucket = new this.#sdk.HeadBucketCommand({ Bucket: this.options.bucket });
    await onS3(this.#client.send(bucket, { abortSignal: signal }), signal);
  }

  /** 'empty' where HTTP has no word for the range, or the service none for what lies past the end. */
  async #get(
    sha256: Sha256,
    range?: ByteRange,
    signal?: AbortSignal,
  ): Promise<GetObjectCommandOutput | 'empty' | null> {
    if (range && range.start === range.endExclusive) return 'empty';
    const Range = range && `bytes=${range.start}-${range.endExclusive - 1}`;
    const request = new this.#sdk.GetObjectCommand({ ...this.#at(blobKey(sha256)), Range });
    try {
      return await ifOnS3(this.#client.send(request, { abortSignal: signal }), signal);
    } catch (error) {
      if (statusOf(error) === 416) return 'empty';
      throw error;
    }
  }

  /** Parts that a killed writer sent are stored, and paid for, until somebody removes them. */
  async #sweepUploads(before: number): Promise<number> {
    const old = (await this.#unfinished()).filter(({ Initiated }) => Initiated && Initiated.getTime() <= before);
    for (const { Key, UploadId } of old) {
      const request = new this.#sdk.AbortMultipartUploadCommand({ Bucket: this.options.bucket, Key, UploadId });
      await ifOnS3(this.#client.send(request));
    }
    return old.length;
  }

  /** The first thousand: those behind them come up once these are swept. */
  async #unfinished(): Promise<MultipartUpload[]> {
    const scope = { Bucket: this.options.bucket, Prefix: this.#key('sha256/') };
    try {
      return (await onS3(this.#client.send(new this.#sdk.ListMultipartUploadsCommand(scope)))).Uploads ?? [];
    } catch (error) {
      // Such a service is left to expire them itself, as is MinIO, which lists none by prefix and drops them after a day.
      if (statusOf(error) === 501) return [];
      throw error;
    }
  }

  #key(name: string): string {
    return this.options.prefix ? `${this.options.prefix}/${name}` : name;
  }

  #at(name: string): { Bucket: string; Key: string } {
    return { Bucket: this.options.bucket, Key: this.#key(name) };
  }
}

function clientConfig({ endpoint, region, forcePathStyle, credentials }: S3Options): S3ClientConfig {
  return {
    forcePathStyle,
    ...(endpoint && { endpoint }),
    // Whoever names an endpoint seldom has regions; without one, the SDK looks for AWS_REGION itself.
    ...((region || endpoint) && { region: region ?? 'us-east-1' }),
    ...(credentials && { credentials }),
    // Uploads say which checksum they want. The SDK's default would add a CRC32 that older services refuse.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: 5_000,
      // A service that hangs, or a viewer who paused: a player asks again from where it was.
      socketTimeout: 60_000,
      // Every stream that somebody watches holds a socket. At the SDK's 50, the next request would wait for a viewer to leave.
      httpAgent: { maxSockets: MAX_SOCKETS },
      httpsAgent: { maxSockets: MAX_SOCKETS },
    },
  };
}
