import type { Group } from './groups';
import type { Sentence } from './material';

/** Two sentences that share so much of their words say the same. */
const SAME = 0.6;
/** A sentence beside one that is told reads on from it. */
const READS_ON = 1.35;
/** What the first sentences of a paragraph give up when its later ones are told without them. */
const GRAIN = 1e-6;

interface Scored {
  readonly sentence: Sentence;
  readonly group: Group;
  readonly score: number;
}

/** Which sentences are told. What is in it always makes sense: nothing leans on what is not told, and nothing is told twice. */
export class Selection {
  readonly #all: readonly Scored[];
  readonly #byId: ReadonlyMap<number, Scored>;
  readonly #byStem = new Map<string, Scored[]>();
  readonly #chosen = new Set<Scored>();
  /** By how many that are told a sentence was made needless. */
  readonly #needless = new Map<Scored, number>();
  readonly #words = new Map<Group, number>();

  constructor(groups: readonly Group[], scores: ReadonlyMap<number, number>) {
    this.#all = groups.flatMap((group) =>
      group.sentences.map((sentence) => ({ sentence, group, score: scores.get(sentence.id) ?? 0 })),
    );
    this.#byId = new Map(this.#all.map((it) => [it.sentence.id, it]));
    for (const it of this.#all) {
      for (const stem of it.sentence.stems) {
        const list = this.#byStem.get(stem);
        if (list) list.push(it);
        else this.#byStem.set(stem, [it]);
      }
    }
  }

  has(sentence: Sentence): boolean {
    const it = this.#byId.get(sentence.id);
    return it !== undefined && this.#chosen.has(it);
  }

  /** Each group up to its share, the best first. */
  fillShares(groups: readonly Group[]): void {
    for (const group of groups) {
      const own = this.#all.filter((it) => it.group === group);
      for (let room = group.quotaWords; room > 0; room = group.quotaWords - this.#wordsOf(group)) {
        const best = this.#best(own, (it) => it.sentence.words <= room * 1.3);
        if (!best) break;
        this.#add(best);
      }
    }
  }

  /** The best of all groups, as long as there are words left; a group that has more than its share waits for the others. */
  fill(words: number): void {
    for (let left = words; left > 0; ) {
      const best = this.#best(this.#all, (it) => it.sentence.words <= left);
      if (!best) return;
      this.#add(best);
      left -= best.sentence.words;
    }
  }

  /** The one step that brings the words nearest to `lacking` more; false where none brings them nearer. */
  step(lacking: number): boolean {
    const adds = this.#all.filter((it) => this.#mayAdd(it));
    const drops = [...this.#chosen].filter((it) => this.#mayDrop(it));
    let best = { gap: Math.abs(lacking), loss: 0, add: null as Scored | null, drop: null as Scored | null };
    const consider = (add: Scored | null, drop: Scored | null): void => {
      const gap = Math.abs(lacking - (add?.sentence.words ?? 0) + (drop?.sentence.words ?? 0));
      const loss = (drop?.score ?? 0) - (add?.score ?? 0);
      if (gap < best.gap || (gap === best.gap && best.add !== best.drop && loss < best.loss))
        best = { gap, loss, add, drop };
    };
    for (const add of adds) consider(add, null);
    for (const drop of drops) consider(null, drop);
    if (best.gap > 0) for (const drop of drops) for (const add of adds) if (!leansOn(add, drop)) consider(add, drop);
    if (!best.add && !best.drop) return false;
    if (best.drop) this.#drop(best.drop);
    if (best.add) this.#add(best.add);
    return true;
  }

  #best(among: readonly Scored[], fits: (it: Scored) => boolean): Scored | null {
    let best: { it: Scored; worth: number } | null = null;
    for (const it of among) {
      if (!fits(it) || !this.#mayAdd(it)) continue;
      const worth = this.#worthOf(it);
      if (!best || worth > best.worth) best = { it, worth };
    }
    return best?.it ?? null;
  }

  #worthOf({ sentence: { id, words }, group, score }: Scored): number {
    const neighbour = [id - 1, id + 1].some((other) => this.#isChosen(other));
    const full = (this.#wordsOf(group) + words) / Math.max(1, group.quotaWords);
    const worth = Math.max(GRAIN, score + 0.2) * (neighbour ? READS_ON : 1);
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
      if (other !== it && count / smaller >= SAME) this.#needless.set(other, (this.#needless.get(other) ?? 0) + by);
    }
  }
}

const leansOn = (add: Scored, drop: Scored): boolean =>
  (add.sentence.leans && add.sentence.id === drop.sentence.id + 1) || add === drop;
