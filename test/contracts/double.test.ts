import type { Documented } from '../../src/providers/documented';
import { VendorDouble } from '../support/double';
import { sampleOf } from '../support/samples';

const DOCUMENTED: Documented = {
  baseUrl: 'ACME_BASE_URL',
  made: [
    {
      method: 'POST',
      path: '/jobs',
      status: 201,
      body: { json: { id: 'j1', words: '{{reply}}', of: '{{characters}}' } },
    },
    { method: 'POST', path: '/jobs', body: { events: [{ type: 'said', text: '{{reply}}' }, '[DONE]'] } },
    {
      method: 'GET',
      path: '/jobs/:id',
      headers: { 'x-seconds': '{{seconds}}' },
      body: { json: { at: '{{url image/png}}' } },
    },
    { method: 'GET', path: '/jobs/:id/pieces', body: { json: ['{{base64 audio/pcm}}', 'for {{seconds}} s'] } },
    { method: 'POST', path: '/models/:model:speak', body: { media: 'audio/wav' } },
  ],
  pending: { method: 'GET', path: '/jobs/:id', body: { json: { at: null } } },
  refused: { method: 'GET', path: '/jobs/:id', body: { json: { no: '{{said}}' } } },
  error: { error: { message: '{{said}}' } },
  checked: { method: 'GET', path: '/jobs/latest', body: { json: [] } },
};
const ORDER = { reply: 'A "word".', said: 'Never.', characters: 12, seconds: 2.5 };

let double: VendorDouble;
beforeEach(async () => {
  double = await VendorDouble.open(DOCUMENTED, 'https://api.acme.test/v1/', ORDER);
});
afterEach(() => double.close());

const ask = (path: string, init?: RequestInit) => fetch(`${double.baseUrl}${path}`, init);
const json = async (path: string, init?: RequestInit): Promise<unknown> => (await ask(path, init)).json();

test('it answers below the path of the vendor, with what only the moment knows', async () => {
  expect(new URL(double.baseUrl).pathname).toBe('/v1');
  const reply = await ask('/jobs', { method: 'POST', body: '{}' });
  expect([reply.status, await reply.json()]).toEqual([201, { id: 'j1', words: 'A "word".', of: 12 }]);
  const made = await ask('/jobs/j1?wait=1');
  expect(made.headers.get('x-seconds')).toBe('2.5');
  const { at } = (await made.json()) as { at: string };
  expect(Buffer.from(await (await fetch(at)).arrayBuffer()).equals(await sampleOf('image/png'))).toBe(true);
  const pcm = (await sampleOf('audio/pcm')).toString('base64');
  expect(await json('/jobs/j1/pieces')).toEqual([pcm, 'for 2.5 s']);
  const wav = await ask('/models/clear-2:speak', { method: 'POST' });
  expect(Buffer.from(await wav.arrayBuffer()).toString('latin1', 0, 4)).toBe('RIFF');
  expect(double.ledger.map(({ is }) => is)).toEqual([0, 1, 'FILE', 2, 3]);
});

test('who asks for a stream gets one', async () => {
  const headers = { 'content-type': 'application/json' };
  const reply = await ask('/jobs', { method: 'POST', headers, body: '{"stream": true}' });
  expect(await reply.text()).toBe('event: said\ndata: {"type":"said","text":"A \\"word\\"."}\n\ndata: [DONE]\n\n');
});

test('it is asked as often as it says before it is done, and may refuse', async () => {
  double.play = { pending: 2 };
  const [first, second, third] = [await json('/jobs/j1'), await json('/jobs/j1'), await json('/jobs/j1')];
  expect([first, second]).toEqual([{ at: null }, { at: null }]);
  expect(third).toEqual({ at: expect.stringContaining('image/png') });
  double.play = { deed: { does: 'REFUSE' } };
  expect(await json('/jobs/j1')).toEqual({ no: 'Never.' });
});

test('it fails where it is told to, and nowhere else', async () => {
  double.play = { at: 1, deed: { does: 'FAIL', status: 429, headers: { 'retry-after': '7' } } };
  expect((await ask('/jobs', { method: 'POST' })).status).toBe(201);
  const failed = await ask('/jobs/j1');
  expect([failed.status, failed.headers.get('retry-after')]).toEqual([429, '7']);
  expect(await failed.json()).toEqual({ error: { message: 'Never.' } });
  double.play = { at: 1, deed: { does: 'RUN OUT' } };
  expect((await ask('/jobs/j1')).status).toBe(402);
});

test.each(['LENGTH', 'CHUNKS'] as const)('a reply that is cut by its %s is no whole one', async (by) => {
  double.play = { deed: { does: 'CUT', by } };
  await expect(json('/jobs', { method: 'POST' })).rejects.toThrow();
});

test('what is spelled out goes before any name, and what is not documented is written down', async () => {
  expect(await json('/jobs/latest')).toEqual([]);
  expect((await ask('/elsewhere', { headers: { 'x-word': 'a' } })).status).toBe(404);
  expect((await fetch(`${double.origin}/jobs/j1`)).status).toBe(404);
  expect(double.ledger.map(({ is, path }) => [is, path])).toEqual([
    ['CHECK', '/v1/jobs/latest'],
    [null, '/v1/elsewhere'],
    [null, '/jobs/j1'],
  ]);
  expect(double.ledger[1]?.headers['x-word']).toBe('a');
});
