import { secondsOfFrames } from '../../values/frames';
import type { Rate } from '../../values/rate';
import type { PlannedShotList } from '../shot-list';

/** To the millisecond. Of a sum of frames it is taken once: rounded seconds do not add up. */
export function secondsOf(frames: number, rate: Rate): number {
  return Math.round(secondsOfFrames(frames, rate) * 1_000) / 1_000;
}

export function totalFrames({ scenes }: Pick<PlannedShotList, 'scenes'>): number {
  return scenes.flatMap(({ shots }) => shots).reduce((total, { durationFrames }) => total + durationFrames, 0);
}

export function totalShots({ scenes }: Pick<PlannedShotList, 'scenes'>): number {
  return scenes.reduce((total, { shots }) => total + shots.length, 0);
}
