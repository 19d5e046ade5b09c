import { InvalidInput } from '../../../src/pipeline/errors';
import { isOutage } from '../../../src/pipeline/runner/outage';

const coded = (code: string) => Object.assign(new Error('no'), { code });

test.each(['57P01', '08006', '40P01', '40001', '53300', 'ECONNREFUSED', 'ECONNRESET'])(
  '%s passes by itself',
  (code) => {
    expect(isOutage(coded(code))).toBe(true);
    expect(isOutage(new Error('the query failed', { cause: coded(code) }))).toBe(true);
  },
);

test('a connection that was lost passes by itself', () => {
  expect(isOutage(new Error('Connection terminated unexpectedly'))).toBe(true);
});

test.each([coded('23505'), coded('42601'), new TypeError('undefined'), new InvalidInput('no'), 'a text', null])(
  '%s comes again however often it is tried',
  (error) => {
    expect(isOutage(error)).toBe(false);
  },
);
