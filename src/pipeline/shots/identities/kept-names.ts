import { comparedText } from './compared-words';

/** A character or a setting, and the shots that it is in. */
export interface DraftName {
  readonly key: string;
  readonly name: string;
  /** Ids of shots that were known before. */
  readonly shotIds: readonly string[];
}
export interface KnownName extends DraftName {
  readonly id: string;
}

/** Least share of the shots of both that both are in. */
const RENAMED = 0.5;

interface Match {
  readonly known: number;
  readonly draft: number;
  readonly share: number;
  readonly sharedWords: number;
}

/** The ids of the drafts: by key, else whoever is gone and was in the same shots; null: a new one. */
export function keptNames(known: readonly KnownName[], drafts: readonly DraftName[]): (string | null)[] {
  const taken = new Map<number, number>();
  const free = new Set(known.keys());
  const keep = (draft: number, one: number | undefined): void => {
    if (one === undefined || taken.has(draft) || !free.delete(one)) return;
    taken.set(draft, one);
  };
  const byKey = grouped([...known.entries()].reverse().map(([index, { key }]) => [key, index]));
  for (const [draft, { key }] of drafts.entries()) keep(draft, byKey.get(key)?.pop());
  const renamed = [...drafts.keys()].filter((draft) => !taken.has(draft));
  for (const match of matches({ known, drafts, free, renamed })) keep(match.draft, match.known);
  return drafts.map((_, draft) => known[taken.get(draft) ?? -1]?.id ?? null);
}

function matches(of: {
  readonly known: readonly KnownName[];
  readonly drafts: readonly DraftName[];
  readonly free: ReadonlySet<number>;
  readonly renamed: readonly number[];
}): Match[] {
  const inShot = grouped([...of.free].flatMap((known) => shotsOf(of.known[known]).map((shot) => [shot, known])));
  const found = of.renamed.flatMap((draft) => {
    const shots = shotsOf(of.drafts[draft]);
    return [...sharedShots(shots, inShot)].map(([known, shared]): Match => {
      const whole = shots.length + shotsOf(of.known[known]).length - shared;
      const sharedWords = wordsInBoth(of.known[known]?.name ?? '', of.drafts[draft]?.name ?? '');
      return { known, draft, share: shared / whole, sharedWords };
    });
  });
  return found.filter(({ share }) => share >= RENAMED).sort(bestFirst);
}

function shotsOf(name: DraftName | undefined): string[] {
  return [...new Set(name?.shotIds)];
}

function grouped(entries: readonly (readonly [string, number])[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [key, index] of entries) {
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  }
  return groups;
}

function sharedShots(shots: readonly string[], inShot: ReadonlyMap<string, readonly number[]>): Map<number, number> {
  const shared = new Map<number, number>();
  for (const shot of shots) for (const known of inShot.get(shot) ?? []) shared.set(known, (shared.get(known) ?? 0) + 1);
  return shared;
}

function bestFirst(a: Match, b: Match): number {
  return b.share - a.share || b.sharedWords - a.sharedWords || a.draft - b.draft || a.known - b.known;
}

/** `Rae Calder` and `Nora Calder`: 1. */
function wordsInBoth(one: string, other: string): number {
  const words = new Set(comparedText(one).all);
  return new Set(comparedText(other).all.filter((word) => words.has(word))).size;
}
