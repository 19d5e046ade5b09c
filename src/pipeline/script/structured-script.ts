import { InvalidInput } from '../errors';
import { type FigureOfFile, faultsOf, figureKey, known, MOST_FAULTS, type ScriptFile, scriptFile } from './script-file';
import type { TextField } from './script-limits';
import {
  completed,
  figureNumbers,
  type ScriptDraft,
  type SourceAttribution,
  type WrittenFigure,
  type WrittenScript,
  type WrittenSegment,
} from './written-script';

/** What the seed's readers assume of a script that does not say it. */
const CONTENT_TYPE = 'research';
const PRODUCTION_STYLE = 'explainer';

/** A structured script as the JSON of the seed. Segments are in the order of their `idx`, which may have gaps. */
export function scriptFromJson(value: unknown, field: TextField = 'text'): WrittenScript {
  return completed(draftFromJson(value, field));
}

/** Only what the file says. */
export function draftFromJson(value: unknown, field: TextField = 'text'): ScriptDraft {
  const { success, data, error } = scriptFile.safeParse(value);
  if (!success) throw malformed(faultsOf(error.issues), field);
  const segments = [...(data.segments ?? [])].sort((a, b) => a.idx - b.idx);
  const faults = [...twice(segments.map(({ idx }) => idx)), ...inventoryFaults(data)];
  if (faults.length > 0) throw malformed(faults, field);
  return { ...factsOf(data), segments: segments.map(({ draft }) => draft), figures: inventoryOf(data) };
}

function factsOf(data: ScriptFile) {
  return known({
    externalId: data.script_id,
    trialId: data.trial_id,
    version: data.version,
    sourcesUsed: data.sources_used,
    contentType: data.content_type,
    productionStyle: data.production_style,
    perspective: data.perspective,
    variantOf: data.variant_of,
    sourceDocument: data.source_document,
    generationPrompt: data.generation_prompt,
    createdAt: data.created_at,
  });
}

function twice(ordered: readonly number[]): string[] {
  const repeated = new Set(ordered.filter((idx, place) => idx === ordered[place - 1]));
  return [...repeated].map((idx) => `segments: two have the idx ${idx}`);
}

/** Every figure once, under a key that says its number. */
function inventoryFaults({ figure_inventory }: ScriptFile): string[] {
  const seen = new Set<string>();
  return Object.entries(figure_inventory ?? {}).flatMap(([key, entry]) => {
    const path = `figure_inventory[${JSON.stringify(key)}]`;
    const [named] = figureOf(key, entry);
    if (!named) return [`${path}: the key must be the number of a figure from 1 to 9999`];
    const inside = entry.figure_number ? figureKey(entry.figure_number) : null;
    if (inside && inside.number !== named.number) return [`${path}.figure_number: is ${inside.number}`];
    const name = `${named.kind} ${named.number}`;
    if (seen.has(name)) return [`${path}: is there twice`];
    seen.add(name);
    return [];
  });
}

function inventoryOf({ figure_inventory }: ScriptFile): WrittenFigure[] {
  const figures = Object.entries(figure_inventory ?? {}).flatMap(([key, entry]) => figureOf(key, entry));
  return figures.sort(byKindAndNumber);
}

function figureOf(key: string, { figure_number, kb_path, caption, description }: FigureOfFile): WrittenFigure[] {
  const named = figureKey(key);
  if (!named) return [];
  const isTable = figure_number ? figureKey(figure_number)?.kind === 'TABLE' : false;
  const kind = isTable ? 'TABLE' : named.kind;
  return [{ kind, number: named.number, path: kb_path ?? '', caption: caption ?? '', description: description ?? '' }];
}

export function byKindAndNumber(a: Pick<WrittenFigure, 'kind' | 'number'>, b: typeof a): number {
  return a.kind === b.kind ? a.number - b.number : a.kind < b.kind ? -1 : 1;
}

/** The JSON of the seed. A table of the inventory has the key `TABLE 2`, since `2` is the key of figure 2. */
export function scriptToJson(script: WrittenScript): object {
  const trialId = script.trialId ?? script.title ?? 'script';
  return {
    script_id: script.externalId ?? `${trialId}_v${script.version}`,
    trial_id: trialId,
    version: script.version,
    segments: script.segments.map(segmentToJson),
    figure_inventory: inventoryToJson(script),
    sources_used: script.sourcesUsed,
    content_type: script.contentType ?? CONTENT_TYPE,
    production_style: script.productionStyle ?? PRODUCTION_STYLE,
    perspective: script.perspective,
    variant_of: script.variantOf,
    total_segments: script.segments.length,
    total_estimated_duration_sec: script.segments.reduce((sum, { estimatedSeconds }) => sum + estimatedSeconds, 0),
    source_document: script.sourceDocument,
    generation_prompt: script.generationPrompt,
    created_at: script.createdAt,
  };
}

function segmentToJson(segment: WrittenSegment, idx: number): object {
  const { audioFile, visualAssetId, estimatedSeconds, actualSeconds } = segment;
  return {
    idx,
    text: segment.text,
    ...remarksToJson(segment),
    ...claimsToJson(segment),
    audio_file: audioFile,
    estimated_duration_sec: estimatedSeconds,
    actual_duration_sec: actualSeconds,
    visual_asset_id: visualAssetId,
  };
}

/** A key of ours: whoever reads the seed's shape passes it over, as we do, since a claim is checked anew against one's own sources. */
function claimsToJson({ claims }: WrittenSegment): object {
  if (!claims) return {};
  return {
    claims: claims.map(({ text, supported, documentId, position, page }) => {
      return { text, supported, source_id: documentId, atom: position, page };
    }),
  };
}

/** What is said of a segment besides its text and its media. */
export function remarksToJson(segment: WrittenSegment) {
  return {
    intent: segment.intent.toLowerCase(),
    source_attributions: segment.sourceAttributions.map(attributionToJson),
    figure_refs: figureNumbers(segment),
    key_concepts: segment.keyConcepts,
    perspective: segment.perspective,
    content_type_hint: segment.contentTypeHint,
    visual_direction: segment.visualDirection ?? '',
    display_mode: segment.displayMode?.toLowerCase() ?? null,
    importance_score: segment.importance,
  };
}

const attributionToJson = (it: SourceAttribution): object => ({
  source_id: it.sourceId,
  source_type: it.sourceType,
  atoms_used: it.atomsUsed,
  confidence: it.confidence,
  label: it.label,
});

function inventoryToJson({ figures, segments }: WrittenScript): object {
  const entries = [...figures].sort(byKindAndNumber).map((figure) => {
    const { kind, number, path, caption, description } = figure;
    const discussed = segments.flatMap((segment, idx) => (speaksOf(segment, figure) ? [idx] : []));
    const entry = { figure_number: number, kb_path: path, caption, description, discussed_in_segments: discussed };
    return [kind === 'TABLE' ? `TABLE ${number}` : String(number), entry];
  });
  return Object.fromEntries(entries);
}

const speaksOf = ({ figures }: WrittenSegment, { kind, number }: WrittenFigure): boolean =>
  figures.some((mention) => mention.kind === kind && mention.number === number);

function malformed(faults: readonly string[], field: TextField): InvalidInput {
  const more = faults.length - MOST_FAULTS;
  const said = [...faults.slice(0, MOST_FAULTS), ...(more > 0 ? [`and ${more} more`] : [])];
  return new InvalidInput('This is not a structured script.', {
    field: ['input', field],
    expected: 'the JSON of a structured script: script_id, trial_id, and segments with idx and text',
    got: said.join('; '),
    remedy: 'Mend what is named, or send the narration as flat text.',
  });
}
