import { setTimeout as delay } from 'node:timers/promises';
import type { Billed, Call, Means, Model, Provider } from '../../src/providers/provider';
import { never } from './suppliers';

/** For whoever calls nobody. */
export const NO_MEANS: Means = {
  setting: (name) => {
    throw new Error(`Nobody set ${name}.`);
  },
  fetch: () => Promise.reject(new Error('Nobody should be called.')),
  mask: (text) => text,
  download: () => Promise.reject(new Error('Nothing should be fetched.')),
};

export interface Asking {
  readonly means?: Means;
  readonly signal?: AbortSignal;
  readonly model?: string;
  readonly idempotencyKey?: string;
  /** Between two questions for what became of it. */
  readonly pollMs?: number;
}

/** What the provider makes of a request: at once, or by asking until it is there. */
export async function madeBy<T, R extends T, A extends Billed, M extends Model>(
  provider: Provider<T, R, A, M>,
  request: R,
  { means = NO_MEANS, signal = never, model, idempotencyKey = 'test', pollMs = 5 }: Asking = {},
): Promise<A> {
  const asked = provider.models.find(({ name }) => model === undefined || name === model);
  if (!asked) throw new Error(`${provider.name} has no model ${model}.`);
  const call: Call<M> = { means, signal, model: asked, idempotencyKey, progress: () => undefined };
  if (provider.answers === 'at once') return provider.make(request, call);
  const externalId = await provider.submit(request, call);
  for (;;) {
    const made = await provider.poll(externalId, request, call);
    if (made) return made;
    await delay(pollMs, undefined, { signal });
  }
}
