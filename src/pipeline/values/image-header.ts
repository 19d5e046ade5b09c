import { MediaRefused } from '../errors';

/** The kinds of picture that come in. Others would need a decoder that we trust with a stranger's bytes. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

export interface ImageHeader {
  readonly mimeType: PictureType;
  readonly width: number;
  readonly height: number;
}

/** A still of 67 megapixels takes 268 MB to decode; a PNG of 747 kB can claim 16,000 × 16,000, and take 800. */
export const MOST_PIXELS = 67_108_864;
/** A JPEG tells its size behind its profiles: one for print takes half a megabyte. */
export const HEADER_BYTES = 1 << 20;

export const PNG_SIGNATURE: readonly number[] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG_SIGNATURE: readonly number[] = [0xff, 0xd8, 0xff];

/** By its first bytes; null where these are no picture, or too few to say. */
export function pictureType(bytes: Uint8Array): PictureType | null {
  if (begins(bytes, PNG_SIGNATURE)) return 'image/png';
  return begins(bytes, JPEG_SIGNATURE) ? 'image/jpeg' : null;
}

/** Type and size of a PNG or a JPEG by its first bytes; null where they do not say. No pixel is decoded. */
export function imageHeader(bytes: Uint8Array): ImageHeader | null {
  const mimeType = pictureType(bytes);
  const size = mimeType === 'image/png' ? pngSize(bytes) : mimeType === 'image/jpeg' ? jpegSize(bytes) : null;
  return mimeType && size && size.width > 0 && size.height > 0 ? { mimeType, ...size } : null;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

function pngSize(bytes: Uint8Array): Size | null {
  if (bytes.length < 24 || !begins(bytes.subarray(12), ascii('IHDR'))) return null;
  return { width: uint32(bytes, 16), height: uint32(bytes, 20) };
}

/** SOF0 to SOF15 begin a frame; C4, C8 and CC among them are tables and extensions. */
export function beginsFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** From marker to marker by their lengths: a preview inside a profile is stepped over, never taken for the picture. */
function jpegSize(bytes: Uint8Array): Size | null {
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (beginsFrame(marker)) return { height: uint16(bytes, at + 5), width: uint16(bytes, at + 7) };
    if (marker === 0xda || marker === 0xd9) return null;
    at += marker === 0xff ? 1 : 2 + uint16(bytes, at + 2);
  }
  return null;
}

/** Refuses a picture whose header claims more pixels than anyone should decode. */
export function assertFewPixels({ width, height }: Size): void {
  if (width * height <= MOST_PIXELS) return;
  throw new MediaRefused('The picture has too many pixels.', {
    expected: `at most ${MOST_PIXELS} pixels, such as 8192 × 8192`,
    got: `${width} × ${height}`,
    remedy: 'Scale it down: no film shows more than 8192 × 8192.',
  });
}

const SIGNS: readonly (readonly [what: string, first: readonly number[], at?: number])[] = [
  ['a PNG', PNG_SIGNATURE],
  ['a JPEG', JPEG_SIGNATURE],
  ['a zip archive (also .docx, .pptx, .xlsx)', ascii('PK')],
  ['a PDF', ascii('%PDF')],
  ['a GIF', ascii('GIF8')],
  ['a WebP picture', ascii('WEBP'), 8],
  ['an AVIF picture', ascii('ftypavif'), 4],
  ['a HEIC picture', ascii('ftyphei'), 4],
  ['an MP4 or MOV film', ascii('ftyp'), 4],
  ['a Matroska or WebM film', [0x1a, 0x45, 0xdf, 0xa3]],
  ['a TIFF', ascii('II*\0')],
  ['a TIFF', ascii('MM\0*')],
  ['an HLS playlist', ascii('#EXTM3U')],
  ['a list of files for FFmpeg', ascii('ffconcat')],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a RAR archive', ascii('Rar!')],
  ['a 7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['an xz archive', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['a WAV sound', ascii('WAVE'), 8],
  ['an AVI film', ascii('AVI '), 8],
  ['an Ogg file', ascii('OggS')],
  ['a FLAC sound', ascii('fLaC')],
  ['an MP3 sound', ascii('ID3')],
  ['a Flash film', ascii('FLV')],
  ['a program for Linux', ascii('\x7fELF')],
  ['a program for macOS', [0xcf, 0xfa, 0xed, 0xfe]],
  ['a program for Windows', ascii('MZ')],
  ['text in UTF-16', [0xff, 0xfe]],
  ['text in UTF-16', [0xfe, 0xff]],
  ['a BMP', ascii('BM')],
];

/** What bytes look like, for whoever sent the wrong ones. */
export function describedBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'nothing: 0 bytes';
  const sign = SIGNS.find(([, first, at = 0]) => begins(bytes.subarray(at), first));
  if (sign) return sign[0];
  const text = Buffer.from(bytes.subarray(0, 512)).toString('latin1').replace(/^ï»¿/, '').trimStart();
  if (/^(<\?xml[\s\S]*)?(<!--[\s\S]*?-->\s*)?(<!DOCTYPE svg[\s\S]*)?<svg\b/i.test(text)) return 'an SVG';
  if (/^<(\?xml|!DOCTYPE|html|\w+[\s>])/i.test(text)) return 'XML or HTML text';
  return /^[\t\n\r\x20-\x7e]+$/.test(text) ? 'plain text' : 'no kind of file that is known here';
}

function begins(bytes: Uint8Array, first: readonly number[]): boolean {
  return first.every((byte, at) => bytes[at] === byte);
}

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function uint32(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at) * 65_536 + uint16(bytes, at + 2);
}
