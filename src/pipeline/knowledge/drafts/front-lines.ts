/** What the lines between a title and its text may be: who wrote it, and when. */

const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?';
const DATE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:\d{1,2}(?:st|nd|rd|th)?\s${MONTH},?\s\d{4}|${MONTH}\s(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})(?![\p{L}\p{N}])`,
  'iu',
);
const LONGEST_DATE_LINE = 80;
const LONGEST_AUTHOR_LINE = 600;

/** The date of a line that is little else, as it is printed. */
export function dateOf(line: string): string | null {
  if (/^\d{4}$/.test(line)) return line;
  return line.length > LONGEST_DATE_LINE ? null : (DATE.exec(line)?.[0] ?? null);
}

/** Feet of affiliations: `Okafor1,2`, `Lind*`, `Lind †`. */
const FEET = /(?<=[\p{L}.])[\s]?(?:[\d*†‡§¶¹²³⁴-⁹]+(?:\s?,\s?(?=[\d*†‡§¶¹²³⁴-⁹]))?)+/gu;
const PARTICLE = /^(?:van|von|der|den|de|da|di|del|della|dos|du|la|le|el|al|bin|ibn|ten|ter|zu|y)$/i;
const NAME_WORD = /^(?:\p{Lu}[\p{L}’'-]+|\p{Lu}\.?(?:-?\p{Lu}\.?)*)$/u;
const NO_NAME =
  /\b(?:university|institute|department|school|college|laborator(?:y|ies)|faculty|cent(?:er|re)|inc|ltd|gmbh|corp|press|journal|conference|proceedings|draft|version|abstract|introduction|figure|table|chapter|section|internet|network|working|group|category|request|comments|status|memo|the|and|of|for|with|on)\b/i;

/** The names of a line of authors; none where it holds anything else. `isNamed`: it is known to be one. */
export function authorsOf(line: string, isNamed = false): string[] {
  if (line.length > LONGEST_AUTHOR_LINE) return [];
  const said = line.replace(/^(?:by|authors?:|written by)\s+/i, '').replace(FEET, '');
  const names = said
    .split(/\s*[,;·•|&]\s*|\s+(?:and|und|et|y)\s+/u)
    .map((name) => name.trim())
    .filter((name) => name !== '' && !/^(?:Ph\.?D\.?|M\.?D\.?|Jr\.?|Sr\.?|M\.?Sc\.?|et al\.?)$/i.test(name));
  if (isNamed) return names;
  return names.length > 0 && names.every(isPersonName) ? names : [];
}

/** `Ada Okafor`, `J. van der Berg`, `Li, Wei` no. */
export function isPersonName(name: string): boolean {
  const words = name.split(/\s+/);
  if (words.length < 2 || words.length > 5 || NO_NAME.test(name) || name.length > 60) return false;
  const isEach = words.every((word) => NAME_WORD.test(word) || PARTICLE.test(word));
  return isEach && /\p{Ll}/u.test(words.at(-1) ?? '');
}
