import type { MiddlewareFn } from 'type-graphql';
import { parseGlobalId } from '../pipeline/values/global-id';
import type { Context } from './context';

interface Payload {
  readonly run?: unknown;
  readonly userErrors?: readonly { readonly code: string }[];
}

/** Each mutation is told of once it is done: how long it took, how it was refused, which run it answered. Lies around `reportUserErrors`. */
export const watchMutations: MiddlewareFn<Context> = ({ info, context }, next) => {
  if (info.parentType.name !== 'Mutation') return next();
  const { watch } = context;
  const { fieldName: name } = info;
  const begunMs = performance.now();
  const tell = (code: string | null, runId: string | null) =>
    watch.mutated({ name, code, runId, seconds: (performance.now() - begunMs) / 1000 });
  return watch.span(`mutation ${name}`, {}, async () => {
    try {
      const payload: Payload = await next();
      tell(payload.userErrors?.[0]?.code ?? null, runIdOf(payload));
      return payload;
    } catch (error) {
      tell('INTERNAL', null);
      throw error;
    }
  });
};

function runIdOf({ run }: Payload): string | null {
  return typeof run === 'string' ? (parseGlobalId(run)?.rowId ?? null) : null;
}
