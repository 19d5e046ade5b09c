import { pathTo } from '../json/json-value';
import { TTS_PROVIDER, type TtsConfig } from '../manifest/audio-schema';
import type { Warn } from '../warnings';
import type { TtsDraft } from './draft-schema';
import { filledWith } from './filled-with';

export const USUAL_VOICE = { voiceId: 'eva', format: 'mp3', stability: 0.7 } as const;

interface At {
  readonly path: string;
  readonly warn: Warn;
}

/** Only one supplier of speech is spoken to in a manifest; which one speaks is decided when it is made. */
export function repairedVoice(draft: TtsDraft, { path, warn }: At): TtsConfig {
  if (draft.provider !== TTS_PROVIDER) {
    const code = draft.provider === undefined ? 'NO_TTS_PROVIDER' : 'UNSUPPORTED_TTS_PROVIDER';
    const at = pathTo(path, 'provider');
    warn({ code, message: `${at} is now ${TTS_PROVIDER}.`, path: at });
  }
  return { ...draft, provider: TTS_PROVIDER };
}

/** The voice of all who have none of their own says everything. */
export function repairedVoiceDefaults(draft: TtsDraft, at: At): TtsConfig {
  return repairedVoice(filledWith(draft, USUAL_VOICE, at), at);
}
