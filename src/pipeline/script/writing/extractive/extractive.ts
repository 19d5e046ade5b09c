import type { FigureMention } from '../../figure-mentions';
import { guessedImportance } from '../../importance';
import { guessedIntent } from '../../intent';
import { keyConcepts } from '../../key-concepts';
import { wordCount } from '../../paragraphs';
import type { SegmentIntent } from '../../segment';
import { completed, type SourceAttribution, type WrittenScript, type WrittenSegment } from '../../written-script';
import type { BriefSource, WritingBrief } from '../brief';
import { checkedScript } from '../claims';
import { type Group, type Plan, planOf } from './groups';
import { blocksOf, lengthsOf } from './layout';
import { type Material, materialOf } from './material';
import { spokenTitle } from './naming';
import { type Narrated, narrated } from './narration';
import type { Part } from './parts';
import { type Phrases, phrasesOf } from './phrases';
import { scoresOf } from './score';
import { Selection } from './selection';

export interface Extracted {
  readonly script: WrittenScript;
  /** What a reader of the script should know, in sentences for people. */
  readonly notes: readonly string[];
}

/** A film shorter than this has no words to spare for signposts. */
const FEWEST_WORDS_WITH_SIGNPOSTS = 200;
const MOST_STEPS = 40;
/** Of the words asked for. Below it, nothing is bettered any more. */
const NEAR_ENOUGH = 0.005;
/** Of the words asked for: what is farther away is told. */
const AS_ASKED = 0.04;

/** A script made of nothing but sentences of its sources, chosen, shortened by rule and told in their order. */
export function extractiveScript(brief: WritingBrief): Extracted {
  const materials = materialsOf(brief);
  const words = Math.round(brief.minutes * brief.wordsPerMinute);
  const phrases = phrasesOf({
    english: /^en\b/iu.test(brief.language),
    questionsShare: brief.profile?.vocabulary.questionsShare ?? null,
    variation: brief.variation,
  });
  const hasSignposts = words >= FEWEST_WORDS_WITH_SIGNPOSTS;
  const titles = materials.map(({ source }) => spokenTitle(source));
  const frames = wordCount(`${phrases.opening(titles)} ${phrases.closing(titles)}`);
  const plan = planOf(materials, brief, Math.max(0, words - frames));
  const told = { materials, phrases, hasSignposts };
  const segments = chosen({ plan, brief, words, told });
  const script = checkedScript(scriptOf(segments, materials, brief), brief);
  return { script, notes: notesOf({ script, plan, words, brief }) };
}

function materialsOf({ sources, language }: WritingBrief): Material[] {
  const materials: Material[] = [];
  let firstId = 0;
  for (const [idx, source] of sources.entries()) {
    const material = materialOf(source, { idx, firstId, language });
    materials.push(material);
    firstId = Math.max(firstId, ...material.sentences.slice(-1).map(({ id }) => id)) + 1_000_000;
  }
  return materials;
}

interface Choice {
  readonly plan: Plan;
  readonly brief: WritingBrief;
  readonly words: number;
  readonly told: { readonly materials: readonly Material[]; readonly phrases: Phrases; readonly hasSignposts: boolean };
}

/** Sentences by share, then by worth, then one by one until the words are as many as were asked for. */
function chosen({ plan: { groups }, brief, words, told }: Choice): Narrated[] {
  const selection = new Selection(groups, scoresOfAll(told.materials, brief));
  const lengths = lengthsOf(brief.profile);
  const now = (): Narrated[] => narrated({ ...told, blocks: blocksOf(groups, selection, lengths) });
  const lacking = (segments: readonly Narrated[]): number =>
    words - segments.reduce((sum, { text }) => sum + wordCount(text), 0);
  selection.fillShares(groups);
  selection.fill(lacking(now()));
  let best = now();
  for (let step = 0; step < MOST_STEPS && Math.abs(lacking(best)) > words * NEAR_ENOUGH; step += 1) {
    if (!selection.step(lacking(best))) break;
    best = now();
  }
  return best;
}

function scoresOfAll(materials: readonly Material[], { audience, variation }: WritingBrief): Map<number, number> {
  const scores = new Map<number, number>();
  for (const material of materials) {
    for (const [id, score] of scoresOf(material, audience)) scores.set(id, score + variation * waver(id, variation));
  }
  return scores;
}

/** Another variation prefers other sentences a little: ±0.04, the same for the same numbers. */
function waver(id: number, variation: number): number {
  if (variation === 0) return 0;
  const mixed = Math.imul(id ^ Math.imul(variation, 0x9e3779b1), 0x85ebca6b) >>> 8;
  return ((mixed % 1000) / 1000 - 0.5) * (0.08 / variation);
}

