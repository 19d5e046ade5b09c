import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Field, Row, Table } from '../../src/reads/table';
import { TABLES } from '../../src/reads/tables';
import { Reading } from './reading';

interface Column {
  table_name: string;
  column_name: string;
  is_nullable: 'YES' | 'NO';
}

let reading: Reading;
let columns: Map<string, Column>;
let checks: Map<string, string[]>;
beforeAll(async () => {
  reading = await Reading.open();
  const found: Column[] = await reading.store.query(
    `SELECT table_name, column_name, is_nullable FROM information_schema.columns WHERE table_schema = 'public'`,
  );
  columns = new Map(found.map((column) => [`${column.table_name}.${column.column_name}`, column]));
  checks = await checkConstraints();
});
afterAll(() => reading.close());

/** Table and column → the check constraints that name the column. */
async function checkConstraints(): Promise<Map<string, string[]>> {
  const rows: { column: string; rules: string[] }[] = await reading.store.query(`
    SELECT c.relname || '.' || a.attname AS column, array_agg(pg_get_constraintdef(k.oid)) AS rules
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(k.conkey)
    WHERE k.contype = 'c' GROUP BY 1`);
  return new Map(rows.map(({ column, rules }) => [column, rules]));
}

const snake = (name: string): string => name.replace(/(?<=.)[A-Z]/g, '_$&').toLowerCase();

/** Object types that a query can reach, but for those of pages, which the compiler makes by itself. */
function reachable(): GraphQLObjectType[] {
  const seen = new Set<GraphQLNamedType>();
  const visit = (type: GraphQLNamedType): void => {
    if (seen.has(type)) return;
    seen.add(type);
    if (isAbstractType(type)) reading.schema.getPossibleTypes(type).forEach(visit);
    if (isObjectType(type)) for (const field of Object.values(type.getFields())) visit(getNamedType(field.type));
  };
  const query = reading.schema.getQueryType();
  if (query) visit(query);
  return [...seen].filter(isObjectType).filter(({ name }) => !/Connection$|Edge$|^PageInfo$/.test(name));
}

/** Those that the compiler reads: the others are made in JavaScript. */
const compiled = () => reachable().filter(({ name }) => !TABLES[name]?.made);

interface Leaf {
  readonly type: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** `table.column` where the leaf is a plain column; null where it is an expression. */
  readonly column: string | null;
}

/** Leaves of a table's type, and of the types embedded in its rows, each with the column that it is read from. */
function leavesOf(type: GraphQLObjectType, from: string, row: Row = (column) => `${from}.${column}`): Leaf[] {
  const listed = TABLES[type.name]?.fields ?? {};
  return Object.values(type.getFields()).flatMap((field): Leaf[] => {
    const how = listed[field.name];
    if (how?.kind === 'embed') return embeddedLeaves(field, how, from, row);
    if (how || !isLeafType(getNamedType(field.type)) || field.name === 'id') return [];
    const sql = row(snake(field.name));
    return [{ type: type.name, field, column: /^\w+\.\w+$/.test(sql) ? sql : null }];
  });
}

const PLACE = { args: {}, scope: () => '', moment: () => '$1' } as never;

function embeddedLeaves(
  field: GraphQLField<unknown, unknown>,
  how: Extract<Field, { kind: 'embed' }>,
  from: string,
  row: Row,
): Leaf[] {
  const inner: Row = (column) => how.columns[column]?.(row, PLACE) ?? row(column);
  return leavesOf(getNamedType(field.type) as GraphQLObjectType, from, inner).map((leaf) =>
    // What is null as a whole where its columns are null may have nullable columns.
    how.present ? { ...leaf, field: { ...leaf.field, type: getNamedType(leaf.field.type) as never } } : leaf,
  );
}

function tableOf(type: GraphQLObjectType): string | undefined {
  const variants = Object.values(TABLES).find(({ variants }: Table) =>
    Object.values(variants?.types ?? {}).includes(type.name),
  );
  return TABLES[type.name]?.from ?? variants?.from;
}

