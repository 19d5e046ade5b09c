import type { Line } from './lines';

export const MATH_FONT = /CMMI|CMSY|CMEX|MSBM|MSAM|Math|Symbol|MTMI|MTSY|MTEX|rtxmi|txsy|EUFM|LMMath|XITS/i;

/** What the running text is set in: modes weighted by characters. */
export interface Typography {
  readonly size: number;
  readonly font: string;
  /** From baseline to baseline. */
  readonly leading: number;
}

export function typographyOf(pages: readonly (readonly Line[])[]): Typography {
  const sizes = new Map<number, number>();
  const fonts = new Map<string, number>();
  const telling = pages.map((lines) => lines.filter(({ isOfDrawing, text }) => !isOfDrawing && text.length >= 15));
  for (const line of telling.flat()) {
    add(sizes, Math.round(line.size * 2) / 2, line.text.length);
  }
  const size = mode(sizes) ?? 10;
  for (const line of telling.flat()) if (Math.abs(line.size - size) <= 0.5) add(fonts, line.font, line.text.length);
  const leadings = new Map<number, number>();
  for (const line of telling.flatMap((lines) => steps(lines, size))) add(leadings, Math.round(line * 2) / 2, 1);
  return { size, font: mode(fonts) ?? '', leading: mode(leadings) ?? size * 1.2 };
}

/** Distances between lines that begin at the same place, one after the other. */
function steps(lines: readonly Line[], size: number): number[] {
  const body = lines.filter((line) => Math.abs(line.size - size) <= 0.5);
  const steps: number[] = [];
  for (const [index, line] of body.entries()) {
    const next = body.slice(index + 1, index + 4).find(({ area }) => Math.abs(area.left - line.area.left) < 2);
    const step = next ? next.baseline - line.baseline : 0;
    if (step > size * 0.9 && step < size * 2.6) steps.push(step);
  }
  return steps;
}

function add<Key>(weights: Map<Key, number>, key: Key, weight: number): void {
  weights.set(key, (weights.get(key) ?? 0) + weight);
}

function mode<Key>(weights: ReadonlyMap<Key, number>): Key | null {
  let best: Key | null = null;
  let most = 0;
  for (const [key, weight] of weights) if (weight > most) [best, most] = [key, weight];
  return best;
}
