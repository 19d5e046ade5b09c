interface Speaking {
  /** The provider's name, then that of its house. */
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
  const voice = PAIRS.test(said ?? '') ? ofPairs(said ?? '', names) : said?.trim();
  if (!voice) return null;
  return voices.find((one) => one.toLowerCase() === voice.toLowerCase()) ?? voice;
}

/** What is said for the provider itself goes before what is said for its house. */
function ofPairs(said: string, names: readonly string[]): string | undefined {
  const pairs = said.split(',').map((pair) => pair.split('=').map((side) => side.trim()));
  const told = new Map(pairs.reverse().map(([name = '', voice = '']) => [name.toLowerCase(), voice]));
  return names.map((name) => told.get(name)).find((voice) => voice !== undefined);
}
