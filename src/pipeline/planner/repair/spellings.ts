import type { JsonValue } from '../../values/canonical-json';

/** Words that mean one of ours, wherever one of ours is expected. */
const WORDS: Readonly<Record<string, string>> = {
  user_asset: 'user',
  upload: 'user',
  uploaded: 'user',
  stock: 'generated',
  stock_footage: 'generated',
  ai: 'generated',
  ai_gen: 'generated',
  ai_generated: 'generated',
  generated_asset: 'generated',
  done: 'ready',
  completed: 'ready',
  lock: 'locked',
  kpi_card: 'kpi',
  lowerthird: 'lower_third',
};

/** Keys that mean one of ours, beside those that are only written otherwise. */
const KEYS: Readonly<Record<string, string>> = {
  globalvolumeducktovoices: 'duckToVoice',
  globalvolumeducktovoice: 'duckToVoice',
};

function plain(word: string): string {
  return word.replace(/[_\s-]+/g, '').toLowerCase();
}

/** `Video ` → `video`; undefined: none of them is meant. */
export function wordMeant(word: string, words: readonly JsonValue[]): JsonValue | undefined {
  const snake = word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const alias = Object.hasOwn(WORDS, snake) ? WORDS[snake] : undefined;
  return words.find((known) => known === alias || (typeof known !== 'object' && plain(String(known)) === plain(word)));
}

/** `duration_seconds` → `durationSeconds`; undefined: none of them is meant. */
export function keyMeant(key: string, keys: readonly string[]): string | undefined {
  if (keys.includes(key)) return key;
  const spelled = plain(key);
  const alias = Object.hasOwn(KEYS, spelled) ? KEYS[spelled] : undefined;
  return keys.find((known) => known === alias || plain(known) === spelled);
}
