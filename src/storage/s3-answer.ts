import { addAbortSignal, Readable } from 'node:stream';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { Unavailable } from '../pipeline/errors';
import type { ByteRange } from '../pipeline/values/byte-range';
import type { OpenOptions } from './storage';
import { assertSize } from './verify';

/** The stream of an answer that is known to be the one that was asked for. */
export function bodyOf(answer: GetObjectCommandOutput, { range, signal, expectedBytes }: OpenOptions): Readable {
  const body = answer.Body;
  if (!(body instanceof Readable)) throw new Error('The S3 client answered without a Node stream.');
  try {
    assertSize(range ? sizeBehind(range, answer.ContentRange) : answer.ContentLength, expectedBytes);
    return signal ? addAbortSignal(signal, body) : body;
  } catch (error) {
    body.destroy();
    throw error;
  }
}

/** The size of the whole blob. s3rver 3.7.1 sends all of it when asked for the first byte: wrong bytes, status 206. */
function sizeBehind(range: ByteRange, contentRange = 'the whole'): number {
  const [, first, last, size] = (/^bytes (\d+)-(\d+)\/(\d+)$/.exec(contentRange) ?? []).map(Number);
  if (first === range.start && size !== undefined && last === Math.min(range.endExclusive, size) - 1) return size;
  throw new Unavailable('The storage answered with another range than it was asked for.', {
    expected: `bytes ${range.start}-${range.endExclusive - 1}`,
    got: contentRange,
    remedy: 'Update the service behind STORAGE_URL, or whatever stands between.',
  });
}
