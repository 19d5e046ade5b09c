import { wordCount } from '../../paragraphs';
import type { BriefFigure } from '../brief';
import { captionSaid } from './captions';
import type { Material } from './material';
import { nameOf } from './material';
import { studyOf } from './naming';

/** A figure with the sentence that begins its walkthrough. */
export interface Walk {
  readonly source: number;
  readonly figure: BriefFigure;
  readonly opening: string;
  /** `Figure 3 shows …`: a sentence that begins with the figure may go on with `It`. */
  readonly isSubject: boolean;
  /** Of the sentence that first names it, or of what stands beside it. */
  readonly anchorId: number;
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

export function walksOf(
  materials: readonly Material[],
  { words, share }: Room,
): { walks: Walk[]; unseen: Pick<Walk, 'source' | 'figure'>[] } {
  const all = materials.flatMap((material, source) =>
    material.source.figures.map((figure) => walkOf(figure, { material, source, alone: materials.length === 1 })),
  );
  const chosen = new Set<Walk>();
  let left = words * share * OPENINGS_OVER_SHARE;
  for (const walk of [...all].sort((a, b) => b.named - a.named || a.anchorId - b.anchorId)) {
    const needed = wordCount(walk.opening);
    if (needed > left) continue;
    left -= needed;
    chosen.add(walk);
  }
  return { walks: all.filter((walk) => chosen.has(walk)), unseen: all.filter((walk) => !chosen.has(walk)) };
}

interface Whose {
  readonly material: Material;
  readonly source: number;
  /** Of several sources, each figure is named with its study. */
  readonly alone: boolean;
}

function walkOf(figure: BriefFigure, { material, source, alone }: Whose): Walk {
  const { sentences, firstNamed, manner } = material;
  const name = nameOf(figure);
  const label = `${figure.kind === 'TABLE' ? 'Table' : 'Figure'} ${figure.number}`;
  const whose = alone ? label : `${label} of ${studyOf(material.source)}`;
  const named = sentences.filter(({ discusses }) => discusses.some((it) => nameOf(it) === name)).length;
  const anchorId = firstNamed.get(name)?.id ?? besides(figure, material);
  return { source, figure, anchorId, named, ...openingOf(whose, captionSaid(figure, manner), figure.kind === 'TABLE') };
}

function openingOf(
  whose: string,
  said: ReturnType<typeof captionSaid>,
  isTable: boolean,
): Pick<Walk, 'opening' | 'isSubject'> {
  if (!said) return { opening: `${whose} is worth a look here.`, isSubject: true };
  if (said.isSentence) return { opening: `In ${whose}, ${said.words}.`, isSubject: false };
  return { opening: `${whose} ${isTable ? 'gives' : 'shows'} ${said.words}.`, isSubject: true };
}

/** A figure that no text names stands where its picture stands. */
function besides(figure: BriefFigure, { source: { atoms }, sentences }: Material): number {
  const atom = atoms.find((it) => it.figure?.kind === figure.kind && it.figure.number === figure.number);
  const position = atom?.position ?? atoms.find(({ page }) => page === figure.page)?.position ?? 0;
  return sentences.filter((it) => it.position <= position).at(-1)?.id ?? sentences[0]?.id ?? 0;
}
