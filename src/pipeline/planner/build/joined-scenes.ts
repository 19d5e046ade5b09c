import type { TreatmentScene } from '../treatment/treatment';
import { joinedText } from './scene-count';

/** Both in one: everything that is said in either is said in it. */
export function joinedScenes(a: TreatmentScene, b: TreatmentScene): TreatmentScene {
  return {
    ...a,
    durationMs: a.durationMs === null || b.durationMs === null ? null : a.durationMs + b.durationMs,
    narration: joinedText(a.narration, b.narration),
    visuals: [...a.visuals, ...b.visuals],
    effects: [...a.effects, ...b.effects],
    sfx: [...a.sfx, ...b.sfx],
  };
}
