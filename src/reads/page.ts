import { type FieldNode, type GraphQLNamedType, type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { collectFields, selectionSetsOf } from './collect';
import type { Compilation, Selected } from './compile';
import { cursorSql, cursorTag, keysetSql, orderSql, readCursor } from './cursor';
import { concatenated, type Piece } from './pieces';
import type { Order, Paged, Row } from './table';

export const DEFAULT_PAGE = 50;
export const LARGEST_PAGE = 250;

/** One connection: its condition, its order, its page, and what of it is asked. */
class PageCompiler {
  private readonly order: Order;
  private readonly tag: string;
  private readonly connection: GraphQLObjectType;
  private readonly node: GraphQLNamedType;
  private readonly first: number;
  /** What each row of the page must bring along: column → SQL. */
  private readonly columns = new Map<string, string>();
  private readonly alias: string;

  constructor(
    private readonly compilation: Compilation,
    private readonly selected: Selected,
    private readonly how: Paged,
    private readonly parent: Row,
    path: string,
  ) {
    const word = String(selected.args.word('orderBy') ?? 'default');
    const order = how.orders[word];
    const connection = getNamedType(selected.field.type);
    if (!order || !isObjectType(connection)) throw new Error(`${path} has no order called ${word}.`);
    this.order = order;
    this.tag = cursorTag(path, word);
    this.connection = connection;
    this.node = getNamedType(connection.getFields().nodes?.type ?? connection);
    this.first = selected.args.first(DEFAULT_PAGE);
    this.alias = compilation.alias();
  }

  private row: Row = (column) => `${this.alias}.${column}`;

  pieces(): Piece[] {
    const members = [
      ...collectFields(this.compilation.document, this.connection, selectionSetsOf(this.selected.nodes)),
    ];
    const asked = members.map(([key, nodes]) => ({ key, nodes, name: nodes[0]?.name.value ?? '' }));
    const rows = asked.filter(({ name }) => name === 'nodes' || name === 'edges');
    const needsCount = asked.some(({ name }) => name === 'pageInfo');
    if (rows.length <= 1 && !needsCount) return this.whole(asked, (sql) => this.array(sql));
    return [{ sql: this.aggregated(this.whole(asked, (sql) => this.slice(sql))) }];
  }

  private whole(asked: { key: string; name: string; nodes: FieldNode[] }[], rows: (sql: string) => Piece): Piece[] {
    const pieces = asked.flatMap(({ key, name, nodes }, index) => [
      `${index ? ',' : ''}"${key}":`,
      ...this.member(name, nodes, rows),
    ]);
    return ['{', ...pieces, '}'];
  }

  private member(name: string, nodes: FieldNode[], rows: (sql: string) => Piece): Piece[] {
    const { compilation, node } = this;
    switch (name) {
      case 'nodes':
        return ['[', rows(concatenated(compilation.element(node, nodes, this.row))), ']'];
      case 'edges':
        return ['[', rows(concatenated(this.edge(nodes))), ']'];
      case 'pageInfo':
        return this.pageInfo(nodes);
      case 'totalCount':
        return [{ sql: this.subselect('SELECT count(*)', false) }];
      default:
        return [`"${this.connection.name}"`]; // __typename
    }
  }

  private edge(nodes: FieldNode[]): Piece[] {
    const type = getNamedType(this.connection.getFields().edges?.type ?? this.connection) as GraphQLObjectType;
    const members = [...collectFields(this.compilation.document, type, selectionSetsOf(nodes))];
    const pieces = members.flatMap(([key, fields], index): Piece[] => {
      const lead = `${index ? ',' : ''}"${key}":`;
      const name = fields[0]?.name.value;
      if (name === 'cursor') return [lead, '"', { sql: this.cursor() }, '"'];
      if (name === 'node') return [lead, ...this.compilation.element(this.node, fields, this.row)];
      return [lead, `"${type.name}"`];
    });
    return ['{', ...pieces, '}'];
  }

  private pageInfo(nodes: FieldNode[]): Piece[] {
    const type = getNamedType(this.connection.getFields().pageInfo?.type ?? this.connection) as GraphQLObjectType;
    const members = [...collectFields(this.compilation.document, type, selectionSetsOf(nodes))];
    const pieces = members.flatMap(([key, [field]], index): Piece[] => [
      `${index ? ',' : ''}"${key}":`,
      ...this.pageFact(field?.name.value ?? '', type.name),
    ]);
    return ['{', ...pieces, '}'];
  }

  private pageFact(name: string, typeName: string): Piece[] {
    const cursorAt = (position: string): Piece => ({
      sql: `coalesce('"' || (array_agg(p.${this.column(this.cursor())}))[${position}] || '"', 'null')`,
    });
    switch (name) {
      case 'hasNextPage':
        return [{ sql: `CASE WHEN count(*) > ${this.first} THEN 'true' ELSE 'false' END` }];
      case 'hasPreviousPage':
        return [{ sql: this.hasPrevious() }];
      case 'startCursor':
        return this.first === 0 ? ['null'] : [cursorAt('1')];
      case 'endCursor':
        return [cursorAt(`least(count(*), ${this.first})`)];
      default:
        return [`"${typeName}"`];
    }
  }

  private cursor(): string {
    return cursorSql(this.tag, this.order, this.row);
  }

  private hasPrevious(): string {
    if (!this.selected.args.given('after')) return "'false'";
    return `CASE WHEN EXISTS ${this.subselect('SELECT 1', true)} THEN 'true' ELSE 'false' END`;
  }

  private column(sql: string): string {
    const known = this.columns.get(sql) ?? `c${this.columns.size + 1}`;
    this.columns.set(sql, known);
    return known;
  }

  /** The page when nothing but its rows is asked. */
  private array(sql: string): Piece {
    return { sql: `array_to_string(ARRAY(${this.rowsSql(sql, this.first)}), ',')` };
  }

  /** The page's rows out of one more than it holds: the surplus row says that there is a next page. */
  private slice(sql: string): Piece {
    return { sql: `array_to_string((array_agg(p.${this.column(sql)}))[1:${this.first}], ',')` };
  }

  private aggregated(pieces: Piece[]): string {
    const columns = [...this.columns].map(([sql, name]) => `${sql} AS ${name}`).join(', ') || '1';
    // An aggregate over no rows still answers one row; GROUP BY () makes it so when no aggregate is asked.
    return `(SELECT ${concatenated(pieces)} FROM (${this.rowsSql(columns, this.first + 1)}) p GROUP BY ())`;
  }

  private rowsSql(columns: string, limit: number): string {
    const conditions = [...this.conditions(this.row, this.alias), ...this.after(this.row, 'after')];
    return `SELECT ${columns} FROM ${this.from(this.alias)} WHERE ${conditions.join(' AND ')} ORDER BY ${orderSql(this.order, this.row)} LIMIT ${limit}`;
  }

  private from(alias: string): string {
    return `${this.order.from ?? this.how.from ?? this.compilation.table(this.node).from} ${alias}`;
  }

  private conditions(row: Row, alias: string): string[] {
    const { compilation, how, parent, selected } = this;
    const joined = `${how.on(parent, row, selected.place)}${compilation.wall(compilation.table(this.node), alias)}`;
    return [joined, ...(how.where?.(row, selected.place, parent) ?? [])];
  }

  /** A second look at the same list, through an alias of its own. */
  private subselect(head: string, upToCursor: boolean): string {
    const alias = this.compilation.alias();
    const row: Row = (column) => `${alias}.${column}`;
    const conditions = [...this.conditions(row, alias), ...(upToCursor ? this.after(row, 'upTo') : [])];
    return `(${head} FROM ${this.from(alias)} WHERE ${conditions.join(' AND ')})`;
  }

  private after(row: Row, side: 'after' | 'upTo'): string[] {
    const { args } = this.selected;
    if (!args.given('after')) return [];
    const { keys } = this.order;
    const values = keys.map(({ type }, index) =>
      args.value(['after'], type, (cursor: string) => readCursor(cursor, this.tag, keys)[index]),
    );
    return [keysetSql(this.order, row, values, side)];
  }
}

export function compilePage(
  compilation: Compilation,
  selected: Selected,
  how: Paged,
  parent: Row,
  path: string,
): Piece[] {
  return new PageCompiler(compilation, selected, how, parent, path).pieces();
}
