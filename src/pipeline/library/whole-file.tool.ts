import { type FileHandle, open } from 'node:fs/promises';
import { MediaRefused } from '../errors';
import { demuxerOf, kindOf, type MediaType } from '../values/media-type';

/**
 * Refuses a file that is shorter than it says of itself. FFmpeg is no proof: it takes half a WebM or half an MP3 for a
 * whole one, and ends with 0. Only lengths are read, so four gigabytes take as long as four.
 */
export async function assertWhole(path: string, type: MediaType): Promise<void> {
  const missing = MISSING[kindOf(type) === 'archive' ? 'zip' : (demuxerOf(type) ?? '')];
  if (!missing) return;
  const file = await open(path);
  try {
    const got = await missing(await readerOf(file));
    if (got !== null) throw cutOff(type, got);
  } finally {
    await file.close();
  }
}

interface Reader {
  readonly size: number;
  /** Fewer than were asked for, where the file ends. */
  at(position: number, bytes: number): Promise<Buffer>;
}

async function readerOf(file: FileHandle): Promise<Reader> {
  const { size } = await file.stat();
  const at = async (position: number, bytes: number) => {
    const buffer = Buffer.alloc(Math.max(0, Math.min(bytes, size - position)));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    return buffer.subarray(0, bytesRead);
  };
  return { size, at };
}

/** What is missing, in words; null where it is all there. */
const MISSING: Readonly<Record<string, (reader: Reader) => Promise<string | null>>> = {
  mov: missingOfBoxes,
  wav: missingOfChunks,
  ogg: missingOfPages,
  matroska: missingOfSegment,
  zip: missingOfZip,
};

/** Two for each second of a film in fragments: eight hours. More were made by nobody who films. */
const MOST_BOXES = 60_000;

async function missingOfBoxes({ size, at }: Reader): Promise<string | null> {
  const seen = new Set<string>();
  let position = 0;
  for (let boxes = 0; position < size; boxes += 1) {
    if (boxes === MOST_BOXES) return `more than ${MOST_BOXES} boxes`;
    const head = await at(position, 16);
    const end = head.length < 8 ? null : boxEnd(head, position, size);
    if (end === null) return 'bytes behind its boxes that are none';
    const name = head.toString('latin1', 4, 8);
    if (end > size) return `a box ${JSON.stringify(name)} up to byte ${end} in a file of ${size}`;
    seen.add(name);
    position = end;
  }
  return seen.has('moov') ? null : 'no box "moov": the index of the film, which some recorders write last';
}

function boxEnd(head: Buffer, position: number, size: number): number | null {
  const short = head.readUInt32BE(0);
  if (short === 0) return size;
  if (short === 1 && head.length < 16) return null;
  const length = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
  return length >= 8 ? position + length : null;
}

const MOST_CHUNKS = 1_000;

/** A recorder that could not go back leaves 0 or all ones for a length: what comes is what there is. */
async function missingOfChunks({ size, at }: Reader): Promise<string | null> {
  let position = 12;
  for (let chunks = 0; chunks < MOST_CHUNKS && position < size; chunks += 1) {
    const head = await at(position, 8);
    if (head.length < 8) return null;
    const length = head.readUInt32LE(4);
    const end = position + 8 + length;
    const isSound = head.toString('latin1', 0, 4) === 'data';
    if (isSound && (length === 0 || length === 0xffff_ffff)) return null;
    if (end > size) return `${length} bytes of ${isSound ? 'sound' : 'a chunk'} up to byte ${end} in a file of ${size}`;
    if (isSound) return null;
    position = end + (length & 1);
  }
  return 'no chunk "data"';
}

const LONGEST_PAGE = 65_307;
const LAST_PAGE = 4;

/** The last page says that it is the last. */
async function missingOfPages({ size, at }: Reader): Promise<string | null> {
  const tail = await at(Math.max(0, size - LONGEST_PAGE), LONGEST_PAGE);
  const page = tail.subarray(Math.max(0, tail.lastIndexOf('OggS')));
  const lengths = page.subarray(27, 27 + (page[26] ?? 0));
  const bytes = lengths.reduce((sum, length) => sum + length, 27 + lengths.length);
  if (bytes > page.length) return `a last page of ${bytes} bytes, of which ${page.length} are there`;
  return ((page[5] ?? 0) & LAST_PAGE) === 0 ? 'a last page that says that others follow' : null;
}

const SEGMENT = '18538067';

/** The header and then one segment with everything in it; live recordings leave its length open. */
async function missingOfSegment({ size, at }: Reader): Promise<string | null> {
  const header = elementAt(await at(0, 12), 0);
  const segmentAt = header?.endExclusive ?? 0;
  const head = await at(segmentAt, 12);
  const segment = elementAt(head, segmentAt);
  if (head.toString('hex', 0, 4) !== SEGMENT || !segment) return 'no segment behind its header';
  const end = segment.endExclusive;
  return end !== null && end > size ? `a segment up to byte ${end} in a file of ${size}` : null;
}

/** An element with an id of four bytes. Its end is null where its length was left open: all ones. */
function elementAt(head: Buffer, position: number): { endExclusive: number | null } | null {
  const first = head[4] ?? 0;
  const lengthBytes = Math.clz32(first) - 23;
  if (lengthBytes > 8 || head.length < 4 + lengthBytes) return null;
  const digits = [first & (0xff >> lengthBytes), ...head.subarray(5, 4 + lengthBytes)];
  const isOpen = digits.every((digit, n) => digit === (n === 0 ? 0xff >> lengthBytes : 0xff));
  const length = digits.reduce((sum, digit) => sum * 256 + digit, 0);
  return { endExclusive: isOpen ? null : position + 4 + lengthBytes + length };
}

const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;

/** The list of what a zip holds lies at its end. */
async function missingOfZip({ size, at }: Reader): Promise<string | null> {
  const tail = await at(Math.max(0, size - END_BYTES - LONGEST_COMMENT), END_BYTES + LONGEST_COMMENT);
  const end = tail.subarray(Math.max(0, tail.lastIndexOf('PK\x05\x06')));
  if (end.length < END_BYTES || end.readUInt32LE(0) !== 0x06054b50) return 'no end of the list of its files';
  return end.readUInt16LE(20) > end.length - END_BYTES ? 'an end of the list of its files that was cut off' : null;
}

function cutOff(type: MediaType, got: string): MediaRefused {
  return new MediaRefused('The file is broken or was cut off.', {
    expected: `a whole file of ${type}`,
    got,
    remedy: 'Export or download the file again.',
  });
}
