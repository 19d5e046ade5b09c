import { InvalidInput, LimitExceeded, Unsupported } from '../../../src/pipeline/errors';
import { openOfflineText } from '../../../src/providers/text/offline';
import type { TextRequest } from '../../../src/providers/text/text';
import { madeBy } from '../../support/providers';
import { never, workerExecArgv } from '../../support/suppliers';

const supplier = openOfflineText({ workerExecArgv });
afterAll(() => supplier.close?.());

const PROMPT =
  'Trees cool cities on hot days. Their leaves give off water. Old trees give more shade than young ones. Shade keeps streets cool.';
const json = {
  type: 'object',
  properties: { title: { type: 'string' }, shade: { type: 'string' } },
  required: ['title', 'shade'],
  additionalProperties: false,
} as const;
const write = (order: Partial<TextRequest>, signal = never) =>
  madeBy(supplier, { system: null, prompt: PROMPT, schema: null, mostTokens: 500, variation: 0, ...order }, { signal });

test('prose is sentences of the prompt, counted and free', async () => {
  const { text, value, tokens, costMicros } = await write({ system: 'You are a writer.' });
  for (const sentence of text.split(/(?<=\.) /)) expect(PROMPT).toContain(sentence);
  expect(value).toBeNull();
  expect(tokens).toEqual({ read: Math.ceil((PROMPT.length + 17) / 4), written: Math.ceil(text.length / 4) });
  expect(costMicros).toBe(0n);
});

test('a reply by a schema is its JSON, and the value of it', async () => {
  const { text, value } = await write({ schema: { name: 'reply', json } });
  expect(value).toEqual(JSON.parse(text));
  expect(value).toEqual({ title: expect.any(String), shade: expect.stringContaining('hade') });
});

test('the reply is told while it is written, in pieces that make the whole', async () => {
  const pieces: string[] = [];
  const prompt = `${PROMPT} Zwölf 🌳🌳 standen am Rand. `.repeat(20);
  const { text } = await write({ prompt, onText: (piece) => pieces.push(piece) });
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join('')).toBe(text);
});

test('the same order gives the same reply, from a process made anew, too', async () => {
  const again = openOfflineText({ workerExecArgv });
  const order = { schema: { name: 'reply', json } };
  const first = await write(order);
  expect(await write(order)).toEqual(first);
  expect(await madeBy(again, { system: null, prompt: PROMPT, mostTokens: 500, variation: 0, ...order })).toEqual(first);
  await again.close?.();
});

test('refuses nothing to write from, too much of it, and a schema that it cannot fill', async () => {
  for (const prompt of ['', ' \n', '—?!']) await expect(write({ prompt })).rejects.toThrow(InvalidInput);
  await expect(write({ prompt: 'words '.repeat(150_000) })).rejects.toThrow(LimitExceeded);
  for (const mostTokens of [0, -1, 64_001, Number.NaN])
    await expect(write({ mostTokens })).rejects.toThrow(LimitExceeded);
  const schema = { name: 'reply', json: { type: 'object', properties: { a: { not: {} } }, required: ['a'] } };
  const refusal = await write({ schema }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Unsupported);
  expect(refusal).toMatchObject({
    got: '/a: the keyword not',
    expected: expect.any(String),
    remedy: expect.any(String),
  });
  await expect(write({})).resolves.toBeDefined();
});

test('an order that is taken back ends with its reason, and the next is served', async () => {
  const taken = new AbortController();
  const long = write({ prompt: 'Some words of a sentence. '.repeat(20_000) }, taken.signal);
  setImmediate(() => taken.abort(new Error('taken back')));
  await expect(long).rejects.toThrow('taken back');
  await expect(write({}, taken.signal)).rejects.toThrow('taken back');
  await expect(write({})).resolves.toBeDefined();
});
