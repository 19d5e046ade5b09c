export interface PictureHeader {
  readonly format: 'png' | 'jpeg';
  readonly width: number;
  readonly height: number;
}

const PNG = '89504e470d0a1a0a';

/** What a PNG or JPEG says of itself in its first bytes, read without decoding; null for all else. */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | null {
  const picture = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (picture.toString('hex', 0, 8) === PNG) return pngHeader(picture);
  return picture.toString('hex', 0, 3) === 'ffd8ff' ? jpegHeader(picture) : null;
}

function pngHeader(png: Buffer): PictureHeader | null {
  if (png.length < 33 || png.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { format: 'png', width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

/** Segment by segment to the start of the frame: C0–CF, but for C4, C8 and CC, which are tables. */
function jpegHeader(jpeg: Buffer): PictureHeader | null {
  for (let at = 2; at + 9 <= jpeg.length; ) {
    if (jpeg[at] !== 0xff) return null;
    const marker = jpeg[at + 1] ?? 0;
    const alone = marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { format: 'jpeg', width: jpeg.readUInt16BE(at + 7), height: jpeg.readUInt16BE(at + 5) };
    }
    at += alone ? (marker === 0xff ? 1 : 2) : 2 + jpeg.readUInt16BE(at + 2);
  }
  return null;
}
