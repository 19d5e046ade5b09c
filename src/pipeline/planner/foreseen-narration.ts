import { spokenText } from './jobs/speech-jobs';
import type { ManifestWithoutJobs } from './manifest/manifest-schema';
import type { Scene } from './manifest/scene-schema';
import { fittedNarration } from './narration-fit';
import { msOf } from './timing';
import type { Warn } from './warnings';

/** Until somebody has spoken it: 15 letters a second, of scripts that write a syllable a character five. */
const MS_A_LETTER = 1_000 / 15;
const MS_A_SYLLABLE = 1_000 / 5;
const SYLLABLES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

export function foreseenVoiceMs(text: string): number {
  const syllables = text.match(SYLLABLES)?.length ?? 0;
  return Math.round(syllables * MS_A_SYLLABLE + (text.length - syllables) * MS_A_LETTER);
}

/** Whether a scene will have to be lengthened is known once its narration is measured; where it is likely, people hear of it before. */
export function warnOfLongNarrations({ scenes }: ManifestWithoutJobs, warn: Warn): void {
  for (const [index, scene] of scenes.entries()) {
    const text = spokenText(scene);
    const sceneMs = msOf(scene.durationSeconds);
    const voiceMs = foreseenVoiceMs(text ?? '');
    const { lengthenedByMs } = fittedNarration({ voiceMs, sceneMs, nextIsSilentMs: silentMs(scenes[index + 1]) });
    if (text === null || lengthenedByMs === 0) continue;
    const [voice, room] = [Math.round(voiceMs / 1000), sceneMs / 1000];
    const message = `The narration of ${scene.id} will last about ${voice} s and its scene lasts ${room} s; what does not fit lengthens it.`;
    warn({ code: 'NARRATION_TOO_LONG', message, path: `scenes[${index}].narration` });
  }
}

function silentMs(next: Scene | undefined): number {
  return next && spokenText(next) === null ? msOf(next.durationSeconds) : 0;
}
