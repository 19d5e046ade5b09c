import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Somebody who is called, on a port of this machine. What it answers may wait for as long as a test wants. */
export class Receiver {
  readonly received: Received[] = [];
  reply: (received: Received) => Reply | Promise<Reply> = () => ({ status: 204 });
  #waiting: (() => void)[] = [];
  readonly #sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('connection', (socket) => receiver.#sockets.add(socket));
    server.on('request', async (request, response) => {
      const received = { path: request.url ?? '', headers: request.headers, body: await text(request) };
      receiver.received.push(received);
      for (const wake of receiver.#waiting.splice(0)) wake();
      const { status, headers = {}, body = '' } = await receiver.reply(received);
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  /** Connections that were ever made, also by those who then said nothing. */
  get connections(): number {
    return this.#sockets.size;
  }

  async until(count: number): Promise<void> {
    while (this.received.length < count) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** As the specification tells receivers to: the signatures that this secret has made. */
export function genuineSignatures({ headers, body }: Received, secret: string): number {
  const [prefix, key = ''] = secret.split('_');
  if (prefix !== 'whsec') throw new Error('A secret begins with whsec_.');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = createHmac('sha256', Buffer.from(key, 'base64')).update(signed).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .map((each) => each.split(','))
    .filter(([version, signature = '']) => {
      const given = Buffer.from(signature, 'base64');
      return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
    }).length;
}
