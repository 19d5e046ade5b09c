/** Lines as one paragraph again. `words` are the compounds that the text writes with a hyphen within a line. */
export function unwrapped(lines: readonly string[], words: ReadonlySet<string>): string {
  const parts: string[] = [];
  for (const line of lines.map((each) => each.trim())) {
    const before = parts.pop();
    if (before === undefined) parts.push(line);
    else if (isCut(before, line)) parts.push(joined(before, line, words), line);
    else parts.push(`${before} `, line);
  }
  return parts.join('');
}

const isCut = (line: string, next: string): boolean => /\p{L}-$/u.test(line.slice(-3)) && /^\p{Ll}/u.test(next);

/** What comes before the next line: a word that the text has with its hyphen elsewhere keeps that. */
function joined(line: string, next: string, words: ReadonlySet<string>): string {
  const before = /[\p{L}\p{N}-]{1,60}$/u.exec(line.slice(-60))?.[0] ?? '';
  const after = /^[\p{L}\p{N}-]{1,60}/u.exec(next)?.[0] ?? '';
  return words.has(`${before}${after}`.toLowerCase()) ? line : line.slice(0, -1);
}

/** Compounds that are written with a hyphen within a line. */
export function hyphenated(text: string): ReadonlySet<string> {
  return new Set(
    [...text.matchAll(/(?<![\p{L}\p{N}-])\p{L}[\p{L}\p{N}]{0,40}-[\p{L}\p{N}-]{1,60}/gu)].map(([word]) =>
      word.toLowerCase(),
    ),
  );
}
