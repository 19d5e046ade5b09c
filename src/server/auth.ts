import type { Caller } from '../pipeline';
import { HttpError } from './http-error';
import type { TokenBook } from './tokens';

/** A request of which it may be known who sent it. */
export type Asked<Request> = Request & { caller?: Caller };

const BEARER = /^Bearer +(\S{1,500})$/i;

export function bearerOf(authorization: string | undefined): string | null {
  return BEARER.exec(authorization ?? '')?.[1] ?? null;
}

/** Who asks, or a 401 that says how to ask. */
export async function callerFrom(tokens: TokenBook, authorization: string | undefined): Promise<Caller> {
  const token = bearerOf(authorization);
  const caller = token ? await tokens.callerOf(token) : null;
  if (caller) return caller;
  const got = token ? 'a token that is unknown, expired or revoked' : 'no bearer token';
  throw new HttpError(
    401,
    'UNAUTHENTICATED',
    'This server answers only those who show a token.',
    {
      expected: 'the header `Authorization: Bearer <token>`',
      got,
      remedy:
        'Use the token that the first start printed, or one made with `createToken`; WORKPRINT_ADMIN_TOKEN sets one.',
    },
    { 'www-authenticate': 'Bearer' },
  );
}
