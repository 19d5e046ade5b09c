import { setImmediate } from 'node:timers/promises';
import { InvalidInput } from '../../../src/pipeline/errors';
import { isOutage } from '../../../src/pipeline/runner/outage';
import { createDataSource } from '../../../src/server/database';
import { createDatabase } from '../../support/database';

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

test('so does one that was lost between two statements of a transaction', async () => {
  const { url, drop } = await createDatabase('empty');
  const store = await createDataSource(url, 2).initialize();
  const runner = store.createQueryRunner();
  await runner.startTransaction();
  const [{ pid }] = await runner.query('SELECT pg_backend_pid() AS pid');
  await store.query('SELECT pg_terminate_backend($1)', [pid]);
  while (!runner.isReleased) await setImmediate();
  expect(isOutage(await runner.commitTransaction().catch((error) => error))).toBe(true);
  await store.destroy();
  await drop();
});

test.each([coded('23505'), coded('42601'), new TypeError('undefined'), new InvalidInput('no'), 'a text', null])(
  '%s comes again however often it is tried',
  (error) => {
    expect(isOutage(error)).toBe(false);
  },
);
