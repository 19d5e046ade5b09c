import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { DomainError } from '../pipeline/errors';

/** A refusal outside GraphQL, in GraphQL's own form, so that every client can show it. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly detail: { expected?: string; got?: string; remedy: string },
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

export function sendError(response: ServerResponse, error: HttpError): void {
  const { message, code, detail } = error;
  const body = JSON.stringify({ errors: [{ message, extensions: { code, ...detail } }] });
  response.writeHead(error.status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...error.headers,
  });
  response.end(body);
}

const STATUS_OF: Readonly<Partial<Record<DomainError['code'], number>>> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  MEDIA_REFUSED: 502,
  NOT_CONFIGURED: 503,
  UNAVAILABLE: 503,
};

export function httpErrorOf(error: DomainError): HttpError {
  const { expected, got, remedy = 'See the documentation.' } = error;
  return new HttpError(STATUS_OF[error.code] ?? 400, error.code, error.message, { expected, got, remedy });
}

/** What to answer to whatever was thrown. The log alone hears the cause of what nobody expected, and of what is our fault. */
export function refusalOf(log: Pick<Logger, 'error'>, response: ServerResponse, error: unknown): HttpError {
  const requestId = String(response.getHeader('x-request-id'));
  const known = error instanceof HttpError ? error : error instanceof DomainError ? httpErrorOf(error) : null;
  if (!known) log.error({ err: error, requestId }, 'a request failed');
  if (known && known.status >= 500) log.error({ err: error, requestId }, known.message);
  return known ?? masked(requestId);
}

/** For whatever nobody expected: the log knows the cause, the client gets the number to look it up by. */
function masked(requestId: string): HttpError {
  return new HttpError(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on the server.', {
    remedy: `Try again; if it stays, look for request ${requestId} in the server's log.`,
  });
}
