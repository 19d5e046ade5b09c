import * as fc from 'fast-check';
import { alignedWords } from '../../../src/providers/speech/aligned-words';

const seconds = fc.double({ min: 0, max: 20, noNaN: true });
const text = fc.string({ unit: fc.constantFrom('a', 'é', '🙂', '.', ' ', '\n', '\t'), maxLength: 60 });

test('each word of a text is heard once, in order, and not behind the end of the sound', () => {
  fc.assert(
    fc.property(
      text,
      seconds,
      fc.array(seconds, { minLength: 120, maxLength: 120 }),
      (said, durationSeconds, times) => {
        const characters = [...said];
        const alignment = { characters, startSeconds: times, endSeconds: times.slice(60) };
        const words = alignedWords(alignment, { text: said, durationSeconds }) ?? [];
        expect(words.map((word) => word.text)).toEqual(said.split(/\s+/).filter(Boolean));
        const all = [0, ...words.flatMap((word) => [word.startSeconds, word.endSeconds]), durationSeconds];
        expect(all).toEqual([...all].sort((a, b) => a - b));
      },
    ),
  );
});

test('a blank in front belongs to no word', () => {
  const alignment = { characters: [' ', 'a'], startSeconds: [0, 1], endSeconds: [1, 2] };
  expect(alignedWords(alignment, { text: 'a', durationSeconds: 3 })).toEqual([
    { text: 'a', startSeconds: 1, endSeconds: 2 },
  ]);
});
