import { withoutOuterBlankLines } from '../lines';
import { type FountainLine, unwrapped, writtenOf } from './fountain-lines';

/** Its lines with their indent; `!` at the beginning of a line is a mark, and alone on it an empty line of the paragraph. */
export function actionText(lines: readonly FountainLine[]): string {
  const [only] = lines;
  if (only && lines.length === 1) return ifSaid(actionLine(only)); // most paragraphs
  return withoutOuterBlankLines(lines.map(actionLine)).join('\n');
}

function ifSaid(line: string): string {
  return line.trim() === '' ? '' : line;
}

function actionLine(line: FountainLine): string {
  const written = writtenOf(line);
  return (written.startsWith('!') ? written.slice(1) : written).trimEnd();
}

/** Lines that each have their marks. A line of marks alone is an empty one. */
export function markedText(lines: readonly FountainLine[], marks: { first?: number; last?: number }): string {
  return withoutOuterBlankLines(lines.map((line) => unwrapped(line, marks))).join('\n');
}
