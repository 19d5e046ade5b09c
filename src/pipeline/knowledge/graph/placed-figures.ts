import { figureMentions } from '../../script/figure-mentions';
import { figureLabel } from '../drafts/figure-label';
import type { Block, ReadFigure } from '../reading';

/** A block, or a figure with its words: where a block says a figure's caption it stands for it, and says the cells of a table. */
export type Placed = { readonly block: Block } | { readonly figure: ReadFigure; readonly text: string };

const keyOf = ({ kind, number }: Pick<ReadFigure, 'kind' | 'number'>): string => `${kind} ${number}`;

/** The blocks in their order, and each figure where its caption stands, else below what is above it, else where it is first spoken of. */
export function placedFigures(blocks: readonly Block[], figures: readonly ReadFigure[]): Placed[] {
  const open = new Map(figures.map((figure) => [keyOf(figure), figure]));
  const captions = captionsIn(blocks, open);
  for (const { figure } of captions.values()) open.delete(keyOf(figure));
  const after = placesAfter(blocks, open);
  const placed: Placed[] = blocks.flatMap((block, at) => [
    captions.get(at) ?? { block },
    ...(after.get(at) ?? []).map((figure) => ({ figure, text: figure.caption })),
  ]);
  const first = (after.get(-1) ?? []).map((figure) => ({ figure, text: figure.caption }));
  return [...first, ...placed];
}

type Open = ReadonlyMap<string, ReadFigure>;
type Caption = { readonly figure: ReadFigure; readonly text: string };

function captionsIn(blocks: readonly Block[], open: Open): Map<number, Caption> {
  const found = new Map<number, Caption>();
  const taken = new Set<string>();
  blocks.forEach((block, at) => {
    const label = block.kind === 'PARAGRAPH' ? figureLabel(block.text, true) : null;
    const figure = label && !taken.has(keyOf(label)) ? open.get(keyOf(label)) : undefined;
    if (!label || !figure || !saysCaption(label.caption, figure.caption)) return;
    found.set(at, { figure, text: label.caption });
    taken.add(keyOf(label));
  });
  return found;
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
const COMPARED = 60;

function saysCaption(said: string, caption: string): boolean {
  const [whole, part] = [bare(said.slice(0, COMPARED * 3)), bare(caption).slice(0, COMPARED)];
  return whole.startsWith(part) && (part !== '' || said === '');
}

/** By the place of a block: the figures that come after it; -1 where there is no block at all. */
function placesAfter(blocks: readonly Block[], open: Open): ReadonlyMap<number, ReadFigure[]> {
  const mentioned = firstMentions(blocks, open);
  const after = new Map<number, ReadFigure[]>();
  for (const [key, figure] of open) {
    const at = figure.box ? placeOnPage(blocks, figure) : (mentioned.get(key) ?? lastOfBody(blocks));
    const others = after.get(at) ?? [];
    others.push(figure);
    after.set(at, others);
  }
  return after;
}

function firstMentions(blocks: readonly Block[], open: Open): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  blocks.forEach(({ kind, text }, at) => {
    if (open.size === found.size || kind === 'REFERENCE' || kind === 'CODE') return;
    for (const mention of figureMentions(text)) {
      const key = keyOf(mention);
      if (open.has(key) && !found.has(key)) found.set(key, at);
    }
  });
  return found;
}

/** The last block above it in its column; else the last of the pages before. */
function placeOnPage(blocks: readonly Block[], { page, box }: ReadFigure): number {
  let at = -1;
  blocks.forEach((block, place) => {
    if (block.page < page) at = place;
    const isAbove = block.box && box && block.box.top < box.top && overlaps(block.box, box);
    if (block.page === page && isAbove) at = place;
  });
  return at;
}

interface Span {
  readonly left: number;
  readonly width: number;
}

const overlaps = (one: Span, other: Span): boolean =>
  one.left < other.left + other.width && other.left < one.left + one.width;

function lastOfBody(blocks: readonly Block[]): number {
  const references = blocks.findIndex(({ kind }) => kind === 'REFERENCE');
  if (references < 0) return blocks.length - 1;
  return blocks[references - 1]?.kind === 'HEADING' ? references - 2 : references - 1;
}
