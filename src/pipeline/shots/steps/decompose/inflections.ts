const VOWEL_GROUPS = /[aeiou]+/g;

/** The words that a regular verb takes on: `hug` is hug, hugs, hugged, hugging; `cry` is cry, cries, cried, crying. */
export function inflected(...verbs: readonly string[]): string[] {
  return verbs.flatMap((verb) => {
    const stem = stemOf(verb);
    return [verb, thirdPerson(verb), verb.endsWith('y') && stem === verb ? past(verb) : `${stem}ed`, `${stem}ing`];
  });
}

function past(verb: string): string {
  return /[aeiou]y$/.test(verb) ? `${verb}ed` : `${verb.slice(0, -1)}ied`;
}

function thirdPerson(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`;
}

/** What `-ed` and `-ing` are hung on: a silent `e` goes, a single consonant after a single vowel is doubled. */
function stemOf(verb: string): string {
  if (verb.endsWith('e')) return verb.slice(0, -1);
  const isShort = (verb.match(VOWEL_GROUPS) ?? []).length === 1 && /[^aeiou][aeiou][^aeiouwxy]$/.test(verb);
  return isShort ? `${verb}${verb.slice(-1)}` : verb;
}
