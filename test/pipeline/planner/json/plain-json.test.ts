import { plainJson } from '../../../../src/pipeline/planner/json/plain-json';
import { listener } from '../told';

function copied(value: unknown) {
  const { warn, codes } = listener();
  return { value: plainJson(value, warn), codes: codes() };
}

test('what JSON can say is the same, and none of it is shared', () => {
  const value = { a: [1, 'two', null, true, { b: -0.5 }] };
  const copy = plainJson(value, () => undefined) as typeof value;
  expect(copy).toEqual(value);
  expect(copy.a).not.toBe(value.a);
});

test('what contains itself is left out where it does', () => {
  const value: Record<string, unknown> = { name: 'x', list: [] };
  value.self = value;
  (value.list as unknown[]).push(value);
  expect(copied(value)).toEqual({ value: { name: 'x', list: [] }, codes: ['CYCLE', 'CYCLE'] });
});

test('what stands in two places and does not contain itself is no cycle', () => {
  const shared = { a: 1 };
  expect(copied([shared, shared])).toEqual({ value: [{ a: 1 }, { a: 1 }], codes: [] });
});

test('keys that reach what every object inherits are removed', () => {
  const value = JSON.parse('{"__proto__":{"polluted":1},"constructor":{},"a":{"prototype":1},"__pro\\u0000to__":2}');
  expect(copied(value)).toEqual({ value: { a: {} }, codes: Array(4).fill('UNSAFE_KEY') });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('what JSON cannot say is left out', () => {
  const value = { a: Number.NaN, b: 1n, c: () => 1, d: Symbol('d'), e: undefined, f: [Number.POSITIVE_INFINITY, 2] };
  expect(copied(value)).toEqual({ value: { f: [2] }, codes: Array(5).fill('NOT_JSON') });
  expect(copied(undefined).value).toBeUndefined();
});

test('text that Postgres refuses is cleaned, and emoji stay', () => {
  expect(copied({ a: 'x\0y\ud800z 😀' })).toEqual({ value: { a: 'xyz 😀' }, codes: ['TEXT_CLEANED'] });
});

test('what lies too deep is left out', () => {
  let value: unknown = 'bottom';
  for (let level = 0; level < 100_000; level += 1) value = [value];
  expect(copied(value).codes).toEqual(['TOO_DEEP']);
});

test('what doubles at each level ends', () => {
  let value: unknown = 'leaf';
  for (let level = 0; level < 39; level += 1) value = [value, value];
  expect(copied(value).codes).toContain('TOO_LARGE');
});

test('a list of a thousand million holes ends', () => {
  expect(copied(new Array(1e9)).value).toEqual([]);
});

test('who answers for a property may refuse to', () => {
  const value = {
    get a(): never {
      throw new Error('no');
    },
  };
  const closed = new Proxy({}, { ownKeys: () => [].map(() => ''), getOwnPropertyDescriptor: () => undefined });
  const refusing = new Proxy(
    {},
    {
      ownKeys() {
        throw new Error('no');
      },
    },
  );
  expect(copied({ value, closed, refusing, b: 1 })).toEqual({
    value: { closed: {}, b: 1 },
    codes: ['UNREADABLE', 'UNREADABLE'],
  });
});

test('warnings name places and never say what stood there', () => {
  const told: string[] = [];
  plainJson({ api: { key: () => 'sk-secret' }, text: 'sk-secret\0' }, ({ message }) => told.push(message));
  expect(told.join()).not.toContain('sk-secret');
});
