import { type Directed, decidedMode, directed, mostImportant, showsOwnPicture } from '../production/dop';
import { clipQuota, TIERS, type Tier } from '../production/tiers';
import type { DisplayMode } from '../script/segment';
import { formatMicros } from '../values/money';
import type { AssetType } from './asset';
import type { PriceList } from './price';
import type { LibrarySegment, Place, ScriptLibrary, Take } from './script-library';
import { settledWish, type WishTerms } from './wish';

export const GENERATION_ACTIONS = ['GENERATE', 'REUSE', 'SKIP'] as const;
export type GenerationAction = (typeof GENERATION_ACTIONS)[number];

/** What is done about one place, and why. */
interface Verdict {
  readonly action: GenerationAction;
  readonly reason: string;
  readonly assetId: string | null;
  readonly estimateMicros: bigint;
  /** What making an approved take anew would cost that its wish has left behind. */
  readonly remakeMicros: bigint;
}

export interface GenerationItem extends Verdict {
  readonly segmentId: string;
  readonly idx: number;
  readonly slotId: string;
}

export interface GenerationPlan {
  /** One a segment, in the order of the film. */
  readonly items: readonly GenerationItem[];
  readonly toGenerate: number;
  readonly reused: number;
  readonly estimateMicros: bigint;
  readonly remakeMicros: bigint;
}

interface Planning {
  readonly type: AssetType;
  readonly tier: Tier;
  readonly prices: PriceList;
}

type Library = Pick<ScriptLibrary, 'project' | 'segments' | 'figures'>;
type PriceOf = (wish: WishTerms) => bigint;

/** What of one kind has to be made for a script in a tier, what is used again, and what stays empty. */
export function generationPlan(library: Library, { type, tier, prices }: Planning): GenerationPlan {
  const priceOf: PriceOf = (wish) => prices.ceilingMicros(settledWish(wish), library.project);
  const modes = modesOf(library, tier);
  const clips = type === 'VIDEO' ? clipped(library, modes, tier) : new Set<number>();
  const items = library.segments.map((segment, index): GenerationItem => {
    const mode = modes[index] ?? 'CARRY_FORWARD';
    const { id: segmentId, idx } = segment;
    return { segmentId, idx, ...itemOf(segment, { library, type, mode, priceOf, isClip: clips.has(index) }) };
  });
  return {
    items,
    toGenerate: items.filter(({ action }) => action === 'GENERATE').length,
    reused: items.filter(({ action }) => action === 'REUSE').length,
    estimateMicros: items.reduce((sum, { estimateMicros }) => sum + estimateMicros, 0n),
    remakeMicros: items.reduce((sum, { remakeMicros }) => sum + remakeMicros, 0n),
  };
}

function modesOf({ segments }: Library, tier: Tier): DisplayMode[] {
  return directed(segments.map(directedOf), tier);
}

function directedOf({ intent, importance, displayMode, figures, places }: LibrarySegment): Directed {
  const hasApprovedPicture = places.picture.approved !== null;
  return { intent, importance, displayMode, speaksOfFigure: figures.length > 0, hasApprovedPicture };
}

/** Approved clips are free; of the other drawn pictures the most important move. */
function clipped({ segments }: Library, modes: readonly DisplayMode[], tier: Tier): Set<number> {
  const drawn = segments.flatMap((segment, index) => (modes[index] === 'DALL_E' ? [{ segment, index }] : []));
  const [most, approved] = [clipQuota(tier, segments.length), drawn.filter(({ segment }) => hasClip(segment))];
  if (most === 0) return new Set();
  const open = drawn.filter(({ segment }) => !hasClip(segment));
  return new Set([...approved.map(({ index }) => index), ...mostImportant(open, most)]);
}

const hasClip = ({ places }: LibrarySegment): boolean => places.video.approved !== null;

interface Asked {
  readonly library: Library;
  readonly type: AssetType;
  readonly mode: DisplayMode;
  readonly priceOf: PriceOf;
  readonly isClip: boolean;
}

type Item = Verdict & { readonly slotId: string };

function itemOf(segment: LibrarySegment, asked: Asked): Item {
  const { audio, picture, video } = segment.places;
  switch (asked.type) {
    case 'AUDIO':
      return { slotId: audio.slotId, ...verdict(audio, asked.priceOf) };
    case 'IMAGE':
      return { slotId: picture.slotId, ...pictureVerdict(segment, asked) };
    case 'VIDEO':
      return { slotId: video.slotId, ...(asked.isClip ? verdict(video, asked.priceOf) : skipped(NO_CLIP)) };
    case 'FIGURE':
      return figureItem(segment, asked.library);
    case 'TEXT':
      return { slotId: audio.slotId, ...skipped('a script is written whole') };
  }
}

