import fc from 'fast-check';
import { composed, type Note } from '../../../src/providers/sound/music/composition';
import { synthesised } from '../../../src/providers/sound/music/synthesis';

const RATE = 8_000; // the same arithmetic, a sixth of the work
const SECONDS = 15;
const prompts = fc.constantFrom('calm', 'a tense chase', 'a moonlit night', 'upbeat and bright', '');
const orders = fc.record({
  prompt: prompts,
  seconds: fc.double({ min: 1, max: 40, noNaN: true }),
  seed: fc.nat(2 ** 32 - 1),
});
const pitches = (notes: readonly Note[], voice: string) =>
  notes.filter((note) => note.voice === voice).map(({ hz }) => Math.round(12 * Math.log2(hz / 440)) + 69);

test('any order is composed of whole bars, at a tempo that people play', () => {
  fc.assert(
    fc.property(orders, (order) => {
      const { bars, beatsPerMinute, notes } = composed(order);
      expect(Number.isInteger(bars)).toBe(true);
      if (order.seconds > 6) {
        expect(beatsPerMinute).toBeGreaterThan(50);
        expect(beatsPerMinute).toBeLessThan(140);
      }
      for (const { atSeconds, seconds, hz, gain, pan } of notes) {
        expect(atSeconds).toBeGreaterThanOrEqual(0);
        expect(atSeconds).toBeLessThan(order.seconds);
        expect(Math.min(seconds, hz, gain)).toBeGreaterThan(0);
        expect(hz).toBeLessThan(4_000);
        expect(Math.abs(pan - 0.5)).toBeLessThanOrEqual(0.5);
      }
    }),
  );
});

test('there is a chord and a bass in every bar, the bass below the chord', () => {
  fc.assert(
    fc.property(orders, (order) => {
      const { bars, notes } = composed(order);
      expect(notes.filter(({ voice }) => voice === 'pad')).toHaveLength(bars * 4);
      expect(notes.filter(({ voice }) => voice === 'bass').length).toBeGreaterThanOrEqual(bars);
      expect(Math.max(...pitches(notes, 'bass'))).toBeLessThan(Math.min(...pitches(notes, 'pad')));
    }),
  );
});

test('all notes are of one scale of seven', () => {
  fc.assert(
    fc.property(orders, ({ ...order }) => {
      const { notes } = composed({ ...order, seconds: 30 });
      const tones = ['pad', 'bass', 'pluck', 'lead']
        .flatMap((voice) => pitches(notes, voice))
        .map((pitch) => pitch % 12);
      expect(new Set(tones).size).toBeLessThanOrEqual(7);
      expect(new Set(tones).size).toBeGreaterThan(3);
    }),
  );
});

test('a piece is heard throughout, never clipped, as loud as any other, without a seam', () => {
  fc.assert(
    fc.property(prompts, fc.nat(2 ** 32 - 1), (prompt, seed) => {
      const values = synthesised(composed({ prompt, seconds: SECONDS, seed }), RATE);
      expect(values).toHaveLength(2 * SECONDS * RATE);
      const rms = (from: number, to: number) =>
        Math.sqrt(values.subarray(from, to).reduce((sum, value) => sum + (value / 32_768) ** 2, 0) / (to - from));
      expect(values.every((value) => Math.abs(value) <= 0.8 * 32_767 + 1)).toBe(true);
      expect(rms(0, values.length)).toBeGreaterThan(0.06);
      expect(rms(0, values.length)).toBeLessThan(0.121);
      for (let second = 0; second < SECONDS; second += 1)
        expect(rms(second * 2 * RATE, (second + 1) * 2 * RATE)).toBeGreaterThan(0.02);
      const step = (a: number, b: number) => Math.abs((values[a] ?? 0) - (values[b] ?? 0));
      let largest = 0;
      for (let at = 2; at < values.length; at += 1) largest = Math.max(largest, step(at, at - 2));
      expect(Math.max(step(values.length - 2, 0), step(values.length - 1, 1))).toBeLessThanOrEqual(largest);
    }),
    { numRuns: 3 },
  );
});

test('the ring has no beginning: a piece that is turned by a bar sounds turned by a bar', () => {
  const { seconds, bars, ...piece } = composed({ prompt: 'calm', seconds: 12, seed: 3 });
  const [later, samples] = [seconds / bars, (12 * RATE) / bars];
  expect(Number.isInteger(samples)).toBe(true);
  const turned = piece.notes.map((note) => ({ ...note, atSeconds: (note.atSeconds + later) % seconds }));
  const [straight, ahead] = [piece.notes, turned].map((notes) => synthesised({ seconds, bars, ...piece, notes }, RATE));
  let largest = 0;
  for (let at = 0; at < (straight?.length ?? 0); at += 1) {
    const there = (at + 2 * samples) % (straight?.length ?? 1);
    largest = Math.max(largest, Math.abs((straight?.[at] ?? 0) - (ahead?.[there] ?? 0)));
  }
  expect(largest).toBeLessThan(32);
});

test('another seed is another piece, the same seed the same', () => {
  const pieces = [1, 1, 2].map((seed) => JSON.stringify(composed({ prompt: 'calm', seconds: 30, seed })));
  expect(pieces[0]).toBe(pieces[1]);
  expect(pieces[0]).not.toBe(pieces[2]);
});
