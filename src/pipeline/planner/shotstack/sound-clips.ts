import { cueSeconds } from '../jobs/music-jobs';
import { profileOf } from '../profiles';
import { type Clip } from './edit-schema';
import type { Takes } from './picture-clips';

/** Where nobody speaks at the same time, and where somebody does. */
const MUSIC_VOLUME = 0.6;
const DUCKED_VOLUME = 0.25;

export function narrationClips({ manifest, jobs, fields }: Takes): Clip[] {
  return manifest.scenes.flatMap(({ id, startAtSec, durationSeconds }): Clip[] => {
    const speech = jobs.find(({ type, payload }) => type === 'tts' && payload.sceneId === id);
    if (!speech) return [];
    const src = fields.source(speech.id);
    return [{ asset: { type: 'audio', src, volume: 1 }, start: startAtSec, length: durationSeconds }];
  });
}

export function musicClips({ manifest, jobs, fields }: Takes): Clip[] {
  const { audio, metadata } = manifest;
  const { constraints } = profileOf(metadata);
  const most = (metadata.hardConstraints ?? constraints).audioStyle?.musicIntensity ?? 1;
  const isNarrated = jobs.some(({ type }) => type === 'tts');
  const volume = Math.min(most, isNarrated && audio.music.duckToVoice !== false ? DUCKED_VOLUME : MUSIC_VOLUME);
  return Object.values(audio.music.cueMap).flatMap((cue): Clip[] => {
    const music = jobs.find(({ type, payload }) => type === 'generate_music' && payload.cueId === cue.id);
    if (!music) return [];
    const asset = { type: 'audio', src: fields.source(music.id), volume, effect: 'fadeInFadeOut' } as const;
    return [{ asset, start: cue.startSec, length: cueSeconds(cue, metadata.durationSeconds) }];
  });
}