const NO_CLIP = 'the tier has no clip here';

function pictureVerdict(segment: LibrarySegment, { mode, priceOf }: Asked): Verdict {
  if (!showsOwnPicture(mode)) return skipped(withoutPicture(segment, mode));
  const { picture } = segment.places;
  const [first] = segment.figures;
  if (mode !== 'FIGURE_SYNC' || !first) return verdict(picture, priceOf);
  const shows = `shows ${first.kind.toLowerCase()} ${first.number}`;
  const made = verdict(picture, priceOf);
  if (first.figureId !== null || made.action === 'REUSE') return { ...made, reason: `${shows}; ${made.reason}` };
  return skipped(`${shows}, which the script does not have: import it`);
}

function withoutPicture(segment: LibrarySegment, mode: DisplayMode): string {
  const who = decidedMode(segment) ? 'the segment' : segment.intent === 'TRANSITION' ? 'a transition' : 'the tier';
  return `${who} shows ${mode === 'TEXT_ONLY' ? 'text alone' : 'the picture before'}`;
}

/** Figures are brought, not made. */
function figureItem({ figures, places }: LibrarySegment, library: Library): Item {
  const [first] = figures;
  if (!first) return { slotId: places.picture.slotId, ...skipped('speaks of no figure') };
  const name = `${first.kind.toLowerCase()} ${first.number}`;
  const figure = library.figures.find(({ id }) => id === first.figureId);
  if (!figure) return { slotId: places.picture.slotId, ...skipped(`${name} is not among the figures: import it`) };
  const { slotId, assetId } = figure;
  if (assetId === null) return { slotId, ...skipped(`${name} has no picture: bring one`) };
  return { slotId, ...reused(`shows ${name}`, assetId) };
}

/** What is done about a place that is to be filled: the way a run goes about it. */
function verdict({ wish, approved, equal, current, newest }: Place, priceOf: PriceOf): Verdict {
  const priceMicros = priceOf(wish);
  if (approved?.isFresh) return reused(approved.status.toLowerCase(), approved.assetId);
  if (approved) return { ...reused(whyStale(approved, priceMicros), approved.assetId), remakeMicros: priceMicros };
  if (equal) {
    const where = equal.isHere ? 'of the same wish' : 'of the same wish elsewhere in the project';
    return reused(`fresh take ${where}`, equal.assetId);
  }
  const reason = whyMade(current, newest);
  return { action: 'GENERATE', reason, assetId: null, estimateMicros: priceMicros, remakeMicros: 0n };
}

function whyStale({ status, causes }: Take, priceMicros: bigint): string {
  const named = causes.length > 0 ? `: ${causes.join(', ')}` : '';
  return `${status.toLowerCase()}, though stale${named}; making it anew would cost ${formatMicros(priceMicros)}`;
}

function whyMade(current: Take | null, newest: Place['newest']): string {
  if (newest?.status === 'REJECTED') return `rejected: ${newest.rejectedReason ?? 'no reason was given'}`;
  if (!current) return 'nothing made yet';
  return current.causes.length > 0 ? `what is there is stale: ${current.causes.join(', ')}` : 'what is there is stale';
}

function reused(reason: string, assetId: string): Verdict {
  return { action: 'REUSE', reason, assetId, estimateMicros: 0n, remakeMicros: 0n };
}

function skipped(reason: string): Verdict {
  return { action: 'SKIP', reason, assetId: null, estimateMicros: 0n, remakeMicros: 0n };
}

/** A tier in numbers: what its segments show, and what its pictures would still cost. */
export interface TierPlan {
  readonly tier: Tier;
  readonly images: number;
  readonly figures: number;
  readonly carried: number;
  readonly textOnly: number;
  readonly estimateMicros: bigint;
}

export function tierComparison(library: Library, prices: PriceList): TierPlan[] {
  return TIERS.map((tier) => {
    const modes = modesOf(library, tier);
    const count = (wanted: DisplayMode): number => modes.filter((mode) => mode === wanted).length;
    return {
      tier,
      images: count('DALL_E'),
      figures: count('FIGURE_SYNC'),
      carried: count('CARRY_FORWARD'),
      textOnly: count('TEXT_ONLY'),
      estimateMicros: generationPlan(library, { type: 'IMAGE', tier, prices }).estimateMicros,
    };
  });
}
