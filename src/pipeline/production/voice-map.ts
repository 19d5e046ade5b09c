interface Speaking {
  /** The provider's name and that of its house. */
  readonly names: readonly string[];
  /** By which people may ask for its voices. */
  readonly voices: readonly string[];
}

/** `elevenlabs=21m00Tcm4TlvDq8ikWAM, openai=onyx`. */
const PAIRS = /^\s*[a-z0-9-]+\s*=[^,=]+(?:,\s*[a-z0-9-]+\s*=[^,=]+)*$/i;

/**
 * The voice that one provider is asked for, out of what a wish says: words for every provider, or one for each. Null: nothing is said
 * for this one, and it speaks as it likes.
 */
export function voiceFor(said: string | null, { names, voices }: Speaking): string | null {
  if (said === null) return null;
  if (!PAIRS.test(said)) return voices.find((voice) => voice.toLowerCase() === said.toLowerCase()) ?? said;
  const pairs = said.split(',').map((pair) => pair.split('=').map((side) => side.trim()));
  return pairs.find(([name = '']) => names.includes(name.toLowerCase()))?.[1] ?? null;
}
