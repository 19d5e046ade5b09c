const MOST_WORDS = 8;

/** What a prompt is about: its words before the first colon or dash, at most eight, without the punctuation at their ends. */
export function headlineOf(prompt: string): string {
  const phrase = prompt.trim().split(/[:\n;]|\s[–—-]+\s|[.!?](?:\s|$)/u, 1)[0] ?? '';
  const words = phrase.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  // "A map of the" ends in words that say nothing.
  while (words.length > 1 && /^(?:a|an|the|of|and|or|in|on|at|with|to|for|by|from|as)$/i.test(words.at(-1) ?? ''))
    words.pop();
  return words.join(' ').replace(/^[\s\p{P}]+|[\s,;:.\-–—]+$/gu, '');
}
