import type { Chart } from '../manifest/scene-schema';

const TYPES: readonly [RegExp, Chart['type']][] = [
  [/\b(?:pie|donut|doughnut|share of)\b/i, 'pie'],
  [/\b(?:line|trend|over time|growth|curve|timeline)\b/i, 'line'],
  [/\btable\b/i, 'table'],
];

export function chartTypeOf(words: string): Chart['type'] {
  return TYPES.find(([named]) => named.test(words))?.[1] ?? 'bar';
}
