import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOBODY } from '../../src/pipeline/values/allowance';
import { meansWithin } from '../../src/providers/network/means';
import type { Means } from '../../src/providers/provider';
import { SETTINGS } from '../../src/providers/replicate/client';
import { Secrets } from '../../src/providers/secrets';
import { drawn } from './pictures';
import { voice, wav } from './sounds';

export const JOB = 'gm3qorzdhgbfurvjtvhg6dckhu';
export const TOKEN = 'r8_a-token-of-replicate';

const MEDIA = {
  'picture.png': drawn('image/png'),
  'picture.jpg': drawn('image/jpeg'),
  'sound.wav': wav(voice(0.5, { sampleRate: 8_000 }), 8_000),
  'film.mp4': Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42\0\0\0\0mp42isom'), Buffer.alloc(500)]),
  'page.html': Buffer.from('<!DOCTYPE html><html><body>Sign in</body></html>'),
} as const;
export type MediaName = keyof typeof MEDIA;

export type Answer =
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly json: unknown }
  | 'NOTHING'
  | 'HALF';

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Replicate, on this machine: it answers what it is told to, else as it should. */
export class ReplicateHouse {
  readonly heard: Heard[] = [];
  /** To the requests of a method and a path, in their order; the last again and again. */
  readonly answers = new Map<string, Answer[]>();
  private constructor(
    private readonly http: Server,
    readonly means: Means,
    private readonly scratchDir: string,
  ) {
    http.on('request', (message, response) => void this.#serve(message, response));
  }

  static async open(silenceMs = 10_000): Promise<ReplicateHouse> {
    const http = createServer().listen(0, '127.0.0.1');
    await once(http, 'listening');
    const scratchDir = await mkdtemp(join(tmpdir(), 'workprint-replicate-'));
    const given = new Map([
      ['REPLICATE_API_TOKEN', TOKEN],
      ['REPLICATE_BASE_URL', `${originOf(http)}/v1`],
    ]);
    const secrets = new Secrets(new Map([['REPLICATE_API_TOKEN', TOKEN]]));
    const network = { given, secrets, allowance: NOBODY, lookup: async () => [], scratchDir, silenceMs };
    return new ReplicateHouse(http, meansWithin(network, { settings: SETTINGS }), scratchDir);
  }

  get origin(): string {
    return originOf(this.http);
  }

  urlOf(media: MediaName): string {
    return `${this.origin}/files/${media}`;
  }

  /** What the body of the nth order was. */
  order(at = 0): { readonly version: string; readonly input: Record<string, unknown> } {
    const orders = this.heard.filter(({ method, path }) => method === 'POST' && path === '/v1/predictions');
    return JSON.parse(String(orders[at]?.body));
  }

  /** `POST /v1/predictions` and so on, of all that was asked. */
  get asked(): string[] {
    return this.heard.map(({ method, path }) => `${method} ${path}`);
  }

  scratch(): Promise<string[]> {
    return readdir(this.scratchDir);
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
    await rm(this.scratchDir, { recursive: true, force: true });
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = message;
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk);
    this.heard.push({ method, path: url, headers, body: Buffer.concat(chunks) });
    const answers = this.answers.get(`${method} ${url}`) ?? [];
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? usual(method, url);
    send(response, answer, MEDIA[url.replace('/files/', '') as MediaName]);
  }
}

function originOf(http: Server): string {
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

export const job = (more: object): Answer => ({ json: { id: JOB, status: 'starting', output: null, ...more } });

function usual(method: string, url: string): Answer {
  if (method === 'POST' && url === '/v1/predictions') return { ...(job({}) as object), status: 201 } as Answer;
  if (method === 'POST' && url.endsWith('/cancel')) return job({ status: 'canceled' });
  if (url === '/v1/files') return { status: 201, json: { urls: { get: 'https://api.replicate.com/v1/files/abc' } } };
  if (url === '/v1/account') return { json: { type: 'user', username: 'double' } };
  return { status: 404, json: { detail: 'There is no such thing.' } };
}

function send(response: ServerResponse, answer: Answer, media: Buffer | undefined): void {
  if (answer === 'NOTHING') return;
  const isFile = media && (typeof answer === 'string' || answer.status === 404);
  const { status = 200, headers = {}, json = {} } = typeof answer === 'string' ? {} : answer;
  const bytes = isFile ? media : Buffer.from(JSON.stringify(json));
  response.writeHead(isFile ? 200 : status, { 'content-length': bytes.length, ...headers });
  if (answer === 'HALF') response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  else response.end(bytes);
}
