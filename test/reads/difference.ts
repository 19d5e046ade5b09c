/** Where two values that JSON can say first differ, in words; null where they are equal, members in the same order. */
export function firstDifference(expected: unknown, got: unknown, whose: string, path = '$'): string | null {
  if (Object.is(expected, got)) return null;
  const differ = `The ${whose} differs at ${path}: expected ${shown(expected)}, got ${shown(got)}.`;
  if (!isObject(expected) || !isObject(got) || Array.isArray(expected) !== Array.isArray(got)) return differ;
  const keys = Object.keys(expected);
  if (JSON.stringify(keys) !== JSON.stringify(Object.keys(got)))
    return `The ${whose} differs at ${path}: expected the members ${keys}, got ${Object.keys(got)}.`;
  for (const key of keys) {
    const found = firstDifference(expected[key], got[key], whose, `${path}.${key}`);
    if (found) return found;
  }
  return null;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 300);
