import type { AtomKind } from '../atom';
import type { Block, BlockKind, Reading } from '../reading';
import { figureAtomKind } from './figure-kind';
import { atomImportance } from './importance';
import { type Placed, placedFigures } from './placed-figures';
import type { BareAtom } from './topics';
import { type Zone, zoneOf, zoneUnder } from './zones';

/** The atoms of a reading, without what they are about. */
export function bareAtoms({ blocks, figures }: Reading): BareAtom[] {
  const laying = new Laying();
  for (const placed of placedFigures(blocks, figures)) laying.lay(placed);
  return laying.atoms;
}

const KIND: Readonly<Record<BlockKind, AtomKind>> = {
  TITLE: 'TITLE',
  AUTHOR: 'AUTHOR',
  DATE: 'DATE',
  ABSTRACT: 'ABSTRACT',
  KEYWORDS: 'KEYWORD',
  HEADING: 'SECTION_HEADER',
  PARAGRAPH: 'PARAGRAPH',
  LIST_ITEM: 'PARAGRAPH',
  CODE: 'PARAGRAPH',
  QUOTE: 'QUOTE',
  EQUATION: 'EQUATION',
  REFERENCE: 'CITATION',
};

interface Section {
  readonly position: number;
  readonly text: string;
  readonly level: number;
  readonly zone: Zone;
}

const NO_SECTION: Zone = { zone: 'BODY', isConclusion: false, isEarlierWork: false };

class Laying {
  readonly atoms: BareAtom[] = [];
  /** The headings that what comes next stands under, outermost first. */
  readonly #sections: Section[] = [];
  #hasHeadings = false;

  lay(placed: Placed): void {
    if ('figure' in placed) this.#figure(placed);
    else if (placed.block.kind === 'HEADING') this.#heading(placed.block);
    else if (placed.block.kind === 'KEYWORDS') this.#keywords(placed.block);
    else this.#block(placed.block);
  }

  #zone(): Zone {
    return this.#sections.at(-1)?.zone ?? NO_SECTION;
  }

  #figure({ figure, text }: Extract<Placed, { figure: unknown }>): void {
    const { kind, number, page, box } = figure;
    const { zone } = this.#zone();
    const atom = figureAtomKind(kind, figure.caption);
    this.#add({ kind: atom, zone, text, page, box, figure: { kind, number }, form: null }, this.#zone());
  }

  #heading({ text, level: given, page, box }: Block): void {
    const level = given ?? levelByNumber(text);
    while ((this.#sections.at(-1)?.level ?? 0) >= level) this.#sections.pop();
    const above = this.#zone();
    const own = zoneUnder(text);
    const zone = above.zone === 'BODY' && own.zone !== 'BODY' ? own : inherited(above, own);
    this.#hasHeadings = true;
    this.#add({ kind: 'SECTION_HEADER', zone: zone.zone, text, page, box, figure: null, form: null }, zone);
    this.#sections.push({ position: this.atoms.length - 1, text, level, zone });
  }

  #keywords({ text, page, box }: Block): void {
    for (const word of text.split(/\s*[,;·•|]\s*/)) {
      const keyword = word.replace(/\.$/, '');
      if (keyword !== '')
        this.#add({ kind: 'KEYWORD', zone: 'FRONT', text: keyword, page, box, figure: null, form: null }, NO_SECTION);
    }
  }

  #block({ kind, text, page, box }: Block): void {
    const under = this.#zone();
    const zone = zoneOf(kind, text, { zone: under, isFirst: !this.#hasHeadings });
    const form = kind === 'LIST_ITEM' || kind === 'CODE' ? kind : null;
    this.#add({ kind: KIND[kind], zone, text, page, box, figure: null, form }, under);
  }

  #add(
    atom: Omit<BareAtom, 'position' | 'section' | 'parent' | 'importance'>,
    { isConclusion, isEarlierWork }: Zone,
  ): void {
    const section = this.#sections.at(-1);
    const importance = atomImportance({ ...atom, isConclusion, isEarlierWork, isCode: atom.form === 'CODE' });
    const place = { section: section?.text ?? null, parent: section?.position ?? null };
    this.atoms.push({ position: this.atoms.length, ...atom, ...place, importance });
  }
}

function inherited(above: Zone, own: Zone): Zone {
  const isConclusion = above.isConclusion || own.isConclusion;
  return { zone: above.zone, isConclusion, isEarlierWork: above.isEarlierWork || own.isEarlierWork };
}

/** `3.2 Results` is below `3 Methods`. */
const levelByNumber = (heading: string): number => (/^\d+(?:\.\d+)*/.exec(heading)?.[0] ?? '1').split('.').length;
