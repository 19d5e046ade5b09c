import type { JsonObject, JsonValue } from '../values/canonical-json';
import type { Capability } from '../values/capability';
import { contentHash } from '../values/content-hash';

/** What a slot wants now: what it was planned with, and the overrides that people laid over it. */
export interface WishTerms {
  capability: Capability;
  provider: string | null;
  model: string | null;
  prompt: string | null;
  parameters: JsonObject;
  inputs: readonly { name: string; sha256: string }[];
  overrides: JsonObject;
  /** 0 for the first; each regeneration that changes nothing else asks for the next, so that it is a new wish. */
  variation: number;
}

/** What a wish comes to: overrides stand over prompt, model, provider and parameters. */
export type SettledWish = Readonly<Omit<WishTerms, 'overrides'>>;

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

/**
 * Of what the wish comes to. Its hash decides whether a take is fresh, so everything that may change the bytes is in it, and
 * nothing else: a text that is edited below an override of the prompt changes no wish.
 */
export function wishHash(wish: WishTerms): string {
  return settledHash(settledWish(wish));
}

export function settledHash({
  capability,
  provider,
  model,
  prompt,
  parameters,
  inputs,
  variation,
}: SettledWish): string {
  const named = inputs.map(({ name, sha256 }) => ({ name, sha256 }));
  return contentHash({ capability, provider, model, prompt, parameters, inputs: named, variation });
}

/** A wish with nothing decided yet but what it is for: the supplier is chosen when it is made. */
export function plainWish(capability: Capability, prompt: string | null): WishTerms {
  return {
    capability,
    provider: null,
    model: null,
    prompt,
    parameters: {},
    inputs: [],
    overrides: {},
    variation: 0,
  };
}
