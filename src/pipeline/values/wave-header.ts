export interface WaveShape {
  readonly rate: number;
  readonly channels: number;
  readonly dataBytes: number;
}

export const WAVE_HEADER_BYTES = 44;

/** The header of a RIFF WAVE in 16-bit PCM, and no other chunk: what follows it is the sound. */
export function waveHeader({ rate, channels, dataBytes }: WaveShape): Buffer {
  const header = Buffer.alloc(WAVE_HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(WAVE_HEADER_BYTES - 8 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
