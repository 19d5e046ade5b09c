/** Postgres keeps no NUL in text, and a name of spaces cannot be found again. */
export function isName(text: string, mostCharacters = 200): boolean {
  return text.trim().length > 0 && text.length <= mostCharacters && isStorable(text);
}

export function isStorable(text: string): boolean {
  return !text.includes('\0');
}
