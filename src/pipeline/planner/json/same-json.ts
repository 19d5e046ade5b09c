/** Whether both are written alike but for the order of keys: Postgres has one of its own. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSameJson(memberOf(a, key), memberOf(b, key)))
  );
}

function memberOf(object: object, key: string): unknown {
  return (object as Record<string, unknown>)[key];
}
