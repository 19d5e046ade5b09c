/** Code, which holds no formula, or a formula between `$` or `\(`; a price is none. Long ones are text: it keeps the reading linear. */
const CODE_OR_FORMULA =
  /(?<!`)(`{1,10})(?!`)[^`]{1,2000}\1(?!`)|\$\$?(?=[^\s$])[^$\n`]{0,500}[^\s$\\`]\$\$?(?!\d)|\\\([^\n`]{1,500}?\\\)/g;

/** With the signs of its formulas escaped, so that `a_i * b_i` is no emphasis and `\frac` keeps its stroke. */
export function guarded(text: string): string {
  if (!text.includes('$') && !text.includes('\\(')) return text;
  return text.replace(CODE_OR_FORMULA, (found) => (found.startsWith('`') ? found : escaped(found)));
}

const escaped = (formula: string): string => formula.replace(/[!-/:-@[-`{-~]/g, '\\$&');

const FENCES: readonly (readonly [opens: RegExp, closes: RegExp])[] = [
  [/^[ \t]*\$\$/, /\$\$[ \t]*(?:\{[^}]*\})?[ \t]*$/],
  [/^[ \t]*\\\[/, /\\\][ \t]*$/],
];
const MOST_LINES = 200;

/** The formula that begins in a line and stands by itself, and how many lines it takes; null where there is none. */
export function formulaAt(lines: readonly string[], at: number): { formula: string; lines: number } | null {
  const line = lines[at] ?? '';
  const [opens, closes] = FENCES.find(([begins]) => begins.test(line)) ?? [];
  if (!opens || !closes) return null;
  const parts = [line.replace(opens, '')];
  while (!closes.test(parts.at(-1) ?? '')) {
    const next = lines[at + parts.length];
    if (next === undefined || parts.length >= MOST_LINES) return null;
    parts.push(next);
  }
  const formula = parts.join(' ').replace(closes, '').replace(/\s+/g, ' ').trim();
  return formula === '' ? null : { formula, lines: parts.length };
}
