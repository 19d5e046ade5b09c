import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { NOBODY } from '../../src/pipeline/values/allowance';
import { meansWithin } from '../../src/providers/network/means';
import type { Means, Setting } from '../../src/providers/provider';
import { Secrets } from '../../src/providers/secrets';

/** What a vendor was asked. */
export interface HouseAsked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON an SDK sends is looked at by the test
  readonly body: any;
}

export interface HouseAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** As server-sent events, each named by its `type`. */
  readonly events?: readonly { readonly type: string }[];
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  /** BREAKS_OFF and STOPS: after three quarters of it, with and without an end. HANGS: nothing is ever said. */
  readonly end?: 'WHOLE' | 'BREAKS_OFF' | 'STOPS' | 'HANGS';
}

/** A vendor's server on this machine, which says what the test tells it to. */
export class House {
  readonly asked: HouseAsked[] = [];
  answer: HouseAnswer | ((asked: HouseAsked) => HouseAnswer) = {};
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  #heard = (): void => undefined;

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** What a vendor of these settings may use, with this server in the place of its own. */
  means({ settings }: { readonly settings: readonly Setting[] }): Means {
    const { port } = this.#server.address() as AddressInfo;
    const given = new Map(settings.map(({ name, is }) => [name, is === 'URL' ? `http://127.0.0.1:${port}` : SECRET]));
    const lookup = () => Promise.reject(new Error('No name is looked up.'));
    const secrets = new Secrets(new Map([['THE_KEY', SECRET]]));
    return meansWithin({ given, secrets, allowance: NOBODY, lookup, scratchDir: tmpdir() }, { settings });
  }

  /** Settles when the next request is there. */
  nextAsked(): Promise<void> {
    return new Promise((resolve) => {
      this.#heard = resolve;
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://house');
    const text = Buffer.concat(chunks).toString();
    const asked = {
      method: request.method ?? '',
      path: pathname,
      query: searchParams,
      headers: request.headers,
      body: text === '' ? null : JSON.parse(text),
    };
    this.asked.push(asked);
    this.#heard();
    say(response, typeof this.answer === 'function' ? this.answer(asked) : this.answer);
  }
}

export const SECRET = 'a-key-that-nobody-may-see';

function say(
  response: ServerResponse,
  { status = 200, headers, events, json, bytes, end = 'WHOLE' }: HouseAnswer,
): void {
  if (end === 'HANGS') return;
  const told = events?.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
  const whole = Buffer.from(bytes ?? told ?? JSON.stringify(json ?? {}));
  const type = bytes ? 'application/octet-stream' : events ? 'text/event-stream' : 'application/json';
  response.writeHead(status, { 'content-type': type, 'content-length': whole.length, ...headers });
  if (end === 'WHOLE') return void response.end(whole);
  response.write(whole.subarray(0, (whole.length * 3) >> 2), () => end === 'BREAKS_OFF' && response.destroy());
}

/** What was thrown; a test that nothing was thrown at fails. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => {
      throw new Error('It was made.');
    },
    (error: unknown) => error,
  );
}
