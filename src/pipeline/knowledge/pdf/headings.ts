import { mainLine, type Row, textOf } from './order';
import type { Passage } from './passages';

const NUMBERING =
  /^(?:(\d{1,2}(?:\.\d{1,2}){0,3})\.?|([IVX]{1,5})\.|([A-Z])\.((?:\d{1,2}\.?)*)|Appendix ([A-Z])[.:]?)\s+/;
const TOP =
  /^(abstract|introduction|background|related work|methods?|materials and methods|results?|discussion|conclusions?|references|bibliography|acknowledge?ments?|summary|appendix)\.?:?$/i;

/** Levels by the depth of the number; without one by the style, as large as the styles that have numbers or stand first. */
export function levelsOf(headings: readonly Passage[]): Map<Passage, number> {
  const styles = new Map<string, number>();
  const letters = headings.filter((heading) => /^[A-Z]\./.test(titleOf(heading))).length;
  const romans = headings.filter((heading) => /^[IVX]{1,5}\./.test(titleOf(heading))).length;
  for (const heading of headings) {
    const level = numbered(titleOf(heading), romans >= 3 && letters >= 1) ?? (TOP.test(titleOf(heading)) ? 1 : null);
    const known = styles.get(styleOf(heading));
    if (level !== null) styles.set(styleOf(heading), Math.min(level, known ?? level));
  }
  const sizes = [...new Set(headings.map((heading) => sizeOf(heading)))].toSorted((one, other) => other - one);
  return new Map(
    headings.map((heading) => {
      const own = numbered(titleOf(heading), romans >= 3 && letters >= 1);
      const bySize = Math.min(3, sizes.indexOf(sizeOf(heading)) + 1);
      return [heading, own ?? (TOP.test(titleOf(heading)) ? 1 : (styles.get(styleOf(heading)) ?? bySize))];
    }),
  );
}

/** `3.2` is level 2; letters are a level of their own under roman numbers, and else appendices. */
function numbered(title: string, lettersAreUnderRomans: boolean): number | null {
  const found = NUMBERING.exec(title);
  if (!found) return null;
  const [, digits, roman, letter, rest = ''] = found;
  if (digits) return digits.split('.').length;
  if (roman && (roman.length > 1 || lettersAreUnderRomans || roman === 'I' || roman === 'V' || roman === 'X')) return 1;
  if (letter && lettersAreUnderRomans) return 2;
  return 1 + rest.split('.').filter((part) => part !== '').length;
}

export const titleOf = ({ rows }: Passage): string => rows.map((row) => textOf(row)).join(' ');

const sizeOf = ({ rows }: Passage): number => Math.round((rows[0] ? mainLine(rows[0] as Row).size : 0) * 2) / 2;

function styleOf(heading: Passage): string {
  const line = heading.rows[0] ? mainLine(heading.rows[0]) : null;
  const isCapital = !/[a-z]/.test(titleOf(heading));
  return `${sizeOf(heading)}/${line?.font ?? ''}/${isCapital}`;
}
