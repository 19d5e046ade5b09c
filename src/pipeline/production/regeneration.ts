import type { WishTerms } from '../library/wish';
import type { JsonObject } from '../values/canonical-json';
import { withWords } from './style-presets';

/** What should be otherwise; null and absent leave it as it is. */
export interface Changes {
  readonly prompt?: string | null;
  readonly style?: string | null;
  readonly voice?: string | null;
  readonly seed?: number | null;
  /** What the project's own styles mean. */
  readonly styles?: Readonly<Record<string, string>>;
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
  const overrides = withWords({ ...wish.overrides, ...changesOf(asked) }, asked.styles ?? {});
  return { capability, provider, model, prompt, parameters, inputs, overrides, variation: wish.variation + 1 };
}
