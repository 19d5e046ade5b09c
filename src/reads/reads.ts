import {
  type FieldNode,
  GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import type { GlobalId } from '../pipeline/values/global-id';
import { parseGlobalId } from '../pipeline/values/global-id';
import { Request } from './arguments';
import { NeedsResolver, sightOf } from './compile';
import { Documents, type Prepared } from './documents';
import { assertAffordable } from './limits';
import { type Ask, amongPlan, bound, eventsPlan, type Plan, queryPlan, rowPlan } from './plan';
import { RecentlyUsed } from './recently-used';
import { shapeKey } from './shape';
import type { Moment, Tables } from './table';

/** One statement that answers one text value, as the UTF-8 that came. A missing row where one must be is `MissingRow`. */
export interface ReadPort {
  read(statement: { text: string; values: unknown[]; name: string | null }, signal?: AbortSignal): Promise<Buffer>;
}

/** A relation that the contract says is always there is not: the slow path reports it with its path. */
export class MissingRow extends Error {}

export interface ReadRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/**
 * Prepared statements cost about 200 kB a page in each backend: a plan earns its name by coming back, and loses it to one
 * that comes back more lately. The backends forget old names when the pool renews its connections.
 */
const USES_BEFORE_NAMED = 3;
const MOST_NAMES = 128;

/** The one read path: a document becomes one SQL statement becomes the bytes of the answer. */
export class Reads {
  readonly #documents: Documents;
  readonly #named = new RecentlyUsed<string, Plan>(MOST_NAMES, (plan) => {
    plan.name = null;
  });
  #names = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly tables: Tables,
    private readonly port: ReadPort,
  ) {
    this.#documents = new Documents(schema);
  }

  /** The JSON of `data`, or null for whatever Apollo must answer: mutations, introspection, computed fields, and errors. */
  async answer(asked: ReadRequest, moment: Moment, signal?: AbortSignal): Promise<Buffer | null> {
    const prepared = this.#documents.prepare(asked.query, asked.operationName);
    const plan = prepared && this.#planned(prepared, asked, moment);
    if (!plan) return null;
    try {
      return await this.#run(plan.plan, plan.request, signal);
    } catch (error) {
      if (error instanceof MissingRow || error instanceof GraphQLError) return null;
      throw error;
    }
  }

  #planned(prepared: Prepared, asked: ReadRequest, moment: Moment): { plan: Plan; request: Request } | null {
    const { operation, fragments, shapes, plans } = prepared;
    const { coerced } = getVariableValues(this.schema, operation.variableDefinitions ?? [], asked.variables ?? {});
    if (!coerced) return null;
    const request = new Request(coerced, moment);
    try {
      const key = `${sightOf(moment)}|${shapeKey(shapes, coerced)}`;
      const known = plans.get(key);
      if (known === 'NEEDS_RESOLVER') return null;
      if (known) return { plan: known, request };
      const document = { schema: this.schema, fragments, variables: coerced };
      assertAffordable(document, operation);
      const plan = this.#compiled({ document, tables: this.tables, request, form: 'BYTES' }, operation);
      plans.set(key, plan);
      return plan === 'NEEDS_RESOLVER' ? null : { plan, request };
    } catch (error) {
      if (error instanceof GraphQLError) return null;
      throw error;
    }
  }

  #compiled(ask: Ask, operation: OperationDefinitionNode): Plan | 'NEEDS_RESOLVER' {
    try {
      return queryPlan(ask, operation.selectionSet);
    } catch (error) {
      if (error instanceof NeedsResolver) return 'NEEDS_RESOLVER';
      throw error;
    }
  }

  async #run(plan: Plan, request: Request, signal?: AbortSignal): Promise<Buffer> {
    const values = bound(plan, request);
    return this.port.read({ text: plan.text, values, name: this.#nameOf(plan) }, signal);
  }

  #nameOf(plan: Plan): string | null {
    plan.uses += 1;
    if (plan.name !== null) this.#named.get(plan.name);
    else if (plan.uses > USES_BEFORE_NAMED) {
      this.#names += 1;
      plan.name = `read_${this.#names}`;
      this.#named.set(plan.name, plan);
    }
    return plan.name;
  }

  /** Resolvers' side: the same SQL as a tree that graphql-js completes. One statement for all root fields of the operation. */
  tree(moment: () => Moment): TreeReads {
    return new TreeReads(this.schema, this.tables, moment, (plan, request, signal) => this.#run(plan, request, signal));
  }
}

