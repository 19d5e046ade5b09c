import { type FigureMention, figureMentions } from '../../figure-mentions';
import { guessedImportance } from '../../importance';
import { guessedIntent } from '../../intent';
import { keyConcepts } from '../../key-concepts';
import { wordCount } from '../../paragraphs';
import { MOST_CHARACTERS, MOST_SEGMENTS } from '../../script-limits';
import type { SourceAttribution, WrittenSegment } from '../../written-script';
import type { WritingBrief } from '../brief';
import { contentStems, overlapOf } from '../content-words';
import { inParts } from './long-text';
import type { RepliedFigure, RepliedSegment, RepliedSource } from './reply-parts';
import { spokenText } from './spoken-text';

export interface Mended {
  readonly segments: readonly WrittenSegment[];
  readonly notes: readonly string[];
}

/** As long as a listener follows one picture; a profile may go on for longer. */
const MOST_WORDS = 180;
/** Two segments that share so much of their words are one that was written twice. */
const SAME = 0.92;
/** Short segments share all their words with some other by chance. */
const FEWEST_STEMS = 6;

export function segmentsOf(replied: readonly RepliedSegment[], brief: WritingBrief): Mended {
  const spoken = replied.map((segment) => ({ ...segment, text: spokenText(segment.text, brief.language) }));
  const said = spoken.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const once = withinLimits(withoutDoubles(said));
  const parts = once.flatMap((segment) => partsOf(segment, brief));
  const notes = [
    noted(replied.length - said.length, 'without words left out'),
    noted(said.length - once.length, 'said twice, or beyond what a script holds, left out'),
    noted(parts.length - once.length, 'more than were written: what was too long was parted'),
  ];
  const segments = parts.map((part, idx) => segmentOf(part, { idx, count: parts.length }, brief));
  return { segments, notes: notes.filter((note) => note !== '') };
}

const noted = (count: number, what: string): string =>
  count === 0 ? '' : `${count} ${count === 1 ? 'segment' : 'segments'} ${what}.`;

function withoutDoubles(segments: readonly RepliedSegment[]): RepliedSegment[] {
  const kept: { segment: RepliedSegment; stems: ReadonlySet<string> }[] = [];
  const texts = new Set<string>();
  for (const segment of segments) {
    const plain = segment.text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
    const stems = new Set(contentStems(segment.text));
    const isDouble = texts.has(plain) || (stems.size >= FEWEST_STEMS && kept.some((it) => isSame(it.stems, stems)));
    texts.add(plain);
    if (!isDouble) kept.push({ segment, stems });
  }
  return kept.map(({ segment }) => segment);
}

const isSame = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  Math.min(a.size, b.size) > Math.max(a.size, b.size) * SAME && overlapOf(a, b) > SAME;

function withinLimits(segments: readonly RepliedSegment[]): RepliedSegment[] {
  let left = MOST_CHARACTERS;
  return segments.slice(0, MOST_SEGMENTS / 2).filter(({ text }) => {
    left -= text.length;
    return left >= 0;
  });
}

/** What it is about goes with its first part; its figures with the parts that name them. */
function partsOf(segment: RepliedSegment, { profile, language }: WritingBrief): RepliedSegment[] {
  const most = Math.max(MOST_WORDS, Math.round((profile?.segmentWords.high ?? 0) * 1.25));
  const [first = segment.text, ...rest] = inParts(segment.text, { most, language });
  if (rest.length === 0) return [segment];
  const texts = [first, ...rest];
  return texts.map((text, idx) => {
    const named = figureMentions(text);
    const isHere = ({ kind, number }: RepliedFigure): boolean =>
      named.some((it) => it.kind === kind && it.number === number) ||
      (idx === 0 && !figureMentions(segment.text).some((it) => it.kind === kind && it.number === number));
    return { ...segment, text, figureRefs: segment.figureRefs.filter(isHere) };
  });
}

interface Place {
  readonly idx: number;
  readonly count: number;
}

function segmentOf(replied: RepliedSegment, { idx, count }: Place, brief: WritingBrief): WrittenSegment {
  const { text } = replied;
  const intent = replied.intent ?? guessedIntent(text, idx, count);
  const figures = figuresOf(replied, brief);
  return {
    text,
    intent,
    figures,
    keyConcepts: replied.keyConcepts.length > 0 ? [...new Set(replied.keyConcepts)] : keyConcepts(text),
    importance: replied.importance ?? guessedImportance({ text, intent, figures }),
    visualDirection: replied.visualDirection,
    displayMode: null,
    perspective: null,
    contentTypeHint: null,
    sourceAttributions: attributionsOf(replied.sources, brief),
    estimatedSeconds: (wordCount(text) * 60) / brief.wordsPerMinute,
    actualSeconds: null,
    audioFile: null,
    visualAssetId: null,
  };
}

/** What it refers to, then what it names besides; whatever none of its sources has is no figure. */
function figuresOf({ text, figureRefs, sources }: RepliedSegment, brief: WritingBrief): FigureMention[] {
  const named = figureMentions(text);
  const preferred = sources.map(({ source }) => source);
  const referred = figureRefs.flatMap(({ kind, number, source }) => {
    const documentId = ownerOf({ kind, number }, source === null ? preferred : [source, ...preferred], brief);
    const panel = named.find((it) => it.kind === kind && it.number === number)?.panel ?? null;
    return documentId === null ? [] : [{ kind, number, panel, documentId }];
  });
  const isReferredTo = (it: FigureMention): boolean =>
    referred.some(({ kind, number }) => kind === it.kind && number === it.number);
  const others = named.flatMap((it) => {
    const documentId = isReferredTo(it) ? null : ownerOf(it, preferred, brief);
    return documentId === null ? [] : [{ ...it, documentId }];
  });
  const all = [...referred, ...others].map((it) => [`${it.documentId} ${it.kind} ${it.number}`, it] as const);
  return [...new Map([...all].reverse()).values()].reverse();
}

/** The first of the sources named that has it, else the first of all. Sources count from 1. */
function ownerOf(
  { kind, number }: Pick<FigureMention, 'kind' | 'number'>,
  preferred: readonly number[],
  { sources }: WritingBrief,
): string | null {
  const ordered = [...preferred.flatMap((count) => sources[count - 1] ?? []), ...sources];
  const has = ({ figures }: WritingBrief['sources'][number]): boolean =>
    figures.some((it) => it.kind === kind && it.number === number);
  return ordered.find(has)?.documentId ?? null;
}

/** Of several words about one source, one; a script of one source is from it. */
function attributionsOf(replied: readonly RepliedSource[], { sources }: WritingBrief): SourceAttribution[] {
  const said = replied.length === 0 && sources.length === 1 ? [{ source: 1, atoms: [] }] : replied;
  return sources.flatMap(({ documentId, title, attribution, atoms }, idx) => {
    const own = said.filter(({ source }) => source === idx + 1);
    if (own.length === 0) return [];
    const known = new Set(atoms.map(({ position }) => position));
    const used = new Set(own.flatMap((it) => it.atoms).filter((position) => known.has(position)));
    const atomsUsed = [...used].sort((a, b) => a - b).map(String);
    return [{ sourceId: documentId, sourceType: 'paper', atomsUsed, confidence: 1, label: attribution ?? title }];
  });
}
