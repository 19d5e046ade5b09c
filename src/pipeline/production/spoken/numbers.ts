const SMALL = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const GROUPS = ['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion'];
const ORDINALS: Readonly<Record<string, string>> = {
  ...{ one: 'first', two: 'second', three: 'third', five: 'fifth', eight: 'eighth', nine: 'ninth', twelve: 'twelfth' },
};

/** A whole number in digits alone. One of more than eighteen digits, or one that begins with a zero, digit by digit. */
export function cardinal(digits: string): string {
  if (digits.length > 18 || (digits.length > 1 && digits.startsWith('0'))) return digitByDigit(digits);
  if (Number(digits) === 0) return 'zero';
  const said: string[] = [];
  for (let end = digits.length, group = 0; end > 0; end -= 3, group += 1) {
    const its = Number(digits.slice(Math.max(0, end - 3), end));
    if (its > 0) said.unshift([hundreds(its), GROUPS[group]].filter(Boolean).join(' '));
  }
  return said.join(' ');
}

function hundreds(number: number): string {
  if (number < 20) return SMALL[number] ?? '';
  if (number < 100)
    return [TENS[Math.floor(number / 10)], number % 10 ? SMALL[number % 10] : ''].filter(Boolean).join('-');
  const rest = number % 100 === 0 ? '' : ` ${hundreds(number % 100)}`;
  return `${SMALL[Math.floor(number / 100)]} hundred${rest}`;
}

export function digitByDigit(digits: string): string {
  return [...digits].map((digit) => SMALL[Number(digit)] ?? '').join(' ');
}

/** `1,234.50`, `.05`, `1.2.3`. */
export function numberSaid(number: string): string {
  const [first = '', ...rest] = number.replaceAll(',', '').split('.');
  const start = first === '' ? 'zero' : cardinal(first);
  if (rest.length > 1) return [start, ...rest.map(cardinal)].join(' point ');
  return rest.length === 0 ? start : `${start} point ${digitByDigit(rest[0] ?? '')}`;
}

export function ordinal(digits: string): string {
  const said = cardinal(digits);
  const at = Math.max(said.lastIndexOf(' '), said.lastIndexOf('-')) + 1;
  const last = said.slice(at);
  return said.slice(0, at) + (ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`));
}

/** 1984, 2005, 1900, 2024. */
export function year(digits: string): string {
  const [century, rest] = [digits.slice(0, 2), digits.slice(2)];
  if (/^(?:1|2)00\d$/.test(digits)) return cardinal(digits);
  if (rest === '00') return `${cardinal(century)} hundred`;
  return `${cardinal(century)} ${rest.startsWith('0') ? `oh ${cardinal(rest.slice(1))}` : cardinal(rest)}`;
}

export function decade(digits: string): string {
  const said = digits.length === 2 ? cardinal(digits) : year(digits);
  return said.endsWith('y') ? `${said.slice(0, -1)}ies` : `${said}s`;
}

const PARTS = ['', '', 'half', 'third', 'quarter'];

/** Halves to tenths by their names, the others as one over the other. */
export function fraction(above: string, below: string): string {
  const [count, parts] = [Number(above), Number(below)];
  if (parts < 2 || parts > 10 || count < 1 || count >= parts) return `${cardinal(above)} over ${cardinal(below)}`;
  const part = PARTS[parts] || ordinal(below);
  return `${cardinal(above)} ${count === 1 ? part : `${part}s`}`;
}

const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };

/** In digits; null where it is none. */
export function romanDigits(text: string): string | null {
  if (!/^(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(text)) return null;
  const values = [...text].map((letter) => ROMAN[letter] ?? 0);
  return String(values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0));
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const LOWERED = '₀₁₂₃₄₅₆₇₈₉';

/** `⁻³` as `-3`, `₂` as `2`. */
export function levelled(raised: string): string {
  return [...raised]
    .map((it) => {
      const digit = Math.max(RAISED.indexOf(it), LOWERED.indexOf(it));
      return digit >= 0 ? String(digit) : /[⁻₋−]/.test(it) ? '-' : /[⁺₊]/.test(it) ? '' : it === 'ⁿ' ? 'n' : '';
    })
    .join('');
}

/** What a power is called behind its base: squared, cubed, to the minus four. */
export function power(exponent: string): string {
  if (exponent === '2') return 'squared';
  if (exponent === '3') return 'cubed';
  return toThe(exponent);
}

export function toThe(exponent: string): string {
  const bare = exponent.replace(/^[+\-−–]/, '');
  const said = /^\d+$/.test(bare) ? cardinal(bare) : bare;
  return `to the ${/^[-−–]/.test(exponent) ? 'minus ' : ''}${said}`;
}
