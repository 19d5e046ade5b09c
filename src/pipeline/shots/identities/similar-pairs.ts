import { likeness, type Traits, traitsOf, type Weight } from './likeness';
import type { Comparable, Pairing } from './pairing';

/** A trait of more of them than this points at nobody; it keeps the search linear. */
const RARE = 24;
const CANDIDATES = 8;
const IN_PLACE = 1;

export interface Alikeness {
  /** What is compared, in order. */
  readonly tokens: (one: Comparable) => readonly string[];
  /** Made only when something is left to compare. */
  readonly weight: () => Weight;
  /** Least likeness of what stands where its neighbours say that it should, or one beside. */
  readonly inPlace: number;
  readonly elsewhere: number;
}

interface Pair {
  readonly known: number;
  readonly draft: number;
  readonly likeness: number;
  /** How far the known one is from where it would be by the draft's neighbours. */
  readonly distance: number;
}

/** Pairs what was reworded: the likest first; of those that are equally like, the nearest. */
export function pairSimilar(pairing: Pairing, alike: Alikeness): void {
  const [known, drafts] = [pairing.freeKnown(), pairing.freeDrafts()];
  if (known.length === 0 || drafts.length === 0) return;
  const weight = alike.weight();
  const traitsAt = (of: readonly Comparable[], at: number): Traits => {
    const one = of[at];
    return one ? traitsOf(alike.tokens(one), weight) : NO_TRAITS;
  };
  const traits = new Map(known.map((one) => [one, traitsAt(pairing.known, one)]));
  const pointers = pointersTo(traits);
  const places = placesOf(pairing);
  const pairs = drafts.flatMap((draft) => {
    const own = traitsAt(pairing.drafts, draft);
    return candidates(own, pointers).flatMap((one): Pair[] => {
      const distance = places(one, draft);
      const found = likeness(own, traits.get(one) ?? NO_TRAITS);
      return found >= (distance <= IN_PLACE ? alike.inPlace : alike.elsewhere)
        ? [{ known: one, draft, likeness: found, distance }]
        : [];
    });
  });
  for (const pair of pairs.sort(likestFirst)) pairing.pair(pair.known, pair.draft);
}

const NO_TRAITS: Traits = { counts: new Map(), total: 0 };

function likestFirst(a: Pair, b: Pair): number {
  return b.likeness - a.likeness || a.distance - b.distance || a.draft - b.draft || a.known - b.known;
}

function pointersTo(all: ReadonlyMap<number, Traits>): Map<string, number[]> {
  const pointers = new Map<string, number[]>();
  for (const [index, { counts }] of all) {
    for (const trait of counts.keys()) {
      const pointing = pointers.get(trait);
      if (!pointing) pointers.set(trait, [index]);
      else if (pointing.length <= RARE) pointing.push(index);
    }
  }
  return pointers;
}

function candidates(own: Traits, pointers: ReadonlyMap<string, readonly number[]>): number[] {
  const worths = new Map<number, number>();
  for (const [trait, { worth }] of own.counts) {
    const pointing = pointers.get(trait) ?? [];
    if (pointing.length > RARE) continue;
    for (const known of pointing) worths.set(known, (worths.get(known) ?? 0) + worth);
  }
  const ranked = [...worths].sort(([a, worth], [b, other]) => other - worth || a - b);
  return ranked.slice(0, CANDIDATES).map(([known]) => known);
}

/** How far a known one is from where it would be, counted from the paired neighbour before the draft or from the one after. */
function placesOf(pairing: Pairing): (known: number, draft: number) => number {
  const count = pairing.drafts.length;
  const after = new Int32Array(count + 1).fill(pairing.known.length);
  for (let draft = count - 1; draft >= 0; draft -= 1)
    after[draft] = pairing.knownOf(draft) ?? (after[draft + 1] ?? 0) - 1;
  const before = new Int32Array(count);
  for (let draft = 0; draft < count; draft += 1)
    before[draft] = pairing.knownOf(draft) ?? (before[draft - 1] ?? -1) + 1;
  return (known, draft) => Math.min(Math.abs(known - (before[draft] ?? 0)), Math.abs(known - (after[draft] ?? 0)));
}
