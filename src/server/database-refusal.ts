import { NotConfigured, Unavailable } from '../pipeline/errors';

/** What a person has to put right, by the code that Node or Postgres gives. */
const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing that listens there',
  ENOTFOUND: 'a host name that nobody knows',
  EAI_AGAIN: 'a host name that cannot be looked up just now',
  ETIMEDOUT: 'no answer in time',
  EHOSTUNREACH: 'a host that cannot be reached',
  ECONNRESET: 'a connection that was cut',
  '28P01': 'a wrong password',
  '28000': 'a user who may not log in',
  '3D000': 'a database that does not exist',
  '42501': 'a user who may not create tables',
  '53300': 'a server that has no connection left',
};

/** The refusal behind a failed first connection; null where it was something else. The URL, which holds a password, is not in it. */
export function databaseRefusal(error: unknown): NotConfigured | null {
  const cause = CAUSES[codeOf(error)];
  if (!cause) return null;
  return new NotConfigured('The database of DATABASE_URL cannot be used.', {
    expected: 'a PostgreSQL server, version 14 or later, and a user who may create tables',
    got: cause,
    remedy: 'Correct DATABASE_URL, start that server, or remove the variable to use the embedded one.',
  });
}

/** For those who ask while the database is away; the log has the cause. */
export function databaseAway(): Unavailable {
  return new Unavailable('The database cannot be reached just now.', {
    expected: 'an answer of the database',
    remedy: 'Try again in a moment; nothing that was acknowledged is lost.',
  });
}

export function codeOf(error: unknown): string {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  return typeof inner === 'object' && inner !== null && 'code' in inner ? String(inner.code) : '';
}

/** Five characters are Postgres' own answer: the connection is sound. Except those of class 57P, by which it says goodbye. */
export function isConnectionFault(error: unknown): boolean {
  const code = codeOf(error);
  return !/^[0-9A-Z]{5}$/.test(code) || code.startsWith('57P') || code.startsWith('08');
}
