import { assemblyManifest } from '../../../src/pipeline/library/assembly-manifest';
import { generationPlan, tierComparison } from '../../../src/pipeline/library/librarian';
import type { Place, ScriptLibrary, Take } from '../../../src/pipeline/library/script-library';
import { PRICES } from '../reading';
import { causesOf } from './causes';
import { connection } from './connection';
import { figureMeant, figuresOf } from './figure';
import type { Row } from './memory';
import { bestTake, takeOf } from './slot';
import { money, type Resolvers } from './types';
import type { View } from './view';

function takeIn(slot: Row, asset: Row | null, view: View): Take | null {
  if (!asset) return null;
  const terms = (hash: string) => view.one('wish', { project_id: slot.project_id, hash })?.terms ?? null;
  const isFresh = asset.wish_hash === slot.wish_hash;
  return {
    assetId: asset.id,
    status: asset.status,
    isFresh,
    isCard: asset.parameters?.task === 'CARD',
    causes: isFresh ? [] : causesOf(terms(asset.wish_hash), terms(slot.wish_hash)),
    durationSeconds: asset.duration_seconds,
    sentences: asset.sentences,
    words: view.all('figure_reference', { segment_id: slot.owner_id }).length > 0 ? asset.words : null,
  };
}

function placeOf(slot: Row, view: View): Place {
  const newest = view.all('asset', { slot_id: slot.id }).sort((a, b) => b.take - a.take)[0];
  const { project_id, wish_hash, type } = slot;
  const alike = view.all('asset', { project_id, wish_hash, type }).filter(({ status }) => status !== 'REJECTED');
  const newestFirst = alike.sort((a, b) => (a.id < b.id ? 1 : -1));
  const equal = newestFirst.find((asset) => asset.slot_id === slot.id) ?? newestFirst[0];
  return {
    slotId: slot.id,
    wish: slot as never,
    current: takeIn(slot, takeOf(slot, view), view),
    approved: takeIn(slot, bestTake(slot, view, ['PUBLISHED', 'APPROVED']), view),
    newest: newest ? { status: newest.status, rejectedReason: newest.rejected_reason } : null,
    equal: equal ? { assetId: equal.id, isHere: equal.slot_id === slot.id } : null,
  };
}

const byKindNumberAndId = (a: Row, b: Row) =>
  (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.number - b.number) || (a.id < b.id ? -1 : 1);

function slotOf(owner: Row, part: string, view: View): Row {
  const slot = view.one('slot', { owner_id: owner.id, part });
  if (!slot) throw new Error(`There is no ${part} of ${owner.id}.`);
  return slot;
}

function segmentIn(segment: Row, view: View): ScriptLibrary['segments'][number] {
  const { id, idx, text, intent, importance, script_id } = segment;
  const references = view.all('figure_reference', { segment_id: id }).sort((a, b) => a.position - b.position);
  const at = (part: string) => placeOf(slotOf(segment, part, view), view);
  return {
    ...{ id, idx, text, intent, importance },
    displayMode: segment.display_mode,
    directedMode: segment.directed_mode,
    estimatedSeconds: segment.estimated_seconds,
    figures: references.map((reference) => ({
      kind: reference.kind,
      number: reference.number,
      figureId: figureMeant(script_id, reference, view)?.id ?? null,
    })),
    places: { audio: at('audio'), picture: at('picture'), video: at('video') },
  };
}

function cardOf(timeline: Row | null, part: string, view: View): Place | null {
  const slot = timeline && view.one('slot', { owner_id: timeline.id, part });
  return slot && placeOf(slot, view);
}

function libraryOf(script: Row, view: View): ScriptLibrary {
  const project = view.one('project', { id: script.project_id });
  const segments = view.all('segment', { script_id: script.id }).sort((a, b) => a.idx - b.idx);
  const figures = figuresOf(script.id, view).sort(byKindNumberAndId);
  const timeline = view.one('timeline', { script_id: script.id });
  return {
    project: { mode: project?.mode, offlineFor: project?.offline_for, providerOrder: project?.provider_order },
    rate: { numerator: project?.rate_numerator, denominator: project?.rate_denominator },
    segments: segments.map((segment) => segmentIn(segment, view)),
    figures: figures.map((figure) => {
      const slot = slotOf(figure, 'picture', view);
      return { id: figure.id, slotId: slot.id, assetId: takeOf(slot, view)?.id ?? null };
    }),
    ambience: timeline && placeOf(slotOf(timeline, 'ambience', view), view),
    cards: { title: cardOf(timeline, 'title', view), end: cardOf(timeline, 'end', view) },
    targetSeconds: script.target_seconds,
  };
}

const spanOf = ({ startFrame, endFrameExclusive }: Row, { numerator, denominator }: ScriptLibrary['rate']) => ({
  startFrame,
  endFrameExclusive,
  startSeconds: (startFrame * denominator) / numerator,
  durationSeconds: ((endFrameExclusive - startFrame) * denominator) / numerator,
});

const idx = { keys: (row: Row) => [row.idx] };
const row = (table: string, id: string | null, view: View) => (id === null ? null : view.one(table, { id }));
const rowsOf = (table: string, ids: readonly string[], view: View) => ids.map((id) => row(table, id, view) as Row);

/** What the librarian makes of a library is asked of itself: the oracle is about what stands in it, and about its pages. */
export const librarianResolvers: Resolvers = {
  StructuredScript: {
    generationPlan: (script, { type, tier }, view) =>
      generationPlan(libraryOf(script, view), { type, tier, prices: PRICES }),
    tierComparison: (script, _, view) => tierComparison(libraryOf(script, view), PRICES),
    assemblyManifest: (script, options, view) => assemblyManifest(libraryOf(script, view), options),
  },
  GenerationPlan: {
    items: ({ items }, args, view, info) => connection(items, args, view, info, idx),
    estimate: ({ estimateMicros }) => money(estimateMicros),
    remake: ({ remakeMicros }) => money(remakeMicros),
  },
  GenerationItem: {
    segment: ({ segmentId }, _, view) => row('segment', segmentId, view),
    slot: ({ slotId }, _, view) => row('slot', slotId, view),
    asset: ({ assetId }, _, view) => row('asset', assetId, view),
    estimate: ({ estimateMicros }) => money(estimateMicros),
  },
  TierPlan: { estimate: ({ estimateMicros }) => money(estimateMicros) },
  AssemblyManifest: {
    items: ({ items, rate }, args, view, info) =>
      connection(
        items.map((item: Row) => ({ ...item, rate })),
        args,
        view,
        info,
        idx,
      ),
    missing: ({ missingSlotIds }, args, view, info) =>
      connection(rowsOf('slot', missingSlotIds, view), args, view, info),
    leftOut: ({ leftOutSlotIds }, args, view, info) =>
      connection(rowsOf('slot', leftOutSlotIds, view), args, view, info),
    unregisteredFigures: ({ unregisteredFigureIds }, _, view) => rowsOf('figure', unregisteredFigureIds, view),
    durationSeconds: ({ durationFrames, rate }) => (durationFrames * rate.denominator) / rate.numerator,
  },
  AssemblyItem: {
    segment: ({ segmentId }, _, view) => row('segment', segmentId, view),
    span: (item) => spanOf(item, item.rate),
    audio: ({ audioId }, _, view) => row('asset', audioId, view),
    picture: ({ pictureId }, _, view) => row('asset', pictureId, view),
    figureSpans: ({ figureSpans, rate }) => figureSpans.map((span: Row) => spanOf(span, rate)),
  },
};
