/** Words of a document, to tell a word that a line's end divided from one that is written with a hyphen. */
export type Vocabulary = ReadonlyMap<string, number>;

const WORD = /[\p{L}][\p{L}\u2019']*(?:-[\p{L}]+)*/gu;

export function vocabularyOf(lines: readonly string[]): Vocabulary {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const whole = line.replace(/[\p{L}-]+-$/u, '');
    for (const [word] of whole.matchAll(WORD))
      counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
  }
  return counts;
}

/** Beginnings that keep their hyphen. */
const PREFIXES = new Set([
  'self',
  'non',
  'well',
  'semi',
  'quasi',
  'cross',
  'high',
  'low',
  'long',
  'short',
  'state',
  'end',
  'real',
  'large',
  'small',
  'multi',
  'two',
  'three',
  'one',
  'first',
  'second',
  'open',
  'fine',
  'pre',
  'post',
  'full',
  'half',
  'so',
]);

/** Lines to one text: hyphens at the ends of lines go, unless the document writes the word with one. */
export function joinedLines(lines: readonly string[], vocabulary: Vocabulary): string {
  let text = '';
  for (const line of lines.map((each) =>
    each
      .replace(/\u00ad$/, '-')
      .replace(/\u00ad/g, '')
      .trim(),
  )) {
    if (line === '') continue;
    const divided = /([\p{L}]+)[-\u2010]$/u.exec(text);
    const next = /^[\p{L}]+/u.exec(line)?.[0] ?? '';
    if (/\d[-\u2010]$/.test(text) && next !== '') text += line;
    else if (!divided || next === '') text += text === '' ? line : ` ${line}`;
    else if (keepsHyphen(divided[1] ?? '', next, vocabulary)) text += line;
    else text = text.slice(0, -1) + line;
  }
  return text.replace(/\s+/g, ' ').trim();
}

function keepsHyphen(before: string, after: string, vocabulary: Vocabulary): boolean {
  if (/^\p{Lu}/u.test(after)) return true;
  const whole = vocabulary.get(`${before}${after}`.toLowerCase()) ?? 0;
  const parted = vocabulary.get(`${before}-${after}`.toLowerCase()) ?? 0;
  if (whole !== parted) return parted > whole;
  return PREFIXES.has(before.toLowerCase()) && (vocabulary.get(after.toLowerCase()) ?? 0) > 0;
}
