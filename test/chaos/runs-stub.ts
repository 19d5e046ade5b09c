import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { sha256Of } from '../support/pictures';
import { pictureOf } from '../support/vendors';

/** What goes wrong with one call. Before the work: nobody bills for it. After: it is billed, and its answer does not arrive whole. */
export type Fault =
  | { readonly before: 'status' | 'reset' | 'silence'; readonly status?: number; readonly retryAfterSeconds?: number }
  | { readonly after: 'reset' | 'silence' | 'half' | 'truncated' | 'corrupt' | 'another type' | 'a page' };

type Before = Extract<Fault, { before: string }>;

/** One piece of work that the supplier did, or does, and bills. */
export interface Work {
  readonly id: string;
  readonly vendor: string;
  readonly key: string;
  readonly prompt: string;
  readonly heardAtMs: number;
  readyAtMs: number;
  answeredAtMs: number | null;
  billedMicros: number;
}

export interface Call {
  readonly vendor: string;
  readonly key: string;
  readonly prompt: string;
  /** The nth for this prompt, from 1. */
  readonly nth: number;
}

export const CEILING_MICROS = 100;
/** Every picture has its price, and none is above the ceiling. */
export const priceOf = (prompt: string): number =>
  40 + (Number.parseInt(sha256Of(Buffer.from(prompt)).slice(0, 4), 16) % 61);

/** Suppliers of the outside behind one address, whose ledger outlives whoever calls them. */
export class VendorStub {
  readonly works: Work[] = [];
  readonly calls: Call[] = [];
  fault: (call: Call) => Fault | undefined = () => undefined;
  /** How long a piece of work takes. */
  latencyMs: () => number = () => 5 + Math.random() * 30;
  readonly #server: Server;
  readonly #waiting = new Set<() => void>();

  private constructor() {
    this.#server = createServer((request, response) => {
      response.on('error', () => undefined); // whoever called may have been killed
      this.#answer(request, response).catch((error) => response.destroy(error));
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  static async open(): Promise<VendorStub> {
    const stub = new VendorStub();
    await new Promise<void>((resolve) => stub.#server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves once so many calls have been heard in all. */
  async heard(count: number): Promise<void> {
    while (this.calls.length < count) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, what = '', name = ''] = (request.url ?? '').split('/');
    if (what === 'find') return json(response, 200, { id: this.works.find(({ key }) => key === name)?.id ?? null });
    if (what === 'jobs')
      return request.method === 'DELETE' ? this.#callOff(name, response) : this.#tell(name, response);
    const body = JSON.parse((await buffer(request)).toString()) as Omit<Call, 'vendor' | 'nth'>;
    const call = this.#note({ ...body, vendor: name });
    const fault = this.fault(call);
    if (fault && 'before' in fault) return refuse(response, fault);
    const work = this.#work(call);
    if (what === 'submit') return this.#take(work, fault, response);
    response.writeHead(200, headersOf(work, fault));
    response.flushHeaders(); // the caller sees that it was heard
    setTimeout(() => deliver(response, work, fault), work.readyAtMs - Date.now());
  }

  #note(call: Omit<Call, 'nth'>): Call {
    const noted = { ...call, nth: this.calls.filter(({ prompt }) => prompt === call.prompt).length + 1 };
    this.calls.push(noted);
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
    return noted;
  }

  /** The one that knows keys does the same once. */
  #work({ vendor, key, prompt }: Call): Work {
    const known = vendor === 'keyed' ? this.works.find((work) => work.key === key) : undefined;
    if (known) return known;
    const heardAtMs = Date.now();
    const readyAtMs = heardAtMs + this.latencyMs();
    const id = `work-${this.works.length + 1}`;
    const work = { id, vendor, key, prompt, heardAtMs, readyAtMs, answeredAtMs: null, billedMicros: priceOf(prompt) };
    this.works.push(work);
    return work;
  }

  #take(work: Work, fault: Fault | undefined, response: ServerResponse): void {
    const after = afterOf(fault);
    if (after === 'reset') response.destroy();
    else if (after !== 'silence') json(response, 200, { id: work.id });
  }

  #tell(id: string, response: ServerResponse): void {
    const work = this.works.find((one) => one.id === id);
    const status = !work ? 404 : work.billedMicros === 0 ? 410 : Date.now() < work.readyAtMs ? 202 : 200;
    if (!work || status !== 200) {
      json(response, status, {});
      return;
    }
    response.writeHead(200, headersOf(work, undefined));
    deliver(response, work, undefined);
  }

  #callOff(id: string, response: ServerResponse): void {
    const work = this.works.find((one) => one.id === id);
    const isOff = work !== undefined && work.answeredAtMs === null;
    if (isOff) work.billedMicros = 0;
    json(response, 200, { isOff });
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, { before, status = 500, retryAfterSeconds }: Before): void {
  if (before === 'reset') response.destroy();
  if (before !== 'status') return;
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', retryAfterSeconds);
  json(response, status, { message: 'Not now.' });
}

function afterOf(fault: Fault | undefined) {
  return fault && 'after' in fault ? fault.after : null;
}

function headersOf({ billedMicros }: Work, fault: Fault | undefined): Record<string, string | number> {
  const after = afterOf(fault);
  const type = after === 'another type' ? 'audio/wav' : after === 'a page' ? 'text/html' : 'image/png';
  return { 'content-type': type, 'x-billed-micros': billedMicros };
}

function deliver(response: ServerResponse, work: Work, fault: Fault | undefined): void {
  if (response.destroyed) return;
  const bytes = pictureOf(work.prompt).media as Buffer;
  const half = bytes.subarray(0, bytes.length >> 1);
  const after = afterOf(fault);
  if (after === 'reset') response.destroy();
  else if (after === 'half') response.write(half);
  else if (after === 'truncated') response.end(half);
  else if (after === 'corrupt') response.end(Buffer.from(bytes.map((byte, at) => (at === 40 ? byte ^ 255 : byte))));
  else if (after === 'a page') response.end('<html>Bad gateway</html>');
  else if (after !== 'silence') {
    work.answeredAtMs ??= Date.now();
    response.end(bytes);
  }
}
