import { z } from 'zod';
import { InvalidInput } from '../errors';
import { Members } from '../library/legacy/member-paths';
import { isUnreadable, type LegacyEntry, type Unreadable } from '../library/legacy/plan';
import { planRecord } from '../library/legacy/seed-library';
import type { DisplayMode } from '../script/segment';
import { figureNumbers, type WrittenScript, type WrittenSegment } from '../script/written-script';
import { clipped, decidedMode, directed, shownMode } from './dop';
import { clipQuota, imageQuota, TIERS, type Tier } from './tiers';
import { visualDirection } from './visual-direction';

/** What an older library has that was approved, by what it can be shown for. */
export interface ApprovedVisuals {
  /** The newest of each segment, by its idx. */
  readonly pictures: ReadonlyMap<number, string>;
  readonly clips: ReadonlyMap<number, string>;
  /** By the number of the figure. */
  readonly figures: ReadonlyMap<number, string>;
  readonly unreadable: readonly Unreadable[];
}

export const NOTHING_APPROVED: ApprovedVisuals = {
  pictures: new Map(),
  clips: new Map(),
  figures: new Map(),
  unreadable: [],
};

const libraryFile = z.object({ assets: z.record(z.string(), z.unknown()) });

/** Out of a `library.json` as older programs wrote it. Where the files lie makes no difference here. */
export function approvedVisuals(value: unknown): ApprovedVisuals {
  const { success, data } = libraryFile.safeParse(value);
  if (!success) throw noLibrary();
  const planned = Object.entries(data.assets).flatMap(([key, record]) => {
    const said = typeof record === 'object' && record !== null ? { ...record, path: 'media' } : record;
    return planRecord(key, said, { members: new Members(['media']), document: 'library.json', folder: '' });
  });
  const entries = planned.filter((entry): entry is LegacyEntry => !isUnreadable(entry));
  const approved = entries.filter(({ status }) => status === 'APPROVED' || status === 'PUBLISHED');
  const oldestFirst = approved.toSorted((a, b) => (a.approvedAt?.getTime() ?? 0) - (b.approvedAt?.getTime() ?? 0));
  return {
    pictures: newest(oldestFirst, 'IMAGE', ({ segmentIdx }) => segmentIdx),
    clips: newest(oldestFirst, 'VIDEO', ({ segmentIdx }) => segmentIdx),
    figures: newest(oldestFirst, 'FIGURE', ({ figureNumber }) => figureNumber),
    unreadable: planned.filter(isUnreadable),
  };
}

function newest(
  entries: readonly LegacyEntry[],
  type: LegacyEntry['type'],
  placeOf: (entry: LegacyEntry) => number | null,
): ReadonlyMap<number, string> {
  const placed = entries.flatMap((entry): [number, string][] => {
    const [place, id] = [placeOf(entry), entry.externalId];
    return entry.type === type && place !== null && id !== null ? [[place, id]] : [];
  });
  return new Map(placed);
}

function noLibrary(): InvalidInput {
  return new InvalidInput('This is not a library.', {
    expected: 'a library.json: an object with `assets`, by their ids',
    remedy: 'Name the library.json of a run, or leave --library away.',
  });
}

/** What a picture and a clip cost in the reckoning of the older program, in cents. */
const [PICTURE_CENTS, CLIP_CENTS] = [8, 25];

/** Up to so many segments a picture for about every fourth is worth its money. */
const MOST_FOR_MEDIUM = 30;
export const recommendedTier = (segments: number): Tier => (segments <= MOST_FOR_MEDIUM ? 'MEDIUM' : 'LOW');

export interface FileSegment extends WrittenSegment {
  /** As its file counts it: there may be gaps. */
  readonly idx: number;
}

export interface Assigning {
  readonly tier: Tier;
  readonly library: ApprovedVisuals;
  /** What the style means; null: nothing is said of it. */
  readonly styleWords: string | null;
}

export interface AssignedSegment extends FileSegment {
  readonly displayMode: DisplayMode;
  /** The tier gave it, and another tier may give something else. */
  readonly isGiven: boolean;
  readonly isClip: boolean;
}

