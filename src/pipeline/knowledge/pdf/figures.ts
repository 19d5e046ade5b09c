import type { FigureKind } from '../../script/segment';
import type { Area } from './area';
import { type Caption, keyOf } from './captions';
import { plainNumber } from './labels';
import type { Layout, PageLayout } from './layout';
import { type Plate, platesFor } from './plates';
import { joinedLines, vocabularyOf } from './words';

export interface PlacedFigure {
  readonly kind: FigureKind;
  readonly number: number;
  readonly label: string;
  readonly caption: string;
  /** Of the picture, or of the caption where there is none. */
  readonly page: number;
  /** Null where no picture was found for the caption. */
  readonly area: Area | null;
  readonly confidence: number;
  /** What stands near and is no part of it: painted over before the picture is cut. */
  readonly strangers: readonly Area[];
  /** What the figure consists of, which is never painted over. */
  readonly parts: readonly Area[];
  /** Pages that its picture leaves out. */
  readonly continuedOn: readonly number[];
}

/** Each caption with its part of the page. Labels without a plain number (`S1`, `4.2`) take the numbers after the highest plain one. */
export function figuresOf({ pages, continuations }: Layout): PlacedFigure[] {
  const vocabulary = vocabularyOf(pages.flatMap(({ lines }) => lines.map(({ text }) => text)));
  const numbers = numbersOf(pages.flatMap(({ captions }) => captions));
  const isPlaced = new Set(pages.flatMap(({ choices }) => choices.map(({ candidate }) => candidate.caption)));
  const plates = platesFor(
    pages.flatMap(({ captions }) => captions.filter((caption) => !isPlaced.has(caption))),
    pages,
  );
  return pages.flatMap((page) =>
    page.captions.flatMap((caption) => {
      const { kind, text } = caption.label;
      const number = numbers.get(caption);
      if (kind === 'OTHER' || number === undefined) return [];
      const label = text.replace(/[.:\s]+$/, '');
      const plate = plates.get(caption);
      const place = plate ? onPlate(plate) : besideCaption(caption, page);
      const continuedOn = continuations
        .filter((other) => keyOf(other.label) === keyOf(caption.label))
        .map((other) => other.page);
      return [{ kind, number, label, caption: joinedLines(caption.parts, vocabulary), ...place, continuedOn }];
    }),
  );
}

type Place = Pick<PlacedFigure, 'page' | 'area' | 'confidence' | 'strangers' | 'parts'>;

function besideCaption(caption: Caption, page: PageLayout): Place {
  const choice = page.choices.find(({ candidate }) => candidate.caption === caption);
  const area = choice?.candidate.area ?? null;
  const strangers = area ? strangersOf(caption, page) : [];
  const parts = choice?.candidate.parts.map((part) => part.area) ?? [];
  return { page: page.page.number, area, confidence: choice?.confidence ?? 0, strangers, parts };
}

/** How sure it is that a page of a picture is a caption's: by its label, or by its order alone. */
const BY_LABEL = 0.7;
const BY_ORDER = 0.5;

const onPlate = ({ page, area, key, strangers }: Plate): Place => ({
  page: page.page.number,
  area,
  confidence: key ? BY_LABEL : BY_ORDER,
  strangers,
  parts: [],
});

function numbersOf(captions: readonly Caption[]): Map<Caption, number> {
  const numbers = new Map<Caption, number>();
  for (const kind of ['FIGURE', 'TABLE'] as const) {
    const own = captions.filter(({ label }) => label.kind === kind);
    const used = new Set<number>();
    for (const caption of own) {
      const number = isPlain(caption) ? plainNumber(caption.label.mark) : null;
      if (number === null || used.has(number)) continue;
      used.add(number);
      numbers.set(caption, number);
    }
    let next = Math.max(0, ...used) + 1;
    for (const caption of own) if (!numbers.has(caption)) numbers.set(caption, next++);
  }
  return numbers;
}

/** `Figure 3` and no `Supplementary Figure 3`. */
const isPlain = (caption: Caption): boolean => keyOf(caption.label).split('/')[1] === '';

function strangersOf(caption: Caption, { scene, captions, choices }: PageLayout): Area[] {
  const others = choices
    .filter(({ candidate }) => candidate.caption !== caption)
    .map(({ candidate }) => candidate.area);
  return [...captions.map(({ area }) => area), ...scene.barriers, ...others];
}
