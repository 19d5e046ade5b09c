import type { Token } from './tokens';

/** How a project wants something said. */
export interface Pronunciation {
  readonly written: string;
  readonly spoken: string;
}

type Entries = ReadonlyMap<string, readonly Entry[]>;

interface Entry {
  readonly words: readonly string[];
  readonly isExact: boolean;
  readonly spoken: readonly string[];
}

const partsOf = (text: string) =>
  text.split(/[^\p{L}\p{N}\p{M}'’+#.]+|\.(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])\./u).filter(Boolean);

/** By their first words; of those that begin alike the longest first. */
export function entriesOf(pronunciations: readonly Pronunciation[]): Entries {
  const entries = new Map<string, Entry[]>();
  for (const { written, spoken } of pronunciations) {
    const words = partsOf(written);
    const first = words[0]?.toLowerCase();
    if (first === undefined) continue;
    const entry = { words, isExact: /\p{Lu}/u.test(written), spoken: spoken.split(/\s+/).filter(Boolean) };
    entries.set(
      first,
      [...(entries.get(first) ?? []), entry].sort((a, b) => b.words.length - a.words.length),
    );
  }
  return entries;
}

/** What of the entries is in a text, in the order of what they are written as: each as a word, or some words, of its own. */
export function pronunciationsIn(text: string, all: readonly Pronunciation[]): Pronunciation[] {
  const parts = partsOf(text);
  const lower = parts.map((part) => part.toLowerCase());
  const places = new Map<string, number[]>();
  for (const [at, part] of lower.entries())
    for (const key of [part, bare(part)]) places.set(key, [...(places.get(key) ?? []), at]);
  return all
    .filter(({ written }) => {
      const words = partsOf(written);
      const isExact = /\p{Lu}/u.test(written);
      const starts = places.get(words[0]?.toLowerCase() ?? '') ?? [];
      return (
        words.length > 0 &&
        starts.some((at) => words.every((word, index) => isSame(parts[at + index] ?? '', word, isExact)))
      );
    })
    .sort((a, b) => (a.written < b.written ? -1 : a.written > b.written ? 1 : 0));
}

const bare = (part: string) => part.replace(/['’]s?$/, '');

function isSame(part: string, word: string, isExact: boolean): boolean {
  const same = (its: string) => (isExact ? its === word : its.toLowerCase() === word.toLowerCase());
  return same(part) || same(bare(part));
}

/** What is said at a place that an entry is about: of each of its words; all of it with the first, unless both have as many words. */
export function pronounced(tokens: readonly Token[], at: number, entries: Entries): string[][] | null {
  const token = tokens[at];
  if (!token || entries.size === 0) return null;
  const [core, ending] = [bare(token.core), token.core.slice(bare(token.core).length)];
  for (const { words, isExact, spoken } of entries.get(partsOf(core)[0]?.toLowerCase() ?? '') ?? []) {
    const its = tokens.slice(at, at + words.length);
    const isIt = words.every((word, index) => {
      const other = its[index];
      return other && isSame(other.core, word, isExact) && (index === words.length - 1 || other.trail === '');
    });
    if (isIt) return shared(spoken, words.length, ending);
  }
  return hyphenated(token, entries);
}

function shared(spoken: readonly string[], count: number, ending: string): string[][] {
  const said = spoken.map((word, index) => (index === spoken.length - 1 ? word + ending : word));
  if (said.length === count) return said.map((word) => [word]);
  return Array.from({ length: count }, (_, index) => (index === 0 ? said : []));
}

/** `CNN-based` holds the word CNN. What is not an entry's stays as it is. */
function hyphenated({ core }: Token, entries: Entries): string[][] | null {
  const parts = core.split(/[-‑/]/);
  if (parts.length < 2 || parts.length > 8) return null;
  const said = parts.map((part) => {
    const entry = entries
      .get(bare(part).toLowerCase())
      ?.find(({ words, isExact }) => words.length === 1 && isSame(part, words[0] ?? '', isExact));
    return entry ? entry.spoken : null;
  });
  if (said.every((its) => its === null)) return null;
  return [said.flatMap((its, index) => its ?? [parts[index] ?? ''])];
}
