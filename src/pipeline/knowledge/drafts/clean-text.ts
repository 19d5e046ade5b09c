/** No word is made of these: controls, and what only tells where a line may break. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be found
const UNSEEN = /[\u0000-\u0008\u000b\u000e-\u001f\u007f\u00ad\u200b\u2060\ufeff]/g;

/** Text that can be kept: no NUL, no half of a surrogate pair, no byte order mark. Its blanks and lines stay. */
export function storable(text: string): string {
  return text.replace(UNSEEN, '').replace(/\p{Surrogate}/gu, '\ufffd');
}

/** As one line: what is wrapped is joined. */
export function oneLine(text: string): string {
  return storable(text).replace(/\s+/g, ' ').trim();
}

/** Code keeps its lines, and not the blanks at their ends. */
export function codeLines(text: string): string {
  return storable(text)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}
