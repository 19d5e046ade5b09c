import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VENDOR_SETTINGS, VENDORS } from '../../src/providers/catalogue';
import { openaiSpeech } from '../../src/providers/speech/openai';
import { type Said, workprint } from '../support/cli';
import { createDatabase, type TestDatabase } from '../support/database';
import { VendorDouble } from '../support/double';

jest.setTimeout(120_000);

const KEY = 'sk-canary-of-the-command-line';

let folder: string;
let database: TestDatabase;
let double: VendorDouble;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-providers-'));
  database = await createDatabase();
  if (!openaiSpeech.documented) throw new Error('It documents nothing.');
  const order = { reply: '{}', said: `Not with ${KEY}.`, characters: 5, seconds: 2 };
  double = await VendorDouble.open(openaiSpeech.documented, 'https://api.openai.com/v1', order);
});
afterAll(async () => {
  await double?.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]): Promise<Said> =>
  workprint(['providers', ...args], {
    cwd: folder,
    WORKPRINT_DATA: join(folder, 'data'),
    DATABASE_URL: database.url,
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: double.baseUrl,
  });

test('everybody is listed with what they need, ask and are', async () => {
  const { status, out } = await run('list');
  expect(status).toBe(0);
  expect(out).toMatch(/^elevenlabs-speech +speech +needs ELEVENLABS_API_KEY/m);
  expect(out).toMatch(/^openai-speech +speech +ready/m);
  expect(out).toMatch(/^offline-image +image +offline/m);
  expect(out).toMatch(/^press-image +image +offline/m);
  expect(out).not.toContain(KEY);
  const spoken = await run('list', '--capability', 'speech', '--models');
  expect(spoken.out).toMatch(/^elevenlabs-speech +eleven_multilingual_v2 +\$0\.30 per 1,000/m);
  expect(spoken.out).not.toContain('offline-image');
  expect((await run('list', '--capability', 'smell')).status).toBe(2);
});

test('one is tried by its key, and by an order for no more than was said', async () => {
  double.play = {};
  expect(await run('test', 'openai-speech')).toMatchObject({
    status: 0,
    out: expect.stringMatching(/openai-speech takes our key/),
  });
  expect((await run('test', 'openai-speech', '--most', '0.01')).out).toMatch(
    /works: it took [\d.]+ s and cost \$0\.0\d+/,
  );
  double.play = { at: 'CHECK', deed: { does: 'FAIL', status: 401 } };
  const failed = await run('test', 'openai-speech');
  expect(failed.status).toBe(1);
  expect(failed.out).toContain('UNAUTHORISED: OpenAI does not take our key');
  expect(`${failed.out}${failed.err}`).not.toContain(KEY);
  expect(await run('test', 'openai-speech', '--most', 'much')).toMatchObject({ status: 2 });
  expect(await run('test', 'nobody')).toMatchObject({
    status: 1,
    err: expect.stringContaining('one of anthropic-text'),
  });
});

test('a map of voices that is none is refused with its reason', async () => {
  expect(await run('voices', 'nowhere', 'missing.json')).toMatchObject({
    status: 1,
    err: expect.stringContaining('ENOENT'),
  });
  await writeFile(join(folder, 'half.json'), '{ "MARA": ');
  expect(await run('voices', 'nowhere', 'half.json')).toMatchObject({
    status: 1,
    err: expect.stringContaining('is no JSON'),
  });
  await writeFile(join(folder, 'voice_map.json'), '{ "MARA": "rachel" }');
  expect(await run('voices', 'nowhere', 'voice_map.json')).toMatchObject({
    status: 1,
    err: expect.stringContaining('no project'),
  });
});

test('the table of the README names every vendor and every setting that it needs or may be told', async () => {
  const page = await readFile(join(__dirname, '../../README.md'), 'utf8');
  for (const { name } of VENDORS) expect(page).toContain(`\`${name}\``);
  for (const { name } of VENDOR_SETTINGS) expect(page).toContain(`\`${name}\``);
});
