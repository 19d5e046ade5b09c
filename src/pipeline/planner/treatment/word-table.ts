import { folded } from './folded';

export type WordTable<Name> = ReadonlyMap<string, Name>;

/** `{ NARRATION: 'narration|vo' }` → each spelling with what it stands for. A map: `constructor` is no word of it. */
export function wordTable<Name extends string>(words: Readonly<Record<Name, string>>): WordTable<Name> {
  const entries = Object.entries<string>(words) as [Name, string][];
  return new Map(
    entries.flatMap(([name, spellings]) => spellings.split('|').map((word) => [wordKey(word), name] as const)),
  );
}

/** One spelling for `Voice-Over`, `**voice_over**` and `Voice over (female)`. */
export function wordKey(text: string): string {
  return folded(text)
    .replace(/\([^()]*\)\s*$/, '')
    .replace(/[*_\-[\]"'`\s]+/g, ' ')
    .trim()
    .toLowerCase();
}
