import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NOBODY } from '../../src/pipeline/values/allowance';
import { meansWithin } from '../../src/providers/network/means';
import type { Means, Setting } from '../../src/providers/provider';
import { Secrets } from '../../src/providers/secrets';

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export type Answer = (response: ServerResponse, heard: Heard) => void;

/** A server of a test's own in the place of a vendor: it keeps what it is asked, and answers as the test says. */
export class StandIn {
  readonly heard: Heard[] = [];
  answer: Answer = (response) => response.writeHead(404).end();

  private constructor(
    readonly origin: string,
    readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<StandIn> {
    const http = createServer((message, response) => void serve(message, response)).listen(0, '127.0.0.1');
    await once(http, 'listening');
    const { port } = http.address() as AddressInfo;
    const standIn = new StandIn(`http://127.0.0.1:${port}`, async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    });
    async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
      const chunks: Buffer[] = [];
      for await (const chunk of message) chunks.push(chunk);
      const { method = '', url = '', headers } = message;
      const heard = { method, path: url, headers, body: Buffer.concat(chunks) };
      standIn.heard.push(heard);
      standIn.answer(response, heard);
    }
    return standIn;
  }

  /** Each setting that is an address leads here; the others are as they are given. */
  means(settings: readonly Setting[], given: Readonly<Record<string, string>>): Means {
    const urls = settings.filter(({ is }) => is === 'URL').map(({ name }) => [name, `${this.origin}/v1`] as const);
    const all = new Map([...urls, ...Object.entries(given)]);
    const lookup = () => Promise.resolve([]);
    const secrets = new Secrets(new Map(Object.entries(given)));
    return meansWithin({ given: all, secrets, allowance: NOBODY, lookup, scratchDir: '/nowhere' }, { settings });
  }

  /** Of the last call. */
  asked(): Record<string, unknown> {
    return JSON.parse(String(this.heard.at(-1)?.body));
  }
}

export const json =
  (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));

/** Server-sent events, to their end. */
export const events =
  (values: readonly unknown[]): Answer =>
  (response) =>
    response
      .writeHead(200, { 'content-type': 'text/event-stream' })
      .end(values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join(''));
