import fc from 'fast-check';
import { canonicalJson, type JsonValue } from '../../../src/pipeline/values/canonical-json';
import { contentHash } from '../../../src/pipeline/values/content-hash';
import { globalId, parseGlobalId } from '../../../src/pipeline/values/global-id';
import { formatMicros, parseMicros } from '../../../src/pipeline/values/money';
import { isRate } from '../../../src/pipeline/values/rate';
import { MOST_COUNT, UUID, uuidV7 } from '../../../src/pipeline/values/uuid';

const micros = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });

test('money reads back as it was written, to the millionth', () => {
  fc.assert(fc.property(micros, (amount) => parseMicros(formatMicros(amount)) === amount));
});

test.each([
  ['0.04', 40_000n, '0.0400'],
  ['12', 12_000_000n, '12.0000'],
  ['0.040001', 40_001n, '0.040001'],
  ['9223372036854.775807', 2n ** 63n - 1n, '9223372036854.775807'],
])('%s is %s micros and is shown as %s', (text, amount, shown) => {
  expect(parseMicros(text)).toBe(amount);
  expect(formatMicros(amount)).toBe(shown);
});

test.each(['', ' 1', '-1', '1e3', '1.', '.5', '0.0000001', '1,5', '٣', '9223372036854.775808', 'NaN'])(
  '"%s" is no amount',
  (text) => expect(parseMicros(text)).toBeNull(),
);

test('money below nothing keeps its sign', () => {
  expect(formatMicros(-40_001n)).toBe('-0.040001');
});

const json = fc.jsonValue() as fc.Arbitrary<JsonValue>;

test('canonical JSON is JSON of the same value', () => {
  fc.assert(
    fc.property(json, (value) => expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))),
  );
});

test('the order of keys changes neither spelling nor hash; any other change does', () => {
  expect(contentHash({ a: 1, b: [2, { d: 3, c: 4 }] })).toBe(contentHash({ b: [2, { c: 4, d: 3 }], a: 1 }));
  expect(contentHash({ a: 1 })).not.toBe(contentHash({ a: '1' }));
  expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
});

test('a number that JSON cannot say is refused instead of hashing like null', () => {
  expect(() => canonicalJson([Number.NaN])).toThrow('NaN has no JSON spelling');
});

const random = fc.uint8Array({ minLength: 8, maxLength: 8 });
const moment = fc.tuple(fc.nat(2 ** 41), fc.nat(MOST_COUNT), random);

test('ids sort by their millisecond and then by their count', () => {
  const idOf = ([ms, count, bytes]: [number, number, Uint8Array]) => uuidV7(ms, count, bytes);
  fc.assert(
    fc.property(moment, moment, (a, b) => {
      const [earlier, later] = [a, b].sort(([ms, n], [otherMs, m]) => ms - otherMs || n - m);
      if (!earlier || !later || (earlier[0] === later[0] && earlier[1] === later[1])) return;
      expect(idOf(earlier) < idOf(later)).toBe(true);
    }),
  );
});

test('an id is a version 7 uuid, and a global id leads back to it', () => {
  fc.assert(
    fc.property(moment, ([ms, count, bytes]) => {
      const id = uuidV7(ms, count, bytes);
      expect(id).toMatch(UUID);
      expect(id[14]).toBe('7');
      expect(parseGlobalId(globalId('Segment', id))).toEqual({ type: 'Segment', rowId: id });
    }),
  );
});

test('what is not an id of ours is null, whatever it is', () => {
  fc.assert(fc.property(fc.string(), (text) => parseGlobalId(text) === null || text.includes('_')));
  expect(parseGlobalId("Segment_' OR 1=1")).toBeNull();
  expect(parseGlobalId('_00000000-0000-7000-8000-000000000000')).toBeNull();
});

test.each([
  [24, 1, true],
  [24_000, 1_001, true],
  [240, 1, true],
  [241, 1, false],
  [1, 2, false],
  [0, 1, false],
  [24.5, 1, false],
])('%d/%d is a rate: %s', (numerator, denominator, expected) => {
  expect(isRate({ numerator, denominator })).toBe(expected);
});
