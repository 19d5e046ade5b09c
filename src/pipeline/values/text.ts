/** Text that can be kept and found again: not of blanks alone, storable, and of whole characters. */
export function isName(text: string, mostCharacters = 200): boolean {
  return text.trim().length > 0 && text.length <= mostCharacters && isStorable(text) && isWhole(text);
}

/** Postgres keeps no NUL in text. */
export function isStorable(text: string): boolean {
  return !text.includes('\0');
}

/** No half of a surrogate pair: such text has no UTF-8, and no JSON that Postgres would read. */
export function isWhole(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** Null where the bytes are no UTF-8: text that is read by half would be narrated by half. A byte order mark is no text. */
export function textOfUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
