import { InvalidInput } from '../../pipeline/errors';

/** A voice and the languages that it speaks; the lowest rank is the engine's own choice for a language. */
export interface Voice {
  readonly name: string;
  readonly languages: readonly { readonly tag: string; readonly rank: number }[];
}

// The timbres that come with every eSpeak NG: `en-us+f3`.
const VOICE = /^([a-z]{2,8}(?:-[a-z0-9]{1,16})*)(?:\+(?:m[1-7]|f[1-4]))?$/i;

/** The best voice for `de-CH`, else for `de`; null where the engine speaks neither. */
export function voiceForLanguage(language: string, voices: readonly Voice[]): string | null {
  const parts = language.toLowerCase().split('-');
  for (let length = parts.length; length > 0; length -= 1) {
    const found = bestVoice(parts.slice(0, length).join('-'), voices);
    if (found) return found;
  }
  return null;
}

function bestVoice(tag: string, voices: readonly Voice[]): string | null {
  let best: { name: string; rank: number } | null = null;
  for (const { name, languages } of voices) {
    for (const language of languages) {
      if (language.tag === tag && (!best || language.rank < best.rank)) best = { name, rank: language.rank };
    }
  }
  return best?.name ?? null;
}

/** The voice as ordered, if the engine has it: `en-us`, `de+f2`. */
export function orderedVoice(voice: string, voices: readonly Voice[]): string {
  const name = VOICE.exec(voice)?.[1]?.toLowerCase();
  if (name && bestVoice(name, voices)) return voice.toLowerCase();
  throw new InvalidInput('The offline speech has no such voice.', {
    expected: `one of ${voiceNames(voices)}, alone or with +m1 to +m7 or +f1 to +f4`,
    got: JSON.stringify(voice.slice(0, 80)),
    remedy: 'Order one of these voices, or none: then the language chooses.',
  });
}

export function voiceNames(voices: readonly Voice[]): string {
  return [...new Set(voices.map(({ name }) => name))].sort().join(', ');
}
