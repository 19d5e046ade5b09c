import type { ServerResponse } from 'node:http';
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

/** For whatever nobody expected: the log knows the cause, the client gets the number to look it up by. */
export function masked(requestId: string): HttpError {
  return new HttpError(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on the server.', {
    remedy: `Try again; if it stays, look for request ${requestId} in the server's log.`,
  });
}
