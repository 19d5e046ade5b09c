import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { ServerProcess } from '../harness/child';
import type { Comparison } from '../harness/comparison';
import { type Figures, takeTurns } from '../harness/turns';
import { residentMegabytes } from './cost';
import type { RunLog } from './log';
import { FIXED_ID, QUERY } from './turn';

const STOPPED = 50;
const READING = 10;
/** 6 MB for each client: more than the kernel keeps for a socket. */
const [LINES, NOTE] = [100, 'x'.repeat(60_000)];
/** Of some 230 MB: an eighth is some half a megabyte for each who stops. */
const MOST_TIMES = 1.125;
const HELD = 'server MB';
const [WHO_READ, WHO_STOP] = [`${STOPPED} who read`, `${STOPPED} who stop`];

interface Where {
  readonly url: string;
  readonly token: string;
  readonly runId: string;
}

/** A client that can stop reading. Should the server hang up meanwhile, it comes back and asks from where it was. */
class Client {
  #socket: WebSocket | null = null;
  #last: number;
  #faults = 0;
  #isLeaving = false;
  #wake: () => void = () => undefined;

  constructor(
    private readonly where: Where,
    after: number,
  ) {
    this.#last = after;
  }

  async open(): Promise<void> {
    const { url, token, runId } = this.where;
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    this.#socket = socket;
    await once(socket, 'open');
    socket.on('message', (data) => this.#hear(String(data)));
    socket.once('close', () => this.#isLeaving || void this.open());
    socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: `Bearer ${token}` } }));
    const payload = { query: QUERY, variables: { id: runId, after: this.#last } };
    await once(socket, 'message');
    socket.send(JSON.stringify({ id: FIXED_ID, type: 'subscribe', payload }));
  }

  #hear(text: string): void {
    const seq = Number(/"seq":(\d+)/.exec(text)?.[1]);
    if (Number.isNaN(seq)) return;
    if (seq !== this.#last + 1) this.#faults += 1;
    this.#last = seq;
    this.#wake();
  }

  stop(): void {
    this.#socket?.pause();
  }

  readAgain(): void {
    this.#socket?.resume();
  }

  /** How many lines were lost, repeated or misplaced, once it has this one. */
  async heard(seq: number): Promise<number> {
    while (this.#last < seq) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#faults;
  }

  leave(): void {
    this.#isLeaving = true;
    this.#socket?.terminate();
  }
}

/** What the server holds when everybody who reads has all lines. Then all the others read as well. */
async function turn(server: ServerProcess, log: RunLog, { token, stop }: { token: string; stop: boolean }) {
  const { from: first, to: last } = log.ahead(LINES);
  const where = { url: server.url, token, runId: log.runId };
  const clients = Array.from({ length: STOPPED + READING }, () => new Client(where, first - 1));
  await Promise.all(clients.map((client) => client.open()));
  const heard = (some: readonly Client[], seq: number) => Promise.all(some.map((client) => client.heard(seq)));
  await log.write(1);
  await heard(clients, first);
  if (stop) for (const client of clients.slice(READING)) client.stop();
  await log.write(LINES - 1, NOTE);
  await heard(stop ? clients.slice(0, READING) : clients, last);
  const figures: Figures = { [HELD]: await residentMegabytes(server.pid) };
  for (const client of clients) client.readAgain();
  const faults = (await heard(clients, last)).reduce((sum, count) => sum + count, 0);
  for (const client of clients) client.leave();
  if (faults > 0) throw new Error(`${faults} lines were lost, repeated or out of order.`);
  return figures;
}

/** The same lines to clients who read and to clients who stop, and then read again and miss nothing. */
export async function stoppedReaders(
  server: ServerProcess,
  log: RunLog,
  { token, rounds }: { token: string; rounds: number },
): Promise<Comparison> {
  const contenders = {
    [WHO_READ]: () => turn(server, log, { token, stop: false }),
    [WHO_STOP]: () => turn(server, log, { token, stop: true }),
  };
  return {
    title: `Memory of the server while ${LINES} lines of ${NOTE.length / 1000} kB go to ${STOPPED} clients, and to ${READING} more who read`,
    figure: HELD,
    peer: WHO_READ,
    targets: [{ of: WHO_STOP, ratioAtMost: MOST_TIMES }],
    rounds: await takeTurns(contenders, rounds),
  };
}
