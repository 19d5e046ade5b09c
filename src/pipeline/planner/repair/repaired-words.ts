import type { Audio } from '../manifest/audio-schema';
import type { Scene } from '../manifest/scene-schema';
import type { Warn } from '../warnings';
import type { PicturedScene } from './repaired-pictures';
import { repairedVoice } from './repaired-voice';

/** What is heard in a scene: its own voice, and music that there is. */
export function repairedWords(scene: PicturedScene, index: number, { music }: Audio, warn: Warn): Scene {
  const path = `scenes[${index}]`;
  const { tts, musicCue, ...rest } = scene;
  const isHeard = typeof musicCue !== 'string' || Object.hasOwn(music.cueMap, musicCue);
  if (!isHeard) {
    const at = `${path}.musicCue`;
    warn({ code: 'MISSING_CUE', message: `${at} names music that does not exist, and is removed.`, path: at });
  }
  return {
    ...rest,
    ...(tts === undefined ? {} : { tts: tts === null ? null : repairedVoice(tts, { path: `${path}.tts`, warn }) }),
    ...(isHeard && musicCue !== undefined ? { musicCue } : {}),
  };
}
