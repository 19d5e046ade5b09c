import type { Comparable, Pairing } from './pairing';

/** Pairs what is equal: what is so alone at any level first, then by neighbours, then in order. */
export function pairEqual(pairing: Pairing, levels: number): void {
  for (let level = 0; level < levels; level += 1) pairUnique(pairing, level);
  for (let level = 0; level < levels; level += 1) {
    pairBesideNeighbours(pairing, level);
    pairInOrder(pairing, level);
  }
}

function pairUnique(pairing: Pairing, level: number): void {
  const known = byKey(pairing.known, pairing.freeKnown(), level);
  for (const [key, drafts] of byKey(pairing.drafts, pairing.freeDrafts(), level)) {
    const equal = known.get(key) ?? [];
    const [one, draft] = [equal[0], drafts[0]];
    if (equal.length === 1 && drafts.length === 1 && one !== undefined && draft !== undefined) pairing.pair(one, draft);
  }
}

/** Of several that are equal, the one that follows the one its neighbour is. */
function pairBesideNeighbours(pairing: Pairing, level: number): void {
  const count = pairing.drafts.length;
  for (let draft = 0; draft < count; draft += 1) pairBeside(pairing, { draft, step: 1, level });
  for (let draft = count - 1; draft >= 0; draft -= 1) pairBeside(pairing, { draft, step: -1, level });
}

function pairBeside(pairing: Pairing, at: { draft: number; step: 1 | -1; level: number }): void {
  const neighbour = pairing.isFreeDraft(at.draft) ? pairing.knownOf(at.draft - at.step) : null;
  if (neighbour === null || !pairing.isFreeKnown(neighbour + at.step)) return;
  const known = neighbour + at.step;
  const key = pairing.known[known]?.key(at.level) ?? null;
  if (key !== null && key === pairing.drafts[at.draft]?.key(at.level)) pairing.pair(known, at.draft);
}

function pairInOrder(pairing: Pairing, level: number): void {
  const known = byKey(pairing.known, pairing.freeKnown(), level);
  for (const [key, drafts] of byKey(pairing.drafts, pairing.freeDrafts(), level)) {
    const equal = known.get(key) ?? [];
    for (const [place, one] of equal.entries()) {
      const draft = drafts[place];
      if (draft !== undefined) pairing.pair(one, draft);
    }
  }
}

function byKey(of: readonly Comparable[], indexes: readonly number[], level: number): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const index of indexes) {
    const key = of[index]?.key(level) ?? null;
    if (key === null) continue;
    const equal = found.get(key);
    if (equal) equal.push(index);
    else found.set(key, [index]);
  }
  return found;
}
