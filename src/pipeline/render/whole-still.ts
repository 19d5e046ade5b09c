export type StillFormat = 'png_pipe' | 'jpeg_pipe';
export type Crc32 = (bytes: Uint8Array) => number;

/** What the first bytes say; a name says nothing, and FFmpeg's own guess would follow a playlist to other files. */
export function stillFormat(head: Uint8Array): StillFormat | null {
  const starts = (...magic: number[]) => magic.every((byte, index) => head[index] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png_pipe';
  return starts(0xff, 0xd8, 0xff) ? 'jpeg_pipe' : null;
}

/**
 * Whether a still goes to its end undamaged. FFmpeg shows half a PNG or JPEG as a picture that is grey or black below, and
 * exits with 0; an old one does not look at a PNG's checksums either, whatever `-err_detect` says.
 */
export function isWhole(bytes: Uint8Array, format: StillFormat, crc32: Crc32): boolean {
  return format === 'png_pipe' ? isWholePng(bytes, crc32) : isWholeJpeg(bytes);
}

/** Chunks of length, type, data and checksum of type and data, the last of them IEND. */
function isWholePng(bytes: Uint8Array, crc32: Crc32): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const dataEnd = at + 8 + view.getUint32(at);
    if (dataEnd + 4 > bytes.length) return false;
    if (crc32(bytes.subarray(at + 4, dataEnd)) !== view.getUint32(dataEnd)) return false;
    if (view.getUint32(at + 4) === IEND) return true;
    at = dataEnd + 4;
  }
  return false;
}
const IEND = 0x49454e44;

/** Segments that say their length; after SOS, data up to the next marker that is no escaped byte, restart or filling. */
function isWholeJpeg(bytes: Uint8Array): boolean {
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1] ?? 0;
    const next = at + 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    at = marker === 0xff ? at + 1 : marker === SOS ? markerAfter(bytes, next) : next;
    if (bytes[at] === 0xff && bytes[at + 1] === EOI) return true;
  }
  return false;
}
const SOS = 0xda;
const EOI = 0xd9;

function markerAfter(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && isData(bytes[at + 1] ?? 0)) at = bytes.indexOf(0xff, at + 1);
  return at < 0 ? bytes.length : at;
}

function isData(marker: number): boolean {
  return marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7);
}
