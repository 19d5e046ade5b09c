import { plainText } from './plain-text';

const ACT = /^ACT[ \t]+(ONE|TWO|THREE|[123]|I{1,3})(?![\p{L}\d]{2})/iu;
const HALF = /^(?:[ \t]?|-|[ \t]\(|,?[ \t]PART[ \t])([AB])(?=[ \t]*(?:$|[:.,)–—-]))/i;

/** Of a section, or as a fact says it: `ACT ONE` is 1, `Act 2A` and `Act Two` 2, `Act Two B` 3, `Act 3` 4. Null: it names none. */
export function actNamed(text: string): number | null {
  const name = plainText(text).trim();
  const [all, number] = ACT.exec(name) ?? [];
  if (!all || !number) return null;
  const rest = name.slice(all.length);
  const half = HALF.exec(rest)?.[1]?.toUpperCase() ?? null;
  if (half === null && /^[\p{L}\d]/u.test(rest)) return null; // `ACT TWOFOLD`
  return actOf(number.toUpperCase(), half);
}

function actOf(number: string, half: string | null): number {
  if (['ONE', '1', 'I'].includes(number)) return 1;
  if (['THREE', '3', 'III'].includes(number)) return 4;
  return half === 'B' ? 3 : 2;
}

const NAMES = ['1', '2A', '2B', '3'];

/** `2A`: read back by `actNamed('ACT 2A')`. */
export function actName(act: number): string | null {
  return NAMES[act - 1] ?? null;
}
