import * as fc from 'fast-check';
import { figureMentions, placedMentions } from '../../../src/pipeline/script/figure-mentions';
import { figureMoments } from '../../../src/pipeline/timeline/figure-moments';

/** Half a second a word. */
const timed = (text: string) => {
  const words = text.split(/\s+/).filter(Boolean);
  return {
    text,
    durationSeconds: words.length / 2,
    sentences: [],
    words: words.map((word, index) => ({ text: word, startSeconds: index / 2, endSeconds: (index + 1) / 2 })),
  };
};

const told = (text: string) => figureMoments(timed(text)).map(({ kind, number, seconds }) => [kind, number, seconds]);

test('a figure is spoken of at the word that names it', () => {
  expect(told('Nobody knew. Figure 3 shows it.')).toEqual([['FIGURE', 3, 1]]);
  expect(told('It fell (see Fig. 4a) and Table 2 says why.')).toEqual([
    ['FIGURE', 4, 1.5],
    ['TABLE', 2, 3],
  ]);
});

test('of a list the first is named by the word, the others by their numbers', () => {
  expect(told('As Figures 2, 3 and 5 show.')).toEqual([
    ['FIGURE', 2, 0.5],
    ['FIGURE', 3, 1.5],
    ['FIGURE', 5, 2.5],
  ]);
  expect(told('Look at Figures 7–9 again.')).toEqual([
    ['FIGURE', 7, 1],
    ['FIGURE', 8, 1.5],
    ['FIGURE', 9, 1.5],
  ]);
});

test('a figure that is named again has another moment', () => {
  expect(told('Figure 1 rises. Figure 2 falls. Figure 1 wins.')).toEqual([
    ['FIGURE', 1, 0],
    ['FIGURE', 2, 1.5],
    ['FIGURE', 1, 3],
  ]);
});

test('without words it is as far into its sentence as it stands in the text', () => {
  const text = 'Nobody knew it. And so Figure 3 came.';
  const sentences = [
    { text: 'Nobody knew it.', startSeconds: 0, endSeconds: 2 },
    { text: 'And so Figure 3 came.', startSeconds: 3, endSeconds: 6 },
  ];
  const [moment] = figureMoments({ text, durationSeconds: 6, sentences, words: null });
  expect(moment?.seconds).toBeCloseTo(4, 5);
  const [bare] = figureMoments({ text, durationSeconds: 6, sentences: [] });
  expect(bare?.seconds).toBeCloseTo((6 * 23) / text.length, 5);
});

test('words that are not those of the text tell nothing', () => {
  const said = timed('We see Figure 3 here.');
  const [moment] = figureMoments({ ...said, words: said.words.slice(1) });
  expect(moment?.seconds).toBeCloseTo((2.5 * 7) / 21, 5);
});

test('moments never go back, lie within the narration, and are of the figures that the text names', () => {
  const word = fc.constantFrom('Figure', 'Fig.', 'Tables', '2', '3–5', 'and', 'we', 'see', 'it.', 'Figures 1, 2 and 3');
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), fc.boolean(), (words, isTimed) => {
      const said = timed(words.join(' '));
      const moments = figureMoments(isTimed ? said : { ...said, words: null });
      const seconds = moments.map((moment) => moment.seconds);
      expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
      for (const one of seconds) expect(one).toBeLessThanOrEqual(said.durationSeconds);
      const names = (mentions: readonly { kind: string; number: number; panel: string | null }[]) =>
        new Set(mentions.map(({ kind, number, panel }) => `${kind} ${number} ${panel}`));
      expect(names(moments)).toEqual(names(figureMentions(said.text)));
      expect(placedMentions(said.text)).toHaveLength(moments.length);
    }),
  );
});
