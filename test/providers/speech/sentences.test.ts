import fc from 'fast-check';
import { splitSentences } from '../../../src/pipeline/values/sentences';
import { spokenText } from '../../../src/providers/speech/spoken-text';

test.each([
  [
    'en',
    'See Fig. 3. It shows Dr. Xu and J. Smith at 3.5 °C. So do I. Done!',
    ['See Fig. 3.', 'It shows Dr. Xu and J. Smith at 3.5 °C.', 'So do I.', 'Done!'],
  ],
  [
    'en',
    'Smith et al. 2020 measured it, e.g. Oslo vs. Rome. No. 5 won. No. It lost.',
    ['Smith et al. 2020 measured it, e.g. Oslo vs. Rome.', 'No. 5 won.', 'No.', 'It lost.'],
  ],
  [
    'de',
    'Das gilt z. B. Häusern, vgl. Abb. 4. Am 3.5. regnet es.',
    ['Das gilt z. B. Häusern, vgl. Abb. 4.', 'Am 3.5. regnet es.'],
  ],
  ['zh', '城市正在变暖。树木有帮助。', ['城市正在变暖。', '树木有帮助。']],
  ['ar', 'المدن تسخن. الأشجار تساعد.', ['المدن تسخن.', 'الأشجار تساعد.']],
  ['en', 'A line\nbroken by hand. A title\n\nA paragraph', ['A line broken by hand.', 'A title', 'A paragraph']],
  ['en', '— Well. 🎬 … — And then — …', ['— Well.', '🎬 … — And then — …']],
  ['en', '—', ['—']],
  ['en', '  ', []],
])('%s: %j falls into its sentences', (language, text, sentences) => {
  expect(splitSentences(text, language)).toEqual(sentences);
});

test('no character but blanks is lost or moved, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(splitSentences(text, 'en').join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }),
  );
});

test('a text falls into the sentences of its parts, however long it is', () => {
  const part = fc.constantFrom('Dr. Xu came. ', 'See Fig. 3 there. ', 'Really? ', 'The drifts were deep. ', '“Yes.” ');
  fc.assert(
    fc.property(fc.array(part, { minLength: 400, maxLength: 1200 }), (parts) => {
      expect(splitSentences(parts.join(''), 'en')).toEqual(parts.map((sentence) => sentence.trim()));
    }),
    { numRuns: 20 },
  );
});

test.each(['Fig. 3 e.g. Dr. A. ', 'The drifts were deep. ', 'word and '])(
  'ten times as much of %j takes no hundred times as long',
  (part) => {
    const fastestMs = (count: number) => {
      const tries = [1, 2, 3].map(() => {
        const began = performance.now();
        splitSentences(part.repeat(count), 'en');
        return performance.now() - began;
      });
      return Math.max(1, Math.min(...tries));
    };
    expect(fastestMs(20_000) / fastestMs(2_000)).toBeLessThan(40);
  },
);

test('the engine is given no command, no phonemes and no half characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(spokenText(text)).not.toMatch(/[\p{Cc}\ufffd\ud800-\udfff]|\[\[/u);
    }),
  );
  expect(spokenText('a\u0001+9Sb [[h@l]] [[[x')).toBe('a +9Sb [ [h@l]] [ [ [x');
});
