import type { FigureKind } from '../../script/segment';

const CHART =
  /\b(?:plots?|plotted|charts?|histograms?|curves?|bars?|scatter(?:plot)?|box\s?plots?|heat\s?maps?|as a function of|versus|vs\.?|over time|time series|distributions?|trends?|axis|axes|error bars?|mean ±|percentiles?|confidence intervals?|correlation|regression|ROC)\b/i;
const DIAGRAM =
  /\b(?:architectures?|overview|pipelines?|schematics?|schema|diagrams?|flow\s?charts?|workflows?|framework|block diagram|illustration|layout|topology|data flow|state machine|building blocks?|taxonomy|set-?up)\b/i;

/** What a figure is by the words of its caption: the first of them that say so. */
export function figureAtomKind(kind: FigureKind, caption: string): 'FIGURE' | 'CHART' | 'DIAGRAM' | 'TABLE' {
  if (kind === 'TABLE') return 'TABLE';
  const [chart, diagram] = [caption.search(CHART), caption.search(DIAGRAM)];
  if (chart < 0 && diagram < 0) return 'FIGURE';
  return diagram < 0 || (chart >= 0 && chart < diagram) ? 'CHART' : 'DIAGRAM';
}
