import * as fc from 'fast-check';
import { joinedSpeech, type SpokenPart } from '../../../src/pipeline/production/joined-speech';
import { readWave, writeWave } from '../../../src/pipeline/values/wave';

const RATE = 1_000;
const PAUSE = 350;
const EDGE = 30;

interface Drawn {
  readonly head: number;
  readonly tail: number;
  readonly sound: readonly number[];
  readonly costMicros: number;
  readonly cuts: readonly number[];
}

/** Silence, something loud at its first and last sample, silence; never nothing at all. */
const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    head: fc.integer({ min: 0, max: 200 }),
    tail: fc.integer({ min: 0, max: 200 }),
    sound: fc
      .array(fc.integer({ min: -32_768, max: 32_767 }), { maxLength: 300 })
      .map((values) => (values.length > 0 ? [9_000, ...values, -9_000] : [])),
    costMicros: fc.nat(1_000_000),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
  })
  .filter(({ head, tail, sound }) => head + tail + sound.length > 0);

/** Its words and sentences divide all of it, silence and all. */
function partOf({ head, tail, sound, costMicros, cuts }: Drawn): SpokenPart {
  const values = Int16Array.from([...Array(head).fill(0), ...sound, ...Array(tail).fill(0)]);
  const bounds = [0, ...[...cuts].sort((a, b) => a - b), 1].map((share) => (share * values.length) / RATE);
  const stretches = bounds.slice(1).map((endSeconds, index) => {
    return { text: `w${index}`, startSeconds: bounds[index] ?? 0, endSeconds };
  });
  const wav = writeWave({ rate: RATE, values });
  return { wav, voice: 'Rachel', sentences: stretches, words: stretches, costMicros: BigInt(costMicros) };
}

const joined = (parts: readonly SpokenPart[]) =>
  joinedSpeech(parts, { parts: parts.map((_, index) => `Part ${index}.`), language: 'en' });

const several = fc.array(drawn, { minLength: 2, maxLength: 5 });

/** What of a part is kept: its sound, and no more than an edge of silence around it. */
function keptSamples({ head, tail, sound }: Drawn): number {
  if (sound.length === 0) return Math.min(EDGE, head + tail);
  return Math.min(head, EDGE) + sound.length + Math.min(tail, EDGE);
}

test('parts lie behind each other with one pause between two, and nothing of their sound is lost', () => {
  fc.assert(
    fc.property(several, (all) => {
      const { wav, durationSeconds } = joined(all.map(partOf));
      const { values, rate } = readWave(wav);
      const expected = all.reduce((sum, part) => sum + keptSamples(part) + PAUSE, -PAUSE);
      expect([values.length, rate, durationSeconds]).toEqual([expected, RATE, expected / RATE]);
      let at = 0;
      for (const part of all) {
        const end = at + keptSamples(part);
        expect(values.slice(end, end + PAUSE).every((value) => value === 0)).toBe(true);
        at = end + PAUSE;
      }
    }),
  );
});

test('words and sentences stay in order, each within its own part', () => {
  fc.assert(
    fc.property(several, (all) => {
      const parts = all.map(partOf);
      const { sentences, words, durationSeconds } = joined(parts);
      expect(words).toEqual(sentences);
      expect(sentences.map(({ text }) => text)).toEqual(
        parts.flatMap((part) => part.sentences ?? []).map((w) => w.text),
      );
      const times = [0, ...sentences.flatMap((one) => [one.startSeconds, one.endSeconds]), durationSeconds];
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }),
  );
});

test('a word is heard where its sound is', () => {
  const word = { text: 'w', startSeconds: 0.1, endSeconds: 0.15 };
  const values = Int16Array.from([...Array(100).fill(0), ...Array(50).fill(9_000), ...Array(100).fill(0)]);
  const part = { ...partOf({ head: 0, tail: 0, sound: [], costMicros: 1, cuts: [] }), words: [word] };
  const { words } = joined([part, part].map((one) => ({ ...one, wav: writeWave({ rate: RATE, values }) })));
  const kept = (EDGE + 50 + EDGE) / RATE;
  expect(words?.map(({ startSeconds }) => startSeconds)).toEqual([EDGE / RATE, kept + (PAUSE + EDGE) / RATE]);
});

test('no step where two parts meet is larger than those within them', () => {
  fc.assert(
    fc.property(several, (all) => {
      const { values } = readWave(joined(all.map(partOf)).wav);
      let at = 0;
      for (const part of all) {
        const end = at + keptSamples(part);
        if (end > at) expect([values[at], values[end - 1]].map((value) => Math.abs(value ?? 0))).toEqual([0, 0]);
        at = end + PAUSE;
      }
    }),
  );
});

test('what the parts cost adds up', () => {
  fc.assert(
    fc.property(several, (all) => {
      const cost = all.reduce((sum, part) => sum + BigInt(part.costMicros), 0n);
      expect(joined(all.map(partOf)).costMicros).toBe(cost);
    }),
  );
});

test('one part alone stays as it is, to the byte', () => {
  fc.assert(
    fc.property(drawn, (one) => {
      const part = partOf(one);
      const { wav, sentences, words } = joined([part]);
      expect(Buffer.from(wav).equals(Buffer.from(part.wav))).toBe(true);
      expect([sentences.length, words?.length]).toEqual([part.sentences?.length, part.words?.length]);
    }),
  );
});

test('where one part has no words, the whole has none', () => {
  const part = partOf({ head: 0, tail: 0, sound: [9_000], costMicros: 1, cuts: [] });
  expect(joined([part, { ...part, words: null }]).words).toBeNull();
});

test('a part without a sample is refused', () => {
  const nothing = partOf({ head: 0, tail: 0, sound: [], costMicros: 0, cuts: [] });
  expect(() => joined([nothing])).toThrow('There is no sound in it.');
});
