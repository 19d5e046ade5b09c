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

test('the engine is given no command, no phonemes and no half characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(spokenText(text)).not.toMatch(/[\p{Cc}\ufffd\ud800-\udfff]|\[\[/u);
    }),
  );
  expect(spokenText('a\u0001+9Sb [[h@l]] [[[x')).toBe('a +9Sb [ [h@l]] [ [ [x');
});
