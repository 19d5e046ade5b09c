import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { headOf, messagesOf, tailOf } from '../../../src/server/fan-out/messages';
import { batchesOf, type Frame } from '../../../src/server/fan-out/page';

const frame = (seq: number, payload: unknown): Frame => ({
  after: seq - 1,
  seq,
  tail: tailOf(JSON.stringify(payload)),
});

/** What a client of `ws` makes of these bytes. */
async function received(bytes: Buffer, count: number): Promise<unknown[]> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (_, request) => request.socket.write(bytes));
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const messages: unknown[] = [];
  await new Promise<void>((resolve) => {
    client.on('message', (data, isBinary) => {
      messages.push(isBinary ? null : JSON.parse(String(data)));
      if (messages.length === count) resolve();
    });
  });
  client.terminate();
  sockets.close();
  server.close();
  return messages;
}

test('messages of every length are what graphql-ws would have written', async () => {
  const id = 'a "quoted" ïd';
  const lengths = [0, 1, 60, 70, 71, 72, 73, 124, 125, 126, 127, 65_400, 65_450, 65_535, 65_536, 200_000];
  const payloads = lengths.map((length) => ({ data: { text: 'ü'.repeat(length % 3) + 'x'.repeat(length) } }));
  const batch = payloads.map((payload, index) => frame(index + 1, payload));
  const messages = await received(messagesOf(headOf(id), batch), batch.length);
  expect(messages).toEqual(payloads.map((payload) => ({ id, type: 'next', payload })));
});

test('frames are written together up to 64 kB, a larger one alone, in their order', () => {
  const frames = [10, 63_000, 63_000, 200_000, 10, 10].map((length, index) => frame(index + 1, 'x'.repeat(length)));
  const batches = batchesOf(frames);
  expect(batches.map((batch) => batch.map(({ seq }) => seq))).toEqual([[1, 2], [3], [4], [5, 6]]);
  expect(batchesOf([])).toEqual([]);
});
