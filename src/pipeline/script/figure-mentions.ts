import type { FigureKind } from './segment';

/** A figure or table as a text names it: `Fig. 4a` is figure 4, panel `a`. */
export interface FigureMention {
  readonly kind: FigureKind;
  readonly number: number;
  readonly panel: string | null;
  /** Whose, where a script has several sources: a row id. Absent: of the first source that has such a figure. */
  readonly documentId?: string | null;
}

/** `Figures 7–9` are three. A range of more, or one that runs backwards, names its two ends. */
const LONGEST_RANGE = 50;
/** No paragraph speaks of more; it bounds what a hostile one writes into the database. */
const MOST_MENTIONS = 100;

/** No decimals (`Figure 2.5` is a chapter's), no percentages, no thousands (`figures 1,200`), no ordinals (`4th`). */
const END = String.raw`(?![\p{L}\p{N}_%]|\.\d|,\d{3}(?!\d))`;
const ITEM = String.raw`\d{1,4}(?:[a-z]|\([a-z]\))?${END}`;
const ITEM_OR_RANGE = String.raw`${ITEM}(?:\s?(?:[-–—]|\bto\b|\bthrough\b)\s?${ITEM})?`;
/** A list is closed by a word or has no spaces: in `Figures 2 and 3, 40 cities` the 40 is no figure. */
const LIST = String.raw`${ITEM_OR_RANGE}(?:(?:,\s?${ITEM_OR_RANGE})*,?\s?(?:and\b|or\b|&)\s?${ITEM_OR_RANGE}|(?:,${ITEM_OR_RANGE})+)?`;
/** After a singular `and` goes on with the sentence: `Figure 2 and 3 people`. */
const ONE = `${ITEM}(?:[-–]${ITEM})?`;

const WORD_BEGINS = String.raw`(?<![\p{L}\p{N}_])`;
const MENTION = new RegExp(
  String.raw`${WORD_BEGINS}(?:(fig|tab)(?:ure|le)?s\.?\s{0,2}(${LIST})|(fig|tab)(?:ure|le|\.)(?:\s{0,2}|-)(${ONE})|(fig)[\s-]?(${ONE}))`,
  'giu',
);
const NUMBER = /(?<range>[-–—]|to|through)?\s?(?<number>\d{1,4})\(?(?<panel>[a-z](?![a-z]))?\)?/giu;

/** A small table may be furniture: who would `table 3 people`? It is one of a paper where the words around it say so. */
const SPOKEN_OF = /(?:\b(?:and|as|by|from|in|of|on|or|per|see|than|to|unlike|with)|[,;:.(–—-])\s{0,3}$/i;
const SPEAKS =
  /^(?:\s{0,3}(?:$|[\p{P}\p{S}])|\s{1,3}(?:above|and|are|below|compares|contains|does|gives|has|is|lists|or|presents|reports|says|shows|summari[sz]es|tells|was)\b)/u;

function isFurniture(text: string, { 0: words, index }: RegExpExecArray): boolean {
  if (!/^table\s*\d/.test(words)) return false;
  const before = text.slice(Math.max(0, index - 12), index);
  const after = text.slice(index + words.length, index + words.length + 16);
  return !SPOKEN_OF.test(before) && !SPEAKS.test(after);
}

/** A mention with its place: where the word begins that names the figure, and of a list the number. */
export interface PlacedMention extends FigureMention {
  readonly at: number;
}

/** Where a text names figures and tables: `Figures 2 and 3` is one stretch that names two. */
export interface FigureSpan {
  readonly start: number;
  readonly endExclusive: number;
  readonly mentions: readonly PlacedMention[];
}

/** Most sentences name none, and are read no further. */
const MAY_NAME = /fig|tab/i;

export function* figureSpans(text: string): Generator<FigureSpan> {
  if (!MAY_NAME.test(text)) return;
  for (const match of text.matchAll(MENTION)) {
    if (isFurniture(text, match)) continue;
    const [words, plural, list, singular, one, short, bare] = match;
    const kind = (plural ?? singular ?? short)?.toLowerCase() === 'tab' ? 'TABLE' : 'FIGURE';
    const numbers = list ?? one ?? bare ?? '';
    const [start, endExclusive] = [match.index, match.index + words.length];
    const placed = mentionsIn(kind, numbers).map((mention, index) => {
      return { ...mention, at: index === 0 ? start : endExclusive - numbers.length + mention.at };
    });
    yield { start, endExclusive, mentions: placed.filter(({ number }) => number > 0) };
  }
}

/** Every mention of a figure or table, in the order of the text. */
export function placedMentions(text: string): PlacedMention[] {
  return [...figureSpans(text)].flatMap(({ mentions }) => mentions);
}

/** The figures and tables that a text names, in the order of mention, each once. */
export function figureMentions(text: string): FigureMention[] {
  const found = new Map<string, FigureMention>();
  for (const { kind, number, panel } of placedMentions(text)) {
    const key = `${kind} ${number} ${panel ?? ''}`;
    if (found.size < MOST_MENTIONS && !found.has(key)) found.set(key, { kind, number, panel });
  }
  return [...found.values()];
}

function mentionsIn(kind: FigureKind, list: string): PlacedMention[] {
  const mentions: PlacedMention[] = [];
  for (const { 0: said, groups, index } of list.matchAll(NUMBER)) {
    const at = index + said.search(/\d/);
    const number = Number(groups?.number);
    const before = mentions.at(-1);
    if (groups?.range && before) mentions.push(...between(before, { end: number, at }));
    mentions.push({ kind, number, panel: groups?.panel?.toLowerCase() ?? null, at });
  }
  return mentions;
}

function between({ kind, number: start }: FigureMention, { end, at }: { end: number; at: number }): PlacedMention[] {
  if (end - start >= LONGEST_RANGE) return [];
  return Array.from({ length: Math.max(0, end - start - 1) }, (_, n) => ({
    ...{ kind, number: start + 1 + n, panel: null, at },
  }));
}
