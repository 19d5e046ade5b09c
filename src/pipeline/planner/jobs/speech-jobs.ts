import type { TtsConfig } from '../manifest/audio-schema';
import type { ManifestWithoutJobs } from '../manifest/manifest-schema';
import type { Scene } from '../manifest/scene-schema';
import { NOMINAL_MICROS } from './job-table';
import type { WantedJob } from './wanted-job';

/** Null: nobody speaks. */
export function spokenText({ narration }: Scene): string | null {
  return narration === undefined || narration.trim() === '' ? null : narration;
}

export function speechJobs({ scenes, audio }: ManifestWithoutJobs): WantedJob[] {
  return scenes.flatMap((scene): WantedJob[] => {
    const text = spokenText(scene);
    if (text === null) return [];
    const {
      provider,
      voiceId = null,
      format = 'mp3',
      style = null,
      sampleRate = 22050,
      stability = 0.7,
    } = voiceOf(scene, audio);
    return [
      {
        type: 'tts',
        subject: scene.id,
        id: `job_tts_${scene.id}`,
        needs: [],
        payload: () => ({ sceneId: scene.id, text, provider, voiceId, format, style, sampleRate, stability }),
        costMicros: text.length * NOMINAL_MICROS.speechPerCharacter,
      },
    ];
  });
}

/** Its own, else the one that the whole gives it, else everybody's. */
function voiceOf({ id, tts }: Scene, { ttsDefaults, narrationMap = {} }: ManifestWithoutJobs['audio']): TtsConfig {
  const mapped = Object.hasOwn(narrationMap, id) ? narrationMap[id] : undefined;
  return { ...ttsDefaults, ...mapped, ...tts };
}
