import { wordCount } from '../../paragraphs';
import type { BriefFigure } from '../brief';
import { type CaptionSaid, captionSaid } from './captions';
import type { Material } from './material';
import { nameOf } from './material';
import { studyOf } from './naming';

/** A figure with the sentence that begins its walkthrough. */
export interface Walk {
  readonly source: number;
  readonly figure: BriefFigure;
  /** Of its atom; null where the document has none for it. */
  readonly position: number | null;
  /** With the figure's name, and whose it is where that was not said just before. */
  readonly opening: string;
  readonly shortOpening: string;
  /** `Figure 3 shows …`: a sentence that begins with the figure may go on with `It`. */
  readonly isSubject: boolean;
  /** Of the sentence that first names it, or of what stands beside it. */
  readonly anchorId: number;
  /** The paragraph of that sentence; null where no text names it. */
  readonly anchorPosition: number | null;
  /** How often the text speaks of it. */
  readonly named: number;
}

interface Room {
  readonly words: number;
  /** What part of the words figures may have. */
  readonly share: number;
}

/** Where there is no time for all, those that the text speaks of most are walked through. Openings take at most this part more than their share. */
const OPENINGS_OVER_SHARE = 1.15;
/** No more figures than one in 22 seconds or so: each wants to be looked at. */
const WORDS_A_FIGURE = 55;

export function walksOf(materials: readonly Material[], { words, share }: Room): { walks: Walk[]; unseen: Unseen[] } {
  const all = materials.flatMap((material, source) => {
    const counts = countsOf(material);
    return material.source.figures.map((figure) =>
      walkOf(figure, { material, source, counts, alone: materials.length === 1 }),
    );
  });
  const chosen = new Set<Walk>();
  let left = words * share * OPENINGS_OVER_SHARE;
  for (const walk of [...all].sort((a, b) => b.named - a.named || a.anchorId - b.anchorId)) {
    const needed = wordCount(walk.opening);
    if (needed > left || chosen.size >= Math.ceil(words / WORDS_A_FIGURE)) continue;
    left -= needed;
    chosen.add(walk);
  }
  return { walks: all.filter((walk) => chosen.has(walk)), unseen: all.filter((walk) => !chosen.has(walk)) };
}

type Unseen = Pick<Walk, 'source' | 'figure'>;

/** How many sentences are about each figure. */
function countsOf({ sentences }: Material): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { discusses } of sentences) {
    for (const name of new Set(discusses.map(nameOf))) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

interface Whose {
  readonly material: Material;
  readonly source: number;
  readonly counts: ReadonlyMap<string, number>;
  /** Of several sources, each figure is named with its study. */
  readonly alone: boolean;
}

function walkOf(figure: BriefFigure, { material, source, counts, alone }: Whose): Walk {
  const { firstNamed, manner } = material;
  const position = positionOf(figure, material);
  const name = nameOf(figure);
  const label = `${figure.kind === 'TABLE' ? 'Table' : 'Figure'} ${figure.number}`;
  const whose = alone ? label : `${label} of ${studyOf(material.source)}`;
  const said = captionSaid(figure, manner);
  const isTable = figure.kind === 'TABLE';
  return {
    ...{ source, figure, position, named: counts.get(name) ?? 0, isSubject: !said?.isSentence },
    anchorPosition: firstNamed.get(name)?.position ?? null,
    anchorId: firstNamed.get(name)?.id ?? besides(figure, position, material),
    opening: openingOf(whose, said, isTable),
    shortOpening: openingOf(label, said, isTable),
  };
}

function openingOf(whose: string, said: CaptionSaid | null, isTable: boolean): string {
  if (!said) return `${whose} is worth a look here.`;
  return said.isSentence ? `In ${whose}, ${said.words}.` : `${whose} ${verbFor(said.words, isTable)} ${said.words}.`;
}

function verbFor(words: string, isTable: boolean): string {
  if (!isTable) return 'shows';
  return /^[a-z]+[^s\W]s\b/.test(words) ? 'lists' : 'gives';
}

function positionOf({ kind, number }: BriefFigure, { source: { atoms } }: Material): number | null {
  return atoms.find(({ figure }) => figure?.kind === kind && figure.number === number)?.position ?? null;
}

/** A figure that no text names stands where its picture stands. */
function besides({ page }: BriefFigure, own: number | null, { source: { atoms }, sentences }: Material): number {
  const position = own ?? atoms.find((atom) => atom.page === page)?.position ?? 0;
  return sentences.filter((it) => it.position <= position).at(-1)?.id ?? sentences[0]?.id ?? 0;
}
