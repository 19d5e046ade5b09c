import { defaultFieldResolver, type GraphQLFieldResolver, getNamedType } from 'graphql';
import type { GlobalId } from '../pipeline/values/global-id';
import type { Context } from './context';

/**
 * How graphql-js finds a value. A read arrives as a tree keyed by response key, so that aliases need no thought. What a
 * mutation made arrives as the id of its row: the field reads what was selected of it, in one statement.
 */
export const fieldResolver: GraphQLFieldResolver<Record<string, unknown>, Context> = (source, args, context, info) => {
  if (context.reads.isRead(info.parentType.name)) return source[info.path.key];
  const value = defaultFieldResolver(source, args, context, info);
  const isRow = typeof value === 'string' && context.reads.isRead(getNamedType(info.returnType).name);
  return isRow ? context.reads.row(value as GlobalId, info) : value;
};
