/** Without NUL and halves of surrogate pairs: Postgres keeps neither. */
export function storableText(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, '');
}

/** The beginning of a text, without half of its last character. */
export function beginningOf(text: string, mostCharacters: number): string {
  return storableText(text.slice(0, mostCharacters));
}

/** A value of ours with all its texts so. Numbers that JSON cannot say are null, as JSON writes them. */
export function storable<Value>(value: Value): Value {
  return copied(value) as Value;
}

function copied(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copied(member)]));
}
