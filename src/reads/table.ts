/**
 * What each type is in Postgres, as data. A leaf that a table does not list is the column of its name; its JSON form and
 * whether it may be null come from the GraphQL type.
 */
import type { Caller } from '../pipeline/workspace/caller';

/** The SQL of a column of the row at hand. */
export type Row = (column: string) => string;

/** What a value may depend on at the moment of asking; none of it is in a plan. */
export interface Moment {
  readonly caller: Caller;
  readonly nowMs: number;
  readonly mediaLink: (expiresInSeconds: number) => MediaLink;
}

/** What signs the URLs of one answer. The blocks are HMAC's padded keys, so that Postgres can finish the HMAC by itself. */
export interface MediaLink {
  readonly base: string;
  readonly expiresAt: number;
  readonly innerBlock: Buffer;
  readonly outerBlock: Buffer;
}

/**
 * The arguments of a field while it is compiled. It shows only what the plan's cache key tells apart (what is given, which
 * word, which type of id); values exist as parameters alone. So no plan can hold a value that its key does not name.
 */
export interface Arguments {
  given(...path: string[]): boolean;
  /** An enum's or a boolean's value: a finite set, and part of the key. */
  word(...path: string[]): string | boolean | undefined;
  /** Whether a list that is given has one element, which `=` may be asked of: an index is walked in order for it. */
  single(...path: string[]): boolean;
  value(path: string[], sqlType: string, convert?: (value: never) => unknown): string;
  /** The row id behind a global id, which must be of this type. */
  rowId(path: string[], type: string): string;
}

/** What the SQL of a field may ask for. */
export interface Place {
  readonly args: Arguments;
  /** ` AND t.project_id = …`: nothing where the caller may see all. Every access to a table carries it. */
  scope(alias: string, column?: string): string;
  /** A value that is known only when a request binds the plan. */
  moment(value: (moment: Moment, args: Readonly<Record<string, unknown>>) => unknown, sqlType: string): string;
}

export interface Key {
  readonly column: string;
  readonly type: 'int' | 'uuid';
}

/** All keys run the same way, so that one row comparison is the whole keyset condition. The last must make it unique. */
export interface Order {
  readonly keys: readonly Key[];
  readonly descending?: boolean;
  /** A relation in the place of the list's own, with the columns that this order alone needs. */
  readonly from?: string;
}

type Join = (parent: Row, target: Row, place: Place) => string;

export interface One {
  readonly kind: 'one';
  /** Where the target's rows come from, when that is not its table. */
  readonly from?: (parent: Row, place: Place) => string;
  readonly on?: Join;
  /** Which one, when several rows join. */
  readonly best?: (target: Row, parent: Row) => string;
}

export interface List {
  readonly kind: 'list';
  readonly from?: (parent: Row, place: Place) => string;
  readonly on?: Join;
  readonly order: (target: Row) => string;
  /** Whether there is a list at all, be it an empty one; always unless told otherwise. */
  readonly present?: (parent: Row) => string;
}

export interface Paged {
  readonly kind: 'page';
  /** A relation in the place of the target's table, with more columns to order by; it may be made for the row at hand. */
  readonly from?: string | ((parent: Row, place: Place) => string);
  readonly on: Join;
  /** By the word of the argument `orderBy`; a connection without that argument has the one order `default`. */
  readonly orders: Readonly<Record<string, Order>>;
  readonly where?: (target: Row, place: Place, parent: Row) => string[];
}

/** An abstract type whose concrete rows are in several tables: the word in this row says which. */
export interface Choice {
  readonly kind: 'choice';
  readonly word: (row: Row) => string;
  readonly id: (row: Row) => string;
  readonly types: Types;
}

export type Field =
  | {
      readonly kind: 'sql';
      readonly sql: (row: Row, place: Place) => string;
      /** Text that JSON has nothing to escape in. */
      readonly plain?: true;
    }
  | {
      /** Another type in the same row. */
      readonly kind: 'embed';
      readonly columns: Readonly<Record<string, (row: Row, place: Place) => string>>;
      readonly present?: (row: Row, place: Place) => string;
    }
  | One
  | List
  | Paged
  | Choice
  /** Needs JavaScript: a resolver makes it out of what this SQL (JSON text) leaves in the hidden key. Never on the fast path. */
  | { readonly kind: 'computed'; readonly needs: (row: Row, place: Place) => string }
  | { readonly kind: 'node' }
  | { readonly kind: 'nodes' };

/** The word in a row → the GraphQL type that it stands for. */
export type Types = Readonly<Record<string, string>>;

export interface Table {
  /** The relation; none for types that only exist within the rows of others. */
  readonly from?: string;
  /** The column that holds the project: null where the rows belong to no project. */
  readonly project?: string | null;
  readonly fields?: Readonly<Record<string, Field>>;
  /** Its objects are made in JavaScript, below a computed field; ids among their fields stand for what they name. */
  readonly made?: true;
  /** An abstract type whose concrete rows are all in this one table. */
  readonly variants?: { readonly word: string; readonly types: Types };
}

export type Tables = Readonly<Record<string, Table>>;

export const sql = (text: (row: Row, place: Place) => string): Field => ({ kind: 'sql', sql: text });
/** A column of text that a check constraint keeps free of whatever JSON escapes. */
export const plain = (column: string): Field => ({ kind: 'sql', sql: (row) => row(column), plain: true });
export const one = (on: Join, best?: One['best']): Field => ({ kind: 'one', on, best });
export const derived = (from: NonNullable<One['from']>): Field => ({ kind: 'one', from });
export const list = (options: Omit<List, 'kind'>): Field => ({ kind: 'list', ...options });
export const page = (options: Omit<Paged, 'kind'>): Field => ({ kind: 'page', ...options });
export const computed = (needs: (row: Row, place: Place) => string): Field => ({ kind: 'computed', needs });

/** A resolver makes it out of nothing that a read brings. */
export const resolved: Field = computed(() => 'SELECT NULL');

type Columns = Extract<Field, { kind: 'embed' }>['columns'];
type Present = Extract<Field, { kind: 'embed' }>['present'];
export const embed = (columns: Columns = {}, present?: Present): Field => ({ kind: 'embed', columns, present });

/** What `=` is asked of for a list of words. `ANY` of an array would not keep the order of an index where one will do. */
export function anyOf(args: Arguments, path: string[]): string {
  if (!args.single(...path)) return `ANY(${args.value(path, 'text[]')})`;
  return args.value(path, 'text', ([word]: readonly string[]) => word);
}

export const among = (column: string, args: Arguments, path: string[]): string => `${column} = ${anyOf(args, path)}`;

/** The row that a foreign key of this row names. */
export const toOne = (foreignKey: string): Field => one((row, target) => `${target('id')} = ${row(foreignKey)}`);

export const money = (column: string): Field => embed({ micros: (row) => row(column) });
export const maybeMoney = (column: string): Field =>
  embed({ micros: (row) => row(column) }, (row) => `${row(column)} IS NOT NULL`);

/** Ids are made in the order of time, so "newest first" is one key. */
export const OLDEST: Order = { keys: [{ column: 'id', type: 'uuid' }] };
export const NEWEST: Order = { keys: [{ column: 'id', type: 'uuid' }], descending: true };
