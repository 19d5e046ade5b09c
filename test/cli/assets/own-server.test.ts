import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workprint } from '../../support/cli';
import { Studio } from '../../support/studio';

jest.setTimeout(120_000);

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'workprint-own-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('without a server a command starts one on the data of npm start, and leaves the door as it was', async () => {
  const studio = await Studio.start({ WORKPRINT_DATA: dataDir });
  await studio.script(await studio.project('heat'), 'One.\n\nTwo.');
  const busy = await workprint(['assets', 'list', 'heat'], { WORKPRINT_DATA: dataDir });
  expect(busy).toMatchObject({ status: 1, out: '' });
  expect(busy.err).toMatch(/to be free[\s\S]*Set WORKPRINT_URL to the address of that server/);
  await studio.stop();

  const alone = await workprint(['assets', 'list', 'heat', '--json'], { WORKPRINT_DATA: dataDir });
  expect(alone).toMatchObject({ status: 0, err: '' });
  expect(JSON.parse(alone.out)).toMatchObject({ project: 'heat', assets: [] });

  const after = await Studio.start({ WORKPRINT_DATA: dataDir });
  expect(await after.read('{ viewer { role } }')).toEqual({ viewer: { role: 'ADMIN' } });
  await after.stop();
});

test.each([
  [{ WORKPRINT_URL: 'http://127.0.0.1:9' }, [], /A token is needed/],
  [{ WORKPRINT_TOKEN: 'secret-of-somebody' }, [], /no server that it is for/],
  [{}, ['--url', 'ftp://x', '--token', 't'], /no URL of a server/],
  [{ WORKPRINT_URL: 'http://127.0.0.1:9', WORKPRINT_TOKEN: 'secret-of-somebody' }, ['--json'], /does not answer/],
])('with %j and %j it says what is wrong, and never a token', async (environment, flags, reason) => {
  const { status, out, err } = await workprint(['assets', 'list', 'x', ...flags], environment);
  expect(status).toBe(1);
  expect(err).toMatch(reason);
  expect(err + out).not.toContain('secret-of-somebody');
  expect(flags[0] === '--json' ? JSON.parse(out) : out).toEqual(
    flags[0] === '--json' ? { errors: [{ code: 'UNAVAILABLE', message: expect.stringMatching(reason) }] } : '',
  );
});

test('alone it tells how it is used, and wrong words end with 2', async () => {
  const usage = await workprint([]);
  expect(usage).toMatchObject({ status: 0, err: '', out: expect.stringMatching(/workprint assets list RUN/) });
  const help = await workprint(['assets', 'approve', '--help']);
  expect(help).toMatchObject({ status: 0, err: '', out: expect.stringMatching(/--audio/) });
  const wrong = await workprint(['assets', 'approve', 'x', '--audio', '5-1', '--json']);
  expect(wrong.status).toBe(2);
  expect(JSON.parse(wrong.out)).toMatchObject({ errors: [{ code: 'WRONG_USAGE' }] });
  expect(wrong.err.split('\n').slice(1, 3)).toEqual(['', 'workprint assets approve RUN [flags]']);
});
