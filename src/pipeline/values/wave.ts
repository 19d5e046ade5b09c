import { waveHeader } from './wave-header';

/** 16-bit mono sound. */
export interface Samples {
  readonly rate: number;
  readonly values: Int16Array;
}

const IS_BIG_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** About -54 dBFS: eSpeak's silence is exact zeros, its breathiest onsets are louder than this. */
const SILENCE = 64;
const LEAD_SECONDS = 0.02;
const TAIL_SECONDS = 0.08;

/** Reads 16-bit mono PCM. A length that lies, as eSpeak's own does when it writes to a pipe, ends with the bytes. */
export function readWave(bytes: Uint8Array): Samples {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = chunksOf(view);
  const format = chunks.get('fmt ');
  const data = chunks.get('data');
  if (!format || !data || format.length < 16) throw new Error('This is no RIFF WAVE.');
  const kind = [format.readUInt16LE(0), format.readUInt16LE(2), format.readUInt16LE(14)].join();
  if (kind !== '1,1,16') throw new Error(`This is a WAVE of (format, channels, bits) ${kind}, not 1,1,16.`);
  return { rate: format.readUInt32LE(4), values: toValues(data) };
}

function chunksOf(wave: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  if (wave.toString('latin1', 0, 4) !== 'RIFF' || wave.toString('latin1', 8, 12) !== 'WAVE') return chunks;
  for (let at = 12; at + 8 <= wave.length; ) {
    const length = wave.readUInt32LE(at + 4);
    chunks.set(wave.toString('latin1', at, at + 4), wave.subarray(at + 8, at + 8 + length));
    at += 8 + length + (length % 2);
  }
  return chunks;
}

function toValues(data: Buffer): Int16Array {
  const even = Buffer.from(data.subarray(0, data.length & ~1));
  if (IS_BIG_ENDIAN) even.swap16();
  return new Int16Array(even.buffer.slice(even.byteOffset, even.byteOffset + even.length));
}

export function writeWave({ rate, values }: Samples): Uint8Array {
  const data = Buffer.from(Uint8Array.from(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)).buffer);
  if (IS_BIG_ENDIAN) data.swap16();
  return Buffer.concat([waveHeader({ rate, channels: 1, dataBytes: data.length }), data]);
}

/** The sound between 20 ms of silence before and 80 ms after, whatever the engine left there; null where there is no sound. */
export function trimSilence({ rate, values }: Samples): Samples | null {
  const first = values.findIndex(isSound);
  if (first < 0) return null;
  const endExclusive = values.findLastIndex(isSound) + 1;
  const lead = Math.round(rate * LEAD_SECONDS);
  const trimmed = new Int16Array(lead + endExclusive - first + Math.round(rate * TAIL_SECONDS));
  const from = Math.max(0, first - lead);
  trimmed.set(values.subarray(from, from + trimmed.length - (lead - (first - from))), lead - (first - from));
  return { rate, values: trimmed };
}

function isSound(value: number): boolean {
  return value > SILENCE || value < -SILENCE;
}
