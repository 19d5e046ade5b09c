import { type Comparison, type Line, linesOf, verdictsOf } from './comparison';
import type { Spread } from './statistics';

const number = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));
const range = ({ min, max }: Spread): string => `${number(min)}–${number(max)}`;

function cellsOf(line: Line): string[] {
  const { name, figure, ratio, others } = line;
  return [
    name,
    number(figure.median),
    range(figure),
    ratio.median.toFixed(2),
    range(ratio),
    ...Object.values(others).map(number),
  ];
}

/** Names to the left, figures to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const pad = (cell: string, index: number) => cell[index ? 'padStart' : 'padEnd'](widths[index] ?? 0);
  return rows.map((row) => `  ${row.map(pad).join('  ')}`.trimEnd()).join('\n');
}

/** Medians over the rounds; a ratio is the median of the rounds' own ratios; min–max beside each. */
export function asText(comparison: Comparison): string {
  const lines = linesOf(comparison);
  const head = [
    '',
    comparison.figure,
    'min–max',
    `× ${comparison.peer}`,
    'min–max',
    ...Object.keys(lines[0]?.others ?? {}),
  ];
  const verdicts = verdictsOf(comparison).map(({ text, met }) => `  ${met ? 'met' : 'MISSED'}  ${text}`);
  return [comparison.title, table([head, ...lines.map(cellsOf)]), ...verdicts, ''].join('\n');
}

export function asJson(comparison: Comparison): object {
  const { title, figure, peer, rounds } = comparison;
  return { title, figure, peer, lines: linesOf(comparison), targets: verdictsOf(comparison), rounds };
}
