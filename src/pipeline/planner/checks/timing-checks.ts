import type { Scene } from '../manifest/scene-schema';
import type { Check, Finding } from './business-issue';

/** What a sum of decimals may miss. */
const TOLERANCE_SEC = 0.001;
const OUT_OF_BOUNDS_SEC = 0.01;

const endOf = ({ startAtSec, durationSeconds }: Scene): number => startAtSec + durationSeconds;

/** Each scene against the one that ends last of those before it. */
function pairs(scenes: readonly Scene[], isFault: (endSec: number, scene: Scene) => boolean, says: string): Finding[] {
  let endSec = 0;
  return scenes.flatMap((scene, index) => {
    const before = endSec;
    endSec = Math.max(endSec, endOf(scene));
    const message = `${scene.id} begins at ${scene.startAtSec} s, ${says} ${before} s.`;
    return isFault(before, scene) ? [{ message, path: `scenes[${index}].startAtSec` }] : [];
  });
}

export const TIMING_CHECKS: readonly Check[] = [
  [
    'DURATION_MISMATCH',
    ({ scenes, metadata }) => {
      const sumSec = scenes.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
      const message = `The scenes come to ${sumSec} s, the film to ${metadata.durationSeconds} s.`;
      const isOff = !(Math.abs(sumSec - metadata.durationSeconds) <= TOLERANCE_SEC);
      return isOff ? [{ message, path: 'metadata.durationSeconds' }] : [];
    },
  ],
  [
    'INVALID_SCENE_START',
    ({ scenes }) =>
      scenes.flatMap(({ id, startAtSec }, index) =>
        startAtSec < 0 ? [{ message: `${id} begins before the film does.`, path: `scenes[${index}].startAtSec` }] : [],
      ),
  ],
  [
    'SCENE_OUT_OF_BOUNDS',
    ({ scenes, metadata }) =>
      scenes.flatMap((scene, index) => {
        const message = `${scene.id} ends at ${endOf(scene)} s, behind the film's ${metadata.durationSeconds} s.`;
        return endOf(scene) > metadata.durationSeconds + OUT_OF_BOUNDS_SEC
          ? [{ message, path: `scenes[${index}]` }]
          : [];
      }),
  ],
  [
    'SCENE_OVERLAP',
    ({ scenes }) =>
      pairs(
        scenes,
        (endSec, { startAtSec }) => startAtSec < endSec - TOLERANCE_SEC,
        'before what is before it ends, at',
      ),
  ],
  [
    'SCENE_GAP',
    ({ scenes }) =>
      pairs(scenes, (endSec, { startAtSec }) => startAtSec > endSec + TOLERANCE_SEC, 'and what is before it ends at'),
  ],
];
