import { backgroundWords, metaOf } from './asset-words';
import { ORDINARY_EFFECTS } from './effects';
import type { SettledHints } from './hints';
import { TTS_PROVIDER } from './manifest/audio-schema';
import type { ManifestWithoutJobs } from './manifest/manifest-schema';
import { secondsOf } from './timing';

const BACKGROUND = 'gen_background_001';

/** The least that is a film: one scene with a drawn background, as long as was asked for. */
export function minimalManifest(settled: SettledHints): ManifestWithoutJobs {
  const durationSeconds = secondsOf(settled.durationMs);
  return {
    userId: settled.userId,
    sourceRefs: settled.sourceRefs,
    metadata: {
      intent: 'video',
      durationSeconds,
      aspectRatio: settled.aspectRatio,
      platform: settled.platform,
      language: settled.language,
      profile: settled.profile.name,
    },
    scenes: [
      {
        id: 's1',
        startAtSec: 0,
        durationSeconds,
        purpose: 'content',
        visuals: [{ type: 'generated', assetId: BACKGROUND, role: 'background' }],
        effects: { transitions: ['fade'] },
        orderingHint: 1,
      },
    ],
    assets: {
      [BACKGROUND]: {
        id: BACKGROUND,
        source: 'generated',
        role: 'background',
        status: 'pending',
        meta: metaOf(backgroundWords({ purpose: 'content' })),
      },
    },
    audio: {
      ttsDefaults: { provider: TTS_PROVIDER, voiceId: 'eva', format: 'mp3', stability: 0.7 },
      music: { cueMap: {}, duckToVoice: true },
    },
    visuals: { defaultAspect: settled.aspect },
    effects: { allowed: [...ORDINARY_EFFECTS], defaultTransition: 'fade' },
    consistency: {
      character_faces: 'locked',
      voice_style: 'consistent',
      tone: settled.tone,
      visual_continuity: 'maintain',
    },
  };
}
