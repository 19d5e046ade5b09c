import { type GraphQLOutputType, getNullableType, isEnumType, isListType, isNonNullType } from 'graphql';
import type { Piece } from './pieces';

/** Written as Postgres prints them: JSON's own spelling. Checks in the tables keep infinities out. */
const PRINTED = new Set(['Int', 'Float', 'ByteCount', 'JSON']);
/** Quoted but not escaped: check constraints say which characters they may hold. */
const PLAIN = new Set(['Sha256']);

/** A column that the contract calls non-null is NOT NULL, as a test makes sure; no expression promises that. */
const COLUMN = /^\w+\.\w+$/;

/** The JSON text of one value, by its GraphQL type. `missing` is the SQL that answers for a NULL where the type has none. */
export function leaf(type: GraphQLOutputType, sql: string, missing: string, plain = false): Piece[] {
  const otherwise = isNonNullType(type) ? missing : "'null'";
  const named = getNullableType(type);
  const certain = isNonNullType(type) && COLUMN.test(sql);
  const or = (text: string): Piece[] => [{ sql: `coalesce(${text}, ${otherwise})` }];
  if (String(named) === 'Boolean') return [boolean(sql, certain ? null : otherwise)];
  if (PRINTED.has(String(named))) return certain ? [{ sql }] : or(`(${sql})::text`);
  const isPlain = !isListType(named) && (plain || isEnumType(named) || PLAIN.has(String(named)));
  if (!isPlain) return certain ? [{ sql: `to_json(${sql})` }] : or(`to_json(${sql})::text`);
  return certain ? ['"', { sql }, '"'] : or(`'"' || (${sql}) || '"'`);
}

function boolean(sql: string, otherwise: string | null): Piece {
  const unknown = otherwise === null ? '' : ` WHEN (${sql}) IS NULL THEN ${otherwise}`;
  return { sql: `CASE${unknown} WHEN ${sql} THEN 'true' ELSE 'false' END` };
}
