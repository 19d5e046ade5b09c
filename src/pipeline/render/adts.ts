/** FFmpeg's own AAC encoder puts one packet before the sound: what decodes from it is no sample of the input. */
export const PRIMING_PACKETS = 1;

const SHORT_HEADER_BYTES = 7;
const LONG_HEADER_BYTES = 9;

/** The packets of an ADTS stream, each with its header. Throws where the stream is not packets from end to end. */
export function adtsPackets(stream: Buffer): Buffer[] {
  const packets: Buffer[] = [];
  for (let at = 0; at < stream.length; ) {
    const bytes = packetBytes(stream, at);
    if (bytes < SHORT_HEADER_BYTES || at + bytes > stream.length) {
      throw new RangeError(`There is no whole ADTS packet at byte ${at} of ${stream.length}.`);
    }
    packets.push(stream.subarray(at, at + bytes));
    at += bytes;
  }
  return packets;
}

/** The 13 bits of the header that count it and what follows; 0 where no header begins. */
function packetBytes(stream: Buffer, at: number): number {
  const [a = 0, b = 0, , d = 0, e = 0, f = 0] = stream.subarray(at, at + SHORT_HEADER_BYTES);
  if (a !== 0xff || (b & 0xf6) !== 0xf0) return 0;
  return ((d & 0x03) << 11) | (e << 3) | (f >> 5);
}

/** What an MP4 keeps of a packet. */
export function adtsPayload(packet: Buffer): Buffer {
  const hasChecksum = ((packet[1] ?? 1) & 1) === 0;
  return packet.subarray(hasChecksum ? LONG_HEADER_BYTES : SHORT_HEADER_BYTES);
}

/**
 * The packets of the chunk alone, out of an encoding that began `preRollPackets` before it. Packet k of what is left
 * decodes to samples 1024·k … of the chunk.
 */
export function chunkPackets(encoded: Buffer, chunk: { preRollPackets: number; packets: number }): Buffer {
  const first = PRIMING_PACKETS + chunk.preRollPackets;
  const kept = adtsPackets(encoded).slice(first, first + chunk.packets);
  if (kept.length !== chunk.packets) {
    throw new RangeError(`Expected ${chunk.packets} packets of sound, got ${kept.length}.`);
  }
  return Buffer.concat(kept);
}
