/** 12 bits beside the milliseconds: ids of one millisecond keep their order as long as it counts up. */
export const MOST_COUNT = 0xfff;

/**
 * A version 7 id: 48 bits of milliseconds, a count of 12 bits, 62 of the 64 bits in `random`. Ids sort by the time they
 * were made, so a primary key index grows at its right end, and "newest first" needs no second column.
 */
export function uuidV7(unixMs: number, count: number, random: Uint8Array): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(unixMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | count, 6);
  bytes.set(random.subarray(0, 8), 8);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
