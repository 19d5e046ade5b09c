import type { Atom, AtomLink } from './atom';
import { cueIn, speaksOfOthers } from './links/cues';
import { Library, type Referral } from './links/referrals';
import { isLinkable, type LinkedDocument, type SharedPair, sharedPairs } from './links/shared-concepts';

export type { LinkedDocument };

const MOST_LINKS = 500;
/** Of one atom to those of one other document: the best say it. */
const MOST_OF_AN_ATOM = 3;
const REFERRED = 0.75;
const MERELY_REFERRED = 0.6;
/** What is said of others without a name is said of a document that shares so much of its subject. */
const CLEARLY_SHARED = 0.6;
const UNNAMED = 0.7;
const LONGEST_QUOTE = 200;

/**
 * What atoms of different documents have to do with each other, the strongest first, at most 500. The order of the documents
 * does not matter.
 */
export function atomLinks(documents: readonly LinkedDocument[]): AtomLink[] {
  const byId = new Map(documents.map((document) => [document.documentId, document]));
  const sorted = [...byId.values()].sort((a, b) => (a.documentId < b.documentId ? -1 : 1));
  const pairs = sharedPairs(sorted);
  const library = new Library(sorted);
  const partners = partnersOf(pairs);
  const referred = sorted.flatMap((document) =>
    library.referralsOf(document).map((referral) => linkOf(document, referral, partners)),
  );
  return strongest([...referred.flatMap((link) => link ?? []), ...pairs.map(ofPair)]);
}

type Side = SharedPair['from'];

/** Of each atom: the atoms of each other document that share most with it, best first. */
function partnersOf(
  pairs: readonly SharedPair[],
): ReadonlyMap<string, { readonly atom: Atom; readonly strength: number }[]> {
  const partners = new Map<string, { readonly atom: Atom; readonly strength: number }[]>();
  const keep = (one: Side, other: Side, strength: number) => {
    const key = `${one.document.documentId} ${one.atom.position} ${other.document.documentId}`;
    const found = partners.get(key) ?? [];
    found.push({ atom: other.atom, strength });
    partners.set(key, found);
  };
  for (const { from, to, strength } of pairs) {
    keep(from, to, strength);
    keep(to, from, strength);
  }
  for (const found of partners.values())
    found.sort((a, b) => b.strength - a.strength || a.atom.position - b.atom.position);
  return partners;
}

function linkOf(
  document: LinkedDocument,
  { atom, sentence, to }: Referral,
  partners: ReturnType<typeof partnersOf>,
): AtomLink | null {
  const partner = partners.get(`${document.documentId} ${atom.position} ${to.documentId}`)?.[0];
  const target = partner?.atom ?? heartOf(to);
  if (!target) return null;
  const cue = cueIn(sentence);
  const strength = (cue ? REFERRED : MERELY_REFERRED) + 0.25 * (partner?.strength ?? 0);
  return {
    from: { documentId: document.documentId, position: atom.position },
    to: { documentId: to.documentId, position: target.position },
    relation: cue?.relation ?? 'SAME_TOPIC',
    strength: rounded(strength),
    because: `“${quote(sentence)}”`,
  };
}

/** What a document is referred to for, where nothing else says it: its strongest atom. */
function heartOf({ atoms }: LinkedDocument): Atom | undefined {
  const linkable = atoms.filter(isLinkable).sort((a, b) => b.importance - a.importance || a.position - b.position);
  return linkable[0] ?? atoms[0];
}

function ofPair({ from, to, names, strength }: SharedPair): AtomLink {
  const said = strength >= CLEARLY_SHARED ? (saidOfOthers(from.atom) ?? saidOfOthers(to.atom)) : null;
  const [one, other] = said && saidOfOthers(from.atom) === null ? [to, from] : [from, to];
  const shared = names.slice(0, 4).join(', ');
  return {
    from: { documentId: one.document.documentId, position: one.atom.position },
    to: { documentId: other.document.documentId, position: other.atom.position },
    relation: said?.relation ?? 'SAME_TOPIC',
    strength: rounded(said ? strength * UNNAMED : strength * 0.9),
    because: said ? `“${said.words}” of work on ${shared}` : `Both speak of ${shared}.`,
  };
}

const saidOfOthers = ({ text }: Atom) => (speaksOfOthers(text) ? cueIn(text) : null);

const rounded = (strength: number): number => Math.round(Math.min(1, strength) * 1000) / 1000;

const quote = (sentence: string): string =>
  sentence.length <= LONGEST_QUOTE ? sentence : `${sentence.slice(0, LONGEST_QUOTE).replace(/\s\S*$/, '')}…`;

function strongest(links: readonly AtomLink[]): AtomLink[] {
  const ranked = [...links].sort((a, b) => b.strength - a.strength || compared(a, b));
  const pairs = new Set<string>();
  const counts = new Map<string, number>();
  const kept: AtomLink[] = [];
  for (const link of ranked) {
    if (kept.length >= MOST_LINKS) break;
    if (isNew(link, pairs) && hasRoom(link, counts)) kept.push(link);
  }
  return kept;
}

const place = ({ documentId, position }: AtomLink['from']): string => `${documentId} ${position}`;

function compared(a: AtomLink, b: AtomLink): number {
  const [one, other] = [a, b].map(({ from, to }) => [from.documentId, to.documentId, from.position, to.position]) as [
    (string | number)[],
    (string | number)[],
  ];
  const at = one.findIndex((value, nth) => value !== other[nth]);
  return at < 0 ? 0 : (one[at] ?? 0) < (other[at] ?? 0) ? -1 : 1;
}

function isNew({ from, to }: AtomLink, pairs: Set<string>): boolean {
  const pair = [place(from), place(to)].sort().join(' ');
  return !pairs.has(pair) && pairs.add(pair).has(pair);
}

function hasRoom({ from, to }: AtomLink, counts: Map<string, number>): boolean {
  const sides = [`${place(from)} ${to.documentId}`, `${place(to)} ${from.documentId}`];
  if (sides.some((side) => (counts.get(side) ?? 0) >= MOST_OF_AN_ATOM)) return false;
  for (const side of sides) counts.set(side, (counts.get(side) ?? 0) + 1);
  return true;
}
