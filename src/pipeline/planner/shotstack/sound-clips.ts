import { constraintsOf } from '../constraints/enforcement';
import { cueSeconds } from '../jobs/music-jobs';
import type { Clip } from './edit-schema';
import type { Takes } from './takes';

/** Where nobody speaks at the same time, and where somebody does. */
const MUSIC_VOLUME = 0.6;
const DUCKED_VOLUME = 0.25;

export function narrationClips({ manifest, speech, fields }: Takes): Clip[] {
  return manifest.scenes.flatMap(({ id, startAtSec, durationSeconds }): Clip[] => {
    const jobId = speech.get(id);
    if (jobId === undefined) return [];
    const asset = { type: 'audio', src: fields.source(jobId), volume: 1 } as const;
    return [{ asset, start: startAtSec, length: durationSeconds }];
  });
}

export function musicClips({ manifest, speech, music, fields }: Takes): Clip[] {
  const { audio, metadata } = manifest;
  const most = constraintsOf(metadata).audioStyle?.musicIntensity ?? 1;
  const isDucked = speech.size > 0 && audio.music.duckToVoice !== false;
  const volume = Math.min(most, isDucked ? DUCKED_VOLUME : MUSIC_VOLUME);
  return Object.values(audio.music.cueMap).flatMap((cue): Clip[] => {
    const jobId = music.get(cue.id);
    if (jobId === undefined) return [];
    const asset = { type: 'audio', src: fields.source(jobId), volume, effect: 'fadeInFadeOut' } as const;
    return [{ asset, start: cue.startSec, length: cueSeconds(cue, metadata.durationSeconds) }];
  });
}
