import type { JsonObject, JsonValue } from '../values/canonical-json';
import type { WishTerms } from './slot';

/** What a wish comes to: overrides stand over prompt, model, provider and parameters. */
export interface SettledWish {
  readonly capability: WishTerms['capability'];
  readonly provider: string | null;
  readonly model: string | null;
  readonly prompt: string | null;
  readonly parameters: JsonObject;
  readonly inputs: WishTerms['inputs'];
  readonly variation: number;
}

const ABOVE = ['provider', 'model', 'prompt'] as const;

/** `overrides` may name `prompt`, `model` and `provider`; whatever else it names is a parameter, such as `style` or `voice`. */
export function settledWish({ overrides, ...wish }: WishTerms): SettledWish {
  const above = Object.fromEntries(
    ABOVE.filter((name) => typeof overrides[name] === 'string').map((name) => [name, overrides[name]]),
  );
  const below = Object.fromEntries(
    Object.entries(overrides).filter(([name]) => !(ABOVE as readonly string[]).includes(name)),
  ) as Record<string, JsonValue>;
  return { ...wish, ...above, parameters: { ...wish.parameters, ...below } };
}
