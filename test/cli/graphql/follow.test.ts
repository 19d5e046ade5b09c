import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { follow } from '../../../src/cli/graphql/follow';

interface Asked {
  afterSeq: number;
  runId: string;
}

type Answer = (asked: Asked, next: (seq: number) => void, socket: WebSocket) => void;

/** Speaks just enough graphql-transport-ws to send numbers and to hang up when it likes. */
async function following(answer: Answer, { last, afterSeq }: { last: number; afterSeq?: number }) {
  const asked: Asked[] = [];
  const seen: number[] = [];
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    const send = (message: object) => socket.send(JSON.stringify(message));
    socket.on('message', (data) => {
      const { type, id, payload } = JSON.parse(String(data));
      if (type === 'connection_init') send({ type: 'connection_ack' });
      if (type !== 'subscribe') return;
      asked.push(payload.variables);
      answer(payload.variables, (seq) => send({ type: 'next', id, payload: { data: { runEvents: { seq } } } }), socket);
    });
  });
  await once(server, 'listening');
  try {
    await follow<{ seq: number }>(
      {
        document:
          'subscription($runId: ID!, $afterSeq: Int!) { runEvents(runId: $runId, afterSeq: $afterSeq) { seq } }',
        variables: { runId: 'Run_1', ...(afterSeq === undefined ? {} : { afterSeq }) },
        onLine: ({ seq }) => seen.push(seq),
        until: ({ seq }) => seq === last,
      },
      { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 't', waitsMs: [0, 0, 0] },
    );
  } finally {
    for (const socket of server.clients) socket.terminate();
    server.close();
  }
  return { asked, seen };
}

const twoThenHangUp: Answer = ({ afterSeq }, next, socket) => {
  next(afterSeq + 1);
  next(afterSeq + 2);
  socket.close(1011);
};

test('after a cut it asks from the last number that it saw', async () => {
  const { asked, seen } = await following(twoThenHangUp, { last: 6 });
  expect(asked).toEqual([0, 2, 4].map((afterSeq) => ({ runId: 'Run_1', afterSeq })));
  expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
});

test('it begins where it is told to', async () => {
  const { asked, seen } = await following(twoThenHangUp, { last: 9, afterSeq: 6 });
  expect(asked.map(({ afterSeq }) => afterSeq)).toEqual([6, 8]);
  expect(seen).toEqual([7, 8, 9]);
});

test('lines that come twice, or after the last, are not seen', async () => {
  const repeating: Answer = (_asked, next) => {
    for (const seq of [1, 1, 2, 1, 3, 4]) next(seq);
  };
  expect((await following(repeating, { last: 3 })).seen).toEqual([1, 2, 3]);
});

test('a server that hangs up without a line is tried a few times; each line that comes renews its credit', async () => {
  let calls = 0;
  const oftenSilent: Answer = ({ afterSeq }, next, socket) => {
    calls += 1;
    if (calls % 3 === 0) next(afterSeq + 1);
    socket.close(1013, 'try again later');
  };
  expect((await following(oftenSilent, { last: 3 })).seen).toEqual([1, 2, 3]);
  expect(calls).toBe(9);
  const silent = following((_asked, _next, socket) => socket.close(1013, 'try again later'), { last: 1 });
  await expect(silent).rejects.toThrow(/does not come back: closed with 1013 try again later/);
});
