/** Line ends of any system as one, and none of what no text is written with: controls, byte order marks, halves of pairs. */
export function plainCharacters(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(UNWRITTEN, '')
    .replace(/^ *\t[ \t]*/gm, (indent) => indent.replaceAll('\t', '    '))
    .replaceAll('\t', ' ');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNWRITTEN = /[\0-\x08\x0e-\x1f\x7f\ufeff]|\p{Surrogate}/gu;