export interface FilePlan {
  readonly tier: Tier;
  readonly imageQuota: number;
  readonly clipQuota: number;
  readonly segments: readonly AssignedSegment[];
  /** By idx. */
  readonly toDraw: readonly number[];
  readonly toMove: readonly number[];
  readonly reused: ReadonlyMap<number, string>;
  /** Figures that are to be shown, and of which the library has none that is approved. */
  readonly figuresNeeded: readonly number[];
  readonly costCents: number;
}

/** The segments of a file with what a tier gives them. What the file decides stands, DALL_E aside, which is nobody's decision. */
export function assignedVisuals(
  { figures }: Pick<WrittenScript, 'figures'>,
  segments: readonly FileSegment[],
  { tier, library, styleWords }: Assigning,
): FilePlan {
  const seen = segments.map((segment) => ({
    ...segment,
    speaksOfFigure: segment.figures.length > 0,
    hasApprovedPicture: library.pictures.has(segment.idx),
    hasApprovedClip: library.clips.has(segment.idx),
  }));
  const modes = directed(seen, tier);
  const clips = clipped(seen, modes, tier);
  const assigned = segments.map((segment, n): AssignedSegment => {
    const directedMode = modes[n] ?? 'CARRY_FORWARD';
    const displayMode = shownMode({ displayMode: segment.displayMode, directedMode }) ?? directedMode;
    const shown = segment.figures.map(({ kind, number }) => {
      const known = figures.find((figure) => figure.kind === kind && figure.number === number);
      return { kind, number, caption: known?.caption ?? '' };
    });
    const direction = visualDirection({ ...segment, mode: displayMode, figures: once(shown) }, styleWords);
    return {
      ...segment,
      displayMode,
      visualDirection: segment.visualDirection ?? direction,
      visualAssetId: assetOf(segment, displayMode, library),
      isGiven: decidedMode(segment) === null,
      isClip: clips[n] ?? false,
    };
  });
  const drawn = assigned.filter(({ displayMode }) => displayMode === 'DALL_E');
  const toDraw = drawn.filter(({ visualAssetId }) => visualAssetId === null).map(({ idx }) => idx);
  const toMove = assigned.filter(({ isClip, idx }) => isClip && !library.clips.has(idx)).map(({ idx }) => idx);
  const showing = assigned.filter(({ displayMode }) => displayMode === 'FIGURE_SYNC');
  return {
    tier,
    imageQuota: imageQuota(tier, segments.length),
    clipQuota: clipQuota(tier, segments.length),
    segments: assigned,
    toDraw,
    toMove,
    reused: new Map([...drawn, ...showing].flatMap(({ idx, visualAssetId: id }) => (id === null ? [] : [[idx, id]]))),
    figuresNeeded: [...new Set(showing.flatMap(figureNumbers))]
      .filter((number) => !library.figures.has(number))
      .sort((a, b) => a - b),
    costCents: toDraw.length * PICTURE_CENTS + toMove.length * CLIP_CENTS,
  };
}

export function everyTier(
  script: Pick<WrittenScript, 'figures'>,
  segments: readonly FileSegment[],
  asked: Omit<Assigning, 'tier'>,
): FilePlan[] {
  return TIERS.map((tier) => assignedVisuals(script, segments, { ...asked, tier }));
}

const once = <F extends { readonly kind: string; readonly number: number }>(figures: readonly F[]): F[] =>
  figures.filter(
    (figure, n) => figures.findIndex(({ kind, number }) => kind === figure.kind && number === figure.number) === n,
  );

/** What is shown without being made; what the file names goes first where it is nobody's guess. */
function assetOf(segment: FileSegment, mode: DisplayMode, library: ApprovedVisuals): string | null {
  if (decidedMode(segment) !== null && segment.visualAssetId !== null) return segment.visualAssetId;
  if (mode === 'DALL_E') return library.pictures.get(segment.idx) ?? null;
  if (mode !== 'FIGURE_SYNC') return null;
  const [shown] = figureNumbers(segment).flatMap((number) => library.figures.get(number) ?? []);
  return shown ?? null;
}
