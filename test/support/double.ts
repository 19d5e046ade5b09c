import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Documented, DocumentedReply } from '../../src/providers/documented';
import { type FilledReply, filled, type Order } from './documented-reply';
import { sampleOf } from './samples';

/** What a vendor does to one of its requests instead of what it should. */
export type Deed =
  | { readonly does: 'FAIL'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly does: 'RUN OUT' }
  | { readonly does: 'REFUSE' }
  /** Less than it announced, a stream of chunks without its end, or all that is sent and not all that is said. */
  | { readonly does: 'CUT'; readonly by: 'LENGTH' | 'CHUNKS' | 'WORDS' }
  /** All is well, and it is the page of somebody else, or an object with nothing in it. */
  | { readonly does: 'PAGE' | 'EMPTY' }
  | { readonly does: 'REDIRECT'; readonly to: string }
  /** Says nothing at all, or nothing more. */
  | { readonly does: 'HANG'; readonly after: 'NOTHING' | 'HALF' }
  | { readonly does: 'DRIBBLE' };

export interface Play {
  /** To which of the requests of a success, by their order; or to a file that a reply names. 0 unless told otherwise. */
  readonly at?: number | 'CHECK' | 'CANCEL' | 'FILE';
  readonly deed?: Deed;
  /** How often a job is asked for before it is done. */
  readonly pending?: number;
  /** Where it says that files are, instead of with itself. */
  readonly files?: string;
}

export interface Asked {
  readonly method: string;
  /** With its query, as it was asked. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** One of the requests of a success by its order, a file that a reply named, or nothing that is documented. */
  readonly is: number | 'CHECK' | 'CANCEL' | 'FILE' | null;
}

const PAGE = '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>';
const FILES = '/files-of-the-double/';
const PIECES = 100;

/** Acts as a vendor, by what its documentation says that it answers. */
export class VendorDouble {
  readonly ledger: Asked[] = [];
  play: Play = {};
  /** How many connections a client gave up before their reply was whole. */
  abandoned = 0;
  readonly #steps: readonly (readonly DocumentedReply[])[];
  #polls = 0;
  #wake: () => void = () => undefined;

  private constructor(
    private readonly http: Server,
    private readonly documented: Documented,
    private readonly basePath: string,
    private readonly order: Order,
  ) {
    this.#steps = stepsOf(documented);
    http.on('request', (message: IncomingMessage, response: ServerResponse) => {
      this.#serve(message, response).catch((error: Error) => response.destroy(error));
    });
  }

  /** `likeUrl`: where the vendor itself is asked; the double keeps its path. */
  static async open(documented: Documented, likeUrl: string, order: Order): Promise<VendorDouble> {
    const http = createServer().listen(0, '127.0.0.1');
    await once(http, 'listening');
    return new VendorDouble(http, documented, new URL(likeUrl).pathname.replace(/\/$/, ''), order);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  get baseUrl(): string {
    return `${this.origin}${this.basePath}`;
  }

  /** How many different requests a success takes. */
  get steps(): number {
    return this.#steps.length;
  }

  /** Resolves once so much has been asked. */
  async asked(count: number): Promise<void> {
    while (this.ledger.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Resolves once so many connections were given up. */
  async left(count: number): Promise<void> {
    while (this.abandoned < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    response.once('close', () => {
      if (response.writableFinished) return;
      this.abandoned += 1;
      this.#wake();
    });
    const asked = await this.#written(message);
    const { at = 0, deed: played } = this.play;
    // Which request is refused, the documentation says.
    const deed = asked.is === at || played?.does === 'REFUSE' ? played : undefined;
    const reply = deed?.does === 'FAIL' || deed?.does === 'RUN OUT' ? this.#no(deed) : this.#yes(asked, deed);
    await send(response, await reply, deed);
  }

  async #written(message: IncomingMessage): Promise<Asked> {
    const { method = '', url = '', headers } = message;
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk);
    const asked = { method, path: url, headers, body: Buffer.concat(chunks), is: this.#isOf(method, url) };
    this.ledger.push(asked);
    this.#wake();
    return asked;
  }

  #isOf(method: string, url: string): Asked['is'] {
    if (url.startsWith(FILES)) return 'FILE';
    const { checked, cancelled } = this.documented;
    const known: [Asked['is'], DocumentedReply | undefined][] = [
      ...this.#steps.map(([reply], at): [number, DocumentedReply | undefined] => [at, reply]),
      ['CHECK', checked],
      ['CANCEL', cancelled],
    ];
    const fits = known.filter(([, reply]) => reply && this.#fits(reply, method, url));
    // A path that is spelled out goes before one of any name.
    return fits.sort(([, a], [, b]) => anyNames(a) - anyNames(b))[0]?.[0] ?? null;
  }

  #fits({ method, path }: DocumentedReply, asked: string, url: string): boolean {
    const [pathname = ''] = url.split('?');
    return method === asked && pathOf(path).test(pathname.slice(this.basePath.length)) && this.#isBelow(pathname);
  }

  #isBelow(pathname: string): boolean {
    return pathname.startsWith(`${this.basePath}/`);
  }

  #yes(asked: Asked, deed: Deed | undefined): Promise<FilledReply> {
    const { checked, cancelled, pending, refused } = this.documented;
    if (asked.is === 'FILE') return this.#file(asked.path);
    if (asked.is === 'CHECK' && checked) return this.#filled(checked);
    if (asked.is === 'CANCEL' && cancelled) return this.#filled(cancelled);
    if (typeof asked.is !== 'number') return this.#error(404);
    const isAbout = (reply: DocumentedReply) => this.#fits(reply, asked.method, asked.path);
    if (deed?.does === 'REFUSE' && isAbout(refused)) return this.#filled(refused);
    if (pending && isAbout(pending) && this.#polls < (this.play.pending ?? 0)) {
      this.#polls += 1;
      return this.#filled(pending);
    }
    return this.#filled(this.#madeOf(asked, asked.is));
  }

