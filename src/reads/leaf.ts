import { type GraphQLOutputType, getNullableType, isEnumType, isListType, isNonNullType } from 'graphql';
import type { Piece } from './pieces';

/** Written as Postgres prints them: JSON's own spelling. Checks in the tables keep infinities out. */
const PRINTED = new Set(['Int', 'Float', 'ByteCount', 'JSON']);
/** Quoted but not escaped: check constraints say which characters they may hold. */
const PLAIN = new Set(['Sha256']);

/** The JSON text of one value, by its GraphQL type. */
export function leaf(type: GraphQLOutputType, sql: string): Piece[] {
  const named = getNullableType(type);
  const nullable = !isNonNullType(type);
  if (isListType(named)) return [escaped(sql, nullable)];
  const name = String(named);
  if (name === 'Boolean') return [boolean(sql, nullable)];
  if (PRINTED.has(name)) return [{ sql: nullable ? `coalesce(${sql}::text, 'null')` : sql }];
  if (!isEnumType(named) && !PLAIN.has(name)) return [escaped(sql, nullable)];
  return nullable ? [{ sql: `coalesce('"' || ${sql} || '"', 'null')` }] : ['"', { sql }, '"'];
}

function escaped(sql: string, nullable: boolean): Piece {
  return { sql: nullable ? `coalesce(to_json(${sql})::text, 'null')` : `to_json(${sql})` };
}

function boolean(sql: string, nullable: boolean): Piece {
  const unknown = nullable ? ` WHEN (${sql}) IS NULL THEN 'null'` : '';
  return { sql: `CASE${unknown} WHEN ${sql} THEN 'true' ELSE 'false' END` };
}