const INTENTS: Readonly<Record<Exclude<Part, 'OTHER'> | 'OUTRO', SegmentIntent>> = {
  INTRO: 'INTRO',
  BACKGROUND: 'BACKGROUND',
  METHOD: 'METHODOLOGY',
  RESULTS: 'KEY_FINDING',
  DISCUSSION: 'DATA_DISCUSSION',
  RECAP: 'RECAP',
  OUTRO: 'OUTRO',
};

function intentOf({ part, block, text }: Narrated): SegmentIntent {
  if (block?.walk) return 'FIGURE_WALKTHROUGH';
  const guessed = guessedIntent(text, 1, 3);
  const isNearer = guessed === 'COMPARISON' || guessed === 'DATA_DISCUSSION';
  if (part === 'OTHER') return guessed === 'OUTRO' || guessed === 'RECAP' ? 'BACKGROUND' : guessed;
  return (part === 'RESULTS' || part === 'DISCUSSION') && isNearer ? guessed : INTENTS[part];
}

function scriptOf(segments: readonly Narrated[], materials: readonly Material[], brief: WritingBrief): WrittenScript {
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
    segments: segments.map((segment) => segmentOf(segment, materials, brief)),
  };
}

function segmentOf(told: Narrated, materials: readonly Material[], brief: WritingBrief): WrittenSegment {
  const { text, block } = told;
  const intent = intentOf(told);
  const figures = figuresOf(block, materials);
  const [empty] = completed({ segments: [{ text }] }).segments;
  const concepts = [...new Set([...keyConcepts(text), ...(block?.sentences ?? []).flatMap(({ atom }) => atom.topics)])];
  return {
    ...(empty as WrittenSegment),
    intent,
    figures,
    keyConcepts: concepts.slice(0, 3),
    importance: guessedImportance({ text, intent, figures }),
    sourceAttributions: block ? [attributionOf(block, materials)].flat() : brief.sources.map(wholeSource),
    estimatedSeconds: (wordCount(text) * 60) / brief.wordsPerMinute,
  };
}

function figuresOf(
  block: Group['walk'] extends infer _ ? Narrated['block'] : never,
  materials: readonly Material[],
): FigureMention[] {
  if (!block?.walk) return [];
  const documentId = materials[block.source]?.source.documentId ?? null;
  const { kind, number } = block.walk.figure;
  const others = block.sentences.flatMap(({ names }) => names).filter((it) => it.kind !== kind || it.number !== number);
  return [{ kind, number, panel: null, documentId }, ...others.map((it) => ({ ...it, documentId }))];
}

function attributionOf(
  { source, sentences, walk }: NonNullable<Narrated['block']>,
  materials: readonly Material[],
): SourceAttribution[] {
  const from = materials[source]?.source;
  if (!from) return [];
  const ofFigure = from.atoms.find(
    ({ figure }) => walk && figure?.kind === walk.figure.kind && figure.number === walk.figure.number,
  );
  const positions = [...(ofFigure ? [ofFigure.position] : []), ...sentences.map(({ position }) => position)];
  return [{ ...wholeSource(from), atomsUsed: [...new Set(positions)].map(String) }];
}

const wholeSource = ({ documentId, attribution, title, atoms }: BriefSource): SourceAttribution => ({
  sourceId: documentId,
  sourceType: 'paper',
  atomsUsed: atoms.filter(({ kind }) => kind === 'TITLE').map(({ position }) => String(position)),
  confidence: 1,
  label: attribution ?? title,
});

interface Done {
  readonly script: WrittenScript;
  readonly plan: Plan;
  readonly words: number;
  readonly brief: WritingBrief;
}

function notesOf({ script, plan: { unseen }, words, brief }: Done): string[] {
  const told = script.segments.reduce((sum, { text }) => sum + wordCount(text), 0);
  const minutes = (count: number): string => (count / brief.wordsPerMinute).toFixed(1);
  const notes: string[] = [];
  if (told < words * (1 - AS_ASKED)) {
    notes.push(`The sources have sentences for ${minutes(told)} of the ${minutes(words)} minutes that were asked for.`);
  }
  if (told > words * (1 + AS_ASKED))
    notes.push(`The shortest script lasts ${minutes(told)} minutes, not ${minutes(words)}.`);
  const names = unseen.map(({ figure }) => `${figure.kind === 'TABLE' ? 'Table' : 'Figure'} ${figure.number}`);
  if (names.length > 0) notes.push(`There is no time to walk through ${names.join(', ')}.`);
  if (!/^en\b/iu.test(brief.language))
    notes.push('Words that lead from part to part are there in English alone; this script has none.');
  return notes;
}
