import { type ManifestRows, manifestFromRows } from '../../../src/pipeline/library/legacy/manifest-rows';
import { manifestV2 } from '../../../src/pipeline/library/legacy/manifest-v2';
import { shownMode } from '../../../src/pipeline/production/dop';
import { textOfScript } from '../../../src/pipeline/script/script-text';
import type { WrittenScript } from '../../../src/pipeline/script/written-script';
import { isMeant } from './asset';
import { connection } from './connection';
import { discussing, figureMeant, figuresOf, sourcesOf } from './figure';
import type { Row } from './memory';
import { SLOTS, slotCalled, takeOf } from './slot';
import { link, type Resolvers, sum } from './types';
import type { View } from './view';

const byIdx = (a: { idx: number }, b: { idx: number }) => a.idx - b.idx;

const byKindAndNumber = (a: Row, b: Row) => (a.kind === b.kind ? a.number - b.number : a.kind < b.kind ? -1 : 1);

const referencesOf = ({ id }: Row, view: View): Row[] =>
  view.all('figure_reference', { segment_id: id }).sort((a, b) => a.position - b.position);

function figureOf(reference: Row, view: View): Row | null {
  const segment = view.one('segment', { id: reference.segment_id });
  return segment && figureMeant(segment.script_id, reference, view);
}

function manifestTake(ownerId: string, part: string, view: View): Row | null {
  const slot = view.one('slot', { owner_id: ownerId, part });
  const take = slot && takeOf(slot, view);
  if (!take) return null;
  const { mime_type: mimeType, duration_seconds: durationSeconds, origin_run_id: originRunId, ...row } = take;
  const generatedAt = row.generated_at && new Date(row.generated_at).toISOString();
  return { ...row, mimeType, durationSeconds, originRunId, generatedAt, isStale: row.wish_hash !== slot.wish_hash };
}

/** What fills the place of an owner now. */
function currentOf(owner: Row | null, part: string, view: View): Row | null {
  const slot = owner && view.one('slot', { owner_id: owner.id, part });
  return slot && view.one('asset', { id: slot.current_id });
}

const mediaOf = (owner: Row, part: string, view: View): string | null => {
  const take = currentOf(owner, part, view);
  return take && `media/${take.sha256}`;
};

/** What a kept row does not say. */
const NEW_LINE: Row = {
  ...{ intent: 'BACKGROUND', importance: 0.5, key_concepts: [], source_attributions: [] },
  ...{ visual_direction: null, display_mode: null, perspective: null, content_type_hint: null },
  ...{ estimated_seconds: null, actual_seconds: null },
};

function written(script: Row, segments: Row[], view: View): WrittenScript {
  const isMeant = (figure: Row) => figureMeant(script.id, { ...figure, document_id: null }, view)?.id === figure.id;
  const figures = figuresOf(script.id, view).filter(isMeant);
  return {
    title: script.name,
    externalId: script.external_id,
    trialId: script.trial_id,
    version: script.revision,
    sourcesUsed: script.sources_used,
    contentType: script.content_type,
    productionStyle: script.production_style,
    perspective: script.perspective,
    variantOf: script.variant_of,
    sourceDocument: script.source_document,
    generationPrompt: script.generation_prompt,
    createdAt: script.created_at,
    segments: segments.map((segment) => ({
      text: segment.text,
      intent: segment.intent,
      figures: referencesOf(segment, view) as { kind: 'FIGURE'; number: number; panel: null }[],
      keyConcepts: segment.key_concepts,
      importance: segment.importance,
      visualDirection: segment.visual_direction,
      displayMode: segment.display_mode,
      perspective: segment.perspective,
      contentTypeHint: segment.content_type_hint,
      sourceAttributions: segment.source_attributions,
      estimatedSeconds: segment.estimated_seconds,
      actualSeconds: segment.actual_seconds,
      audioFile: mediaOf(segment, 'audio', view),
      visualAssetId: ((take) => take && `Asset_${take.id}`)(currentOf(segment, 'picture', view)),
    })),
    figures: figures.map((figure) => ({
      kind: figure.kind,
      number: figure.number,
      path: mediaOf(figure, 'picture', view) ?? '',
      caption: figure.caption,
      description: figure.description,
    })),
  };
}

