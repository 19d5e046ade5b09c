/** Many stock graphql-ws clients in a process of their own. Told what to expect, it says when the last of them has heard all. */
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type AudienceOptions, FIXED_ID, type FromAudience, type Line, QUERY, type Span } from '../fanout/turn';

const CONNECTING_AT_ONCE = 50;

const options: AudienceOptions = JSON.parse(process.argv[2] ?? '{}');
const say = (message: FromAudience): void => void process.send?.(message);

let span: Span = { from: options.after + 1, to: options.after + 1 };
let waiting = options.clients;
let faults = 0;
let whenAllHeard: FromAudience = { kind: 'ready' };

interface Listener {
  next: number;
}
const listeners: Listener[] = [];

function hear(listener: Listener, seq: number): void {
  if (seq !== listener.next) faults += 1;
  listener.next = seq + 1;
  if (seq !== span.to) return;
  waiting -= 1;
  if (waiting === 0) say(whenAllHeard.kind === 'ready' ? whenAllHeard : { kind: 'heard', faults });
}

/** Answers when its first line has come. */
function listen(): Promise<void> {
  const listener: Listener = { next: span.from };
  listeners.push(listener);
  const client = createClient({
    url: `${options.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { Authorization: `Bearer ${options.token}` },
    retryAttempts: 0,
    ...(options.hasFixedId ? { generateID: () => FIXED_ID } : {}),
  });
  return new Promise((resolve, reject) => {
    const request = { query: QUERY, variables: { id: options.runId, after: options.after } };
    client.subscribe<Line>(request, {
      next: ({ data, errors }) => {
        if (!data) return reject(new Error(JSON.stringify(errors)));
        hear(listener, data.runEvents.seq);
        resolve();
      },
      error: reject,
      complete: () => reject(new Error('A subscription ended.')),
    });
  });
}

async function connect(): Promise<void> {
  let left = options.clients;
  const one = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await listen();
    }
  };
  await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, one));
}

process.on('message', (expected: Span) => {
  whenAllHeard = { kind: 'heard', faults: 0 };
  span = expected;
  waiting = options.clients;
  faults = 0;
  for (const listener of listeners) listener.next = expected.from;
});
process.on('disconnect', () => process.exit(0));

connect().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : JSON.stringify(error)}\n`);
  process.exit(1);
});
