import fc from 'fast-check';
import { figureMentions } from '../../../src/pipeline/script/figure-mentions';
import { guessedImportance } from '../../../src/pipeline/script/importance';
import { guessedIntent } from '../../../src/pipeline/script/intent';
import { keyConcepts } from '../../../src/pipeline/script/key-concepts';
import { SEGMENT_INTENTS } from '../../../src/pipeline/script/segment';

test.each([
  ['We claim that trees help', 'KEY_FINDING'],
  ['According to the council, it is so', 'KEY_FINDING'],
  ['Forty percent of roofs', 'DATA_DISCUSSION'],
  ['Trees versus paint', 'COMPARISON'],
  ['However, critics disagree', 'COMPARISON'],
  ['This suggests a cause', 'DATA_DISCUSSION'],
  ['Heat means thirst', 'DATA_DISCUSSION'],
  ['Taken together, it is clear', 'RECAP'],
  ['The algorithm runs at night', 'METHODOLOGY'],
  ['An island is defined as land in water', 'DATA_DISCUSSION'],
  ['It began in 1818', 'BACKGROUND'],
  ['Historically, cities grew along rivers', 'BACKGROUND'],
  ['Notably, roofs are dark', 'DATA_DISCUSSION'],
  ['Why do roofs glow?', 'DATA_DISCUSSION'],
  ['Streets might cool', 'DATA_DISCUSSION'],
  ['Next, the roofs', 'TRANSITION'],
  ['In summary, Figure 2 says it all', 'RECAP'],
  ['To conclude, plant trees', 'RECAP'],
  ['In closing, plant trees', 'OUTRO'],
  ['Thanks for watching', 'OUTRO'],
  ['Figures 2 and 3 agree', 'FIGURE_WALKTHROUGH'],
  ['Table 2 agrees', 'FIGURE_WALKTHROUGH'],
  ['Roofs distribute and attribute warmth', 'BACKGROUND'],
  ['The foundation keeps a database', 'BACKGROUND'],
  ['By all means, knowledge is known', 'BACKGROUND'],
  ['By means of paint', 'BACKGROUND'],
  ['configure 8 nodes', 'BACKGROUND'],
  ['Roofs are dark', 'BACKGROUND'],
])('%j in the middle is %s', (text, intent) => {
  expect(guessedIntent(text, 3, 9)).toBe(intent);
});

test('where nothing is said, the last but one of several says again what was said', () => {
  expect([guessedIntent('Roofs.', 7, 9), guessedIntent('Roofs.', 1, 3)]).toEqual(['RECAP', 'BACKGROUND']);
});

test.each([
  ['BACKGROUND', 'short', 0, 0.4],
  ['BACKGROUND', 'short', 1, 0.6],
  ['BACKGROUND', 'word '.repeat(151), 1, 0.7],
  ['BACKGROUND', 'word '.repeat(150), 0, 0.4],
  ['KEY_FINDING', 'short', 2, 1],
  ['TRANSITION', 'short', 0, 0.2],
] as const)('%s, %#', (intent, text, figures, importance) => {
  expect(guessedImportance({ text, intent, figures: Array(figures).fill(null) })).toBe(importance);
});

test('importance is from 0 to 1 in hundredths', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SEGMENT_INTENTS), fc.string(), fc.nat(3), (intent, text, count) => {
      const importance = guessedImportance({ text, intent, figures: Array(count).fill(null) });
      expect(importance >= 0 && importance <= 1 && Number(importance.toFixed(2)) === importance).toBe(true);
    }),
  );
});

test.each([
  ['We call it “urban heat” and "the canopy".', ['urban heat', 'canopy']],
  ['In 2019, the Paris Agreement and, Big Data Lab did it.', ['Paris Agreement', 'Big Data Lab']],
  ['Figure 2 and NASA, NOAA and ESA, not the US or FIG.', ['NASA', 'NOAA']],
  ['This is called the heat island and known as an oven.', ['heat island', 'oven']],
  ['NASA said "nasa" and “NASA”.', ['nasa']],
  ['However, The Urban Heat Island is referred to as a dome.', ['Urban Heat Island', 'dome']],
  ['nothing of note here', []],
  ['“One thing” “Two things” “Three things” “Four things”', ['One thing', 'Two things', 'Three things']],
])('%j is about %j', (text, concepts) => {
  expect(keyConcepts(text)).toEqual(concepts);
});

test('any text has at most three concepts, each once', () => {
  const words = fc.constantFrom(
    'Big',
    'Data',
    '"',
    '“',
    '”',
    'called ',
    'the ',
    'NASA',
    ' ',
    '. ',
    ', ',
    'known as ',
    '\n',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((list) => list.join('')),
      ),
      (text) => {
        const found = keyConcepts(text).map((concept) => concept.toLowerCase());
        expect(found.length <= 3 && new Set(found).size === found.length).toBe(true);
      },
    ),
  );
});

test('20,000 characters that nearly name something are read in a moment', () => {
  for (const part of ['Aa ', 'called ', '"a', 'A', 'a\u00a0', 'what ']) {
    const begun = performance.now();
    keyConcepts(part.repeat(20_000 / part.length));
    guessedIntent(part.repeat(20_000 / part.length), 3, 9);
    expect(performance.now() - begun).toBeLessThan(5_000);
  }
});

test.each([
  ['Figure 6', 'F6'],
  ['FIGURE 6', 'F6'],
  ['Figure\n6', 'F6'],
  ['Fig. 4a', 'F4a'],
  ['Figure 6 and again Figure 6', 'F6'],
  ['Figures 2 and 3', 'F2 F3'],
  ['figures 7-9', 'F7 F8 F9'],
  ['Figs. 2–4', 'F2 F3 F4'],
  ['Figures 1, 2, and 3', 'F1 F2 F3'],
  ['Fig 4', 'F4'],
  ['Fig.4', 'F4'],
  ['Figure-6', 'F6'],
  ['(fig.3)', 'F3'],
  ['Table 2 and Figure 2', 'T2 F2'],
  ['Table-2', 'T2'],
  ['configure 8 nodes', ''],
  ['table 3 people', ''],
  ['Figure S1, Figure IV, Equation 3, Section 4', ''],
])('%j names %j', (text, expected) => {
  const spelled = figureMentions(text).map(({ kind, number, panel }) => `${kind[0]}${number}${panel ?? ''}`);
  expect(spelled.join(' ')).toBe(expected);
});
