import { setTimeout as delay } from 'node:timers/promises';
import { CloseCode, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { reasonOf, refusedBy, Unreachable } from './refusal';

export interface NumberedLine {
  readonly seq: number;
}

export interface Following<L extends NumberedLine> {
  /** A subscription of one field, whose lines have a `seq` and which takes `$afterSeq: Int!`. */
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>> & { readonly afterSeq?: number };
  readonly onLine: (line: L) => void;
  readonly until: (line: L) => boolean;
  readonly signal?: AbortSignal;
}

export interface FollowOptions {
  readonly url: string;
  readonly token: string;
  readonly signal?: AbortSignal;
  /** Before each new try that follows one without a line; after the last of them it is given up. */
  readonly waitsMs?: readonly number[];
}

/** 12.7 s in all: longer than a server takes to start anew. */
const WAITS_MS = [100, 200, 400, 800, 1_600, 3_200, 6_400];
const HANDSHAKE_MS = 10_000;

/** What a server closes with that would be the same the next time. */
const FINAL_CLOSES: readonly number[] = [
  ...[CloseCode.Unauthorized, CloseCode.Forbidden, CloseCode.BadRequest, CloseCode.BadResponse],
  ...[CloseCode.SubprotocolNotAcceptable, CloseCode.InternalClientError, CloseCode.SubscriberAlreadyExists],
];

class ImpatientSocket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols, { handshakeTimeout: HANDSHAKE_MS });
  }
}

/** A cut costs nothing: the next subscription begins after the last number that was seen. */
export async function follow<L extends NumberedLine>(following: Following<L>, options: FollowOptions): Promise<void> {
  const { waitsMs = WAITS_MS, signal } = options;
  const log = new FollowedLog(following);
  let fruitless = 0;
  while (!log.isDone) {
    signal?.throwIfAborted();
    const known = log.lastSeq;
    const cause = await listen(log, options);
    if (log.isDone) return;
    fruitless = log.lastSeq > known ? 0 : fruitless + 1;
    const waitMs = fruitless === 0 ? 0 : waitsMs[fruitless - 1];
    if (waitMs === undefined) throw new Unreachable(lostText(options.url, cause), cause);
    await delay(waitMs, undefined, { signal });
  }
}

class FollowedLog<L extends NumberedLine> {
  lastSeq: number;
  isDone = false;

  constructor(private readonly following: Following<L>) {
    this.lastSeq = following.variables.afterSeq ?? 0;
  }

  request(): { query: string; variables: Record<string, unknown> } {
    const { document, variables } = this.following;
    return { query: document, variables: { ...variables, afterSeq: this.lastSeq } };
  }

  take(line: L): void {
    if (this.isDone || line.seq <= this.lastSeq) return; // graphql-ws may ask again by itself, with the number it was given
    this.lastSeq = line.seq;
    this.following.onLine(line);
    this.isDone = this.following.until(line);
  }
}

/** One subscription, until the log is done or the connection is lost. Answers what ended it; refusals are thrown. */
async function listen<L extends NumberedLine>(
  log: FollowedLog<L>,
  { url, token, signal }: FollowOptions,
): Promise<unknown> {
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: ImpatientSocket,
    connectionParams: { Authorization: `Bearer ${token}` },
    connectionAckWaitTimeout: HANDSHAKE_MS,
    retryAttempts: 0,
  });
  const ending = new Ending();
  const stop = client.subscribe<Record<string, L>>(log.request(), {
    next: ({ data, errors }) =>
      ending.attempt(() => {
        const refused = refusedBy(errors);
        if (refused) throw refused;
        for (const line of Object.values(data ?? {})) log.take(line);
        if (log.isDone) ending.resolve(null);
      }),
    error: (error) => ending.attempt(() => ending.resolve(unlessFinal(error))),
    complete: () => ending.resolve('the server ended the subscription'),
  });
  const abort = () => ending.reject(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await ending.promise;
  } finally {
    signal?.removeEventListener('abort', abort);
    stop();
  }
}

/** graphql-ws would take what its listeners throw for a broken connection. */
class Ending {
  resolve: (cause: unknown) => void = () => undefined;
  reject: (error: unknown) => void = () => undefined;
  readonly promise = new Promise<unknown>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.reject(error);
    }
  }
}

/** A lost connection comes back as it is; what would only be refused again is thrown. */
function unlessFinal(error: unknown): unknown {
  const refused = refusedBy(error);
  if (refused) throw refused;
  const closed = closeOf(error);
  if (closed && FINAL_CLOSES.includes(closed.code)) {
    const remedy = closed.code === CloseCode.Forbidden ? ' Check the token and its role.' : '';
    throw new Unreachable(`The server closed the connection: ${closed.code} ${closed.reason}.${remedy}`, error);
  }
  return error;
}

function closeOf(error: unknown): { code: number; reason: string } | null {
  const isClose = typeof error === 'object' && error !== null && 'code' in error && 'reason' in error;
  return isClose ? { code: Number(error.code), reason: String(error.reason) } : null;
}

function lostText(url: string, cause: unknown): string {
  const closed = closeOf(cause);
  const reason = closed ? `closed with ${closed.code} ${closed.reason}`.trim() : reasonOf(cause);
  return `The log of ${url} was lost and does not come back: ${reason}. Look whether the server still runs.`;
}
