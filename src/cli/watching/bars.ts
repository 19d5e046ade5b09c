import { formatMicros } from '../../pipeline/values/money';
import { isSettled, type RunState, type StageLine } from './progress';

export interface BarOptions {
  /** No line is wider. */
  readonly columns: number;
  readonly colour?: boolean;
}

const MOST_CELLS = 32;
const FEWEST_CELLS = 6;
const INDENT = '  ';
const GAP = '   ';

/** One line a stage that has jobs, and one for all of them. */
export function bars(state: RunState, options: BarOptions): string[] {
  const lines = [...state.stages, state.whole].filter(({ jobs }) => jobs > 0);
  const table = padded(lines.map(cells));
  const layout = layoutFor(table, options.columns);
  return lines.map((line, n) => drawn(line, { texts: table[n] ?? [], layout, ...options }));
}

/** From the most needed to the least: what a narrow terminal loses first stands last. */
function cells(line: StageLine): string[] {
  const { stage, jobs, done, failed, reused, spentMicros } = line;
  const extras = [reused > 0 ? `${reused} reused` : '', failed > 0 ? `${failed} failed` : ''];
  return [
    printable(stage),
    `${done}/${jobs}`,
    timeText(line),
    `$${formatMicros(spentMicros)}`,
    extras.filter(Boolean).join(', '),
  ];
}

function timeText(line: StageLine): string {
  if (isSettled(line)) return `${clockText(line.secondsTaken)} taken`;
  return line.secondsLeft === null ? '' : `${clockText(line.secondsLeft)} left`;
}

/** 4 is `0:04`, 3,725 is `1:02:05`; a second that has begun counts. */
export function clockText(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  const tail = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/** Names and notes come from outside: what would steer the terminal becomes a blank. */
export function printable(text: string): string {
  return text.replace(/\p{C}|[\u2028\u2029]/gu, ' ');
}

function padded(rows: readonly (readonly string[])[]): string[][] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row.map((text, n) => (n === 0 || n === row.length - 1 ? text.padEnd(width(n)) : text.padStart(width(n)))),
  );
}

interface Layout {
  /** How many of the texts are shown. */
  readonly texts: number;
  readonly barCells: number;
}

function layoutFor(table: readonly (readonly string[])[], columns: number): Layout {
  const [row = []] = table;
  for (let texts = row.length; texts >= 2; texts -= 1) {
    const left = columns - INDENT.length - row.slice(0, texts).join(GAP).length - GAP.length;
    if (left >= FEWEST_CELLS) return { texts, barCells: Math.min(MOST_CELLS, left) };
  }
  return { texts: 2, barCells: 0 };
}

interface Drawing extends BarOptions {
  readonly texts: readonly string[];
  readonly layout: Layout;
}

function drawn(line: StageLine, { texts, layout, columns, colour = false }: Drawing): string {
  const [name = '', ...rest] = texts.slice(0, layout.texts);
  if (layout.barCells === 0) return [name.trimEnd(), ...rest].join(' ').slice(0, columns).trimEnd();
  const bar = colour ? colouredBar(line, layout.barCells) : barOf(line, layout.barCells).join('');
  return `${INDENT}${[name, bar, ...rest].join(GAP)}`.trimEnd();
}

/** What is there and what is missing. */
function barOf({ shown }: StageLine, width: number): [string, string] {
  const filled = shown >= 1 ? width : Math.min(width - 1, Math.floor(shown * width));
  return ['█'.repeat(filled), '░'.repeat(width - filled)];
}

const [RED, GREEN, CYAN, DIM, PLAIN] = ['\u001b[31m', '\u001b[32m', '\u001b[36m', '\u001b[2m', '\u001b[0m'];

function colouredBar(line: StageLine, width: number): string {
  const [filled, missing] = barOf(line, width);
  const whole = isSettled(line) ? GREEN : CYAN;
  return `${line.failed > 0 ? RED : whole}${filled}${PLAIN}${DIM}${missing}${PLAIN}`;
}
