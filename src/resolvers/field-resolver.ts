import { defaultFieldResolver, type GraphQLFieldResolver, getNamedType } from 'graphql';
import type { GlobalId } from '../pipeline/values/global-id';
import type { Context } from './context';
import { isMade } from './made';

/**
 * How graphql-js finds a value. A read arrives as a tree keyed by response key, so that aliases need no thought. What a
 * mutation made arrives as the id of its row: the field reads what was selected of it, in one
 * statement; what it changed many of arrives as their ids, and the field is a connection over them.
 */
export const fieldResolver: GraphQLFieldResolver<Record<string, unknown>, Context> = (source, args, context, info) => {
  if (context.reads.isRead(info.parentType.name) && !isMade(source)) return source[info.path.key];
  const value = defaultFieldResolver(source, args, context, info);
  const { name } = getNamedType(info.returnType);
  if (!context.reads.isRead(name)) return value;
  if (typeof value === 'string') return context.reads.row(value as GlobalId, info);
  if (Array.isArray(value) && name.endsWith('Connection')) return context.reads.among(value as GlobalId[], info);
  return Array.isArray(value) ? context.reads.rows(value as GlobalId[], info) : value;
};
