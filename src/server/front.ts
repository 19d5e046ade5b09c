import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Caller } from '../pipeline';
import { DomainError } from '../pipeline/errors';
import type { ReadRequest } from '../reads/reads';
import { refusalOf } from './format-error';
import type { Services } from './services';

const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';

/** How the answer is to be labelled; null where Apollo had better work out what the client accepts. */
function acceptedType(accept: string | undefined): string | null {
  if (!accept || accept.includes('*/*')) return JSON_TYPE;
  if (accept.includes('application/graphql-response+json')) return GRAPHQL_TYPE;
  return accept.includes('application/json') ? JSON_TYPE : null;
}

function readRequest(body: unknown): ReadRequest | null {
  if (typeof body !== 'object' || body === null) return null;
  const { query, operationName, variables, extensions } = body as Record<string, unknown>;
  const sound =
    typeof query === 'string' &&
    (operationName === undefined || operationName === null || typeof operationName === 'string') &&
    (variables === undefined || variables === null || (typeof variables === 'object' && !Array.isArray(variables))) &&
    (extensions === undefined || extensions === null);
  if (!sound) return null;
  return {
    query,
    operationName: (operationName as string | null) ?? undefined,
    variables: (variables as ReadRequest['variables'] | null) ?? undefined,
  };
}

/** Below this, joining the pieces costs less than handing each to the socket. */
const SMALL_BYTES = 65_536;

/** The pieces go out as they are, in one write. */
function send(response: ServerResponse, contentType: string, pieces: readonly Buffer[]): void {
  const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
  response.writeHead(200, { 'content-type': contentType, 'content-length': bytes, 'cache-control': 'no-store' });
  if (bytes <= SMALL_BYTES) return void response.end(Buffer.concat(pieces, bytes));
  response.cork();
  for (const piece of pieces) response.write(piece);
  response.end();
  response.uncork();
}

const leavers = new WeakMap<Socket, AbortSignal>();

/** Aborted when whoever is at the other end of the connection leaves. One for all its requests: each costs as much as reading its token. */
function leaving(socket: Socket): AbortSignal {
  const known = leavers.get(socket);
  if (known) return known;
  const gone = new AbortController();
  socket.once('close', () => gone.abort());
  leavers.set(socket, gone.signal);
  return gone.signal;
}

const [BEFORE, AFTER] = [Buffer.from('{"data":'), Buffer.from('}\n')];

/** The fast path: what Postgres wrote goes out as it is. Answers false for whatever Apollo must do. */
export async function answerFromFront(
  { reads, momentOf }: Pick<Services, 'reads' | 'momentOf'>,
  caller: Caller,
  exchange: { request: IncomingMessage; response: ServerResponse; body: unknown },
): Promise<boolean> {
  const { request, response, body } = exchange;
  const contentType = acceptedType(request.headers.accept);
  const asked = contentType && readRequest(body);
  if (!contentType || !asked) return false;
  const gone = leaving(request.socket);
  try {
    const data = await reads.answer(asked, momentOf(caller), gone);
    if (data === null) return false;
    send(response, contentType, [BEFORE, data, AFTER]);
  } catch (error) {
    if (gone.aborted) return true;
    if (!(error instanceof DomainError)) throw error;
    send(response, contentType, [Buffer.from(JSON.stringify({ data: null, errors: [refusalOf(error)] }))]);
  }
  return true;
}