function allLeaves(): Leaf[] {
  return reachable().flatMap((type) => {
    const table = tableOf(type);
    return table ? leavesOf(type, table) : [];
  });
}

test('every object type that a query can reach has a table', () => {
  expect(
    reachable()
      .filter(({ name }) => !TABLES[name])
      .map(String),
  ).toEqual([]);
  expect(reachable().length).toBeGreaterThan(25);
});

/** The words that the check constraint of a column allows. */
const wordsOf = (column: string): string[] =>
  (checks.get(column) ?? [])
    .flatMap((rule) => (/= ANY/.test(rule) ? [...rule.matchAll(/'([A-Z_]+)'/g)].map(([, word]) => word ?? '') : []))
    .sort();

test('every word that tells the lines of a log apart has its type, and so has every owner and subject', () => {
  const { owner } = TABLES.Slot?.fields ?? {};
  const { subject } = TABLES.Run?.fields ?? {};
  const row: Row = (column) => column;
  const told = [
    ...Object.values(TABLES).flatMap(({ from, variants }) => (variants ? [{ from, ...variants }] : [])),
    ...[owner, subject].flatMap((how, index) =>
      how?.kind === 'choice' ? [{ from: ['slot', 'run'][index], word: how.word(row), types: how.types }] : [],
    ),
  ];
  expect(told.length).toBeGreaterThanOrEqual(4);
  for (const { from, word, types } of told)
    expect([from, Object.keys(types).sort()]).toEqual([from, wordsOf(`${from}.${word}`)]);
});

test('every field that a table lists is a field of its type', () => {
  const strangers = Object.entries(TABLES).flatMap(([name, { fields = {} }]) => {
    const type = reading.schema.getType(name);
    return Object.keys(fields)
      .filter((field) => !isObjectType(type) || !type.getFields()[field])
      .map((field) => `${name}.${field}`);
  });
  expect(strangers).toEqual([]);
});

test('every field that is no leaf is listed', () => {
  const missing = compiled().flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => !isLeafType(getNamedType(field.type)) && !TABLES[type.name]?.fields?.[field.name])
      .map((field) => `${type.name}.${field.name}`),
  );
  expect(missing).toEqual([]);
});

test('every leaf that a table does not list is a column', () => {
  const plain = allLeaves().filter(({ column }) => column !== null);
  expect(plain.length).toBeGreaterThan(120);
  expect(
    plain.filter(({ column }) => !columns.has(String(column))).map(({ type, field }) => `${type}.${field.name}`),
  ).toEqual([]);
});

test('every non-null leaf that is a plain column is NOT NULL', () => {
  const loose = allLeaves().filter(
    ({ column, field }) => column && isNonNullType(field.type) && columns.get(column)?.is_nullable !== 'NO',
  );
  expect(loose.map(({ type, field, column }) => `${type}.${field.name}: ${column}`)).toEqual([]);
});

test('what is written without escaping comes from a column whose check says which characters it may hold', () => {
  const unescaped = allLeaves().filter(({ field, column }) => {
    const named = getNamedType(field.type);
    const isList = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
    return column !== null && !isList && (isEnumType(named) || named.name === 'Sha256');
  });
  expect(unescaped.length).toBeGreaterThan(25);
  const unchecked = unescaped.filter(
    ({ column }) => !checks.get(String(column))?.some((rule) => /= ANY|\^\[0-9a-f\]\{64\}\$/.test(rule)),
  );
  expect(unchecked.map(({ type, field, column }) => `${type}.${field.name}: ${column}`)).toEqual([]);
});

test('every number that is printed as it is keeps infinities out', () => {
  const floats = allLeaves().filter(
    ({ field, column }) => column !== null && getNamedType(field.type).name === 'Float',
  );
  const open = floats.filter(
    ({ column }) => !checks.get(String(column))?.some((rule) => /Infinity|<= \(?1/.test(rule)),
  );
  expect(open.map(({ type, field }) => `${type}.${field.name}`)).toEqual([]);
});
