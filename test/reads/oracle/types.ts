import type { GraphQLResolveInfo } from 'graphql';
import type { Row } from './memory';
import type { View } from './view';

// biome-ignore lint/suspicious/noExplicitAny: arguments are as different as the fields
export type Resolve = (row: Row, args: any, view: View, info: GraphQLResolveInfo) => unknown;
export type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolve>>>>;

export const snake = (name: string): string => name.replace(/(?<=.)[A-Z]/g, '_$&').toLowerCase();

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `Asset_…` → its row, which says its type. Throws for what is no such id. */
export function byGlobalId(view: View, id: string, types: readonly string[]): Row | null {
  const [type = '', rowId = ''] = id.split('_');
  if (!types.includes(type) || !UUID.test(rowId)) throw new Error(`${id} is no id of ${types.join(' or ')}.`);
  return typed(type, view.one(snake(type), { id: rowId }));
}

/** The row id behind the id of a row of this type. */
export function rowIdOf(type: string, id: string): string {
  if (!id.startsWith(`${type}_`)) throw new Error(`${id} is no ${type}.`);
  return id.slice(type.length + 1);
}

export function typed(type: string, row: Row | null): Row | null {
  return row && { ...row, __typename: type };
}

/** The row that a foreign key names. */
export const link =
  (table: string, column: string): Resolve =>
  (row, _, view) =>
    row[column] === null ? null : view.one(table, { id: row[column] });

/** Whole micro-dollars as money: four decimals, six where the last two are not zero. */
export function money(micros: bigint | number): object {
  const digits = String(micros).replace('-', '').padStart(7, '0');
  const decimals = digits.slice(-6).replace(/00$/, '');
  return { amount: `${micros < 0 ? '-' : ''}${digits.slice(0, -6)}.${decimals}`, currency: 'USD' };
}

export const amountIn =
  (column: string): Resolve =>
  (row) =>
    row[column] === null ? null : money(row[column]);

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
