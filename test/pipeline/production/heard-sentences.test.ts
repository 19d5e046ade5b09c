import * as fc from 'fast-check';
import { heardSentences } from '../../../src/pipeline/production/heard-sentences';
import { splitSentences } from '../../../src/pipeline/values/sentences';

const RATE = 1_000;

/** Loud and quiet stretches of so many samples, by turns. */
const samples = fc
  .array(fc.integer({ min: 0, max: 600 }), { maxLength: 12 })
  .map((lengths) => lengths.flatMap((length, index) => Array<number>(length).fill(index % 2 ? 0 : 8_000)))
  .map((values) => ({ rate: RATE, values: Int16Array.from(values) }));
const text = fc
  .array(fc.stringMatching(/^[A-Z][a-z]{0,6}( [a-z]{1,6}){0,4}[.?!]$/), { maxLength: 8 })
  .map((sentences) => sentences.join(' '));

test('every sentence of a text is heard once, in order, within the sound', () => {
  fc.assert(
    fc.property(text, samples, (said, sound) => {
      const heard = heardSentences({ text: said, language: 'en', words: null, samples: sound });
      expect(heard.map((one) => one.text)).toEqual(splitSentences(said, 'en'));
      const times = [0, ...heard.flatMap((one) => [one.startSeconds, one.endSeconds]), sound.values.length / RATE];
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }),
    { numRuns: 500 },
  );
});

const quiet = (count: number) => Array<number>(count).fill(0);
const loud = (count: number) => Array<number>(count).fill(8_000);

test('sentences are told apart at the pauses, not within them', () => {
  const values = Int16Array.from([...quiet(200), ...loud(900), ...quiet(300), ...loud(1_100), ...quiet(400)]);
  const heard = heardSentences({
    text: 'It rains. We stay.',
    language: 'en',
    words: null,
    samples: { rate: RATE, values },
  });
  expect(heard).toEqual([
    { text: 'It rains.', startSeconds: 0.2, endSeconds: 1.1 },
    { text: 'We stay.', startSeconds: 1.4, endSeconds: 2.5 },
  ]);
});

test('words say it better than pauses', () => {
  const words = ['It', 'rains.', 'We', 'stay.'].map((word, index) => {
    return { text: word, startSeconds: index / 10, endSeconds: index / 10 + 0.05 };
  });
  const sound = { rate: RATE, values: Int16Array.from(loud(2_000)) };
  const heard = heardSentences({ text: 'It rains. We stay.', language: 'en', words, samples: sound });
  expect(heard.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
    [0, 0.15000000000000002],
    [0.2, 0.35],
  ]);
});

test('words of another text are not believed', () => {
  const words = [{ text: 'Hello', startSeconds: 5, endSeconds: 6 }];
  const sound = { rate: RATE, values: Int16Array.from(loud(2_000)) };
  const [first] = heardSentences({ text: 'It rains.', language: 'en', words, samples: sound });
  expect(first).toMatchObject({ startSeconds: 0, endSeconds: 2 });
});
