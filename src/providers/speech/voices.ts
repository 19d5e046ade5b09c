import { InvalidInput } from '../../pipeline/errors';
import { contentHash } from '../../pipeline/values/content-hash';
import { seedOf } from '../mulberry32';

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

const TIMBRES = ['f1', 'f2', 'f3', 'f4', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7'] as const;
type Timbre = (typeof TIMBRES)[number];

/** Voices that people ask other suppliers for by name. */
const KNOWN = new Map<string, Timbre>([
  ...(['rachel', 'bella', 'nova', 'alice'] as const).map((name) => [name, 'f2'] as const),
  ...(['lily', 'shimmer', 'sarah', 'charlotte'] as const).map((name) => [name, 'f4'] as const),
  ...(['adam', 'josh', 'echo', 'daniel'] as const).map((name) => [name, 'm3'] as const),
  ...(['onyx', 'brian', 'george', 'bill'] as const).map((name) => [name, 'm7'] as const),
]);
/** A person's name or another supplier's id: no tag of a language, no timbre. */
const NAME = /^\p{L}[\p{L}\p{N} .'_]{2,59}$/u;

/**
 * The voice as ordered, if the engine has it: `en-us`, `de+f2`. A name is given a timbre of its own, the same each time, in the
 * voice that would speak otherwise: the take says which.
 */
export function orderedVoice(
  voice: string,
  { voices, otherwise }: { voices: readonly Voice[]; otherwise: string },
): string {
  const name = VOICE.exec(voice)?.[1]?.toLowerCase();
  if (name && bestVoice(name, voices)) return voice.toLowerCase();
  if (NAME.test(voice)) return `${otherwise}+${timbreOf(voice.toLowerCase())}`;
  throw new InvalidInput('The offline speech has no such voice.', {
    expected: `one of ${voiceNames(voices)}, alone or with +m1 to +m7 or +f1 to +f4, or a name`,
    got: JSON.stringify(voice.slice(0, 80)),
    remedy: 'Order one of these voices, or none: then the language chooses.',
  });
}

function timbreOf(name: string): Timbre {
  return KNOWN.get(name) ?? TIMBRES[seedOf(contentHash(name)) % TIMBRES.length] ?? 'f1';
}

export function voiceNames(voices: readonly Voice[]): string {
  return [...new Set(voices.map(({ name }) => name))].sort().join(', ');
}
