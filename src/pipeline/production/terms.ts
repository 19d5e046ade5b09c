import { InvalidInput } from '../errors';
import type { SettledWish } from '../library/wish';
import type { JsonObject } from '../values/canonical-json';

/** The prompt of a wish that cannot be without one. */
export function textOf({ prompt, capability }: Pick<SettledWish, 'prompt' | 'capability'>): string {
  if (prompt) return prompt;
  throw new InvalidInput(`A wish for ${capability} needs a prompt.`, {
    expected: 'a prompt',
    got: 'none',
    remedy: 'Regenerate it with a prompt.',
  });
}

export function wordOf(parameters: JsonObject, name: string): string | null {
  const value = parameters[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function numberOf(parameters: JsonObject, name: string, otherwise: number): number {
  const value = parameters[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}
