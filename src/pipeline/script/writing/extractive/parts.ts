import type { Atom } from '../../../knowledge/atom';

/** Where in its argument a document is. */
export type Part = 'INTRO' | 'BACKGROUND' | 'METHOD' | 'RESULTS' | 'DISCUSSION' | 'RECAP' | 'OTHER';

/** As an argument goes; documents may go otherwise. */
export const PARTS: readonly Part[] = ['INTRO', 'BACKGROUND', 'METHOD', 'OTHER', 'RESULTS', 'DISCUSSION', 'RECAP'];

const NUMBERING = /^(?:[\divxlc]+(?:\.\d+)*|[a-z])[.):]?\s+/i;

/** The first that fits. */
const HEADINGS: readonly (readonly [Part | null, RegExp])[] = [
  [
    null,
    /acknowledg|^references|bibliograph|fund(?:ing|ed)|conflicts? of interest|competing interests?|author contributions?|data availability|availability of|code availability|appendi|supplement|ethic|disclosure|abbreviations|nomenclature|about the authors?|^keywords|declaration|copyright|licen[cs]e/,
  ],
  ['INTRO', /^abstract|^summary$|^in brief|^highlights/],
  ['RECAP', /conclu|take-?aways?|^summing up|^final remarks|^outlook/],
  ['DISCUSSION', /discussion|limitation|implication|future work|threats to validity|lessons/],
  [
    'BACKGROUND',
    /introduction|background|related work|motivation|prior work|previous work|state of the art|literature/,
  ],
  ['RESULTS', /result|finding|evaluation|experiments?$|analysis|performance|outcome|observations?$|comparison/],
  [
    'METHOD',
    /method|approach|material|model|architecture|design|setup|set-up|set up|procedure|implementation|data|protocol|training|algorithm|system|study area|sites?$|participants|measurements?$/,
  ],
];

/** The part of each atom that may be quoted; null of what is no part of the argument. */
export function partsOf(atoms: readonly Atom[]): Map<number, Part | null> {
  const byHeading = new Map<number, Part | null>();
  const headings = new Map(atoms.flatMap((it) => (it.kind === 'SECTION_HEADER' ? [[it.position, it] as const] : [])));
  const hasResults = [...headings.values()].some(({ text }) => partOfHeading(text) === 'RESULTS');
  let before: Part = 'OTHER';
  for (const { position, text, parent } of headings.values()) {
    const own = partOfHeading(text);
    const above = parent === null ? undefined : byHeading.get(parent);
    const part: Part | null = own === undefined ? (above ?? between(before, hasResults)) : own;
    byHeading.set(position, above === null ? null : part);
    if (part !== null) before = part;
  }
  const opens = opensWithoutHeading(atoms, byHeading);
  return new Map(atoms.map((atom) => [atom.position, partOfAtom(atom, byHeading, opens)]));
}

/** A letter without an abstract begins with what would be in one. */
function opensWithoutHeading(atoms: readonly Atom[], byHeading: ReadonlyMap<number, Part | null>): boolean {
  if (atoms.some(({ kind }) => kind === 'ABSTRACT')) return false;
  return [...byHeading.values()].some((part) => part !== null && part !== 'INTRO' && part !== 'OTHER');
}

function partOfAtom(
  { kind, zone, parent }: Atom,
  byHeading: ReadonlyMap<number, Part | null>,
  opensWithoutHeading: boolean,
): Part | null {
  if (kind === 'ABSTRACT') return 'INTRO';
  if (zone !== 'BODY') return null;
  if (parent === null && opensWithoutHeading) return 'INTRO';
  const part = parent === null ? undefined : byHeading.get(parent);
  return part === undefined ? 'OTHER' : part;
}

function partOfHeading(text: string): Part | null | undefined {
  const plain = text.toLowerCase().replace(NUMBERING, '').trim();
  return HEADINGS.find(([, sign]) => sign.test(plain))?.[0];
}

/** A section with a name of its own tells how something works, as long as results are still to come. */
function between(before: Part, hasResults: boolean): Part {
  if (!hasResults) return 'OTHER';
  return before === 'INTRO' || before === 'BACKGROUND' || before === 'OTHER' ? 'METHOD' : before;
}
