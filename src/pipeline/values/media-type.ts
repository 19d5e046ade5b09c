import { describedBytes, pictureType } from './image-header';

export type MediaKind = 'picture' | 'sound' | 'film' | 'archive' | 'text' | 'document';

const MIB = 1024 * 1024;

/** What an upload may bring, by kind: how much of it, and what to do about more. */
export const KINDS: Readonly<Record<MediaKind, { noun: string; mostBytes: number; smaller: string }>> = {
  picture: { noun: 'a picture', mostBytes: 64 * MIB, smaller: 'Scale the picture down or compress it more.' },
  sound: { noun: 'a sound', mostBytes: 512 * MIB, smaller: 'Compress the sound: FLAC loses nothing.' },
  film: { noun: 'a video', mostBytes: 4096 * MIB, smaller: 'Cut the video into parts, or encode it at a lower rate.' },
  archive: { noun: 'an archive', mostBytes: 16_384 * MIB, smaller: 'Divide the archive.' },
  text: { noun: 'a text', mostBytes: 64 * MIB, smaller: 'Divide the text.' },
  document: { noun: 'a document', mostBytes: 256 * MIB, smaller: 'Divide the document, or scale its pictures down.' },
};

interface Known {
  readonly kind: MediaKind;
  /** FFmpeg's name of the container. Always said to it, never left to its guess. */
  readonly demuxer?: string;
}

const KNOWN = {
  'image/png': { kind: 'picture' },
  'image/jpeg': { kind: 'picture' },
  'audio/mpeg': { kind: 'sound', demuxer: 'mp3' },
  'audio/wav': { kind: 'sound', demuxer: 'wav' },
  'audio/ogg': { kind: 'sound', demuxer: 'ogg' },
  'audio/flac': { kind: 'sound', demuxer: 'flac' },
  'audio/aac': { kind: 'sound', demuxer: 'aac' },
  'audio/mp4': { kind: 'sound', demuxer: 'mov' },
  'audio/webm': { kind: 'sound', demuxer: 'matroska' },
  'video/mp4': { kind: 'film', demuxer: 'mov' },
  'video/quicktime': { kind: 'film', demuxer: 'mov' },
  'video/webm': { kind: 'film', demuxer: 'matroska' },
  'video/x-matroska': { kind: 'film', demuxer: 'matroska' },
  'application/zip': { kind: 'archive' },
  'application/json': { kind: 'text' },
  'text/plain': { kind: 'text' },
  'text/markdown': { kind: 'text' },
  'text/html': { kind: 'document' },
  'application/pdf': { kind: 'document' },
} as const satisfies Record<string, Known>;

export type MediaType = keyof typeof KNOWN;
export const MEDIA_TYPES = Object.keys(KNOWN) as readonly MediaType[];

/** Other names that browsers and systems give them. */
const ALIASES: Readonly<Record<string, MediaType>> = {
  'image/jpg': 'image/jpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/wave': 'audio/wav',
  'audio/x-wav': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-flac': 'audio/flac',
  'audio/m4a': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/opus': 'audio/ogg',
  'audio/x-matroska': 'audio/webm',
  'video/x-m4v': 'video/mp4',
  'application/x-zip-compressed': 'application/zip',
  'text/x-markdown': 'text/markdown',
  'application/xhtml+xml': 'text/html',
  'application/x-pdf': 'application/pdf',
  'application/xml': 'text/plain',
  'text/xml': 'text/plain',
};

/** The type that a claim means, without its parameters; null where it is none that is taken. */
export function claimedType(claim: string): MediaType | null {
  const name = claim.split(';')[0]?.trim().toLowerCase() ?? '';
  return MEDIA_TYPES.find((type) => type === name) ?? (Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? null) : null);
}

export function kindOf(type: MediaType): MediaKind {
  return KNOWN[type].kind;
}

export function demuxerOf(type: MediaType): string | null {
  const known: Known = KNOWN[type];
  return known.demuxer ?? null;
}

/** The same container with nothing but sound in it. */
export function withoutPicture(type: MediaType): MediaType {
  if (kindOf(type) !== 'film') return type;
  return demuxerOf(type) === 'mov' ? 'audio/mp4' : 'audio/webm';
}

/** The same container with a picture in it: `M4A` is a word that any MP4 may begin with. */
export function withPicture(type: MediaType): MediaType {
  if (type === 'audio/mp4') return 'video/mp4';
  return type === 'audio/webm' ? 'video/webm' : type;
}

/** Whether bytes that look like `found` may be what was claimed. Within its kind a format goes by its bytes. */
export function isClaimed(claimed: MediaType, found: MediaType): boolean {
  const kinds = [found, withPicture(found), withoutPicture(found)].map(kindOf);
  return kinds.includes(kindOf(claimed));
}

/** Part of a page, without the lines that would say so: plain text unless somebody says that it is HTML. */
export function isPartOfPage(first: Uint8Array): boolean {
  return TAG.test(asText(first.subarray(0, SNIFF_BYTES)) ?? '');
}

/** What it takes to tell: also the second frame of an MP3, behind the first. */
export const SNIFF_BYTES = 65_536;

export type Sniffed = { readonly type: MediaType } | { readonly refused: string };

/** What bytes are by the first 64 KiB of them, or what they look like where that is not taken. */
export function sniffedType(first: Uint8Array): Sniffed {
  const bytes = first.subarray(0, SNIFF_BYTES);
  const type = pictureType(bytes) ?? containerType(bytes) ?? textType(bytes) ?? framedType(bytes);
  if (type) return { type };
  return { refused: says(bytes, 0, 'OggS') ? 'an Ogg file without a sound that is taken' : describedBytes(bytes) };
}

