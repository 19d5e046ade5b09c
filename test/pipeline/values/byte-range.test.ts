import fc from 'fast-check';
import { InvalidInput } from '../../../src/pipeline/errors';
import { clampByteRange, parseByteRange } from '../../../src/pipeline/values/byte-range';

describe('a Range header against 100 bytes', () => {
  test.each([
    ['bytes=0-0', { start: 0, endExclusive: 1 }],
    ['bytes=99-99', { start: 99, endExclusive: 100 }],
    ['bytes=10-', { start: 10, endExclusive: 100 }],
    ['bytes=90-500', { start: 90, endExclusive: 100 }],
    ['bytes=0-99999999999999999999999999', { start: 0, endExclusive: 100 }],
    ['bytes=-1', { start: 99, endExclusive: 100 }],
    ['bytes=-500', { start: 0, endExclusive: 100 }],
    ['Bytes=0-1', { start: 0, endExclusive: 2 }],
    ['bytes= 0-1\t', { start: 0, endExclusive: 2 }],
  ])('%j is a range', (header, range) => {
    expect(parseByteRange(header, 100)).toEqual(range);
  });

  test.each(['bytes=100-', 'bytes=100-200', 'bytes=-0', `bytes=${'9'.repeat(40)}-`])('%j has no byte', (header) => {
    expect(parseByteRange(header, 100)).toBe('unsatisfiable');
  });

  test.each([
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=5-2',
    'bytes=0-1,5-6',
    'bytes=a-b',
    'bytes=0x1-2',
    'bytes=1.5-2',
    'bytes=--1',
    'bytes 0-1',
    'frames=0-1',
    'bytes=0-1\n',
  ])('%j asks for the whole', (header) => {
    expect(parseByteRange(header, 100)).toBeNull();
  });
});

test.each(['bytes=0-', 'bytes=-5', 'bytes=0-0'])('%j of an empty representation asks for the whole', (header) => {
  expect(parseByteRange(header, 0)).toBeNull();
});

test('every first and last byte reads as what a slice of the bytes would hold', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(300), fc.nat(300), (bytes, first, extra) => {
      const range = parseByteRange(`bytes=${first}-${first + extra}`, bytes.length);
      const sliced = bytes.slice(first, first + extra + 1);
      if (range === null) throw new Error('a well-formed range was ignored');
      if (range === 'unsatisfiable') expect(sliced).toHaveLength(0);
      else expect(bytes.slice(range.start, range.endExclusive)).toEqual(sliced);
    }),
  );
});

test('every suffix reads as a slice from the end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.integer({ min: 1, max: 300 }), (bytes, count) => {
      const range = parseByteRange(`bytes=-${count}`, bytes.length);
      if (range === null || range === 'unsatisfiable') throw new Error('a suffix of at least 1 byte was refused');
      expect(bytes.slice(range.start, range.endExclusive)).toEqual(bytes.slice(-count));
    }),
  );
});

test('whatever a client sends, a range that comes back lies inside the bytes and is not empty', () => {
  const header = fc.oneof(fc.string(), fc.stringMatching(/^bytes=[0-9,\- ]{0,30}$/));
  fc.assert(
    fc.property(header, fc.nat(), (text, size) => {
      const range = parseByteRange(text, size);
      if (range === null || range === 'unsatisfiable') return;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.start).toBeLessThan(range.endExclusive);
      expect(range.endExclusive).toBeLessThanOrEqual(size);
    }),
  );
});

test('a range is cut as a slice is, wherever it lies', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.nat(300), fc.nat(300), (bytes, start, length) => {
      const cut = clampByteRange({ start, endExclusive: start + length }, bytes.length);
      expect(bytes.slice(cut.start, cut.endExclusive)).toEqual(bytes.slice(start, start + length));
      expect(cut.endExclusive).toBeLessThanOrEqual(bytes.length);
    }),
  );
});

test.each([
  [-1, 5],
  [5, 2],
  [0.5, 2],
  [0, Number.POSITIVE_INFINITY],
  [Number.NaN, 2],
])('a range from %p to %p is refused, never guessed at', (start, endExclusive) => {
  expect(() => clampByteRange({ start, endExclusive }, 10)).toThrow(InvalidInput);
});
