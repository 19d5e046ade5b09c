import { malformed, type XmlSource } from './xml-source';

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const LONGEST_REFERENCE = 12;
const LAST_CHARACTER = 0x10ffff;

/** The characters that a stretch of XML stands for. */
export function decodedText(source: XmlSource, from: number, endExclusive: number): string {
  const written = source.text.slice(from, endExclusive);
  const text = written.includes('\r') ? written.replace(/\r\n?/g, '\n') : written;
  if (!text.includes('&')) return text;
  return text.replace(/&([^&;]{0,12};)?/g, (all, reference: string | undefined) => {
    const character = reference === undefined ? null : characterOf(reference.slice(0, -1));
    if (character !== null) return character;
    const got = all === '&' ? '& alone' : all.slice(0, LONGEST_REFERENCE);
    throw malformed(source, from, { expected: '&lt; &gt; &amp; &quot; &apos; or the number of a character', got });
  });
}

function characterOf(name: string): string | null {
  if (Object.hasOwn(NAMED, name)) return NAMED[name] ?? null;
  const [, hexadecimal, decimal] = /^#(?:x([\da-f]+)|(\d+))$/i.exec(name) ?? [];
  const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal ?? Number.NaN);
  const isCharacter = code > 0 && code <= LAST_CHARACTER && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : null;
}

/** C0 controls but tab and line feed have no place in XML, nor have U+FFFE and U+FFFF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;

/** Without characters that no XML can hold. */
export function xmlSafe(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(FORBIDDEN, '');
}

export function xmlText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Blanks other than spaces would be read as spaces. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replace(/"/g, '&quot;').replace(/\t/g, '&#9;').replace(/\n/g, '&#10;');
}