  /** Who asks for a stream gets the one that is documented; who asks the same again, what comes next. */
  #madeOf(asked: Asked, step: number): DocumentedReply {
    const replies = this.#steps[step] ?? [];
    const streamed = replies.filter(({ body }) => 'events' in body === wantsEvents(asked));
    const fitting = streamed.length > 0 ? streamed : replies;
    const before = this.ledger.filter(({ is }) => is === step).length - 1;
    const reply = fitting[Math.min(before, fitting.length - 1)];
    if (!reply) throw new Error('Nothing is documented.');
    return reply;
  }

  #no(deed: Deed & { does: 'FAIL' | 'RUN OUT' }): Promise<FilledReply> {
    if (deed.does === 'FAIL') return this.#error(deed.status, deed.headers);
    const { status, json } = this.documented.outOfCredit ?? { status: 402, json: this.documented.error };
    return this.#filled({ status, body: { json } });
  }

  #error(status: number, headers?: Readonly<Record<string, string>>): Promise<FilledReply> {
    return this.#filled({ status, headers, body: { json: this.documented.error } });
  }

  #filled(reply: Pick<DocumentedReply, 'status' | 'headers' | 'body'>): Promise<FilledReply> {
    const urlOf = (type: string) => this.play.files ?? `${this.origin}${FILES}${type}`;
    return filled(reply, { order: this.order, urlOf });
  }

  async #file(path: string): Promise<FilledReply> {
    const type = path.slice(FILES.length);
    return { status: 200, headers: { 'content-type': type }, bytes: await sampleOf(type) };
  }
}

/** The requests of a success: what is asked by the same method and path is one of them, however often. */
function stepsOf({ made }: Documented): DocumentedReply[][] {
  const steps = new Map<string, DocumentedReply[]>();
  for (const reply of made) {
    const key = `${reply.method} ${reply.path}`;
    steps.set(key, [...(steps.get(key) ?? []), reply]);
  }
  return [...steps.values()];
}

const ANY_NAME = /^:[a-z]\w*/i;

function pathOf(documented: string): RegExp {
  const parts = (documented.split('?')[0] ?? '').split('/').map((part) => {
    const rest = part.replace(ANY_NAME, '');
    return `${rest === part ? '' : '[^/]+?'}${rest.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`;
  });
  return new RegExp(`^${parts.join('/')}$`);
}

function anyNames(reply: DocumentedReply | undefined): number {
  return (reply?.path ?? '').split('/').filter((part) => ANY_NAME.test(part)).length;
}

function wantsEvents({ headers, body, path }: Asked): boolean {
  if (headers.accept?.includes('text/event-stream') || /[?&]alt=sse\b/.test(path)) return true;
  return headers['content-type']?.includes('json') === true && /"stream"\s*:\s*true/.test(body.toString());
}

async function send(response: ServerResponse, reply: FilledReply, deed: Deed | undefined): Promise<void> {
  const { status, headers, bytes } = reply;
  const half = bytes.subarray(0, bytes.length >> 1);
  const whole = { ...headers, 'content-length': bytes.length };
  switch (deed?.does) {
    case 'HANG':
      if (deed.after === 'HALF') response.writeHead(status, whole).write(half);
      return;
    case 'REDIRECT':
      return void response.writeHead(307, { location: deed.to }).end();
    case 'PAGE':
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
    case 'EMPTY':
      return void response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    case 'CUT':
      if (deed.by === 'WORDS') return void response.writeHead(status, headers).end(half);
      response.writeHead(status, deed.by === 'LENGTH' ? whole : headers);
      return void response.write(half, () => response.destroy());
    case 'DRIBBLE':
      return dribble(response.writeHead(status, headers), bytes);
    default:
      response.writeHead(status, whole).end(bytes);
  }
}

async function dribble(response: ServerResponse, bytes: Buffer): Promise<void> {
  const size = Math.max(1, Math.ceil(bytes.length / PIECES));
  for (let at = 0; at < bytes.length; at += size) {
    await new Promise((resolve) => response.write(bytes.subarray(at, at + size), resolve));
    await new Promise(setImmediate);
  }
  response.end();
}
