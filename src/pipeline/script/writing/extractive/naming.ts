import type { BriefSource } from '../brief';
import { listed } from './phrases';

/** `Okafor and Lind, 2025` is spoken without its year, and `et al.` as what it means. */
export function spokenName({ attribution, authors }: BriefSource): string | null {
  const said = (attribution ?? '')
    .replace(/[\s,;]*[([]?\b\d{4}[a-z]?[)\]]?\.?\s*$/u, '')
    .replace(/\s*&\s*/gu, ' and ')
    .replace(/,?\s*\bet al\.?/gu, ' and colleagues')
    .trim();
  if (said) return said;
  if (authors.length > 2) return `${authors[0]} and colleagues`;
  return authors.length > 0 ? listed(authors) : null;
}

export function spokenTitle(source: BriefSource): string {
  const name = spokenName(source);
  const title = `“${source.title.replace(/[“”]/gu, '’').replace(/[\s.]+$/u, '')}”`;
  return name === null ? title : `${title} by ${name}`;
}

/** Whose study it is, within a sentence: `Lind’s study`. */
export function studyOf(source: BriefSource): string {
  const name = spokenName(source);
  if (name === null) return `“${source.title.replace(/[“”]/gu, '’').replace(/[\s.]+$/u, '')}”`;
  return `${name}${/s$/u.test(name) ? '’' : '’s'} study`;
}
