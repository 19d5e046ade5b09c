import { InvalidInput } from '../errors';
import type { JsonValue } from '../values/canonical-json';
import { isName } from '../values/text';

/** Who narrates what is nobody's dialogue. */
export const NARRATOR = 'NARRATOR';

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

const MOST_SPEAKERS = 1_000;
const MOST_CHARACTERS = 200;
const PROVIDER = /^[a-z][a-z0-9-]{0,79}$/;

/**
 * A `voice_map.json` as people write it: `{ "MARA": "rachel" }`, `{ "MARA": { "elevenlabs": "21m00…", "openai": "onyx" } }`, or
 * `{ "MARA": { "provider": "elevenlabs", "voice_id": "21m00…" } }`. Names of speakers are in capitals afterwards, as in a screenplay.
 */
export function readVoiceMap(map: JsonValue): Record<string, string> {
  if (!isObject(map)) throw notAMap('a map of speakers', map);
  const entries = Object.entries(map).map(([speaker, voice]) => [speakerOf(speaker), voiceOf(speaker, voice)] as const);
  if (entries.length > MOST_SPEAKERS) throw notAMap(`at most ${MOST_SPEAKERS} speakers`, entries.length);
  const twice = entries.find(([name], index) => entries.findIndex(([other]) => other === name) !== index);
  if (twice) throw notAMap('each speaker once', twice[0]);
  return Object.fromEntries(entries);
}

function speakerOf(name: string): string {
  const speaker = name.trim().toUpperCase();
  if (!isName(speaker, MOST_CHARACTERS)) throw notAMap('a name for each speaker', name);
  return speaker;
}

function voiceOf(speaker: string, voice: JsonValue): string {
  if (typeof voice === 'string') return checked(speaker, voice);
  if (!isObject(voice)) throw notAMap(`a voice for ${speaker}`, voice);
  const { provider, voice_id: id = voice.voiceId ?? voice.voice } = voice;
  const pairs = typeof id === 'string' ? (typeof provider === 'string' ? { [provider]: id } : null) : voice;
  if (pairs === null) return checked(speaker, id);
  const said = Object.entries(pairs).map(([name, its]) => [name.trim().toLowerCase(), checked(speaker, its)] as const);
  if (said.length === 0 || !said.every(([name, its]) => PROVIDER.test(name) && !/[=,]/.test(its)))
    throw notAMap(`suppliers with a voice each for ${speaker}`, voice);
  return said.map(([name, its]) => `${name}=${its}`).join(', ');
}

function checked(speaker: string, voice: JsonValue | undefined): string {
  if (typeof voice !== 'string' || !isName(voice, MOST_CHARACTERS))
    throw notAMap(`1 to ${MOST_CHARACTERS} characters as the voice of ${speaker}`, voice ?? null);
  return voice.trim();
}

function isObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notAMap(expected: string, got: JsonValue): InvalidInput {
  return new InvalidInput('This is no map of voices.', {
    field: ['input', 'voices'],
    expected,
    got: JSON.stringify(got).slice(0, 80),
    remedy: 'Write { "SPEAKER": "voice" } or { "SPEAKER": { "supplier": "voice" } }.',
  });
}
