import type { FigureMention } from '../../figure-mentions';
import { wordCount } from '../../paragraphs';
import type { BriefFigure, WritingBrief } from '../brief';
import { contentStems, sharedOf } from '../content-words';
import type { Material, Sentence } from './material';
import { nameOf } from './material';
import { PARTS, type Part } from './parts';
import { type Walk, walksOf } from './walks';

/** Sentences that are spoken together, in the order of their document. */
export interface Group {
  readonly part: Part;
  readonly source: number;
  /** Of a walkthrough; null of text. */
  readonly walk: Walk | null;
  readonly sentences: readonly Sentence[];
  /** After which sentence of the document a walkthrough comes. */
  readonly anchorId: number;
  /** Groups are told in this order, those of one chapter by their places in the document. */
  readonly chapter: number;
  /** Words that it is to have, its opening not counted. */
  readonly quotaWords: number;
  readonly mostWords: number;
}

/** Of the words between the opening and the closing. OTHER takes what its size gives it. */
const SHARES: Readonly<Record<Part, number>> = {
  INTRO: 0.14,
  BACKGROUND: 0.15,
  METHOD: 0.22,
  OTHER: 0.4,
  RESULTS: 0.27,
  DISCUSSION: 0.12,
  RECAP: 0.1,
};
/** Text that goes with one figure, beyond its opening. */
const MOST_WORDS_A_WALK = 55;

export interface Plan {
  readonly groups: readonly Group[];
  /** Figures for which there is no time. */
  readonly unseen: readonly { readonly source: number; readonly figure: BriefFigure }[];
}

/** What of the material is told where, and about how many words of it. */
export function planOf(materials: readonly Material[], brief: WritingBrief, words: number): Plan {
  const shares = sharesOf(brief);
  const { walks, unseen } = walksOf(materials, { words, share: shares.figures });
  const taken = takenByWalks(materials, walks);
  const chapters = chaptersOf(materials, taken);
  const openings = walks.reduce((sum, { opening }) => sum + wordCount(opening), 0);
  const supportWords = Math.max(0, Math.min(words * shares.figures - openings, walks.length * MOST_WORDS_A_WALK));
  const text = shared(chapters, { words: Math.max(0, words - openings - supportWords), shares: shares.parts });
  const figures = walks.map((walk): Group => {
    const { chapter, part } = chapterAt(chapters, walk);
    return {
      ...{ part, source: walk.source, walk, anchorId: walk.anchorId, chapter },
      sentences: (taken.get(walk) ?? []).filter((sentence) => addsTo(walk, sentence)),
      quotaWords: supportWords / Math.max(1, walks.length),
      mostWords: MOST_WORDS_A_WALK,
    };
  });
  return { groups: [...text, ...figures], unseen };
}

/** The caption may have said it. */
function addsTo({ opening }: Walk, { stems }: Sentence): boolean {
  return sharedOf(stems, new Set(contentStems(opening))) < stems.size * 0.7;
}

interface Shares {
  readonly parts: Readonly<Record<Part, number>>;
  readonly figures: number;
}

/** As the references share their time out, as far as a document can follow that: it has the parts that it has. */
function sharesOf({ profile }: WritingBrief): Shares {
  if (!profile) return { parts: SHARES, figures: 0.4 };
  const share = (...intents: readonly string[]) =>
    profile.intents.filter(({ intent }) => intents.includes(intent)).reduce((sum, it) => sum + it.share, 0);
  const between = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
  return {
    parts: {
      ...SHARES,
      INTRO: between(share('INTRO'), 0.08, 0.25),
      BACKGROUND: between(share('BACKGROUND', 'TRANSITION'), 0.06, 0.4),
      METHOD: between(share('METHODOLOGY'), 0.08, 0.45),
      RESULTS: between(share('KEY_FINDING', 'DATA_DISCUSSION'), 0.12, 0.5),
      DISCUSSION: between(share('COMPARISON', 'DATA_DISCUSSION') / 2, 0.06, 0.3),
      RECAP: between(share('RECAP', 'OUTRO'), 0.06, 0.2),
    },
    figures: between(share('FIGURE_WALKTHROUGH'), 0.2, 0.55),
  };
}

/** Sentences about a figure are kept for it, and what leans on them goes with them. */
function takenByWalks(materials: readonly Material[], walks: readonly Walk[]): Map<Walk, Sentence[]> {
  const byName = new Map(walks.map((walk) => [`${walk.source} ${nameOf(walk.figure)}`, walk]));
  const taken = new Map<Walk, Sentence[]>();
  for (const [source, { sentences }] of materials.entries()) {
    const walkOfId = new Map<number, Walk>();
    for (const sentence of sentences) {
      const own = walkOf(sentence, source, byName);
      const walk = own ?? (sentence.leans ? walkOfId.get(sentence.id - 1) : undefined);
      if (walk) walkOfId.set(sentence.id, walk);
      // The figure itself tells which difference is meant.
      const told = own && sentence.assumes ? { ...sentence, leans: false } : sentence;
      if (walk) taken.set(walk, [...(taken.get(walk) ?? []), told]);
    }
  }
  return taken;
}

