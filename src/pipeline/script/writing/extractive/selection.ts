import type { Group } from './groups';
import type { Sentence } from './material';

/** Two sentences that share so much of the shorter one's words say the same; three words are shared by any two of a matter. */
const SAME = 0.7;
const FEWEST_SAME = 4;
/** A sentence beside one that is told reads on from it. */
const READS_ON = 1.35;
const GRAIN = 1e-6;

interface Scored {
  readonly sentence: Sentence;
  readonly group: Group;
  readonly score: number;
}

interface Move {
  readonly add: Scored | null;
  readonly drop: Scored | null;
}

const lengthOf = ({ add, drop }: Move): number => (add?.sentence.words ?? 0) - (drop?.sentence.words ?? 0);
const lossOf = ({ add, drop }: Move): number => (drop?.score ?? 0) - (add?.score ?? 0);

/** Which sentences are told. What is in it always makes sense: nothing leans on what is not told, and nothing is told twice. */
export class Selection {
  /** The best first. */
  readonly #all: readonly Scored[];
  readonly #ofGroup = new Map<Group, Scored[]>();
  readonly #byId: ReadonlyMap<number, Scored>;
  readonly #byStem = new Map<string, Scored[]>();
  readonly #chosen = new Set<Scored>();
  /** By how many that are told a sentence was made needless. */
  readonly #needless = new Map<Scored, number>();
  readonly #words = new Map<Group, number>();

