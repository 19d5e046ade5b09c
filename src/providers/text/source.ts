import { splitSentences } from '../../pipeline/values/sentences';

export interface Sentence {
  readonly text: string;
  readonly words: ReadonlySet<string>;
  /** How much of what the source is about is in it. */
  readonly weight: number;
}

/** What there is to quote from. */
export interface Source {
  readonly sentences: readonly Sentence[];
  readonly text: string;
  /** The whole of it, with what it asks for. */
  readonly prompt: string;
}

const STOPWORDS = new Set(
  (
    'the and for that with this from are was were has have had not but you your they them their its his her who what when where which while will would ' +
    'can could should may might into than then there here also such each all any one two some more most other over under about between because been being ' +
    'does did done how our out only own same very just der die das und ist nicht ein eine mit von auf den dem des für les des une est que pour dans'
  ).split(' '),
);

/** What asks for something is not what it is about. */
const INSTRUCTION =
  /^(?:[-*\d.)\s]*)(?:please\b|you are\b|your (?:task|job)\b|do not\b|don't\b|never\b|always\b|(?:write|return|reply|answer|respond|give|list|make|create|generate|produce|describe|use|keep|follow|output|summari[sz]e|ensure|provide|choose|split|turn)\b)/i;

/** The sentences of a prompt without its instructions, unless it has nothing else. */
export function sourceOf(prompt: string): Source {
  const all = stretches(withoutMarks(prompt))
    .flatMap((stretch) => splitSentences(stretch, 'en'))
    .filter((text) => /[\p{L}\p{N}]/u.test(text));
  const told = all.filter((text) => !INSTRUCTION.test(text));
  const texts = told.length > 0 ? told : all;
  const counts = countsOf(texts.map(wordsOf));
  const sentences = texts.map((text): Sentence => {
    const words = new Set(wordsOf(text));
    const total = [...words].reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
    // By the root: long sentences hold more of everything, and are not that much better.
    return { text, words, weight: words.size === 0 ? 0 : total / Math.sqrt(words.size) };
  });
  return { sentences, text: texts.join(' '), prompt };
}

const MOST_STRETCH = 20_000;

/** Cut at the end of a sentence: of 464,000 characters without a paragraph the segmenter took 8 s in one go. */
function stretches(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  while (text.length - from > MOST_STRETCH) {
    const end = text.lastIndexOf('. ', from + MOST_STRETCH);
    const next =
      end > from
        ? end + 2
        : from + MOST_STRETCH - Number(/[\ud800-\udbff]$/.test(text.slice(from, from + MOST_STRETCH)));
    parts.push(text.slice(from, next));
    from = next;
  }
  return [...parts, text.slice(from)];
}

/** Without what no database keeps: NUL, and halves of characters. */
const storable = (text: string): string => text.replaceAll('\0', ' ').replace(/\p{Surrogate}/gu, '\ufffd');

/** Headings and list items are sentences of their own. */
function withoutMarks(prompt: string): string {
  return storable(prompt)
    .replace(/<[^<>\n]{1,80}>|```\w*/g, '\n\n')
    .replace(/^[ \t]*(?:#{1,6}|[-*•])[ \t]+(.*)$/gm, '\n$1\n');
}

function countsOf(lists: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of lists.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** In small letters, of three letters or more, one form for one and many. Names of properties come apart: `visualPrompt`. */
export function wordsOf(text: string): string[] {
  const apart = text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase();
  const words = apart.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return words.filter((word) => !STOPWORDS.has(word)).map((word) => (word.length > 3 ? word.replace(/s$/, '') : word));
}

export function overlap(topic: ReadonlySet<string>, words: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of topic) if (words.has(word)) shared += 1;
  return shared;
}

/** Those that say most of the source come first; else as they stand. */
export function weightiest(sentences: readonly Sentence[]): Sentence[] {
  return [...sentences].sort((a, b) => b.weight - a.weight);
}

/** Those that speak of a topic, the one that says most of it first: a word counts for more, the fewer of them have it. Those that say not half as much are left out. */
export function speakingOf(sentences: readonly Sentence[], topic: ReadonlySet<string>): Sentence[] {
  const rarity = new Map([...topic].map((word) => [word, rarityOf(word, sentences)]));
  const score = ({ words }: Sentence) =>
    [...topic].reduce((sum, word) => sum + (words.has(word) ? (rarity.get(word) ?? 0) : 0), 0);
  const scored = sentences.map((sentence) => ({ sentence, score: score(sentence) })).sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return best === 0 ? [] : scored.filter((one) => one.score * 2 > best).map(({ sentence }) => sentence);
}

function rarityOf(word: string, sentences: readonly Sentence[]): number {
  const having = sentences.filter(({ words }) => words.has(word)).length;
  return having === 0 ? 0 : Math.log(1 + sentences.length / having);
}
