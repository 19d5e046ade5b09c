import { defaultFieldResolver, type GraphQLFieldResolver, getNamedType } from 'graphql';
import type { GlobalId } from '../pipeline/values/global-id';
import type { Context } from './context';
import { Made } from './made';

/**
 * How graphql-js finds a value. A read arrives as a tree keyed by response key, so that aliases need no thought. What
 * JavaScript made, and what a mutation did, has ids where the contract has rows: the field reads what was selected of them,
 * all those of a list in one statement; what a mutation changed many of arrives as their ids, and the field is a connection over them.
 */
export const fieldResolver: GraphQLFieldResolver<Record<string, unknown>, Context> = (source, args, context, info) => {
  const { reads } = context;
  if (!(source instanceof Made) && reads.isRead(info.parentType.name)) return source[info.path.key];
  const value = defaultFieldResolver(source, args, context, info);
  const { name } = getNamedType(info.returnType);
  if (!reads.isRead(name)) return value;
  if (typeof value === 'string') return reads.row(value as GlobalId, info);
  if (!Array.isArray(value)) return value;
  if (name.endsWith('Connection')) return reads.among(value as GlobalId[], info);
  return value.map((one) => (typeof one === 'string' ? reads.row(one as GlobalId, info) : one));
};
