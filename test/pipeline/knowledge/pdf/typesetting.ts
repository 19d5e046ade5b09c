import { figuresOf, type PlacedFigure } from '../../../../src/pipeline/knowledge/pdf/figures';
import { layoutOf } from '../../../../src/pipeline/knowledge/pdf/layout';
import type { Mark, PageContent, TextRun } from '../../../../src/pipeline/knowledge/pdf/page';

interface Type {
  readonly size?: number;
  readonly font?: string;
  readonly isBold?: boolean;
}

/** Letters are half as wide as they are high. */
export function run(
  text: string,
  left: number,
  baseline: number,
  { size = 10, font = 'Text', isBold = false }: Type = {},
) {
  const area = {
    left,
    top: baseline - 0.8 * size,
    right: left + (text.length * size) / 2,
    bottom: baseline + size / 5,
  };
  return { text, area, baseline, size, font, isBold, isItalic: false, isUpright: true, isOfDrawing: false };
}

export const LINE = 'the words of a paragraph run from one edge of the column to the other and on below again and so';
const SMALL = { size: 8, font: 'Small' };

/** Lines from one edge of the column at 60 to the other at 535, 12 points apart. */
export const prose = (baseline: number, count: number): TextRun[] =>
  Array.from({ length: count }, (_, index) => run(LINE, 60, baseline + 12 * index));

export const small = (text: string, left: number, baseline: number): TextRun => run(text, left, baseline, SMALL);

export const picture = (left: number, top: number, right: number, bottom: number): Mark => ({
  kind: 'IMAGE',
  area: { left, top, right, bottom },
});

export const rule = (top: number, left = 60, right = 535): Mark => ({
  kind: 'STROKE',
  area: { left, top, right, bottom: top + 0.5 },
});

export function found(runs: readonly TextRun[], marks: readonly Mark[]): PlacedFigure[] {
  const page: PageContent = { number: 2, width: 600, height: 800, runs, marks };
  return figuresOf(layoutOf([page]));
}

export const only = (figures: readonly PlacedFigure[]): PlacedFigure => {
  const [figure] = figures;
  if (!figure || figures.length > 1) throw new RangeError(`Expected one figure, got ${figures.length}.`);
  return figure;
};
