import { framesForSeconds } from '../values/frames';
import type { Rate } from '../values/rate';
import type { PictureClip } from './cut';

/** From a frame on something else is seen. */
export interface Change extends Pick<PictureClip, 'ownerId' | 'assetId' | 'sha256' | 'motion' | 'medium' | 'card'> {
  readonly startFrame: number;
  /** It may dissolve into view, where there is room for that. */
  readonly isSoft: boolean;
}

interface Film {
  readonly rate: Rate;
  readonly durationFrames: number;
}

const DISSOLVE_SECONDS = 0.5;

/**
 * Clips out of changes, which come in the order of the film. What is seen already stays as it is; of two changes at one frame the later
 * one counts; and what is seen first stands from the start.
 */
export function pictureTrack(changes: readonly Change[], film: Film): PictureClip[] {
  const shown = changesSeen(changes.filter(({ startFrame }) => startFrame < film.durationFrames));
  const ends = [...shown.slice(1).map(({ startFrame }) => startFrame), film.durationFrames];
  const lengths = shown.map(({ startFrame }, index) => (ends[index] ?? startFrame) - startFrame);
  const dissolve = 2 * Math.floor(framesForSeconds(DISSOLVE_SECONDS, film.rate) / 2);
  return shown.map(({ isSoft, ...clip }, index) => {
    const durationFrames = lengths[index] ?? 0;
    // Each side gives half of it and may give as much at its other end; half a second of the picture itself must be left.
    const isLongEnough = index > 0 && Math.min(lengths[index - 1] ?? 0, durationFrames) >= 2 * dissolve;
    return { ...clip, durationFrames, dissolveFrames: isSoft && isLongEnough ? dissolve : 0 };
  });
}

function changesSeen(changes: readonly Change[]): Change[] {
  const seen: Change[] = [];
  for (const change of changes) {
    const before = seen.at(-1);
    const startFrame = before ? change.startFrame : 0;
    if (before && before.startFrame >= startFrame) seen.pop();
    const shown = seen.at(-1);
    const stays = shown?.sha256 === change.sha256 && change.motion === null && change.medium === undefined;
    if (!stays) seen.push({ ...change, startFrame: seen.length === 0 ? 0 : startFrame });
  }
  return seen;
}
