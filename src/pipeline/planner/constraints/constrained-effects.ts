import type { Effects } from '../manifest/manifest-schema';
import type { SceneEffects } from '../manifest/scene-schema';
import { ENFORCEMENT, type Enforced } from './enforcement';
import { isForbidden, isTooIntense } from './permitted-effects';

export function constrainedEffects({ perScene, ...rest }: Effects, enforced: Enforced): Effects {
  const { defaultTransition } = rest;
  const silently = { ...enforced, warn: () => undefined };
  return {
    ...rest,
    // What is taken out of a scene is told there, once.
    allowed: permitted(rest.allowed, 'effects.allowed', silently),
    ...(defaultTransition !== undefined && { defaultTransition: transition(defaultTransition, enforced) }),
    ...(perScene && {
      perScene: Object.fromEntries(
        Object.entries(perScene).map(([id, its]) => [
          id,
          constrainedSceneEffects(its, `effects.perScene.${id}`, enforced),
        ]),
      ),
    }),
  };
}

export function constrainedSceneEffects(effects: SceneEffects, path: string, enforced: Enforced): SceneEffects {
  const { layeredEffects, transitions, orderingHints } = effects;
  const laidOn = layeredEffects && permitted(layeredEffects, path, enforced);
  const removed = new Set(layeredEffects?.filter((name) => !laidOn?.includes(name)));
  const hints = Object.entries(orderingHints ?? {}).filter(([name]) => !removed.has(name));
  return {
    ...effects,
    ...(laidOn && { layeredEffects: laidOn }),
    ...(transitions && { transitions: permitted(transitions, path, enforced) }),
    ...(orderingHints && { orderingHints: Object.fromEntries(hints) }),
  };
}

function permitted(names: readonly string[], path: string, { constraints, mode, warn }: Enforced): string[] {
  const { removesForbidden, removesIntense } = ENFORCEMENT[mode];
  const permission = constraints.effects ?? {};
  return names.filter((name) => {
    const forbids = isForbidden(name, permission);
    if (!forbids && !isTooIntense(name, permission)) return true;
    const isKept = forbids ? !removesForbidden : !removesIntense;
    const verdict = forbids ? 'is forbidden by the profile' : 'is stronger than the profile allows';
    const ending = isKept ? 'kept all the same' : 'removed';
    warn({ code: 'PROFILE_EFFECT', message: `The effect ${name} ${verdict}, and is ${ending}.`, path });
    return isKept;
  });
}

function transition(name: string, { constraints, mode, warn }: Enforced): string {
  const wanted = constraints.pacing?.transitionStyle;
  if (wanted === undefined || wanted === name) return name;
  const isClamped = ENFORCEMENT[mode].removesForbidden;
  const ending = isClamped ? `which takes the place of ${name}` : `and not ${name}, which is kept`;
  const path = 'effects.defaultTransition';
  warn({ code: 'PROFILE_TRANSITION', message: `The profile goes from scene to scene by ${wanted}, ${ending}.`, path });
  return isClamped ? wanted : name;
}
