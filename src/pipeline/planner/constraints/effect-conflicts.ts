import { effectNamed } from '../effects';
import type { ManifestWithoutJobs } from '../manifest/manifest-schema';
import type { Warn } from '../warnings';

/** Two movements of one picture at once are seen as a mistake. */
export function warnOfConflicts({ scenes }: ManifestWithoutJobs, warn: Warn): void {
  for (const [index, { effects }] of scenes.entries()) {
    const moving = (move: 'ZOOM' | 'PAN') => effects?.layeredEffects?.find((name) => effectNamed(name).moves === move);
    const [zoom, pan] = [moving('ZOOM'), moving('PAN')];
    if (zoom === undefined || pan === undefined) continue;
    const message = `${zoom} and ${pan} both move the picture of one scene.`;
    warn({ code: 'EFFECT_CONFLICT', message, path: `scenes[${index}].effects` });
  }
}
