import type { FigureMention } from '../../figure-mentions';
import { guessedImportance } from '../../importance';
import { guessedIntent } from '../../intent';
import { keyConcepts } from '../../key-concepts';
import { wordCount } from '../../paragraphs';
import type { SegmentIntent } from '../../segment';
import { completed, type SourceAttribution, type WrittenScript, type WrittenSegment } from '../../written-script';
import type { BriefFigure, BriefSource, WritingBrief } from '../brief';
import { contentWords } from '../content-words';
import { numbersIn } from '../numbers';
import type { Block } from './layout';
import type { Material } from './material';
import { spokenTitle } from './naming';
import type { Narrated } from './narration';
import type { Part } from './parts';

const INTENTS: Readonly<Record<Exclude<Part, 'OTHER'> | 'OUTRO', SegmentIntent>> = {
  INTRO: 'INTRO',
  BACKGROUND: 'BACKGROUND',
  METHOD: 'METHODOLOGY',
  RESULTS: 'KEY_FINDING',
  DISCUSSION: 'DATA_DISCUSSION',
  RECAP: 'RECAP',
  OUTRO: 'OUTRO',
};
const MOST_CONCEPTS = 3;
/** With more it goes through data. */
const MOST_NUMBERS_OF_FINDING = 3;

/** Its figures are those of its documents: the script brings none of its own. */
export function scriptOf(
  told: readonly Narrated[],
  materials: readonly Material[],
  brief: WritingBrief,
): WrittenScript {
  const titles = materials.map(({ source }) => spokenTitle(source)).join('; ');
  const [main] = brief.sources;
  return {
    ...completed({ segments: [] }),
    title: main?.title ?? null,
    sourcesUsed: brief.sources.map(({ documentId }) => documentId),
    contentType: 'research',
    productionStyle: 'extractive',
    sourceDocument: main?.title ?? null,
    generationPrompt: `extractive: quoted and condensed from ${titles}`,
    segments: told.map((segment) => segmentOf(segment, materials, brief)),
  };
}

function segmentOf(told: Narrated, materials: readonly Material[], brief: WritingBrief): WrittenSegment {
  const { text, block } = told;
  const intent = intentOf(told);
  const figures = figuresOf(block, materials);
  return {
    text,
    intent,
    figures,
    keyConcepts: conceptsOf(block, materials),
    importance: guessedImportance({ text, intent, figures }),
    visualDirection: null,
    displayMode: null,
    perspective: null,
    contentTypeHint: null,
    sourceAttributions: block ? attributionsOf(block, materials) : materials.map(wholeSource),
    estimatedSeconds: (wordCount(text) * 60) / brief.wordsPerMinute,
    actualSeconds: null,
    audioFile: null,
    visualAssetId: null,
  };
}

function intentOf({ part, block, text }: Narrated): SegmentIntent {
  if (block?.walk) return 'FIGURE_WALKTHROUGH';
  const guessed = guessedIntent(text, 1, 3);
  if (part === 'OTHER') return guessed === 'OUTRO' || guessed === 'RECAP' ? 'BACKGROUND' : guessed;
  if (part !== 'RESULTS' && part !== 'DISCUSSION') return INTENTS[part];
  if (guessed === 'COMPARISON') return guessed;
  return numbersIn(text).length > MOST_NUMBERS_OF_FINDING ? 'DATA_DISCUSSION' : INTENTS[part];
}

/** Names and terms first, then what its atoms are about, then the words that its document uses most. */
function conceptsOf(block: Block | null, materials: readonly Material[]): string[] {
  const sentences = block?.sentences ?? [];
  const own = sentences.map(({ alone }) => alone).join(' ') || block?.walk?.figure.caption || '';
  const text = own || materials.map(({ source }) => source.title).join('. ');
  const { counts } = materials[block?.source ?? 0] ?? { counts: new Map<string, number>() };
  const named = [...keyConcepts(own), ...sentences.flatMap(({ atom }) => atom.topics), ...contentWords(text, counts)];
  const known = new Map<string, string>();
  for (const concept of named) if (!known.has(concept.toLowerCase())) known.set(concept.toLowerCase(), concept);
  return [...known.values()].slice(0, MOST_CONCEPTS);
}

function figuresOf(block: Block | null, materials: readonly Material[]): FigureMention[] {
  if (!block?.walk) return [];
  const documentId = materials[block.source]?.source.documentId ?? null;
  const { kind, number } = block.walk.figure;
  const named = block.sentences.flatMap(({ names }) => names);
  const others = named.filter((it) => it.kind !== kind || it.number !== number);
  return [{ kind, number, panel: null, documentId }, ...others.map((it) => ({ ...it, documentId }))];
}

function attributionsOf({ source, sentences, walk }: Block, materials: readonly Material[]): SourceAttribution[] {
  const from = materials[source];
  if (!from) return [];
  const shown = walk?.position ?? null;
  const positions = [...(shown === null ? [] : [shown]), ...sentences.map(({ position }) => position)];
  return [{ ...wholeSource(from), atomsUsed: [...new Set(positions)].map(String) }];
}

const wholeSource = ({ source: { documentId, attribution, title }, titles }: Material): SourceAttribution => ({
  sourceId: documentId,
  sourceType: 'paper',
  atomsUsed: titles.map(String),
  confidence: 1,
  label: attribution ?? title,
});

/** The sources with no more than the atoms that were quoted: what was quoted says what it says. */
export function sourcesUsed({ segments }: WrittenScript, { sources }: WritingBrief): BriefSource[] {
  const used = new Set(
    segments.flatMap(({ sourceAttributions }) =>
      sourceAttributions.flatMap(({ sourceId, atomsUsed }) => atomsUsed.map((position) => `${sourceId} ${position}`)),
    ),
  );
  return sources.map((source) => ({
    ...source,
    atoms: source.atoms.filter(({ position }) => used.has(`${source.documentId} ${position}`)),
    figures: source.figures.filter((figure) => segments.some((segment) => shows(segment, figure, source))),
  }));
}

function shows({ figures }: WrittenSegment, { kind, number }: BriefFigure, { documentId }: BriefSource): boolean {
  return figures.some((it) => it.kind === kind && it.number === number && it.documentId === documentId);
}