export const scriptResolvers: Resolvers = {
  StructuredScript: {
    slots: SLOTS,
    draft: slotCalled('draft'),
    notes: ({ laid_out_id }, _, view) => view.one('script_draft', { asset_id: laid_out_id })?.notes ?? [],
    project: link('project', 'project_id'),
    segments: ({ id }, args, view, info) => {
      const segments = view
        .all('segment', { script_id: id })
        .filter(({ intent }) => (args.intents ?? null) === null || args.intents.includes(intent))
        .filter(({ idx }) => (args.numbers ?? null) === null || isMeant(args.numbers, idx + 1));
      return connection(segments, args, view, info, { keys: (row) => [row.idx] });
    },
    sources: ({ id }, _, view) =>
      sourcesOf(id, view).map(({ document_id }) => view.one('document', { id: document_id })),
    figures: ({ id }, _, view) => figuresOf(id, view),
    unresolvedFigures: ({ id }, _, view) => {
      const segments = view.all('segment', { script_id: id }) as { id: string; idx: number }[];
      const mentions = segments
        .sort(byIdx)
        .flatMap((segment) => referencesOf(segment, view))
        .filter((mention) => currentOf(figureOf(mention, view), 'picture', view) === null);
      const isFirst = ({ kind, number }: Row, index: number) =>
        mentions.findIndex((other) => other.kind === kind && other.number === number) === index;
      return mentions.filter(isFirst).sort(byKindAndNumber);
    },
    timeline: ({ id }, _, view) => view.one('timeline', { script_id: id }),
    estimatedSeconds: ({ id }, _, view) =>
      sum(view.all('segment', { script_id: id }).map((segment) => segment.estimated_seconds)),
    actualSeconds: ({ id }, _, view) => {
      const seconds = view.all('segment', { script_id: id }).map((segment) => segment.actual_seconds);
      return seconds.length === 0 || seconds.includes(null) ? null : sum(seconds);
    },
    assetManifest: ({ id, name }, _, view) => {
      const segments = (view.all('segment', { script_id: id }) as { id: string; idx: number; text: string }[]).sort(
        byIdx,
      );
      const cut = view.one('timeline', { script_id: id })?.cut;
      const timed = [...(cut?.picture ?? []), ...(cut?.narration ?? [])].map((clip: Row) => clip.assetId);
      const rows = segments.map(({ id, idx, text }) => {
        const [audio, picture, video] = ['audio', 'picture', 'video'].map((part) => manifestTake(id, part, view));
        return { idx, text, audio, picture, video };
      });
      return manifestV2(manifestFromRows({ name, segments: rows, timed } as ManifestRows));
    },
    text: (script, { format }, view) => {
      const segments = (view.all('segment', { script_id: script.id }) as { idx: number }[]).sort(byIdx) as Row[];
      if (format === 'FLAT') return segments.map(({ text }) => text).join('\n\n');
      return textOfScript(written(script, segments, view), format);
    },
    revisions: ({ id }, args, view, info) =>
      connection(view.all('script_revision', { script_id: id }), args, view, info, {
        keys: (row) => [row.revision],
        descending: true,
      }),
  },
  ScriptRevision: {
    text: ({ script_id, revision, segments }, { format }, view) => {
      const script = view.one('structured_script', { id: script_id }) ?? {};
      const kept = segments.map((line: Row) => ({ ...NEW_LINE, ...line }));
      return textOfScript(written({ ...script, revision }, kept, view), format);
    },
  },
  Segment: {
    slots: SLOTS,
    script: link('structured_script', 'script_id'),
    number: ({ idx }) => idx + 1,
    displayMode: (segment) => shownMode({ displayMode: segment.display_mode, directedMode: segment.directed_mode }),
    visualDirection: (segment) => segment.visual_direction ?? segment.directed_direction,
    figureReferences: (segment, _, view) => referencesOf(segment, view),
    audio: slotCalled('audio'),
    picture: slotCalled('picture'),
    video: slotCalled('video'),
    sourceAttributions: ({ source_attributions }) => source_attributions,
    claims: ({ claims }) => claims,
  },
  Claim: { source: link('document', 'documentId') },
  FigureReference: {
    document: link('document', 'document_id'),
    figure: (reference, _, view) => figureOf(reference, view),
  },
  Figure: {
    document: link('document', 'document_id'),
    slots: SLOTS,
    script: link('structured_script', 'script_id'),
    slot: slotCalled('picture'),
    discussedIn: (figure, _, view) => discussing(figure, view),
  },
};
