import type { SettledHints } from '../hints';
import type { Scene } from '../manifest/scene-schema';
import { sceneDurations, secondsOf, startsOf } from '../timing';
import type { TreatmentScene } from '../treatment/treatment';
import type { Warn } from '../warnings';
import { purposeByPlace } from './purpose';

/** Where a scene stands, and what for. */
export type Place = Pick<Scene, 'id' | 'startAtSec' | 'durationSeconds' | 'purpose'> & { readonly index: number };

export interface PlacedScene {
  readonly written: TreatmentScene;
  readonly place: Place;
}

export function placedScenes(
  scenes: readonly TreatmentScene[],
  { durationMs }: SettledHints,
  warn: Warn,
): PlacedScene[] {
  const timed = scenes.map((scene, index) => ({
    statedMs: scene.durationMs !== null && scene.durationMs > 0 ? scene.durationMs : null,
    purpose: scene.purpose?.trim() || purposeByPlace(index, scenes.length),
  }));
  const durations = sceneDurations(timed, durationMs, warn);
  const starts = startsOf(durations);
  return scenes.map((written, index) => ({
    written,
    place: {
      index,
      id: `s${index + 1}`,
      startAtSec: secondsOf(starts[index] ?? 0),
      durationSeconds: secondsOf(durations[index] ?? 0),
      purpose: timed[index]?.purpose ?? '',
    },
  }));
}
