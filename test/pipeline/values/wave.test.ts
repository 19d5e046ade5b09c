import { readWave, trimSilence, writeWave } from '../../../src/pipeline/values/wave';
import { parseWave } from '../../support/waves';

const RATE = 1000;
const sound = (...values: number[]) => ({ rate: RATE, values: Int16Array.from(values) });

test('what is written is read again', () => {
  const wave = writeWave(sound(0, 1, -1, 32767, -32768));
  expect([...parseWave(wave).values]).toEqual([0, 1, -1, 32767, -32768]);
  expect(readWave(wave)).toEqual(sound(0, 1, -1, 32767, -32768));
});

test('a header whose lengths lie ends with the bytes', () => {
  const wave = Buffer.from(writeWave(sound(1, 2, 3)));
  wave.writeUInt32LE(0x7ffff000, 40);
  expect([...readWave(wave).values]).toEqual([1, 2, 3]);
});

test.each([Buffer.alloc(0), Buffer.from('RIFF'), Buffer.alloc(100, 'x')])(
  'what is no WAVE is an error, case %#',
  (bytes) => {
    expect(() => readWave(bytes)).toThrow(/no RIFF WAVE/);
  },
);

test.each([0, 5, 20, 300])('%d ms of silence before and after become 20 and 80', (silenceMs) => {
  const silence = Array.from({ length: silenceMs }, () => 0);
  const trimmed = trimSilence(sound(...silence, 500, -400, 300, ...silence));
  expect([...(trimmed?.values ?? [])]).toEqual([...Array(20).fill(0), 500, -400, 300, ...Array(80).fill(0)]);
});

test('silence alone is no sound', () => {
  expect(trimSilence(sound(0, 10, -10, 0))).toBeNull();
});
