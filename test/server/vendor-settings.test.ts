import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidInput } from '../../src/pipeline/errors';
import { baseUrl, type Setting, secretKey } from '../../src/providers/provider';
import { vendorSettings } from '../../src/server/vendor-settings';

const DECLARED: readonly Setting[] = [
  secretKey('ACME_API_KEY', 'The key of Acme.'),
  baseUrl('ACME_BASE_URL', 'https://api.acme.example/v1'),
  { name: 'ACME_MODEL', is: 'WORD', otherwise: null, about: 'Which model.' },
];

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-settings-'));
  file = join(dir, 'secrets.env');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const read = (environment: Record<string, string> = {}) => vendorSettings({ environment, file }, DECLARED);
const refusal = (environment: Record<string, string> = {}): InvalidInput => {
  try {
    read(environment);
  } catch (error) {
    if (error instanceof InvalidInput) return error;
    throw error;
  }
  throw new Error('It was not refused.');
};

async function kept(text: string, mode = 0o600): Promise<void> {
  await writeFile(file, text);
  await chmod(file, mode);
}

test('a setting is its variable, else what the file of its name says, else its line in the secret file', async () => {
  await kept(
    '# keys\nACME_API_KEY="from the-file"\n'.replace('from the-file', 'from-the-secret-file') +
      'export ACME_MODEL = large-1\n',
  );
  expect(Object.fromEntries(read().given)).toEqual({ ACME_API_KEY: 'from-the-secret-file', ACME_MODEL: 'large-1' });
  await writeFile(join(dir, 'key'), 'from-a-mounted-file\n');
  const mounted = { ACME_API_KEY_FILE: join(dir, 'key') };
  expect(read(mounted).given.get('ACME_API_KEY')).toBe('from-a-mounted-file');
  expect(read({ ...mounted, ACME_API_KEY: 'from-the-variable' }).given.get('ACME_API_KEY')).toBe('from-the-variable');
});

test('an empty variable says nothing, and what nobody declared is not read', () => {
  expect(read({ ACME_API_KEY: '', OTHER_API_KEY: 'not-ours-at-all' }).given.size).toBe(0);
});

test('a secret file that others may read is refused, with its mode and how to mend it', async () => {
  for (const mode of [0o640, 0o604, 0o644]) {
    await kept('ACME_API_KEY=key-that-is-secret', mode);
    expect(refusal()).toMatchObject({ got: `0${mode.toString(8)}`, remedy: `chmod 600 ${file}` });
  }
});

test('a line that is none is refused without being shown', async () => {
  await kept('ACME_MODEL=large\nsk-this-is-a-key-on-a-line-of-its-own\n');
  const told = refusal();
  expect(told.got).toContain('entry 2');
  expect(JSON.stringify({ ...told, message: told.message })).not.toContain('sk-this');
});

test.each([
  ['ACME_BASE_URL', 'ftp://acme.example', 'ftp://acme.example'],
  ['ACME_BASE_URL', 'https://user:pw@acme.example', 'https://user:pw@acme.example'],
  ['ACME_API_KEY', 'two words of a key', 'not shown'],
  ['ACME_API_KEY_FILE', '/nowhere/at/all', '/nowhere/at/all'],
])('%s of %j is refused', (name, value, got) => {
  const told = refusal({ [name]: value });
  expect(told.field).toEqual([name]);
  expect(told.got).toContain(got);
});

test('an address is kept without the slash at its end', () => {
  expect(read({ ACME_BASE_URL: 'http://127.0.0.1:9/v1/' }).given.get('ACME_BASE_URL')).toBe('http://127.0.0.1:9/v1');
});

test('keys alone are masked, whatever form they are in', () => {
  const { secrets } = read({ ACME_API_KEY: 'k"ey/with?signs', ACME_MODEL: 'large-model' });
  const said = `k"ey/with?signs ${JSON.stringify('k"ey/with?signs')} ${encodeURIComponent('k"ey/with?signs')} large-model`;
  expect(secrets.mask(said)).toBe('[ACME_API_KEY] "[ACME_API_KEY]" [ACME_API_KEY] large-model');
  expect(secrets.areIn(Buffer.from(said))).toBe(true);
  expect(secrets.areIn(Buffer.from('large-model'))).toBe(false);
});
