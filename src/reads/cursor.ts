import { createHash } from 'node:crypto';
import { UUID } from '../pipeline/values/uuid';
import { BadInput } from './bad-input';
import { literal } from './pieces';
import type { Key, Order, Row } from './table';

/** What a cursor belongs to. One of another list, or of another order of this list, would point nowhere. */
export function cursorTag(connection: string, order: string): string {
  return createHash('sha256').update(`${connection} ${order}`).digest('hex').slice(0, 8);
}

/** The cursor of a row: base64url of `["tag",key,…]`. `encode` breaks its lines at 76 characters; translate mends that too. */
export function cursorSql(tag: string, order: Order, row: Row): string {
  const keys = order.keys.map(({ column, type }) =>
    type === 'int' ? `',', ${row(column)}` : `',"', ${row(column)}, '"'`,
  );
  const json = `concat(${[literal(`["${tag}"`), ...keys, `']'`].join(', ')})`;
  return `translate(encode(convert_to(${json}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
}

/** Rows after the cursor, or, for `hasPreviousPage`, its own row and those before it. */
export function keysetSql(order: Order, row: Row, cursor: string[], side: 'after' | 'upTo'): string {
  const forward = (side === 'after') !== Boolean(order.descending);
  const operator = { after: forward ? '>' : '<', upTo: forward ? '>=' : '<=' }[side];
  return `(${order.keys.map(({ column }) => row(column)).join(', ')}) ${operator} (${cursor.join(', ')})`;
}

export function orderSql(order: Order, row: Row): string {
  return order.keys.map(({ column }) => `${row(column)}${order.descending ? ' DESC' : ''}`).join(', ');
}

const isKey = {
  int: (value: unknown) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  uuid: (value: unknown) => typeof value === 'string' && UUID.test(value),
};

/** The keys in a cursor that a client sent. Whatever is not exactly one of ours is refused: nothing of it reaches Postgres. */
export function readCursor(cursor: string, tag: string, keys: readonly Key[]): unknown[] {
  const parts = parsed(cursor);
  const fits = parts?.[0] === tag && parts.length === keys.length + 1;
  if (parts && fits && keys.every(({ type }, index) => isKey[type](parts[index + 1]))) return parts.slice(1);
  throw new BadInput('`after` is not a cursor of this connection.', {
    expected: 'a cursor that this connection gave, in the same order',
    got: JSON.stringify(cursor.slice(0, 80)),
    remedy: 'Take `endCursor` or an edge’s `cursor` of the page before, or leave `after` out to begin.',
  });
}

function parsed(cursor: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
