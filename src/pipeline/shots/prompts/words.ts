const listed = (...lines: readonly string[]): ReadonlySet<string> => new Set(lines.join(' ').split(' '));

export const ARTICLES = listed('a an the');
/** `her` is one as well, but ends a sentence as an object: `he follows her`. */
export const POSSESSIVES = listed('my your his her its our their');
export const DETERMINERS = listed(
  'a an the this that these those every each some any no another',
  'one two three four five six seven eight nine ten several many few both all half',
);
/** `up`, `down`, `out`, `off`, `away`, `back` and `around` are not among them: `sits down` is whole. */
export const PREPOSITIONS = listed(
  'of to into onto from with without within at for by toward towards upon against between among amongst amid amidst',
  'beneath under underneath behind over through throughout past across in on along about above below near beside',
  'besides beyond during despite except via per than like unlike atop alongside unto',
);
const PARTICLES = listed('up down out off around inside outside');
export const CONJUNCTIONS = listed(
  'and or but nor so yet as while whilst when whenever because if unless until till before after since though although',
  'that where wherever who whom whose which what whether how why then plus',
);
export const BE = listed('is are was were am be been being');
export const HAVE = listed('has have had having');
export const MODALS = listed(
  'will would shall should can could may might must do does did cannot ought',
  "won't wouldn't shouldn't can't couldn't mustn't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't",
);
export const SUBJECT_PRONOUNS = listed(
  'he she it they we i you someone somebody everyone everybody nobody anyone both all others',
);

const NEVER_LAST: ReadonlySet<string> = new Set([
  ...ARTICLES,
  ...[...POSSESSIVES].filter((word) => word !== 'her'),
  ...PREPOSITIONS,
  ...CONJUNCTIONS,
  ...BE,
  ...HAVE,
  ...MODALS,
  ...listed('every another no not never these those this'),
]);

/** Longer than any last word with what may stand behind it. */
const LOOKED_AT = 200;
const WORD = /[\p{L}\p{N}\p{M}'’-]+/gu;

/** Its last word may end a phrase: it is no preposition, article, conjunction, possessive or auxiliary. Without a word nothing ends well. */
export function endsWell(text: string): boolean {
  const last = lastWord(text.trimEnd().slice(-LOOKED_AT));
  return last !== null && !NEVER_LAST.has(last) && !last.endsWith("'s") && !last.endsWith("n't");
}

/** From the end, as far as it is ASCII: a tenth of what it costs to find all words of a text. */
function lastWord(text: string): string | null {
  let end = text.length;
  while (end > 0) {
    while (end > 0 && isMark(text.charCodeAt(end - 1))) end -= 1;
    let start = end;
    while (start > 0 && isPlain(text.charCodeAt(start - 1))) start -= 1;
    if (start > 0 && text.charCodeAt(start - 1) > LAST_ASCII) return lastOf(text);
    const word = bareWord(text.slice(start, end));
    if (word !== '') return word;
    end = start;
  }
  return null;
}

function lastOf(text: string): string | null {
  const words = text.match(WORD)?.map(bareWord) ?? [];
  return words.findLast((word) => word !== '') ?? null;
}

const LAST_ASCII = 127;
const [APOSTROPHE, HYPHEN] = [0x27, 0x2d];

/** Of ASCII: stands in a word. */
function isPlain(code: number): boolean {
  const letter = code | 0x20;
  return (letter >= 0x61 && letter <= 0x7a && code <= LAST_ASCII) || isInner(code) || (code >= 0x30 && code <= 0x39);
}

const isInner = (code: number): boolean => code === APOSTROPHE || code === HYPHEN;
const isMark = (code: number): boolean => code <= LAST_ASCII && !isPlain(code);

/** In lower case, with straight apostrophes and none around it. */
export function bareWord(word: string): string {
  const lower = word.toLowerCase().replaceAll('’', "'");
  let [start, end] = [0, lower.length];
  while (start < end && isInner(lower.charCodeAt(start))) start += 1;
  while (end > start && isInner(lower.charCodeAt(end - 1))) end -= 1;
  return lower.slice(start, end);
}

const NO_ADVERBS = listed(
  'family assembly belly bully jelly fly reply ally rally folly italy july lily sally billy holly',
);
const ADVERBS = listed(
  'just still now then again also almost once twice first next both each soon already often always',
);

export function isAdverb(word: string): boolean {
  return ADVERBS.has(word) || (word.length > 4 && word.endsWith('ly') && !NO_ADVERBS.has(word));
}

/** What stands before a noun: no verb comes right behind it. */
export function opensNoun(word: string): boolean {
  if (SUBJECT_PRONOUNS.has(word)) return false;
  return DETERMINERS.has(word) || POSSESSIVES.has(word) || word.endsWith("'s") || word.endsWith("s'");
}

export const isPreposition = (word: string): boolean => PREPOSITIONS.has(word) || PARTICLES.has(word);
