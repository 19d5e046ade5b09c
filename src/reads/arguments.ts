import { type FieldNode, type GraphQLField, getArgumentValues } from 'graphql';
import { parseGlobalId } from '../pipeline/values/global-id';
import { isStorable } from '../pipeline/values/text';
import { BadInput } from './bad-input';
import type { Arguments, Moment } from './table';

/** What one request brings to a plan: coerced variables and the moment. Arguments are coerced once a field. */
export class Request {
  readonly #coerced = new Map<FieldNode, Record<string, unknown>>();

  constructor(
    readonly variables: Readonly<Record<string, unknown>>,
    readonly moment: Moment,
  ) {}

  argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): Record<string, unknown> {
    const known = this.#coerced.get(node);
    if (known) return known;
    const values = getArgumentValues(field, node, this.variables);
    this.#coerced.set(node, values);
    return values;
  }
}

/** Makes the value of one parameter out of a request. */
export type Binder = (request: Request) => unknown;
export type Bind = (binder: Binder, sqlType: string) => string;

function valueAt(values: Record<string, unknown>, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], values);
}

/** Postgres keeps no NUL in text: it would refuse the statement. */
function storable(value: unknown): unknown {
  const texts = Array.isArray(value) ? value : [value];
  const bad = texts.find((text) => typeof text === 'string' && !isStorable(text));
  if (bad === undefined) return value;
  throw new BadInput('Text cannot hold the character U+0000.', {
    expected: 'text without U+0000',
    got: JSON.stringify(bad.slice(0, 80)),
    remedy: 'Leave it out: nothing here contains it.',
  });
}

function badId(id: unknown, type: string): BadInput {
  return new BadInput(`This is not the id of a ${type}.`, {
    expected: `the \`id\` of a ${type}`,
    got: JSON.stringify(String(id).slice(0, 80)),
    remedy: `Take the \`id\` field of a ${type} as it is; ids are opaque.`,
  });
}

/** The concrete type that a global id names, as the cache key of a plan does too. */
export function typeOfId(id: unknown): string {
  const type = parseGlobalId(String(id))?.type ?? '';
  if (!/^[A-Za-z]+$/.test(type)) throw badId(id, 'node'); // punctuation would blur a plan's key
  return type;
}

export class FieldArguments implements Arguments {
  constructor(
    private readonly field: GraphQLField<unknown, unknown>,
    private readonly node: FieldNode,
    private readonly request: Request,
    private readonly bind: Bind,
  ) {}

  #now(path: readonly string[]): unknown {
    return valueAt(this.request.argumentsOf(this.field, this.node), path);
  }

  given(...path: string[]): boolean {
    return (this.#now(path) ?? null) !== null;
  }

  word(...path: string[]): string | boolean | undefined {
    return (this.#now(path) ?? undefined) as string | boolean | undefined;
  }

  single(...path: string[]): boolean {
    return (this.#now(path) as unknown[]).length === 1;
  }

  /** `first` is a literal of the plan: its variables are in the key by value. */
  first(whenMissing: number): number {
    return (this.#now(['first']) as number | null | undefined) ?? whenMissing;
  }

  /** The types that a list of ids names: in the key as a set. */
  types(...path: string[]): string[] {
    return [...new Set((this.#now(path) as string[]).map(typeOfId))].sort();
  }

  value(path: string[], sqlType: string, convert: (value: never) => unknown = (value) => value): string {
    const now = (request: Request) => storable(valueAt(request.argumentsOf(this.field, this.node), path));
    return this.bind((request) => convert(now(request) as never), sqlType);
  }

  rowId(path: string[], type: string): string {
    const id = this.#now(path);
    if (parseGlobalId(String(id))?.type !== type) throw badId(id, type);
    return this.value(path, 'uuid', (value: string) => parseGlobalId(value)?.rowId);
  }
}
