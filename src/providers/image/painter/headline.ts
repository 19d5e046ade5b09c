/** Three lines of a wide face. */
const MOST_WORDS = 12;
/** A clause that is shorter says too little: "So, …". */
const FEWEST_WORDS = 3;
/** How a screenplay says where a scene plays: it goes before the place and is none. */
const SLUG = /^(?:(?:int|ext)\.?\s*\/\s*)?(?:int|ext)\.\s+/i;

/** Whoever says so wants a picture alone: type is laid over it later. */
const NO_LETTERING = /\b(?:without|no) (?:lettering|text|words|writing|letters)\b/i;

/**
 * What a prompt is about: its first clause, up to a colon, a dash, the end of the sentence or a comma after three words; at most
 * twelve words, without the punctuation at their ends. Empty where the prompt wants no lettering.
 */
export function headlineOf(prompt: string): string {
  if (NO_LETTERING.test(prompt)) return '';
  const scene = prompt.trim().replace(SLUG, '');
  const phrase = scene.split(/[:\n;]|\s[–—-]+\s|(?<!\b(?:Dr|Mr|Mrs|Ms|St|No))[.!?](?:\s|$)/u, 1)[0] ?? '';
  const words = clause(phrase.split(/\s+/).filter(Boolean)).slice(0, MOST_WORDS);
  // "A map of the" ends in words that say nothing.
  while (words.length > 1 && /^(?:a|an|the|of|and|or|in|on|at|with|to|for|by|from|as)$/i.test(words.at(-1) ?? ''))
    words.pop();
  return words.join(' ').replace(/^[\s\p{P}]+|[\s,;:.\-–—]+$/gu, '');
}

function clause(words: readonly string[]): string[] {
  const comma = words.findIndex((word, index) => index + 1 >= FEWEST_WORDS && word.endsWith(','));
  return words.slice(0, comma < 0 ? undefined : comma + 1);
}
