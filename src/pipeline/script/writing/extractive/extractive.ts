import { wordCount } from '../../paragraphs';
import type { WrittenScript } from '../../written-script';
import type { WritingBrief } from '../brief';
import { checkedScript } from '../claims';
import { type Plan, planOf } from './groups';
import { blocksOf, lengthsOf } from './layout';
import { type Material, materialOf } from './material';
import { spokenTitle } from './naming';
import { type Narrated, narrated } from './narration';
import { type Phrases, phrasesOf } from './phrases';
import { scoresOf } from './score';
import { scriptOf, sourcesUsed } from './segments';
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
    english: /^en\b/i.test(brief.language),
    questionsShare: brief.profile?.vocabulary.questionsShare ?? null,
    variation: brief.variation,
  });
  const titles = materials.map(({ source }) => spokenTitle(source));
  const frames = wordCount(`${phrases.opening(titles)} ${phrases.closing(titles, true)}`);
  const plan = planOf(materials, brief, Math.max(0, words - frames));
  const told = { materials, phrases, hasSignposts: words >= FEWEST_WORDS_WITH_SIGNPOSTS };
  const unchecked = scriptOf(chosen({ plan, brief, words, told }), materials, brief);
  const script = checkedScript(unchecked, { sources: sourcesUsed(unchecked, brief) });
  return { script, notes: notesOf({ script, plan, words, brief }) };
}

/** Sentences of two sources are never beside each other. */
const IDS_A_SOURCE = 1_000_000;

function materialsOf({ sources, language }: WritingBrief): Material[] {
  return sources.map((source, idx) => materialOf(source, { idx, firstId: idx * IDS_A_SOURCE, language }));
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
    if (!selection.step(lacking(best), words * NEAR_ENOUGH)) break;
    best = now();
  }
  return best;
}

function scoresOfAll(materials: readonly Material[], { audience, variation }: WritingBrief): Map<number, number> {
  const scores = new Map<number, number>();
  for (const material of materials) {
    for (const [id, score] of scoresOf(material, audience)) scores.set(id, score + waver(id, variation));
  }
  return scores;
}

/** Another variation prefers other sentences a little: ±0.04, the same for the same numbers. */
function waver(id: number, variation: number): number {
  if (variation === 0) return 0;
  const mixed = Math.imul(id ^ Math.imul(variation, 0x9e3779b1), 0x85ebca6b) >>> 8;
  return ((mixed % 1000) / 1000 - 0.5) * 0.08;
}

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
  if (told > words * (1 + AS_ASKED)) {
    notes.push(`The shortest script lasts ${minutes(told)} minutes, not ${minutes(words)}.`);
  }
  if (unseen.length > 0) notes.push(`There is no time to walk through ${figuresUnseen(unseen)}.`);
  if (!/^en\b/i.test(brief.language)) {
    notes.push('Words that lead from part to part are there in English alone; this script has none.');
  }
  return notes;
}

const MOST_NAMED = 8;

function figuresUnseen(unseen: Plan['unseen']): string {
  const names = unseen.map(({ figure }) => `${figure.kind === 'TABLE' ? 'Table' : 'Figure'} ${figure.number}`);
  const more = names.length - MOST_NAMED;
  return more > 1 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more figures` : names.join(', ');
}
