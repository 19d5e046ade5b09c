/** Postgres keeps no NUL in text, and a name of spaces cannot be found again. */
export function isName(text: string, mostCharacters = 200): boolean {
  return text.trim().length > 0 && text.length <= mostCharacters && isStorable(text);
}

export function isStorable(text: string): boolean {
  return !text.includes('\0');
}

/** A name's rule, and no half of a surrogate pair: such text has no JSON that Postgres would read. */
export function isWording(text: string, mostCharacters: number): boolean {
  return isName(text, mostCharacters) && !/\p{Surrogate}/u.test(text);
}
