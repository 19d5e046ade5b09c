import type { SoundEffect } from '../manifest/audio-schema';
import type { AudioArc } from '../treatment/treatment';
import type { PlacedScene } from './placed-scenes';

/** What is heard when its scene begins. Sounds of the whole arc belong to the first scene. */
export function soundEffects({ sfx: ofAll }: AudioArc, scenes: readonly PlacedScene[]): SoundEffect[] {
  const cues = scenes.flatMap(({ written, place }) =>
    [...(place.index === 0 ? ofAll : []), ...written.sfx]
      .filter((cue) => cue.trim() !== '')
      .map((cue) => ({ cue, sceneId: place.id, startAt: place.startAtSec })),
  );
  return cues.map((sound, index) => ({ id: `sfx_${String(index + 1).padStart(2, '0')}`, ...sound }));
}
