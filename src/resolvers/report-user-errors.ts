import type { MiddlewareFn } from 'type-graphql';
import { DomainError } from '../pipeline/errors';
import type { UserError } from '../schema/user-error';

/** A plain object: graphql-js throws an Error that it finds in a result again. */
export function userErrorOf(error: DomainError): UserError {
  const { code, message, field = null, expected = null, got = null, remedy = null } = error;
  return { code, message, field, expected, got, remedy };
}

/** An expected refusal becomes the payload's `userErrors`, here and nowhere else. Whatever else is thrown goes on. */
export const reportUserErrors: MiddlewareFn = async ({ info }, next) => {
  if (info.parentType.name !== 'Mutation') return next();
  try {
    return { ...(await next()), userErrors: [] };
  } catch (error) {
    if (error instanceof DomainError) return { userErrors: [userErrorOf(error)] };
    throw error;
  }
};
