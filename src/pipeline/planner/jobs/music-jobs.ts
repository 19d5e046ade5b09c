import type { MusicCue } from '../manifest/audio-schema';
import type { ManifestWithoutJobs } from '../manifest/manifest-schema';
import { msOf, secondsOf } from '../timing';
import { NOMINAL_MICROS } from './job-table';
import type { WantedJob } from './wanted-job';

export function musicJobs({ audio, metadata }: ManifestWithoutJobs): WantedJob[] {
  return Object.values(audio.music.cueMap).map((cue): WantedJob => {
    const durationSec = cueSeconds(cue, metadata.durationSeconds);
    return {
      type: 'generate_music',
      subject: cue.id,
      id: `job_${cue.id}`,
      needs: [],
      payload: () => ({
        cueId: cue.id,
        mood: cue.mood,
        structure: cue.structure ?? null,
        durationSec,
        provider: 'elevenlabs-music',
        instructions: cue.instructions ?? null,
      }),
      costMicros: Math.ceil(durationSec * NOMINAL_MICROS.musicPerSecond),
    };
  });
}

/** A cue of which it is not said how long it lasts is heard to the end. */
export function cueSeconds({ startSec, durationSec }: MusicCue, filmSeconds: number): number {
  return durationSec ?? secondsOf(msOf(filmSeconds) - msOf(startSec));
}
