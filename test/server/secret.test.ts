import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotConfigured } from '../../src/pipeline/errors';
import { readSecret } from '../../src/server/secret';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'workprint-secret-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('of servers that start at once all get the secret of one, and nothing is left beside it', async () => {
  const secrets = await Promise.all(Array.from({ length: 8 }, () => readSecret({ secret: null, dataDir })));
  expect(new Set(secrets.map((secret) => secret.toString('hex'))).size).toBe(1);
  expect(secrets[0]).toHaveLength(32);
  expect(await readFile(join(dataDir, 'secret'), 'utf8')).toBe(secrets[0]?.toString('hex'));
  expect(await readdir(dataDir)).toEqual(['secret']);
});

test('a file without a secret is refused: everybody could sign with it', async () => {
  await writeFile(join(dataDir, 'secret'), '');
  await expect(readSecret({ secret: null, dataDir })).rejects.toThrow(NotConfigured);
});

test('the secret of the environment needs no file', async () => {
  const secret = 's'.repeat(32);
  expect((await readSecret({ secret, dataDir })).toString()).toBe(secret);
  expect(await readdir(dataDir)).toEqual([]);
});