  constructor(groups: readonly Group[], scores: ReadonlyMap<number, number>) {
    this.#all = groups
      .flatMap((group) => group.sentences.map((sentence) => ({ sentence, group, score: scores.get(sentence.id) ?? 0 })))
      .sort((a, b) => b.score - a.score || a.sentence.id - b.sentence.id);
    this.#byId = new Map(this.#all.map((it) => [it.sentence.id, it]));
    for (const it of this.#all) {
      listed(this.#ofGroup, it.group, it);
      for (const stem of it.sentence.stems) listed(this.#byStem, stem, it);
    }
  }

  has(sentence: Sentence): boolean {
    const it = this.#byId.get(sentence.id);
    return it !== undefined && this.#chosen.has(it);
  }

  /** Each group up to its share, the best first. */
  fillShares(groups: readonly Group[]): void {
    for (const group of groups) {
      for (let room = group.quotaWords; room > 0; room = group.quotaWords - this.#wordsOf(group)) {
        const best = this.#best([group], room * 1.3);
        if (!best) break;
        this.#add(best);
      }
    }
  }

  /** The best of all groups, as long as there are words left; a group that has more than its share waits for the others. */
  fill(words: number): void {
    for (let left = words; left > 0; ) {
      const best = this.#best(this.#ofGroup.keys(), left);
      if (!best) return;
      this.#add(best);
      left -= best.sentence.words;
    }
  }

  /**
   * One step towards `lacking` more words: of those that come within `nearEnough`, what costs least; else the nearest. False where
   * none brings them nearer.
   */
  step(lacking: number, nearEnough: number): boolean {
    const adds = bestByLength(this.#all.filter((it) => this.#mayAdd(it)));
    const drops = [...this.#chosen].filter((it) => this.#mayDrop(it));
    const moves: Move[] = [...adds.map((add) => ({ add, drop: null })), ...drops.map((drop) => ({ add: null, drop }))];
    const swaps = drops.flatMap((drop) => adds.filter((add) => !leansOn(add, drop)).map((add) => ({ add, drop })));
    const [best] = [...moves, ...swaps]
      .map((move) => ({ move, gap: Math.abs(lacking - lengthOf(move)), loss: lossOf(move) }))
      .sort((a, b) => Math.max(a.gap, nearEnough) - Math.max(b.gap, nearEnough) || a.loss - b.loss);
    if (!best || best.gap >= Math.abs(lacking)) return false;
    if (best.move.drop) this.#drop(best.move.drop);
    if (best.move.add) this.#add(best.move.add);
    return true;
  }

  #best(groups: Iterable<Group>, mostWords: number): Scored | null {
    let best: { it: Scored; worth: number } | null = null;
    for (const group of groups) {
      const full = Math.max(1, this.#wordsOf(group) / Math.max(1, group.quotaWords));
      for (const it of this.#ofGroup.get(group) ?? []) {
        if (best && worthAtMost(it) / full <= best.worth) break; // those after it are worth less still
        if (it.sentence.words > mostWords || !this.#mayAdd(it)) continue;
        const worth = this.#worthOf(it);
        if (!best || worth > best.worth) best = { it, worth };
      }
    }
    return best?.it ?? null;
  }

  #worthOf({ sentence: { id, words }, group, score }: Scored): number {
    const neighbour = [id - 1, id + 1].some((other) => this.#isChosen(other));
    const full = (this.#wordsOf(group) + words) / Math.max(1, group.quotaWords);
    const worth = worthAlone(score) * (neighbour ? READS_ON : 1);
    return full > 1 ? worth / full : worth;
  }

  #mayAdd(it: Scored): boolean {
    const { sentence, group } = it;
    if (this.#chosen.has(it) || (this.#needless.get(it) ?? 0) > 0) return false;
    if (sentence.leans && !this.#follows(it)) return false;
    return this.#wordsOf(group) + sentence.words <= group.mostWords;
  }

  #mayDrop({ sentence: { id } }: Scored): boolean {
    const next = this.#byId.get(id + 1);
    return !(next?.sentence.leans && this.#chosen.has(next));
  }

  #follows({ sentence: { id }, group }: Scored): boolean {
    const before = this.#byId.get(id - 1);
    return before !== undefined && before.group === group && this.#chosen.has(before);
  }

  #isChosen(id: number): boolean {
    const it = this.#byId.get(id);
    return it !== undefined && this.#chosen.has(it);
  }

  #wordsOf(group: Group): number {
    return this.#words.get(group) ?? 0;
  }

  #add(it: Scored): void {
    this.#chosen.add(it);
    this.#words.set(it.group, this.#wordsOf(it.group) + it.sentence.words);
    this.#tellNeighbours(it, 1);
  }

  #drop(it: Scored): void {
    this.#chosen.delete(it);
    this.#words.set(it.group, this.#wordsOf(it.group) - it.sentence.words);
    this.#tellNeighbours(it, -1);
  }

  #tellNeighbours(it: Scored, by: 1 | -1): void {
    const shared = new Map<Scored, number>();
    for (const stem of it.sentence.stems) {
      for (const other of this.#byStem.get(stem) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    for (const [other, count] of shared) {
      const smaller = Math.max(1, Math.min(other.sentence.stems.size, it.sentence.stems.size));
      if (other !== it && count >= Math.min(FEWEST_SAME, smaller) && count / smaller >= SAME)
        this.#needless.set(other, (this.#needless.get(other) ?? 0) + by);
    }
  }
}

/** Scores may fall below nothing, what a sentence is worth may not. */
const worthAlone = (score: number): number => Math.max(GRAIN, score + 0.2);
const worthAtMost = ({ score }: Scored): number => worthAlone(score) * READS_ON;

function listed<K>(lists: Map<K, Scored[]>, key: K, it: Scored): void {
  const list = lists.get(key);
  if (list) list.push(it);
  else lists.set(key, [it]);
}

/** A few of each length are enough to choose from. */
const MOST_OF_A_LENGTH = 2;

function bestByLength(bestFirst: readonly Scored[]): Scored[] {
  const counts = new Map<number, number>();
  return bestFirst.filter(({ sentence: { words } }) => {
    counts.set(words, (counts.get(words) ?? 0) + 1);
    return (counts.get(words) ?? 0) <= MOST_OF_A_LENGTH;
  });
}

const leansOn = (add: Scored, drop: Scored): boolean =>
  (add.sentence.leans && add.sentence.id === drop.sentence.id + 1) || add === drop;
