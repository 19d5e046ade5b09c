import { ORDINARY_EFFECTS } from '../effects';
import { pathTo } from '../json/json-value';
import type { Effects } from '../manifest/manifest-schema';
import type { Warn } from '../warnings';
import type { Draft } from './draft-schema';
import { filledWith } from './filled-with';

export function repairedEffects(
  draft: NonNullable<Draft['effects']>,
  idsNow: ReadonlyMap<string, string>,
  warn: Warn,
): Effects {
  const { perScene, ...effects } = filledWith(
    draft,
    { allowed: [...ORDINARY_EFFECTS], defaultTransition: 'fade' },
    { path: 'effects', warn },
  );
  if (!perScene) return effects;
  const scenes = Object.entries(perScene).flatMap(([scene, its]) => {
    const id = idsNow.get(scene);
    const path = pathTo('effects.perScene', scene);
    if (id === undefined) {
      warn({ code: 'UNKNOWN_SCENE', message: `${path} is for a scene that does not exist, and is removed.`, path });
    }
    return id === undefined ? [] : [[id, its] as const];
  });
  return { ...effects, perScene: Object.fromEntries(scenes) };
}
