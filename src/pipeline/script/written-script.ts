import type { Claim } from './claim';
import { type FigureMention, figureMentions } from './figure-mentions';
import { guessedImportance } from './importance';
import { guessedIntent } from './intent';
import { keyConcepts } from './key-concepts';
import { asParagraph, estimatedSeconds } from './paragraphs';
import type { DisplayMode, FigureKind, SegmentIntent } from './segment';

/** What a segment was written from: a source, and which of its parts. */
export interface SourceAttribution {
  readonly sourceId: string;
  /** `paper`, `news`, `dataset`, … as the file says. */
  readonly sourceType: string;
  readonly atomsUsed: readonly string[];
  readonly confidence: number;
  readonly label: string | null;
}

export interface WrittenSegment {
  readonly text: string;
  readonly intent: SegmentIntent;
  /** What it speaks of, the first one first: that is the one it shows. */
  readonly figures: readonly FigureMention[];
  readonly keyConcepts: readonly string[];
  readonly importance: number;
  readonly visualDirection: string | null;
  readonly displayMode: DisplayMode | null;
  readonly perspective: string | null;
  readonly contentTypeHint: string | null;
  readonly sourceAttributions: readonly SourceAttribution[];
  /** What it says of its sources; absent where nobody checked. */
  readonly claims?: readonly Claim[];
  readonly estimatedSeconds: number;
  /** Null until narrated. */
  readonly actualSeconds: number | null;
  readonly audioFile: string | null;
  readonly visualAssetId: string | null;
}

/** A figure that a script may speak of. `path` is empty where its picture is not there yet. */
export interface WrittenFigure {
  readonly kind: FigureKind;
  readonly number: number;
  readonly path: string;
  readonly caption: string;
  readonly description: string;
}

export interface ScriptFacts {
  readonly externalId: string | null;
  readonly trialId: string | null;
  readonly version: number;
  readonly sourcesUsed: readonly string[];
  readonly contentType: string | null;
  readonly productionStyle: string | null;
  readonly perspective: string | null;
  readonly variantOf: string | null;
  readonly sourceDocument: string | null;
  readonly generationPrompt: string | null;
  readonly createdAt: string | null;
}

/** A script as files say it: the same whatever the format, as far as the format can say it. */
export interface WrittenScript extends ScriptFacts {
  readonly title: string | null;
  readonly segments: readonly WrittenSegment[];
  readonly figures: readonly WrittenFigure[];
}

/** A segment as far as a file says it; what is missing is guessed. */
export type SegmentDraft = Partial<Omit<WrittenSegment, 'figures'>> & {
  readonly text: string;
  /** By number, as the file lists them. */
  readonly figureNumbers?: readonly number[];
};

export type ScriptDraft = Partial<Omit<WrittenScript, 'segments'>> & { readonly segments: readonly SegmentDraft[] };

const NO_FACTS: ScriptFacts & { title: null } = {
  title: null,
  externalId: null,
  trialId: null,
  version: 1,
  sourcesUsed: [],
  contentType: null,
  productionStyle: null,
  perspective: null,
  variantOf: null,
  sourceDocument: null,
  generationPrompt: null,
  createdAt: null,
};

/** The draft with everything guessed that it does not say. */
export function completed(draft: ScriptDraft): WrittenScript {
  const segments = draft.segments.map((segment, idx) => completedSegment(segment, idx, draft.segments.length));
  return { ...NO_FACTS, figures: [], ...draft, segments };
}

function completedSegment({ figureNumbers, ...draft }: SegmentDraft, idx: number, count: number): WrittenSegment {
  const figures = figuresOf(draft.text, figureNumbers);
  const intent = draft.intent ?? guessedIntent(draft.text, idx, count);
  return {
    visualDirection: null,
    displayMode: null,
    perspective: null,
    contentTypeHint: null,
    sourceAttributions: [],
    actualSeconds: null,
    audioFile: null,
    visualAssetId: null,
    ...draft,
    intent,
    figures,
    keyConcepts: draft.keyConcepts ?? keyConcepts(draft.text),
    importance: draft.importance ?? guessedImportance({ text: draft.text, intent, figures }),
    estimatedSeconds: draft.estimatedSeconds ?? estimatedSeconds(draft.text),
  };
}

/**
 * What the file lists, in its order, and then what the text names besides. A number that the text gives to a table alone is
 * that table: there are files that list both kinds as one.
 */
function figuresOf(text: string, listed: readonly number[] = []): FigureMention[] {
  const named = figureMentions(text);
  const first = [...new Set(listed)].flatMap((number) => {
    const mentions = named.filter((mention) => mention.number === number);
    const figures = mentions.filter(({ kind }) => kind === 'FIGURE');
    if (mentions.length === 0) return [{ kind: 'FIGURE', number, panel: null } as const];
    return figures.length > 0 ? figures : mentions;
  });
  return [...new Set([...first, ...named])];
}

/** Its texts as narration can be kept: one paragraph each. */
export function asParagraphs(draft: ScriptDraft): ScriptDraft {
  return { ...draft, segments: draft.segments.map((segment) => ({ ...segment, text: asParagraph(segment.text) })) };
}

/** The numbers of the figures, not tables, that a segment speaks of, each once. */
export function figureNumbers({ figures }: Pick<WrittenSegment, 'figures'>): number[] {
  return [...new Set(figures.filter(({ kind }) => kind === 'FIGURE').map(({ number }) => number))];
}
