/** A RIFF WAVE, read by a second hand: the suppliers have a reader of their own. */
export function parseWave(bytes: Uint8Array) {
  const wave = Buffer.from(bytes);
  expect(wave.toString('latin1', 0, 4)).toBe('RIFF');
  expect(wave.readUInt32LE(4)).toBe(wave.length - 8);
  expect(wave.toString('latin1', 8, 16)).toBe('WAVEfmt ');
  expect(wave.toString('latin1', 36, 40)).toBe('data');
  expect(wave.readUInt32LE(40)).toBe(wave.length - 44);
  const [format, channels] = [wave.readUInt16LE(20), wave.readUInt16LE(22)];
  const [rate, bits] = [wave.readUInt32LE(24), wave.readUInt16LE(34)];
  expect([wave.readUInt32LE(28), wave.readUInt16LE(32)]).toEqual([(rate * channels * bits) / 8, (channels * bits) / 8]);
  const data = Uint8Array.from(wave.subarray(44));
  return { format, channels, rate, bits, frames: data.length / 2 / channels, values: new Int16Array(data.buffer) };
}
