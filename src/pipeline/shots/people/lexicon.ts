import type { CastTier } from '../bible';
import type { Form, Strength } from './forms';
import type { Gender } from './titles';

/** What is known of somebody while names are read. */
export interface Person {
  readonly key: string;
  readonly tier: CastTier | null;
  gender: Gender | null;
  /** As far as a look or an introduction says. */
  years: number | null;
  readonly titles: Set<string>;
  readonly isRole: boolean;
  /** A kind of people or a group under one name. */
  readonly isMany: boolean;
}

export interface Entry {
  readonly person: number;
  readonly strength: Strength;
  readonly isWord: boolean;
}

/** One word of the names, after those before it. */
export interface Node {
  readonly next: Map<string, Node>;
  readonly entries: Entry[];
  /** All of whom are meant together. */
  group: readonly number[];
}

export function newNode(): Node {
  return { next: new Map(), entries: [], group: [] };
}

export function nodeFor(root: Node, words: readonly string[]): Node {
  let node = root;
  for (const word of words) {
    const next = node.next.get(word) ?? newNode();
    node.next.set(word, next);
    node = next;
  }
  return node;
}

export function nodeAt(root: Node, words: readonly string[]): Node | null {
  let node: Node | undefined = root;
  for (const word of words) node = node?.next.get(word);
  return node ?? null;
}

export function addForms(root: Node, person: number, forms: readonly Form[]): void {
  for (const { words, strength, isWord } of forms) nodeFor(root, words).entries.push({ person, strength, isWord });
}

/** Names, and the places that are called after people. Made by `castOf`; read by `peopleOf`. */
export interface CastIndex {
  readonly root: Node;
  readonly people: readonly Person[];
  readonly places: Node;
}

const RANKS: Readonly<Record<Strength, number>> = { FULL: 0, PART: 1, ROLE: 2, HEAD: 3, MANY: 4 };

/** Who is meant where one name has several bearers: whoever is in the scene, else the lower tier, else the first. */
export function chosen(
  entries: readonly Entry[],
  people: readonly Person[],
  inScene: ReadonlySet<number>,
): number | null {
  let best: Entry | null = null;
  for (const entry of entries) {
    if (best === null || weight(entry, people, inScene) < weight(best, people, inScene)) best = entry;
  }
  return best?.person ?? null;
}

function weight({ person, strength }: Entry, people: readonly Person[], inScene: ReadonlySet<number>): number {
  const tier = people[person]?.tier ?? 4;
  const isFull = strength === 'FULL' || strength === 'ROLE';
  return (
    (inScene.has(person) ? 0 : 1_000) + tier * 10 + (isFull ? 0 : 100) * (RANKS[strength] > 1 ? 1 : 0) + RANKS[strength]
  );
}
