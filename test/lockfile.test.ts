import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { missing } = require('../lockfile.js');

const lock = JSON.parse(readFileSync(join(__dirname, '../package-lock.json'), 'utf8'));

test('the lockfile names the binaries of every platform; `npm run lockfile` completes it', () => {
  expect(missing(lock.packages)).toEqual([]);
});

test('the lockfile holds no addresses: every machine uses the registry that it is set to', () => {
  expect(Object.values<{ resolved?: string }>(lock.packages).filter(({ resolved }) => resolved)).toEqual([]);
});

test('every dependency of ours is an exact version', () => {
  const { dependencies, devDependencies } = lock.packages[''];
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, range]) => !/^\d/.test(String(range)),
  );
  expect(loose).toEqual([]);
});
