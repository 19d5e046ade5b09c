import type { Atom, Concept } from '../atom';

/** A document as others are linked to it. */
export interface LinkedDocument {
  readonly documentId: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly atoms: readonly Atom[];
  readonly topics: readonly Concept[];
  readonly entities: readonly Concept[];
}

/** Two atoms that share concepts, the first of the document whose id sorts first. */
export interface SharedPair {
  readonly from: { readonly document: LinkedDocument; readonly atom: Atom };
  readonly to: { readonly document: LinkedDocument; readonly atom: Atom };
  /** The names of what both speak of, the most telling first. */
  readonly names: readonly string[];
  /** From 0 to 1. */
  readonly strength: number;
}

/** Of one concept, the atoms of a document that matter most, and the documents: the rest shares others, or little. */
const MOST_ATOMS = 8;
const MOST_DOCUMENTS = 24;

const SPEAKS = new Set<Atom['kind']>(['ABSTRACT', 'PARAGRAPH', 'QUOTE', 'FIGURE', 'CHART', 'DIAGRAM', 'TABLE']);
export const isLinkable = ({ kind, zone, form }: Atom): boolean =>
  SPEAKS.has(kind) && (zone === 'BODY' || zone === 'FRONT') && form !== 'CODE';

interface Use {
  readonly document: LinkedDocument;
  readonly concept: Concept;
  readonly atoms: readonly Atom[];
}

/** The pairs of atoms of different documents that share concepts. `documents` sorted, each id once. */
export function sharedPairs(documents: readonly LinkedDocument[]): SharedPair[] {
  const uses = usesByKey(documents);
  const pairs = new Map<string, Gathered>();
  for (const [key, all] of uses) if (all.length > 1) gather(pairs, { key, uses: all, documents: documents.length });
  return [...pairs.values()].flatMap(weighed);
}

function usesByKey(documents: readonly LinkedDocument[]): Map<string, Use[]> {
  const uses = new Map<string, Use[]>();
  for (const document of documents) {
    const atoms = atomsByKey(document.atoms);
    const concepts = new Map([...document.topics, ...document.entities].map((concept) => [concept.key, concept]));
    for (const [key, concept] of concepts) {
      const others = uses.get(key) ?? [];
      if (others.length < MOST_DOCUMENTS) others.push({ document, concept, atoms: atoms.get(key) ?? [] });
      uses.set(key, others);
    }
  }
  return uses;
}

function atomsByKey(atoms: readonly Atom[]): Map<string, Atom[]> {
  const byKey = new Map<string, Atom[]>();
  const ranked = atoms.filter(isLinkable).sort((a, b) => b.importance - a.importance || a.position - b.position);
  for (const atom of ranked) {
    for (const key of new Set([...atom.topics, ...atom.entities])) {
      const found = byKey.get(key) ?? [];
      if (found.length < MOST_ATOMS) found.push(atom);
      byKey.set(key, found);
    }
  }
  return byKey;
}

interface Gathered extends Pick<SharedPair, 'from' | 'to'> {
  readonly shared: { readonly key: string; readonly name: string; readonly value: number }[];
}

function gather(
  pairs: Map<string, Gathered>,
  { key, uses, documents }: { key: string; uses: readonly Use[]; documents: number },
): void {
  for (const [at, one] of uses.entries()) {
    for (const other of uses.slice(at + 1)) {
      const value = telling(key, one.concept.weight, other.concept.weight) * rarity(uses.length, documents);
      for (const from of one.atoms) {
        for (const to of other.atoms) {
          const id = `${one.document.documentId} ${from.position} ${other.document.documentId} ${to.position}`;
          const pair = pairs.get(id) ?? {
            from: { document: one.document, atom: from },
            to: { document: other.document, atom: to },
            shared: [],
          };
          pair.shared.push({ key, name: one.concept.name, value });
          pairs.set(id, pair);
        }
      }
    }
  }
}

/** What all documents share says little of two of them. */
const rarity = (uses: number, documents: number): number =>
  Math.log(1 + documents / uses) / Math.log(1 + documents / 2);

const ONE_WORD = 0.6;
const telling = (key: string, one: number, other: number): number =>
  (key.includes(' ') ? 1 : ONE_WORD) * (0.4 + 0.6 * Math.sqrt(one * other));

const WEAKEST = 0.35;

function weighed({ from, to, shared }: Gathered): SharedPair[] {
  const own = shared
    .filter(({ key }) => !shared.some((other) => other.key !== key && ` ${other.key} `.includes(` ${key} `)))
    .sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1));
  const strength = 1 - Math.exp(-own.reduce((sum, { value }) => sum + value, 0) / 1.5);
  const isTelling = own.length > 1 || (own[0]?.key.includes(' ') ?? false);
  if (!isTelling || strength < WEAKEST) return [];
  return [{ from, to, names: own.map(({ name }) => name), strength: Math.round(strength * 1000) / 1000 }];
}
