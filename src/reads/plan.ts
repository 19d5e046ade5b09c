import { type FieldNode, type GraphQLObjectType, type SelectionSetNode } from 'graphql';
import type { Binder, Request } from './arguments';
import { collectFields, type DocumentScope } from './collect';
import { Compilation, type Form } from './compile';
import { compilePage } from './page';
import { concatenated, type Piece } from './pieces';
import { OLDEST, type Paged, type Row, type Tables } from './table';

/** One statement and how to fill it. */
export interface Plan {
  readonly text: string;
  readonly binders: readonly Binder[];
  /** Set once it came back often enough to be worth a prepared statement. */
  name: string | null;
  uses: number;
}

export interface Ask {
  readonly document: DocumentScope;
  readonly tables: Tables;
  readonly request: Request;
  readonly form: Form;
}

function compiled({ document, tables, request, form }: Ask, make: (compilation: Compilation) => string): Plan {
  const compilation = new Compilation(document, tables, request, form);
  return { text: make(compilation), binders: compilation.binders, name: null, uses: 0 };
}

/** A query has no row to stand on: its fields begin at tables of their own. */
const NO_ROW: Row = (column) => {
  throw new Error(`The query type has no column ${column}.`);
};

/** A whole query, or those of its fields that `only` keeps. */
export function queryPlan(
  ask: Ask,
  selections: SelectionSetNode,
  only?: (key: string, field: string) => boolean,
): Plan {
  return compiled(ask, (compilation) => {
    const query = compilation.objectNamed('Query');
    return `SELECT ${concatenated(rootPieces(compilation, query, selections, only))}`;
  });
}

function rootPieces(
  compilation: Compilation,
  query: GraphQLObjectType,
  selections: SelectionSetNode,
  only?: (key: string, field: string) => boolean,
): Piece[] {
  const node = { kind: 'Field', name: { kind: 'Name', value: 'query' }, selectionSet: selections } as FieldNode;
  if (!only) return compilation.object(query, [node], NO_ROW);
  const fields = [...collectFields(compilation.document, query, [selections])].filter(([key, [field]]) =>
    only(key, field?.name.value ?? ''),
  );
  const kept = { ...selections, selections: fields.flatMap(([, nodes]) => nodes) } as SelectionSetNode;
  return compilation.object(query, [{ ...node, selectionSet: kept }], NO_ROW);
}

/** What these fields select of each of these rows, in their order; null where there is nothing for the caller. */
export function rowsPlan(ask: Ask, type: string, rowIds: readonly string[], nodes: readonly FieldNode[]): Plan {
  return compiled(ask, (compilation) => {
    const ids = compilation.bind(() => rowIds, 'uuid[]');
    const select = compilation.byId(compilation.objectNamed(type), nodes, 'u.id');
    const from = `unnest(${ids}) WITH ORDINALITY AS u(id, position)`;
    const rows = `SELECT coalesce((${select}), 'null') FROM ${from} ORDER BY u.position`;
    return `SELECT concat('[', array_to_string(ARRAY(${rows}), ','), ']')`;
  });
}

/** A connection over these rows alone: what a mutation changed. */
export function amongPlan(
  ask: Ask,
  parent: GraphQLObjectType,
  rowIds: readonly string[],
  nodes: readonly FieldNode[],
): Plan {
  return compiled(ask, (compilation) => {
    const ids = compilation.bind(() => rowIds, 'uuid[]');
    const page: Paged = { kind: 'page', on: (_, row) => `${row('id')} = ANY(${ids})`, orders: { default: OLDEST } };
    const selected = compilation.select(parent, nodes);
    return `SELECT ${concatenated(compilePage(compilation, selected, page, NO_ROW, `${parent.name}.${selected.field.name}`))}`;
  });
}

/** The lines of a log after a number, at most `most`, each as one value. */
export function eventsPlan(
  ask: Ask,
  log: { type: string; owner: string; ownerId: string; most: number },
  nodes: readonly FieldNode[],
  afterSeq: () => number,
): Plan {
  return compiled(ask, (compilation) => {
    const type = compilation.document.schema.getType(log.type);
    if (!type) throw new Error(`The schema has no ${log.type}.`);
    const table = compilation.table(type);
    const row: Row = (column) => `e.${column}`;
    const line = concatenated(compilation.element(type, nodes, row));
    const owner = compilation.bind(() => log.ownerId, 'uuid');
    const after = compilation.bind(afterSeq, 'int');
    const lines = `SELECT concat('[', e.seq, ',', ${line}, ']') FROM ${table.from} e WHERE e.${log.owner} = ${owner}${compilation.wall(table, 'e')} AND e.seq > ${after} ORDER BY e.seq LIMIT ${log.most}`;
    return `SELECT concat('[', array_to_string(ARRAY(${lines}), ','), ']')`;
  });
}

export function bound(plan: Plan, request: Request): unknown[] {
  return plan.binders.map((binder) => binder(request));
}
