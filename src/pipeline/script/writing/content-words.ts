/** Words that say nothing of what a text is about. */
const FUNCTION_WORDS = new Set(
  `a about above across after again against all almost along already also although always am among an and another any are around
  as at away back be became because become becomes been before being below between both but by came can cannot come could did do
  does doing done down during each either else enough especially etc even ever every few first for found from further gave get
  give given gives go goes going had has have having he hence her here hers him his how however i if in indeed instead into is it
  its itself just keep kept know known largely last later least less like made mainly make makes many may me might more moreover
  most mostly much must my near nearly neither never next no none nor not nothing now of off often on once one ones only onto or
  other others our ours out over own part per perhaps put quite rather really same saw say says see seem seems seen several shall
  she should show showed shown shows since so some still such take taken takes than that the their theirs them themselves then
  there therefore these they this those though through thus to together too toward towards two under until up upon us use used
  uses using very was way we well went were what when where whether which while who whole whom whose why will with within without
  would yet you your yours three four five author authors paper study work figure figures table tables fig`.split(
    /\s+/,
  ),
);

const WORD = /\p{L}[\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{N}]+)*/gu;

/** What is done, and not what it is done with. */
const DOING = /(?:ed|ing|ly)$/u;

/** The words that a text is about, each once, those first that all of its document uses most. */
export function contentWords(text: string, ofDocument: ReadonlyMap<string, number>): string[] {
  const counts = new Map<string, { word: string; count: number }>();
  for (const [word] of text.matchAll(WORD)) {
    const plain = word.replace(/['’]s?$/u, '');
    if (plain.length < 4 || DOING.test(plain) || FUNCTION_WORDS.has(plain.toLowerCase())) continue;
    const key = stem(plain.toLowerCase());
    if (!counts.has(key)) counts.set(key, { word: plain.toLowerCase(), count: ofDocument.get(key) ?? 0 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).map(({ word }) => word);
}

/** What a text is about, in the order of its words: stems, so that `sensor` and `Sensors` are the same. */
export function contentStems(text: string): string[] {
  const stems: string[] = [];
  for (const [word] of text.matchAll(WORD)) {
    const plain = word.toLowerCase().replace(/['’]s?$/u, '');
    if (plain.length > 2 && !FUNCTION_WORDS.has(plain)) stems.push(stem(plain));
  }
  return stems;
}

/** Rough and the same for both sides of a comparison: `increases`, `increased` and `increasing` are `increas`. */
function stem(word: string): string {
  if (word.length < 5) return word.replace(/([^su])s$/u, '$1');
  const singular = word.replace(/ies$/u, 'y').replace(/(?<![sui])s$/u, '');
  const bare = singular.replace(/(?:ations?|ingly|edly|ing|ed|ly|es|e)$/u, '');
  return bare.length >= 4 ? bare : singular;
}

/** How much of the smaller set is in the other, from 0 to 1. */
export function overlapOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size);
  return smaller === 0 ? 0 : sharedOf(a, b) / smaller;
}

export function sharedOf(a: Iterable<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared;
}
