import { isSet } from '../production/card-wishes';
import { clipped, type Directed, decidedMode, directed, showsOwnPicture } from '../production/dop';
import { clipQuota, imageQuota, TIERS, type Tier } from '../production/tiers';
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
  const clips = type === 'VIDEO' ? clipsOf(library, modes, tier) : [];
  const items = library.segments.map((segment, index): GenerationItem => {
    const mode = modes[index] ?? 'CARRY_FORWARD';
    const { id: segmentId, idx } = segment;
    return { segmentId, idx, ...itemOf(segment, { library, type, mode, priceOf, isClip: clips[index] ?? false }) };
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
  const { approved } = places.picture;
  const hasApprovedCard = approved?.isCard === true;
  const hasApprovedPicture = approved !== null && !hasApprovedCard;
  return { intent, importance, displayMode, speaksOfFigure: figures.length > 0, hasApprovedPicture, hasApprovedCard };
}

function clipsOf({ segments }: Library, modes: readonly DisplayMode[], tier: Tier): boolean[] {
  const moving = segments.map(({ importance, places: { video } }) => {
    return { importance, hasApprovedClip: video.approved !== null };
  });
  return clipped(moving, modes, tier);
}

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
  if (!showsOwnPicture(mode)) return skipped(`${whoSays(segment)} shows the picture before`);
  const [first] = segment.figures;
  const isDrawn = mode === 'DALL_E' || (mode === 'FIGURE_SYNC' && !first);
  const picture = inMode(segment.places.picture, isDrawn);
  const made = verdict(picture, priceOf);
  if (mode === 'TEXT_ONLY') return { ...made, reason: `${whyText(segment)}: a card; ${made.reason}` };
  if (mode !== 'FIGURE_SYNC' || !first) return made;
  const shows = `shows ${first.kind.toLowerCase()} ${first.number}`;
  if (first.figureId !== null || made.action === 'REUSE') return { ...made, reason: `${shows}; ${made.reason}` };
  return { ...made, reason: `${shows}, which the script does not have: import it; until then a card` };
}

/**
 * A place as another tier has it: what is wanted there may be a picture where a card is wanted now, or the other way round. What is approved
 * stays in use; nothing else that is there will do.
 */
function inMode(place: Place, isDrawn: boolean): Place {
  const { wish } = place;
  if (isSet(settledWish(wish)) !== isDrawn) return place;
  const { width, height, style } = wish.parameters;
  const parameters = { ...(width ? { width } : {}), ...(height ? { height } : {}), ...(style ? { style } : {}) };
  const wanted = { ...wish, inputs: [], parameters: isDrawn ? parameters : { ...parameters, task: 'CARD' } };
  return { ...place, wish: wanted, equal: null, current: null };
}

const whoSays = (segment: LibrarySegment): string =>
  decidedMode(segment) ? 'the segment' : segment.intent === 'TRANSITION' ? 'a transition' : 'the tier';

const whyText = (segment: LibrarySegment): string => `${whoSays(segment)} shows text alone`;

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
  /** So many pictures may be drawn, and so many of them move. */
  readonly imageQuota: number;
  readonly clipQuota: number;
  /** Figures on pages, each of several of a segment; and cards. Both are set, for nothing. */
  readonly pages: number;
  readonly cards: number;
  readonly clips: number;
  readonly clipEstimateMicros: bigint;
}

export function tierComparison(library: Library, prices: PriceList): TierPlan[] {
  return TIERS.map((tier) => {
    const modes = modesOf(library, tier);
    const count = (wanted: DisplayMode): number => modes.filter((mode) => mode === wanted).length;
    const pages = library.segments.map((segment, index) => (modes[index] === 'FIGURE_SYNC' ? pagesOf(segment) : 0));
    const unshown = pages.filter((shown, index) => modes[index] === 'FIGURE_SYNC' && shown === 0).length;
    const estimateOf = (type: AssetType): bigint => generationPlan(library, { type, tier, prices }).estimateMicros;
    return {
      tier,
      images: count('DALL_E'),
      figures: count('FIGURE_SYNC'),
      carried: count('CARRY_FORWARD'),
      textOnly: count('TEXT_ONLY'),
      estimateMicros: estimateOf('IMAGE'),
      imageQuota: imageQuota(tier, library.segments.length),
      clipQuota: clipQuota(tier, library.segments.length),
      pages: pages.reduce((sum, shown) => sum + shown, 0),
      cards: count('TEXT_ONLY') + unshown,
      clips: clipsOf(library, modes, tier).filter(Boolean).length,
      clipEstimateMicros: estimateOf('VIDEO'),
    };
  });
}

function pagesOf({ figures }: LibrarySegment): number {
  return new Set(figures.flatMap(({ figureId }) => figureId ?? [])).size;
}