function containerType(bytes: Uint8Array): MediaType | null {
  if (says(bytes, 0, 'RIFF') && says(bytes, 8, 'WAVE')) return 'audio/wav';
  if (says(bytes, 0, 'fLaC')) return 'audio/flac';
  if (says(bytes, 0, 'OggS')) return oggType(bytes);
  if (says(bytes, 0, 'ID3')) return 'audio/mpeg';
  if (says(bytes, 0, '%PDF-')) return 'application/pdf';
  if (says(bytes, 0, 'PK\x03\x04') || says(bytes, 0, 'PK\x05\x06')) return 'application/zip';
  if (says(bytes, 0, '\x1a\x45\xdf\xa3')) return matroskaType(bytes);
  return boxType(bytes);
}

const OGG_SOUNDS = ['\x01vorbis', 'OpusHead', '\x7fFLAC', 'Speex   '];

/** By the first packet, which lies behind the table of the first page. */
function oggType(bytes: Uint8Array): MediaType | null {
  const at = 27 + (bytes[26] ?? 0);
  return OGG_SOUNDS.some((name) => says(bytes, at, name)) ? 'audio/ogg' : null;
}

/** The element 4282 of the EBML header names the kind of document. */
function matroskaType(bytes: Uint8Array): MediaType | null {
  const head = bytes.subarray(0, 256);
  const at = head.findIndex((byte, index) => byte === 0x42 && head[index + 1] === 0x82);
  if (at >= 0 && says(head, at + 3, 'webm')) return 'video/webm';
  return at >= 0 && says(head, at + 3, 'matroska') ? 'video/x-matroska' : null;
}

/** Brands of pictures that are kept in the same boxes as films. */
const STILL_BRANDS = ['avif', 'avis', 'heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'crx '];
/** What films of QuickTime begin with that are older than `ftyp`. */
const OLD_BOXES = ['moov', 'mdat', 'wide'];

function boxType(bytes: Uint8Array): MediaType | null {
  if (OLD_BOXES.some((name) => says(bytes, 4, name))) return 'video/quicktime';
  if (!says(bytes, 4, 'ftyp') || STILL_BRANDS.some((brand) => says(bytes, 8, brand))) return null;
  if (says(bytes, 8, 'qt  ')) return 'video/quicktime';
  return says(bytes, 8, 'M4A') || says(bytes, 8, 'M4B') ? 'audio/mp4' : 'video/mp4';
}

/** Texts that programs would act upon: they are named and refused, whatever is claimed. */
const ACTED_UPON = /^(?:an SVG|an HLS playlist|a list of files for FFmpeg)$/;
/** A page says what it is; the comments before it may be many, and each is walked once. */
const HTML = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i;
const TAG = /<(?:article|div|h[1-6]|main|ol|p|section|table|ul)\b[^>]*>/i;
const MARKUP = /^\s*<(?:\?xml|!doctype|html|head|body|script)\b/i;
/** The one XML that is taken: a screenplay. As plain text, so that nothing that shows it acts upon it. */
const FINAL_DRAFT = /^\s*<\?xml[^>]*>\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<FinalDraft\b/;
/** No text has these; a byte of a picture has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]/;

function textType(bytes: Uint8Array): MediaType | null {
  const text = asText(bytes);
  if (text === null || text.trim() === '' || CONTROLS.test(text)) return null;
  if (ACTED_UPON.test(describedBytes(bytes))) return null;
  if (FINAL_DRAFT.test(text)) return 'text/plain';
  if (HTML.test(text)) return 'text/html';
  if (MARKUP.test(text)) return null;
  return /^\s*[{[]/.test(text) ? 'application/json' : 'text/plain';
}

/** Null where it is no UTF-8; the last character may be cut. */
function asText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** Two bytes are no proof: the second frame must be where the first says. */
function framedType(bytes: Uint8Array): MediaType | null {
  const [mpeg, adts] = [mpegFrameBytes(bytes, 0), adtsFrameBytes(bytes, 0)];
  if (mpeg > 0 && mpegFrameBytes(bytes, mpeg) > 0) return 'audio/mpeg';
  return adts > 0 && adtsFrameBytes(bytes, adts) > 0 ? 'audio/aac' : null;
}

/** kbit/s of layer III by the index of the header; 0 where there is none. */
const MPEG1_RATES = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0];
const MPEG2_RATES = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0];
const SAMPLE_RATES = [44_100, 48_000, 32_000];

/** The length of a frame of layer III; 0 where none begins. */
function mpegFrameBytes(bytes: Uint8Array, at: number): number {
  const [sync = 0, form = 0, rates = 0] = bytes.subarray(at, at + 3);
  const [version, layer] = [(form >> 3) & 3, (form >> 1) & 3];
  const sampleRate = SAMPLE_RATES[(rates >> 2) & 3];
  const kilobits = (version === 3 ? MPEG1_RATES : MPEG2_RATES)[rates >> 4] ?? 0;
  if (sync !== 0xff || form < 0xe0 || version === 1 || layer !== 1 || !sampleRate || kilobits === 0) return 0;
  const perSecond = sampleRate / (version === 3 ? 1 : version === 2 ? 2 : 4);
  return Math.floor(((version === 3 ? 144 : 72) * kilobits * 1000) / perSecond) + ((rates >> 1) & 1);
}

const ADTS_HEADER_BYTES = 7;

function adtsFrameBytes(bytes: Uint8Array, at: number): number {
  const [sync = 0, form = 0, , high = 0, middle = 0, low = 0] = bytes.subarray(at, at + 6);
  if (sync !== 0xff || (form & 0xf6) !== 0xf0) return 0;
  const length = ((high & 3) << 11) | (middle << 3) | (low >> 5);
  return length > ADTS_HEADER_BYTES ? length : 0;
}

function says(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}
