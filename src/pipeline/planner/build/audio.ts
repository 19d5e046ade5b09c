import type { SettledHints } from '../hints';
import { type Audio, type SoundEffect, TTS_PROVIDER, type TtsConfig } from '../manifest/audio-schema';
import type { Scene } from '../manifest/scene-schema';
import { secondsOf } from '../timing';
import type { Treatment, TreatmentScene } from '../treatment/treatment';
import { moodOf } from './mood';

/** The music that spans the whole film. */
export const MUSIC_OF_ALL = 'music_01';
const USUAL_VOICE_ID = 'eva';

type Timed = Pick<Scene, 'id' | 'startAtSec'>;

export function builtAudio(treatment: Treatment, scenes: readonly Timed[], settled: SettledHints): Audio {
  const { profile, tone, durationMs } = settled;
  const instructions = musicInstructions(treatment, scenes);
  const structure = treatment.scenes.map(({ music }) => music?.structure).find((named) => named);
  const cue = {
    id: MUSIC_OF_ALL,
    startSec: 0,
    durationSec: secondsOf(durationMs),
    mood: moodOf(treatment.scenes, profile, tone),
    ...(structure && { structure }),
    ...(instructions !== '' && { instructions }),
  };
  const sfx = soundEffects(treatment, scenes);
  return {
    ttsDefaults: voiceDefaults(settled),
    music: { cueMap: { [MUSIC_OF_ALL]: cue }, duckToVoice: true },
    ...(sfx.length > 0 && { sfx }),
  };
}

function voiceDefaults({ voiceId, profile }: SettledHints): TtsConfig {
  const style = profile.constraints.audioStyle?.voiceStyle;
  return {
    provider: TTS_PROVIDER,
    voiceId: voiceId ?? USUAL_VOICE_ID,
    ...(style && { style }),
    stability: 0.7,
    similarityBoost: 0.5,
    sampleRate: 22050,
    format: 'mp3',
  };
}

/** A scene's own voice, where it has one. */
export function sceneVoice({ voice }: TreatmentScene, defaults: TtsConfig): TtsConfig | null {
  if (!voice || (!voice.name && !voice.style)) return null;
  return { ...defaults, ...(voice.name && { voiceId: voice.name }), ...(voice.style && { style: voice.style }) };
}

/** How it goes on: the arc of the whole, then what single scenes ask for. */
function musicInstructions({ audioArc, scenes }: Treatment, timed: readonly Timed[]): string {
  const arc = (['intro', 'build', 'outro'] as const).flatMap((part) =>
    audioArc[part] ? [`${part}: ${audioArc[part]}`] : [],
  );
  const asked = scenes.flatMap(({ music }, index) => {
    const words = [music?.mood, music?.structure].filter(Boolean).join(', ');
    return words === '' ? [] : [`from ${timed[index]?.startAtSec ?? 0} s: ${words}`];
  });
  return [...arc, ...asked].join('; ');
}

/** Those of the arc belong to the first scene. */
function soundEffects({ audioArc, scenes }: Treatment, timed: readonly Timed[]): SoundEffect[] {
  const cues = timed.flatMap((scene, index) =>
    [...(index === 0 ? audioArc.sfx : []), ...(scenes[index]?.sfx ?? [])]
      .filter((cue) => cue.trim() !== '')
      .map((cue) => ({ cue, scene })),
  );
  return cues.map(({ cue, scene }, index) => ({
    id: `sfx_${String(index + 1).padStart(2, '0')}`,
    cue,
    sceneId: scene.id,
    startAt: scene.startAtSec,
  }));
}
