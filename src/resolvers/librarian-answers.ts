import type { Assigned } from '../pipeline';
import type { AssemblyItem, AssemblyManifest } from '../pipeline/library/assembly-manifest';
import type { GenerationItem, GenerationPlan, TierPlan } from '../pipeline/library/librarian';
import { secondsOfFrames } from '../pipeline/values/frames';
import { globalId } from '../pipeline/values/global-id';
import type { Rate } from '../pipeline/values/rate';
import { Made, madeMoney, madePage, madeSpan } from './made';

/** What the librarian says, in the shapes of the contract: ids stand for the rows that they name. */
export function shownPlan({ items, toGenerate, reused, estimateMicros, remakeMicros }: GenerationPlan): Made {
  const [estimate, remake] = [madeMoney(estimateMicros), madeMoney(remakeMicros)];
  return new Made({ toGenerate, reused, estimate, remake, items: madePage(items, shownGenerationItem) });
}

function shownGenerationItem({ segmentId, slotId, assetId, action, reason, estimateMicros }: GenerationItem): Made {
  return new Made({
    segment: globalId('Segment', segmentId),
    slot: globalId('Slot', slotId),
    asset: assetOf(assetId),
    action,
    reason,
    estimate: madeMoney(estimateMicros),
  });
}

export function shownTier({ estimateMicros, clipEstimateMicros, ...numbers }: TierPlan): Made {
  const [estimate, clipEstimate] = [madeMoney(estimateMicros), madeMoney(clipEstimateMicros)];
  return new Made({ ...numbers, estimate, clipEstimate });
}

export function shownAssignment(scriptId: string, { plan, count, changedCount, wentStale }: Assigned): object {
  return {
    script: globalId('StructuredScript', scriptId),
    plan,
    changedSegments: changedCount,
    changedPlaces: count,
    staleAssets: wentStale.length,
  };
}

export function shownManifest({ items, rate, durationFrames, complete, ...ids }: AssemblyManifest): Made {
  return new Made({
    items: madePage(items, (item) => shownAssemblyItem(item, rate)),
    missing: ids.missingSlotIds.map((id) => globalId('Slot', id)),
    leftOut: ids.leftOutSlotIds.map((id) => globalId('Slot', id)),
    unregisteredFigures: ids.unregisteredFigureIds.map((id) => globalId('Figure', id)),
    complete,
    durationSeconds: secondsOfFrames(durationFrames, rate),
  });
}

function shownAssemblyItem(
  { segmentId, audioId, pictureId, displayMode, figureSpans, ...span }: AssemblyItem,
  rate: Rate,
): Made {
  return new Made({
    segment: globalId('Segment', segmentId),
    span: madeSpan(span, rate),
    audio: assetOf(audioId),
    picture: assetOf(pictureId),
    displayMode,
    figureSpans: figureSpans.map((frames) => madeSpan(frames, rate)),
  });
}

const assetOf = (id: string | null): string | null => id && globalId('Asset', id);
