import { splitSentences } from '../../values/sentences';
import type { Claim } from '../claim';
import { type FigureMention, figureSpans } from '../figure-mentions';
import type { WrittenScript, WrittenSegment } from '../written-script';
import type { BriefSource, WritingBrief } from './brief';
import { contentStems, sharedOf } from './content-words';
import { type Evidence, evidenceOf, figureName, type Passage } from './evidence';
import { passagesOf } from './number-support';
import { numbersIn } from './numbers';
import { superlativesIn } from './superlatives';

/** Words that a sentence of the script and one of a source must share, so that an equal number is about the same thing. */
const FEWEST_SHARED = 2;

/** Whose words a segment follows: they are believed first. */
export interface Leaning {
  /** Row ids, the first one first. */
  readonly documentIds: readonly string[];
  /** Positions by document, as the segment's attributions say them. */
  readonly atoms: ReadonlySet<string>;
  readonly figures: readonly FigureMention[];
}

interface Said {
  readonly text: string;
  readonly start: number;
}

const NO_LEANING: Leaning = { documentIds: [], atoms: new Set(), figures: [] };

/** What a text says that can be looked up, in its order, and whether the sources say it too. */
export function checkedClaims(text: string, sources: readonly BriefSource[]): Claim[] {
  return claimsOf(text, evidenceOf(sources), NO_LEANING);
}

export function checkedScript(script: WrittenScript, { sources }: Pick<WritingBrief, 'sources'>): WrittenScript {
  const evidence = evidenceOf(sources);
  const segments = script.segments.map((segment) => ({
    ...segment,
    claims: claimsOf(segment.text, evidence, leaningOf(segment)),
  }));
  return { ...script, segments };
}

function leaningOf({ sourceAttributions, figures }: WrittenSegment): Leaning {
  return {
    documentIds: sourceAttributions.map(({ sourceId }) => sourceId),
    atoms: new Set(sourceAttributions.flatMap((it) => it.atomsUsed.map((atom) => `${it.sourceId} ${atom}`))),
    figures,
  };
}

function claimsOf(text: string, evidence: Evidence, leaning: Leaning): Claim[] {
  const whole = new Set(contentStems(text));
  const said = [
    ...figureClaims(text, evidence, leaning),
    ...sentencesAt(text).flatMap(({ text: sentence, start }) => {
      const own = new Set(contentStems(sentence));
      const about = own.size < FEWEST_SHARED ? whole : own;
      return [...numberClaims(sentence, about, evidence), ...superlativeClaims(sentence, about, evidence)].map(
        (claim) => ({ ...claim, start: claim.start + start }),
      );
    }),
  ];
  return distinct(said.sort((a, b) => a.start - b.start).map((it) => claimOf(it, leaning)));
}

type Found = Said & { readonly passages: readonly Ranked[] };
type Place = Pick<Passage, 'documentId' | 'position' | 'page'>;
type Ranked = Place & { readonly shared: number };

/** A figure that a segment shows is that of the source that it names for it. Of several named together, all have to be there. */
function* figureClaims(text: string, { figures }: Evidence, leaning: Leaning): Generator<Found> {
  for (const { start, endExclusive, mentions } of figureSpans(text)) {
    const found = mentions.map(({ kind, number }) => {
      const whose = leaning.figures.find((it) => it.kind === kind && it.number === number)?.documentId ?? null;
      const all = figures.get(figureName(kind, number)) ?? [];
      return whose === null ? all : all.filter(({ documentId }) => documentId === whose);
    });
    const passages = found.every((places) => places.length > 0) ? (found[0] ?? []) : [];
    yield { start, text: text.slice(start, endExclusive), passages: passages.map((it) => ({ ...it, shared: 0 })) };
  }
}

function* numberClaims(sentence: string, about: ReadonlySet<string>, evidence: Evidence): Generator<Found> {
  for (const number of numbersIn(sentence)) {
    if (number.inPassing) continue;
    yield { start: number.start, text: number.text, passages: near(passagesOf(number, evidence), about) };
  }
}

function* superlativeClaims(sentence: string, about: ReadonlySet<string>, evidence: Evidence): Generator<Found> {
  for (const { text, start, key } of superlativesIn(sentence)) {
    yield { start, text, passages: near(evidence.superlatives.get(key) ?? [], about) };
  }
}

function near(passages: readonly Passage[], about: ReadonlySet<string>): Ranked[] {
  return passages.flatMap(({ documentId, position, page, stems }) => {
    const shared = sharedOf(about, stems);
    const enough = Math.min(FEWEST_SHARED, about.size, stems.size);
    return shared >= enough ? [{ documentId, position, page, shared }] : [];
  });
}

function claimOf({ text, passages }: Found, leaning: Leaning): Claim {
  const [best] = [...passages].sort((a, b) => weight(b, leaning) - weight(a, leaning));
  if (!best) return { text, supported: false, documentId: null, position: null, page: null };
  return { text, supported: true, documentId: best.documentId, position: best.position, page: best.page };
}

/** What the segment was written from comes first, then its source, then who shares the most words. */
function weight({ documentId, position, shared }: Ranked, { documentIds, atoms }: Leaning): number {
  const used = atoms.has(`${documentId} ${position}`) ? 10_000 : 0;
  const source = documentIds.includes(documentId) ? 1_000 : 0;
  return used + source + shared + (position === null ? 0 : 0.5);
}

/** Where each sentence begins: a claim is a stretch of the text. */
function sentencesAt(text: string): Said[] {
  let end = 0;
  return splitSentences(text, 'en').map((sentence) => {
    const start = end + (text.slice(end).search(/\S/u) + 1 || 1) - 1;
    end = endOf(sentence, text, start);
    return { text: text.slice(start, end), start };
  });
}

/** The blanks of a sentence were collapsed, those of its text were not. */
function endOf(sentence: string, text: string, start: number): number {
  let end = start;
  for (const part of sentence.split(' ')) {
    while (end < text.length && /\s/u.test(text[end] ?? '')) end += 1;
    end += part.length;
  }
  return end;
}

function distinct(claims: readonly Claim[]): Claim[] {
  const seen = new Set<string>();
  return claims.filter((claim) => {
    const key = JSON.stringify(claim);
    return !seen.has(key) && seen.add(key).has(key);
  });
}