function walkOf({ discusses, part }: Sentence, source: number, byName: ReadonlyMap<string, Walk>): Walk | undefined {
  if (part === 'INTRO') return undefined;
  return discusses.map((it: FigureMention) => byName.get(`${source} ${nameOf(it)}`)).find(Boolean);
}

interface Chapter {
  readonly part: Part;
  readonly source: number;
  readonly chapter: number;
  readonly sentences: Sentence[];
}

/**
 * One source is told in its own order, its conclusions last; several are told side by side, part by part. What names a figure
 * that is not walked through is not told: it would point at nothing.
 */
function chaptersOf(materials: readonly Material[], taken: ReadonlyMap<Walk, readonly Sentence[]>): Chapter[] {
  const gone = new Set([...taken.values()].flat().map(({ id }) => id));
  const chapters: Chapter[] = [];
  for (const [source, material] of materials.entries()) {
    let stretch = 1;
    let before: Part | null = null;
    const comesLast = methodsComeLast(material);
    for (const sentence of material.sentences) {
      const { part } = sentence;
      const isInOrder = part !== 'INTRO' && part !== 'RECAP';
      if (isInOrder && before !== part) stretch += 1;
      if (isInOrder) before = part;
      if (gone.has(sentence.id) || sentence.names.length > 0) continue;
      const chapter = materials.length > 1 ? 1000 * PARTS.indexOf(part) + source : placeOf(part, stretch, comesLast);
      const known = chapters.find((it) => it.chapter === chapter);
      if (known) known.sentences.push(sentence);
      else chapters.push({ part, source, chapter, sentences: [sentence] });
    }
  }
  return chapters.sort((a, b) => a.chapter - b.chapter);
}

const LAST = 100_000;

function placeOf(part: Part, stretch: number, methodsComeLast: boolean): number {
  if (part === 'INTRO') return 0;
  if (part === 'RECAP') return LAST;
  return part === 'METHOD' && methodsComeLast ? AFTER_BACKGROUND : stretch;
}

/** Between the first stretch, which is stretch 2, and the next. */
const AFTER_BACKGROUND = 2.5;

/** Letters print their methods at the end, where a listener no longer needs them. */
function methodsComeLast({ sentences }: Material): boolean {
  const parts = sentences.map(({ part }) => part).filter((part) => part !== 'INTRO' && part !== 'RECAP');
  return parts.at(-1) === 'METHOD' && parts[0] !== 'METHOD' && parts.indexOf('METHOD') > parts.lastIndexOf('RESULTS');
}

/** Near the text that first names the figure, and never before the matter was introduced or in the summing up. */
function chapterAt(chapters: readonly Chapter[], { source, anchorId }: Walk): Pick<Chapter, 'chapter' | 'part'> {
  const own = chapters.filter((it) => it.source === source && it.part !== 'INTRO' && it.part !== 'RECAP');
  const before = own.filter(({ sentences }) => (sentences[0]?.id ?? 0) <= anchorId);
  const nearest = before.sort((a, b) => (b.sentences[0]?.id ?? 0) - (a.sentences[0]?.id ?? 0))[0] ?? own[0];
  return nearest ?? { chapter: 1000 * PARTS.indexOf('RESULTS') + source, part: 'RESULTS' };
}

function shared(chapters: readonly Chapter[], { words, shares }: { words: number; shares: Shares['parts'] }): Group[] {
  const sizes = chapters.map(({ sentences }) => sentences.reduce((sum, it) => sum + it.words, 0));
  const ofPart = new Map<Part, number>();
  for (const [idx, { part }] of chapters.entries()) ofPart.set(part, (ofPart.get(part) ?? 0) + (sizes[idx] ?? 0));
  const all = [...ofPart.keys()].reduce((sum, part) => sum + shares[part], 0);
  return chapters.map(({ part, source, chapter, sentences }, idx) => ({
    ...{ part, source, chapter, sentences, walk: null },
    anchorId: sentences[0]?.id ?? 0,
    quotaWords: (words * shares[part] * (sizes[idx] ?? 0)) / (all * Math.max(1, ofPart.get(part) ?? 1)),
    mostWords: Number.POSITIVE_INFINITY,
  }));
}
