import { InvalidInput } from '../errors';

/** A stretch of bytes: 0–1 is the first byte alone. */
export interface ByteRange {
  readonly start: number;
  readonly endExclusive: number;
}

// Blanks round the one range are allowed, as round every element of an RFC 9110 list.
const SINGLE_RANGE = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i;

/**
 * What an HTTP `Range` header asks of `size` bytes. `null` means serve the whole, which RFC 9110 §14.2 always allows and
 * asks for where the header is absent or malformed (`5-2`); we also choose it for several ranges at once, since players
 * do not send them, and for an empty representation, whose ranges no `Content-Range` can name.
 */
export function parseByteRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const [matched, first, last] = SINGLE_RANGE.exec(header ?? '') ?? [];
  if (matched === undefined || size === 0) return null;
  if (first) return between(Number(first), last ? Number(last) : Number.POSITIVE_INFINITY, size);
  return last ? lastBytes(Number(last), size) : null;
}

function between(first: number, last: number, size: number): ByteRange | 'unsatisfiable' | null {
  if (last < first) return null;
  if (first >= size) return 'unsatisfiable';
  return { start: first, endExclusive: Math.min(last, size - 1) + 1 };
}

function lastBytes(count: number, size: number): ByteRange | 'unsatisfiable' {
  if (count === 0) return 'unsatisfiable';
  return { start: Math.max(0, size - count), endExclusive: size };
}

/** Cuts a range to `size` bytes as `subarray` does: 8–99 of 10 bytes is 8–10, and 20–99 is the empty 10–10. */
export function clampByteRange(range: ByteRange, size: number): ByteRange {
  const { start, endExclusive } = range;
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(endExclusive) || start < 0 || endExclusive < start) {
    throw new InvalidInput('This is no range of bytes.', {
      expected: 'whole numbers with 0 <= start <= endExclusive',
      got: `start ${start}, endExclusive ${endExclusive}`,
    });
  }
  return { start: Math.min(start, size), endExclusive: Math.min(endExclusive, size) };
}
