import { perMillion } from './plain-english';

const MOST = 12;
/** Once or twice is chance. */
const FEWEST_TIMES = 3;
/** Of the likelihood ratio: 1 in 1,000 by chance. */
const TELLING = 10.83;
/** A phrase of two common words is as likely as both together, and five times more: words are not drawn by lot. */
const TOGETHER = 5;
/** What everybody has to say. */
const NO_FAVOURITES =
  /^(?:the|be|to|of|and|a|an|in|on|at|by|for|from|is|are|was|were|it|its|this|that|these|those|with|as|or|not|has|had|have|been|being|he|she|they|we|i|you|his|her|him|them|their|our|us|my|me|your)$/;

const LINKS = [
  'so',
  'but',
  'and so',
  'however',
  'because',
  'therefore',
  'that is why',
  "that's why",
  'in other words',
  'for example',
  'for instance',
  'on the other hand',
  'of course',
  'in fact',
  'after all',
  'at the same time',
  'as it turns out',
  'it turns out',
  'which means',
  'this means',
  "let's",
  'now',
  'then',
  'first',
  'finally',
  'meanwhile',
  'instead',
  'still',
  'yet',
  'in short',
  'to put it simply',
  'as a result',
  'and yet',
  'remember',
  'imagine',
  'suppose',
  'here is',
  "here's",
];

export const wordsIn = (text: string): string[] =>
  [
    ...text
      .toLowerCase()
      .replaceAll('’', "'")
      .matchAll(/[\p{L}\p{N}]+(?:'[\p{L}]+)*/gu),
  ].map(([word]) => word);

/**
 * Common words and phrases of them that come more often than in plain English, by log-likelihood. Words of the matter are none: a
 * script about something else has no use for them.
 */
export function favouritesOf(sentences: readonly (readonly string[])[]): string[] {
  const total = sentences.reduce((sum, words) => sum + words.length, 0);
  const telling = [...counted(sentences, 1), ...counted(sentences, 2), ...counted(sentences, 3)].flatMap(
    ([phrase, count]) => {
      const score = likelihood(phrase, count, total);
      return count >= FEWEST_TIMES && score >= TELLING ? [{ phrase, score }] : [];
    },
  );
  const ordered = telling
    .sort((a, b) => b.score - a.score || (a.phrase < b.phrase ? -1 : 1))
    .map(({ phrase }) => phrase);
  return ordered
    .filter((phrase, idx) => !ordered.slice(0, idx).some((better) => overlaps(better, phrase)))
    .slice(0, MOST);
}

const overlaps = (a: string, b: string): boolean => ` ${a} `.includes(` ${b} `) || ` ${b} `.includes(` ${a} `);

function counted(sentences: readonly (readonly string[])[], length: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const words of sentences) {
    for (let at = 0; at + length <= words.length; at += 1) {
      const phrase = words.slice(at, at + length);
      const isCommon = phrase.every((word) => perMillion(word) !== null);
      if (!isCommon || phrase.every((word) => NO_FAVOURITES.test(word))) continue;
      const text = phrase.join(' ');
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  return counts;
}

/** How much likelier the count is where the word is liked than where it is not: 0 where it comes no more often than expected. */
function likelihood(phrase: string, count: number, total: number): number {
  const words = phrase.split(' ');
  const share =
    words.reduce((product, word) => (product * (perMillion(word) ?? 1)) / 1e6, 1) * TOGETHER ** (words.length - 1);
  const expected = share * total;
  return count <= expected ? 0 : 2 * (count * Math.log(count / expected) - (count - expected));
}

/** Those that are used, the most used first. */
export function connectivesOf(sentences: readonly (readonly string[])[]): string[] {
  const text = sentences.map((words) => ` ${words.join(' ')} `).join('|');
  const counts = LINKS.map((link) => ({ link, count: text.split(` ${link} `).length - 1 }));
  return counts
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count)
    .map(({ link }) => link)
    .slice(0, MOST);
}
