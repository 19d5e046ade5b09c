import { createHash } from 'node:crypto';
import type { GraphQLResolveInfo } from 'graphql';
import type { Row } from './memory';
import type { View } from './view';

export interface PageArguments {
  first?: number | null;
  after?: string | null;
}

interface Ordered {
  /** The sort keys of a row, the last of them unique. */
  keys: (row: Row) => (number | string)[];
  descending?: boolean;
  word?: string;
}

const byId: Ordered = { keys: (row) => [row.id] };

function compare(a: (number | string)[], b: (number | string)[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** Relay's connection over rows in memory. */
export function connection(
  rows: readonly Row[],
  args: PageArguments,
  view: View,
  { parentType, fieldName }: GraphQLResolveInfo,
  order: Ordered = byId,
): object {
  const list = `${parentType.name}.${fieldName} ${order.word ?? 'default'}`;
  const tag = createHash('sha256').update(list).digest('hex').slice(0, 8);
  const sign = order.descending ? -1 : 1;
  const sorted = [...rows].sort((a, b) => sign * compare(order.keys(a), order.keys(b)));
  const cursorOf = (row: Row) => Buffer.from(JSON.stringify([tag, ...order.keys(row)])).toString('base64url');
  const position = typeof args.after === 'string' ? keysIn(args.after, tag) : null;
  const begin = position ? sorted.filter((row) => sign * compare(order.keys(row), position) <= 0).length : 0;
  const end = begin + (args.first ?? 50);
  const nodes = sorted.slice(begin, end);
  const cursors = nodes.map(cursorOf);
  view.cursors.set(list, cursors.length > 0 ? cursors : (view.cursors.get(list) ?? []));
  return {
    totalCount: rows.length,
    nodes,
    edges: nodes.map((node) => ({ cursor: cursorOf(node), node })),
    pageInfo: {
      hasNextPage: sorted.length > end,
      hasPreviousPage: begin > 0,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  };
}

function keysIn(cursor: string, tag: string): (number | string)[] {
  const [theirs, ...keys] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  if (theirs !== tag) throw new Error('This cursor is of another list.');
  return keys;
}
