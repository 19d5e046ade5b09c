/** A text out of bytes, and how it was read. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** Where the bytes did not say what they are: a sentence for people. */
  readonly warnings: readonly string[];
}

const WESTERN = /^(?:windows-1252|cp-?1252|iso-?8859-1|iso-?8859-15|latin-?1|latin1|us-ascii|ascii)$/i;
/** Browsers look no further for what a page says of itself. */
const HEAD_BYTES = 1024;
const CHARSET = /<meta\b[^>]{0,400}?charset\s*=\s*["']?\s*([\w:.-]{1,40})/i;

/**
 * Text in UTF-8, in UTF-16 with a byte order mark, or, where it is neither, in Windows-1252, which has a letter for nearly
 * every byte: that is said in a warning unless a page says so itself. A byte order mark is no text.
 */
export function decodedText(bytes: Uint8Array): DecodedText {
  const encoding = encodingByMark(bytes);
  if (encoding) return { text: new TextDecoder(encoding).decode(bytes), encoding, warnings: [] };
  const said = charsetSaid(bytes);
  const isWestern = said !== null && WESTERN.test(said);
  const utf8 = isWestern ? null : strictUtf8(bytes);
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8', warnings: [] };
  return { text: western(bytes), encoding: 'windows-1252', warnings: isWestern ? [] : [guessed(said)] };
}

function encodingByMark([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

const charsetSaid = (bytes: Uint8Array): string | null =>
  CHARSET.exec(Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1'))?.[1] ?? null;

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What Windows-1252 has where Latin-1 has controls. Node 20's own decoder reads these as Latin-1. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const western = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (letter) => WINDOWS.charAt(letter.charCodeAt(0) - 0x80));

function guessed(said: string | null): string {
  const claim = said === null ? '' : `, although it says ${said}`;
  return `The text is not UTF-8 throughout${claim}: it was read as Windows-1252, so some letters may be wrong.`;
}
