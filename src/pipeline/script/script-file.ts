import { z } from 'zod';
import { isStorable, isWhole } from '../values/text';
import { FILE_DISPLAY_MODES, FILE_INTENTS, fileWord } from './file-words';
import { MOST_SEGMENTS } from './script-limits';
import type { FigureKind } from './segment';
import type { SegmentDraft } from './written-script';

/** The shape of the seed's JSON as it may come: whatever is missing or null is not known. */

const MOST_LISTED = 1_000;
const LAST_FIGURE = 9_999;
/** A day; nobody narrates a paragraph for longer. */
const MOST_SECONDS = 86_400;

const text = z
  .string()
  .refine(isStorable, 'must not hold the character U+0000')
  .refine(isWhole, 'must not hold half of a surrogate pair');

/** Its length is looked at before its items: a million faults would take longer to say than to make. */
const listOf = <T extends z.ZodType>(item: T, most = MOST_LISTED) =>
  z.array(z.unknown()).max(most, `must have at most ${most} entries`).pipe(z.array(item));

const wordOf = <W extends string>(words: ReadonlyMap<string, W>) =>
  text.transform((word, { addIssue }): W => {
    const known = words.get(fileWord(word));
    if (known) return known;
    addIssue({ code: 'custom', message: `must be one of ${[...words.keys()].join(', ')}, not ${quoted(word)}` });
    return z.NEVER;
  });

const quoted = (word: string): string => JSON.stringify(word.length > 40 ? `${word.slice(0, 40)}…` : word);

const seconds = z.number().min(0).max(MOST_SECONDS);

const attribution = z
  .object({
    source_id: text,
    source_type: text.nullish(),
    atoms_used: listOf(text).nullish(),
    confidence: z.number().min(0).max(1).nullish(),
    label: text.nullish(),
  })
  .transform((it) => ({
    sourceId: it.source_id,
    sourceType: it.source_type ?? 'artifact',
    atomsUsed: it.atoms_used ?? [],
    confidence: it.confidence ?? 1,
    label: it.label ?? null,
  }));

const remarks = {
  intent: wordOf(FILE_INTENTS).nullish(),
  source_attributions: listOf(attribution).nullish(),
  figure_refs: listOf(z.int().min(1).max(LAST_FIGURE)).nullish(),
  key_concepts: listOf(text).nullish(),
  perspective: text.nullish(),
  content_type_hint: text.nullish(),
  visual_direction: text.nullish(),
  display_mode: wordOf(FILE_DISPLAY_MODES).nullish(),
  importance_score: z.number().min(0).max(1).nullish(),
};

/** What a file says of a segment besides its text. */
export const segmentRemarks = z.object(remarks).transform(draftOfRemarks);

type Remarks = { readonly [K in keyof typeof remarks]?: z.output<(typeof remarks)[K]> };

function draftOfRemarks(it: Remarks): Omit<SegmentDraft, 'text'> {
  return known({
    intent: it.intent,
    sourceAttributions: it.source_attributions,
    figureNumbers: it.figure_refs,
    keyConcepts: it.key_concepts,
    perspective: it.perspective,
    contentTypeHint: it.content_type_hint,
    visualDirection: it.visual_direction === '' ? null : it.visual_direction,
    displayMode: it.display_mode,
    importance: it.importance_score,
  });
}

type Known<T> = { [K in keyof T]?: NonNullable<T[K]> };

/** Without what is null or missing. */
export function known<T extends object>(values: T): Known<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => (value ?? null) !== null)) as Known<T>;
}

const segment = z
  .object({
    ...remarks,
    idx: z.int().min(0),
    text: text.refine((narration) => narration.trim() !== '', 'must have words to be narrated'),
    audio_file: text.nullish(),
    estimated_duration_sec: seconds.nullish(),
    actual_duration_sec: seconds.nullish(),
    visual_asset_id: text.nullish(),
  })
  .transform((it) => ({
    idx: it.idx,
    draft: {
      text: it.text,
      ...draftOfRemarks(it),
      ...known({
        audioFile: it.audio_file,
        estimatedSeconds: it.estimated_duration_sec,
        actualSeconds: it.actual_duration_sec,
        visualAssetId: it.visual_asset_id,
      }),
    },
  }));

/** `6`, `FIGURE 6`, `Fig. 6` and `Table 2`. */
const FIGURE_KEY = /^\s*(?:(fig)(?:ure|\.)?|(tab)(?:le|\.)?)?\s*(\d{1,4})\s*$/i;

export function figureKey(key: string): { kind: FigureKind; number: number } | null {
  const [, , table, digits] = FIGURE_KEY.exec(key) ?? [];
  const number = Number(digits);
  return number >= 1 ? { kind: table ? 'TABLE' : 'FIGURE', number } : null;
}

const figure = z.object({
  figure_number: z
    .union([z.number(), text])
    .transform(String)
    .refine((number) => figureKey(number) !== null, `must be a number from 1 to ${LAST_FIGURE}`)
    .nullish(),
  kb_path: text.nullish(),
  caption: text.nullish(),
  description: text.nullish(),
});

export type FigureOfFile = z.output<typeof figure>;

const inventory = z
  .record(z.string(), z.unknown())
  .refine((entries) => Object.keys(entries).length <= MOST_LISTED, `must have at most ${MOST_LISTED} entries`)
  .pipe(z.record(text, figure));

export const scriptFile = z.object({
  script_id: text.min(1),
  trial_id: text.min(1),
  version: z.int().min(1).nullish(),
  segments: listOf(segment, MOST_SEGMENTS).nullish(),
  figure_inventory: inventory.nullish(),
  sources_used: listOf(text).nullish(),
  content_type: text.nullish(),
  production_style: text.nullish(),
  perspective: text.nullish(),
  variant_of: text.nullish(),
  source_document: text.nullish(),
  generation_prompt: text.nullish(),
  created_at: text.nullish(),
});

export type ScriptFile = z.output<typeof scriptFile>;

/** As many as a person reads. */
export const MOST_FAULTS = 20;

/** What is wrong and where, as code would call it: `segments[3].intent: …`. */
export function faultsOf(issues: readonly z.core.$ZodIssue[]): string[] {
  return issues.map(({ path, message }) => {
    const where = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
    return `${where.replace(/^\./, '') || 'the document'}: ${message}`;
  });
}
