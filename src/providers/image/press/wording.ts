import { splitSentences } from '../../../pipeline/values/sentences';

/** Typewriter's marks as a printer sets them, and none of the marks of Markdown. */
export function typographic(text: string): string {
  return text
    .replace(/\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__/g, '$1$2')
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/(^|[\s([{–—])"/g, '$1“')
    .replace(/"/g, '”')
    .replace(/(^|[\s([{–—“])'(?=\S)/g, '$1‘')
    .replace(/'/g, '’')
    .replace(/\s--\s/g, ' – ')
    .replace(/\.{3}/g, '…')
    .replace(/\s+/g, ' ')
    .trim();
}

/** From which share of what would fit a sentence's end is the better place to stop. */
const SENTENCE_SHARE = 0.5;

/**
 * The most of a text that fits: all of it, or up to the end of a sentence, or up to a word with an ellipsis. Empty where not even
 * a word does. `fits` holds for all shorter beginnings of what it holds for.
 */
export function fitting(text: string, fits: (beginning: string) => boolean): string {
  if (fits(text)) return text;
  const words = text.split(' ');
  const count = mostThat(words.length - 1, (n) => fits(elided(words.slice(0, n).join(' '))));
  if (count === 0) return '';
  const cut = elided(words.slice(0, count).join(' '));
  const whole = wholeSentences(text, fits);
  return whole.length >= cut.length * SENTENCE_SHARE ? whole : cut;
}

function wholeSentences(text: string, fits: (beginning: string) => boolean): string {
  const sentences = splitSentences(text, 'en');
  const count = mostThat(sentences.length - 1, (n) => fits(sentences.slice(0, n).join(' ')));
  return sentences.slice(0, count).join(' ');
}

/** The largest number up to `most` that holds; 0 where none does. */
function mostThat(most: number, holds: (n: number) => boolean): number {
  let [low, high] = [0, Math.max(0, most)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function elided(text: string): string {
  return `${text.replace(/[\s,;:.–—-]+$/u, '')}…`;
}

/** A caption without the label that stands before it: "Fig. 3: Growth" of "Figure 3" is "Growth". */
export function withoutLabel(caption: string, label: string): string {
  const number = /([A-Z]?\d+(?:[.-]\d+)*[a-z]?)\s*$/i.exec(label)?.[1];
  if (!number) return caption.startsWith(label) ? caption.slice(label.length).replace(/^[\s.:|–—-]+/u, '') : caption;
  const before = new RegExp(
    `^(?:figures?|figs?\\.?|tables?|tab\\.?|abb(?:ildung)?\\.?)\\s*${escaped(number)}(?![\\p{L}\\p{N}])`,
    'iu',
  ).exec(caption);
  const rest = before ? caption.slice(before[0].length) : caption;
  if (/^[\s.:|–—-]*$/u.test(rest)) return '';
  // "Figure 3 shows more" is a sentence.
  return /^\s*[.:|–—-]|^\s+\p{Lu}/u.test(rest) ? rest.replace(/^[\s.:|–—-]+/u, '') : caption;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

const QUANTITY =
  /(?<![\p{L}\p{N}])(?:[$€£]\s?)?\d[\d,.]*(?:\s?(?:%|°C|°F|°)|\s(?:per ?cent|times|degrees?|fold|million|billion|trillion|kilomet(?:re|er)s?|met(?:re|er)s?|years?|hours?|minutes?|seconds?|people|cities|trees)\b)+/u;

/** What of a text is set off: the first thing that it is about, or else a quantity, where that is no more than a third of it. */
export function keyPhrase(text: string, concepts: readonly string[]): Span | null {
  const spans = [...concepts.map((concept) => spanOf(text, concept)), quantityIn(text)].filter((span) => span !== null);
  return spans.find(({ start, end }) => (end - start) * 3 <= text.length) ?? null;
}

function spanOf(text: string, concept: string): Span | null {
  const word = typographic(concept);
  if (word.length < 3) return null;
  const found = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}(?:e?s)?(?![\\p{L}\\p{N}])`, 'iu').exec(text);
  return found && { start: found.index, end: found.index + found[0].length };
}

function quantityIn(text: string): Span | null {
  const found = QUANTITY.exec(text);
  return found && { start: found.index, end: found.index + found[0].length };
}

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export interface Quotation {
  readonly words: string;
  readonly by: string | null;
}

/** A text that is a quotation from end to end, with whoever is said to have said it. */
export function quotationOf(text: string): Quotation | null {
  const found = /^[“«„](.+)[”»“]\s*(?:[–—-]+\s*(.{2,80}))?$/su.exec(text);
  if (!found?.[1] || /[“”«»]/.test(found[1])) return null;
  return { words: found[1].trim(), by: found[2]?.trim().replace(/\.$/, '') ?? null };
}

/** What one takes in while it is read: of long texts the first sentence, and of what follows as much as goes beside it. */
export interface Condensed {
  readonly lead: string;
  readonly rest: string;
}

const [SHORT_CHARACTERS, REST_CHARACTERS, FEWEST_LEFT] = [230, 340, 40];

export function condensed(text: string): Condensed {
  if (text.length <= SHORT_CHARACTERS) return { lead: text, rest: '' };
  const sentences = splitSentences(text, 'en');
  const [first = text] = sentences;
  const lead = fitting(first, (beginning) => beginning.length <= SHORT_CHARACTERS);
  if (lead !== first) return { lead, rest: '' };
  const rest = fitting(sentences.slice(1).join(' '), (beginning) => beginning.length <= REST_CHARACTERS);
  return { lead, rest: rest.length >= FEWEST_LEFT ? rest : '' };
}
