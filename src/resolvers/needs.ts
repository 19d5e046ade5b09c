import { createMethodMiddlewareDecorator } from 'type-graphql';
import { type Caller, permits, type Role } from '../pipeline';
import { Forbidden } from '../pipeline/errors';
import type { Context } from './context';

/** Operation → the role it needs. A test compares this with the schema: no operation may be missing. */
export const NEEDED_ROLES = new Map<string, Role>();

export function assertPermitted(caller: Caller, role: Role): void {
  if (permits(caller, role)) return;
  throw new Forbidden(`This needs the role ${role}; the token "${caller.name}" has ${caller.role}.`, {
    expected: role,
    got: caller.role,
    remedy: 'Use a token of that role, or ask an administrator to make one with `createToken`.',
  });
}

/**
 * The role that an operation needs. Our own decorator, not `@Authorized`: that one runs before every middleware, so its
 * refusal could not become a `UserError` in the payload.
 */
export function Needs(role: Role): MethodDecorator {
  const guard = createMethodMiddlewareDecorator<Context>(({ context }, next) => {
    assertPermitted(context.caller, role);
    return next();
  });
  return (target, method, descriptor) => {
    NEEDED_ROLES.set(String(method), role);
    return guard(target, method, descriptor as PropertyDescriptor);
  };
}
