import { isPermitted, type Permission } from '../constraints/permitted-effects';
import { effectNamed, effectSlug, effectsOfPurpose, isKnownEffect, NEUTRAL_GRADE, transitionInTurn } from '../effects';
import type { SceneEffects } from '../manifest/scene-schema';
import type { Warn } from '../warnings';

interface Scene {
  readonly index: number;
  readonly purpose: string;
  /** As they are written. */
  readonly stated: readonly string[];
}

/** What is stated; where nothing is, what scenes of this purpose get, as far as the profile permits it. */
export function sceneEffects({ index, purpose, stated }: Scene, permission: Permission, warn: Warn): SceneEffects {
  const names = [...new Set(stated.map(effectSlug).filter((name) => name !== ''))];
  for (const name of names.filter((slug) => !isKnownEffect(slug))) warn(unknown(name, index));
  const transitions = names.filter((name) => effectNamed(name).isTransition);
  const laidOn = names.filter((name) => !effectNamed(name).isTransition);
  const usual = (wanted: readonly string[]) => wanted.filter((name) => isPermitted(name, permission));
  const layeredEffects = inOrder(laidOn.length > 0 ? laidOn : usual(effectsOfPurpose(purpose)));
  return {
    transitions: transitions.length > 0 ? transitions : usual([transitionInTurn(index)]),
    layeredEffects,
    gradePreset: NEUTRAL_GRADE,
    orderingHints: orderingHints(layeredEffects),
  };
}

/** Equal ones stay as they are written. */
function inOrder(names: readonly string[]): string[] {
  return [...names].sort((a, b) => effectNamed(a).order - effectNamed(b).order);
}

/** Those that nobody knows come last, in the order in which they are written. */
function orderingHints(names: readonly string[]): Record<string, number> {
  let unknownSoFar = 0;
  return Object.fromEntries(
    names.map((name) => [name, effectNamed(name).order + (isKnownEffect(name) ? 0 : unknownSoFar++)]),
  );
}

function unknown(name: string, index: number) {
  return {
    code: 'UNKNOWN_EFFECT',
    message: `The effect ${name} is not in the vocabulary; it is kept as it is named.`,
    path: `scenes[${index}].effects`,
  };
}
