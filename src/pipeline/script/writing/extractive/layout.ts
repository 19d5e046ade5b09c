import type { StyleProfile } from '../../style-profile';
import type { Group } from './groups';
import type { Sentence } from './material';
import type { Part } from './parts';
import type { Selection } from './selection';
import type { Walk } from './walks';

/** What becomes a segment. */
export interface Block {
  readonly part: Part;
  readonly source: number;
  readonly walk: Walk | null;
  readonly sentences: readonly Sentence[];
}

export interface Lengths {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** Half a minute: long enough for a thought, short enough for a picture. */
const LENGTHS: Lengths = { low: 30, median: 62, high: 95 };
const SHORTEST = 15;
const LONGEST = 200;

export function lengthsOf(profile: StyleProfile | null): Lengths {
  if (!profile) return LENGTHS;
  const { low, median, high } = profile.segmentWords;
  const middle = Math.min(LONGEST, Math.max(SHORTEST, median));
  return { low: Math.min(low, middle), median: middle, high: Math.min(LONGEST, Math.max(high, middle * 1.3)) };
}

/** What is told, in its order, parted into segments. */
export function blocksOf(groups: readonly Group[], selection: Selection, lengths: Lengths): Block[] {
  const chapters = [...new Set(groups.map(({ chapter }) => chapter))].sort((a, b) => a - b);
  return chapters.flatMap((chapter) => {
    const own = groups.filter((it) => it.chapter === chapter);
    return withoutScraps(blocksOfChapter(own, selection, lengths), lengths);
  });
}

const MOST_WORDS_OF_SCRAP = 24;

/** A sentence or two out of the paragraph that names a figure go with that figure. */
function withoutScraps(blocks: readonly Block[], { low, high }: Lengths): Block[] {
  const whole: Block[] = [];
  for (const block of blocks) {
    const before = whole.at(-1);
    const isScrap = !block.walk && sizeOf(block.sentences) < Math.min(low, MOST_WORDS_OF_SCRAP);
    const hasRoom = before !== undefined && sizeOf(before.sentences) + sizeOf(block.sentences) <= high;
    const isBeside = block.sentences[0]?.position === before?.walk?.anchorPosition;
    if (before?.walk && isScrap && isBeside && hasRoom) whole[whole.length - 1] = joined(before, block);
    else whole.push(block);
  }
  return whole;
}

const joined = (before: Block, { sentences }: Block): Block => ({
  ...before,
  sentences: [...before.sentences, ...sentences],
});

function blocksOfChapter(groups: readonly Group[], selection: Selection, lengths: Lengths): Block[] {
  const walks = groups.filter(({ walk }) => walk !== null).sort((a, b) => a.anchorId - b.anchorId);
  const [text] = groups.filter(({ walk }) => walk === null);
  const told = (text?.sentences ?? []).filter((sentence) => selection.has(sentence));
  const blocks: Block[] = [];
  let from = 0;
  for (const group of walks) {
    const to = Math.max(from, endBefore(told, group.anchorId));
    if (text) blocks.push(...packed(told.slice(from, to), text, lengths));
    from = to;
    const { part, source, walk } = group;
    blocks.push({ part, source, walk, sentences: group.sentences.filter((it) => selection.has(it)) });
  }
  if (text) blocks.push(...packed(told.slice(from), text, lengths));
  return blocks;
}

/** After the sentences that stand before the anchor, and those that lean on them. */
function endBefore(told: readonly Sentence[], anchorId: number): number {
  let end = told.findIndex(({ id }) => id > anchorId);
  if (end < 0) return told.length;
  while (end < told.length && told[end]?.leans) end += 1;
  return end;
}

function packed(told: readonly Sentence[], { part, source }: Group, lengths: Lengths): Block[] {
  const segments: Sentence[][] = [];
  for (const sentence of told) {
    const open = segments.at(-1);
    if (open && staysIn(open, sentence, lengths)) open.push(sentence);
    else segments.push([sentence]);
  }
  return joinedShort(segments, lengths).map((sentences) => ({ part, source, walk: null, sentences }));
}

function staysIn(open: readonly Sentence[], next: Sentence, { median, high }: Lengths): boolean {
  if (next.leans) return true;
  const words = sizeOf(open);
  if (words + next.words > high) return false;
  const isNewParagraph = open.at(-1)?.position !== next.position;
  return words < median * (isNewParagraph ? 0.75 : 1);
}

/** A last sentence alone is no segment, as long as the one before has room. */
function joinedShort(segments: readonly Sentence[][], { low, high }: Lengths): Sentence[][] {
  const joined: Sentence[][] = [];
  for (const segment of segments) {
    const before = joined.at(-1);
    const isShort = sizeOf(segment) < low || (before !== undefined && sizeOf(before) < low);
    if (before && isShort && sizeOf(before) + sizeOf(segment) <= high * 1.15) before.push(...segment);
    else joined.push([...segment]);
  }
  return joined;
}

const sizeOf = (sentences: readonly Sentence[]): number => sentences.reduce((sum, { words }) => sum + words, 0);
