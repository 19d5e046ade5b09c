/** On one line, without blanks around it. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n]/g, ' ').trim();
}

/** With `\n` between its lines, whatever it came with. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Without blank lines at either end. What remains keeps its indent. */
export function withoutOuterBlankLines(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) return [];
  return lines.slice(first, lines.findLastIndex((line) => line.trim() !== '') + 1);
}
