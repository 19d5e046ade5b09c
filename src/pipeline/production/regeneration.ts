import type { WishTerms } from '../library/wish';
import type { JsonObject } from '../values/canonical-json';

/** What should be otherwise; null and absent leave it as it is. */
export interface Changes {
  readonly prompt?: string | null;
  readonly style?: string | null;
  readonly voice?: string | null;
  readonly seed?: number | null;
}

const NAMES = ['prompt', 'style', 'voice', 'seed'] as const;

/** The changes that are given. */
export function changesOf(asked: Changes): JsonObject {
  const given = NAMES.map((name) => [name, asked[name] ?? null] as const).filter(([, value]) => value !== null);
  return Object.fromEntries(given);
}

/** The wish after a regeneration: what is given stands over what stood there, and the next variation makes it another wish in any case. */
export function regenerated(wish: WishTerms, asked: Changes): WishTerms {
  const { capability, provider, model, prompt, parameters, inputs } = wish;
  const overrides = { ...wish.overrides, ...changesOf(asked) };
  return { capability, provider, model, prompt, parameters, inputs, overrides, variation: wish.variation + 1 };
}
