/** A segment is about a few things: what a picture of it may show. */
const MOST_CONCEPTS = 3;
const MOST_ACRONYMS = 2;

const QUOTED = /["“„«]([^"“”„«»\n]{3,40})["”“»]/gu;
const NAME = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}'’-]{0,40}(?:[^\S\n]{1,3}\p{Lu}[\p{L}\p{N}'’-]{0,40}){1,4}/gu;
const ACRONYM = /(?<![\p{L}\p{N}])\p{Lu}{2,6}(?![\p{L}\p{N}])/gu;
const CALLED =
  /(?<![\p{L}\p{N}])(?:called|known as|termed|referred to as)\s{1,3}((?:[\p{L}\p{N}'’-]{1,40}\s{1,3}){0,3}[\p{L}\p{N}'’-]{1,40})/giu;

const ARTICLE = /^(?:the|an|a)\s+/iu;
/** Words that begin a sentence and no name. */
const OPENINGS =
  /^(?:(?:the|an?|and|as|at|but|by|for|from|here|how|however|if|in|it|its|let|meanwhile|now|of|on|or|our|so|that|then|there|these|they|this|those|to|today|we|what|when|where|while|why|with|yet|you|your)\s+)+/iu;
/** A name that follows `called` ends before these. */
const GOES_ON =
  /\s+(?:and|are|as|at|because|but|by|can|for|from|has|have|if|in|is|it|of|on|or|so|that|to|was|were|when|where|which|while|who|with)(?:\s.*)?$/isu;

/** Capitals that stand for nothing which could be drawn. */
const NO_CONCEPTS = new Set(
  'AD AM AND BC BCE CE CEO DR EG ET FAQ FIG FIGS GMT IE II III IN IS IT IV IX MR MRS MS NO NOT OF OK OR PHD PM PS TAB THE TO TV UK US USA UTC VI VII VIII VS WE XI XII'.split(
    ' ',
  ),
);

/** What a text is about: quoted phrases, names of several words, acronyms, and what it says a thing is called. */
export function keyConcepts(text: string): string[] {
  const found = [...quoted(text), ...names(text), ...acronyms(text), ...called(text)].map(bare).filter(isConcept);
  const known = new Set<string>();
  return found.filter((concept) => isNew(known, concept.toLowerCase())).slice(0, MOST_CONCEPTS);
}

function isNew(known: Set<string>, concept: string): boolean {
  return !known.has(concept) && known.add(concept).has(concept);
}

const quoted = (text: string): string[] => [...text.matchAll(QUOTED)].map(([, phrase = '']) => phrase);

const names = (text: string): string[] =>
  [...text.matchAll(NAME)]
    .map(([name]) => name.replace(OPENINGS, ''))
    .filter((name) => /\s/u.test(name) && !/^(?:Figs?|Figures?|Tables?)\s/u.test(name));

const acronyms = (text: string): string[] =>
  [...new Set([...text.matchAll(ACRONYM)].map(([word]) => word))]
    .filter((word) => !NO_CONCEPTS.has(word))
    .slice(0, MOST_ACRONYMS);

const called = (text: string): string[] =>
  [...text.matchAll(CALLED)].map(([, phrase = '']) => phrase.replace(ARTICLE, '').replace(GOES_ON, ''));

const bare = (phrase: string): string =>
  phrase
    .trim()
    .replace(ARTICLE, '')
    .replace(/[\s,.;:!?]+$/u, '')
    .replace(/\s+/gu, ' ');

const isConcept = (phrase: string): boolean => phrase.length >= 2 && /\p{L}/u.test(phrase);