type Run = (plan: Plan, request: Request, signal?: AbortSignal) => Promise<Buffer>;
type Tree = Readonly<Record<string, unknown>>;

/** The reads of one operation on the slow path. A subscription lives long: it asks for the moment again at each page. */
export class TreeReads {
  #whole: { operation: OperationDefinitionNode; tree: Promise<Tree | null> } | null = null;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly tables: Tables,
    private readonly moment: () => Moment,
    private readonly run: Run,
  ) {}

  isRead(typeName: string): boolean {
    return (
      (typeName in this.tables && !this.tables[typeName]?.resolved) ||
      /(?:Connection|Edge)$/.test(typeName) ||
      typeName === 'PageInfo'
    );
  }

  #ask(info: GraphQLResolveInfo): Ask {
    const document = { schema: this.schema, fragments: info.fragments, variables: info.variableValues };
    return { document, tables: this.tables, request: new Request(info.variableValues, this.moment()), form: 'TREE' };
  }

  /** One root field of a query. A mistake in one of them must not fail its neighbours: then each is read by itself. */
  async root(info: GraphQLResolveInfo): Promise<unknown> {
    if (this.#whole?.operation !== info.operation) {
      const isRead = (_key: string, field: string) => !field.startsWith('__');
      this.#whole = { operation: info.operation, tree: this.#tree(info, isRead).catch(unlessMistake) };
    }
    const key = String(info.path.key);
    const tree = (await this.#whole.tree) ?? (await this.#tree(info, (candidate) => candidate === key));
    return tree[key];
  }

  async #tree(info: GraphQLResolveInfo, only: (key: string, field: string) => boolean): Promise<Tree> {
    const ask = this.#ask(info);
    return parsed(await this.run(queryPlan(ask, info.operation.selectionSet, only), ask.request));
  }

  /** What the field at hand selects of the row that this id names; null when the caller may not see it. */
  async row(id: GlobalId, info: GraphQLResolveInfo): Promise<unknown> {
    const named = parseGlobalId(id);
    if (!named) throw new Error(`${id} is no global id.`);
    const ask = this.#ask(info);
    const bytes: Buffer | null = await this.run(rowPlan(ask, named.type, named.rowId, info.fieldNodes), ask.request);
    return bytes && parsed(bytes);
  }

  /** The same of several rows, in the order of their ids. */
  rows(ids: readonly GlobalId[], info: GraphQLResolveInfo): Promise<unknown[]> {
    return Promise.all(ids.map((id) => this.row(id, info)));
  }

  /** What the field at hand, a connection, selects of the rows that these ids name. */
  async among(ids: readonly GlobalId[], info: GraphQLResolveInfo): Promise<unknown> {
    const rowIds = ids.map((id) => parseGlobalId(id)?.rowId ?? '');
    const ask = this.#ask(info);
    return parsed(await this.run(amongPlan(ask, info.parentType, rowIds, info.fieldNodes), ask.request));
  }

  /** A reader of the lines after a number: the compiled selection of a subscription, to be asked again and again. */
  events(log: { type: string; owner: string; ownerId: string; most: number }, info: GraphQLResolveInfo): EventReader {
    let after = 0;
    const ask = this.#ask(info);
    const plan = eventsPlan(ask, log, info.fieldNodes as readonly FieldNode[], () => after);
    return async (afterSeq, signal) => {
      after = afterSeq;
      return parsed(await this.run(plan, new Request(info.variableValues, this.moment()), signal));
    };
  }
}

/** Lines as `[seq, tree]`, in order. */
export type EventReader = (afterSeq: number, signal?: AbortSignal) => Promise<[number, Tree][]>;

/** A mistake in what was asked: our own `BadInput`, or graphql-js finding null in a variable where none may be. */
function unlessMistake(error: unknown): null {
  if (error instanceof GraphQLError) return null;
  throw error;
}

function parsed(bytes: Buffer) {
  return JSON.parse(bytes.toString('utf8'));
}
