/** A packet as it lies in a file: enough to tell whether it is the one that was encoded. */
export interface PacketMark {
  readonly bytes: number;
  /** Adler-32 begun with 0, as FFmpeg's framecrc writes it. */
  readonly checksum: number;
}

export interface ListedPacket extends PacketMark {
  readonly pts: number;
  readonly duration: number;
}

export interface ListedStream {
  readonly mediaType: string;
  readonly codec: string;
  /** `1920x1080`; null where it has none. */
  readonly dimensions: string | null;
  /** Size and checksum of what the decoder must know before the first packet; null where it needs nothing. */
  readonly settings: string | null;
  /** Of a second, a fraction: 1/24000. */
  readonly tick: { readonly numerator: number; readonly denominator: number };
  readonly packets: ListedPacket[];
}

/** A stream of picture as it was encoded. */
export interface EncodedPackets {
  readonly settings: string | null;
  readonly packets: readonly PacketMark[];
}

/** The arguments that list every packet of a file without decoding any: timestamps, sizes, checksums. */
export const LISTING_OUTPUT = ['-map', '0', '-c', 'copy', '-copyts', '-f', 'framecrc', 'pipe:1'];

export function listedStreams(framecrc: string): ListedStream[] {
  const facts = new Map<string, string>();
  const streams: ListedStream[] = [];
  for (const line of framecrc.split('\n')) {
    const [, name, index, value] = /^#(\w+) (\d+): +(.*)$/.exec(line) ?? [];
    if (value !== undefined) facts.set(`${name} ${index}`, value);
    else if (/^\d/.test(line)) addPacket(streams, line.split(','), facts);
  }
  return streams.filter(Boolean);
}

function addPacket(streams: ListedStream[], fields: readonly string[], facts: ReadonlyMap<string, string>): void {
  const [index = 0, , pts = Number.NaN, duration = Number.NaN, bytes = Number.NaN, checksum = Number.NaN] =
    fields.map(Number);
  streams[index] ??= streamOf(index, facts);
  streams[index]?.packets.push({ pts, duration, bytes, checksum });
}

function streamOf(index: number, facts: ReadonlyMap<string, string>): ListedStream {
  const [numerator = 0, denominator = 1] = (facts.get(`tb ${index}`) ?? '').split('/').map(Number);
  return {
    mediaType: facts.get(`media_type ${index}`) ?? 'unknown',
    codec: facts.get(`codec_id ${index}`) ?? 'unknown',
    dimensions: facts.get(`dimensions ${index}`) ?? null,
    settings: facts.get(`extradata ${index}`) ?? null,
    tick: { numerator, denominator },
    packets: [],
  };
}

/** 5,552 is the most bytes whose sums stay within 32 bits before they are reduced. */
const BYTES_BEFORE_OVERFLOW = 5_552;
const ADLER_MODULUS = 65_521;

export function packetMark(payload: Uint8Array): PacketMark {
  let [low, high] = [0, 0];
  for (let from = 0; from < payload.length; from += BYTES_BEFORE_OVERFLOW) {
    for (const byte of payload.subarray(from, from + BYTES_BEFORE_OVERFLOW)) {
      low += byte;
      high += low;
    }
    low %= ADLER_MODULUS;
    high %= ADLER_MODULUS;
  }
  return { bytes: payload.length, checksum: high * 65_536 + low };
}
