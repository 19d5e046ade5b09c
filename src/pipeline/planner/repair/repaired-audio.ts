import { pathTo } from '../json/json-value';
import type { Audio, MusicCue, SoundEffect } from '../manifest/audio-schema';
import { msOf, secondsOf } from '../timing';
import type { Warn } from '../warnings';
import type { AudioDraft } from './draft-schema';
import { filledWith } from './filled-with';
import { repairedVoice, repairedVoiceDefaults } from './repaired-voice';

interface Film {
  readonly totalMs: number;
  readonly idsNow: ReadonlyMap<string, string>;
  readonly warn: Warn;
}

type CueDraft = NonNullable<NonNullable<AudioDraft['music']>['cueMap']>[string];
type SoundDraft = NonNullable<AudioDraft['sfx']>[number];

export function repairedAudio({ ttsDefaults = {}, narrationMap, music = {}, sfx }: AudioDraft, film: Film): Audio {
  const { warn } = film;
  return {
    ttsDefaults: repairedVoiceDefaults(ttsDefaults, { path: 'audio.ttsDefaults', warn }),
    ...(narrationMap && { narrationMap: repairedVoices(narrationMap, film) }),
    music: repairedMusic(music, film),
    ...(sfx && { sfx: sfx.flatMap((sound, index) => repairedSound(sound, index, film)) }),
  };
}

function repairedVoices(voices: NonNullable<AudioDraft['narrationMap']>, { idsNow, warn }: Film) {
  const repaired = Object.entries(voices).flatMap(([scene, voice]) => {
    const path = pathTo('audio.narrationMap', scene);
    const id = idsNow.get(scene);
    if (id === undefined) warn(forNobody(path));
    return id === undefined ? [] : [[id, repairedVoice(voice, { path, warn })] as const];
  });
  return Object.fromEntries(repaired);
}

function repairedMusic(draft: NonNullable<AudioDraft['music']>, film: Film): Audio['music'] {
  const filled = filledWith(draft, { cueMap: {}, duckToVoice: true }, { path: 'audio.music', warn: film.warn });
  const cues = Object.entries(filled.cueMap).flatMap(([id, cue]) => repairedCue(id, cue, film));
  return { ...filled, cueMap: Object.fromEntries(cues.map((cue) => [cue.id, cue])) };
}

/** A cue is called as its key says, and is heard within the film or not at all. */
function repairedCue(key: string, draft: CueDraft, { totalMs, warn }: Film): MusicCue[] {
  const path = pathTo('audio.music.cueMap', key);
  if (key === '' || msOf(draft.startSec ?? 0) >= totalMs) {
    warn({ code: 'CUE_REMOVED', message: `${path} is not heard in this film, and is removed.`, path });
    return [];
  }
  const cue = filledWith(draft, { id: key, startSec: 0, mood: 'neutral_learning' }, { path, warn });
  const mostSec = secondsOf(totalMs - msOf(cue.startSec));
  const isTooLong = cue.durationSec !== undefined && cue.durationSec > mostSec;
  if (cue.id !== key) warn({ code: 'CUE_RENAMED', message: `${path} is now called as its key.`, path });
  if (isTooLong) warn({ code: 'CUE_SHORTENED', message: `${path} ends with the film.`, path });
  return [{ ...cue, id: key, ...(isTooLong && { durationSec: mostSec }) }];
}

function repairedSound(draft: SoundDraft, index: number, { totalMs, idsNow, warn }: Film): SoundEffect[] {
  const path = `audio.sfx[${index}]`;
  const sceneId = idsNow.get(draft.sceneId ?? '');
  if (sceneId === undefined) {
    warn(forNobody(path));
    return [];
  }
  const sound = filledWith(draft, { id: `sfx_${index + 1}`, startAt: 0 }, { path, warn });
  const startAt = Math.min(sound.startAt, secondsOf(totalMs));
  if (startAt !== sound.startAt)
    warn({ code: 'SOUND_MOVED', message: `${path} is heard at the end of the film.`, path });
  return [{ ...sound, sceneId, startAt }];
}

function forNobody(path: string) {
  return { code: 'UNKNOWN_SCENE', message: `${path} is for a scene that does not exist, and is removed.`, path };
}
