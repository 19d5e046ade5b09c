import type { SettledHints } from '../hints';
import { type Audio, type MusicCue, TTS_PROVIDER, type TtsConfig } from '../manifest/audio-schema';
import { secondsOf } from '../timing';
import type { AudioArc, Treatment, TreatmentScene } from '../treatment/treatment';
import { moodOf } from './mood';
import type { PlacedScene } from './placed-scenes';
import { soundEffects } from './sounds';

/** The music that spans the whole film. */
export const MUSIC_OF_ALL = 'music_01';
const USUAL_VOICE_ID = 'eva';

export function builtAudio({ audioArc }: Treatment, scenes: readonly PlacedScene[], settled: SettledHints): Audio {
  const sfx = soundEffects(audioArc, scenes);
  return {
    ttsDefaults: voiceDefaults(settled),
    music: { cueMap: { [MUSIC_OF_ALL]: musicOfAll(audioArc, scenes, settled) }, duckToVoice: true },
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

function musicOfAll(arc: AudioArc, scenes: readonly PlacedScene[], settled: SettledHints): MusicCue {
  const written = scenes.map((scene) => scene.written);
  const structure = written.map(({ music }) => music?.structure).find((named) => named);
  const instructions = musicInstructions(arc, scenes);
  return {
    id: MUSIC_OF_ALL,
    startSec: 0,
    durationSec: secondsOf(settled.durationMs),
    mood: moodOf(written, settled.profile, settled.tone),
    ...(structure && { structure }),
    ...(instructions !== '' && { instructions }),
  };
}

/** How it goes on: the arc of the whole, then what single scenes ask for. */
function musicInstructions(arc: AudioArc, scenes: readonly PlacedScene[]): string {
  const ofAll = (['intro', 'build', 'outro'] as const).flatMap((part) => (arc[part] ? [`${part}: ${arc[part]}`] : []));
  const asked = scenes.flatMap(({ written: { music }, place }) => {
    const words = [music?.mood, music?.structure].filter(Boolean).join(', ');
    return words === '' ? [] : [`from ${place.startAtSec} s: ${words}`];
  });
  return [...ofAll, ...asked].join('; ');
}
