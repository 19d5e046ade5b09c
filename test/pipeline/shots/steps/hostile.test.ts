import { beatOf } from '../../../../src/pipeline/shots/steps/beats';
import { isListed, skipsTime } from '../../../../src/pipeline/shots/steps/decompose/asked';
import { inflected } from '../../../../src/pipeline/shots/steps/decompose/inflections';
import { isOnlyLook, momentOf } from '../../../../src/pipeline/shots/steps/decompose/triggers';
import { countWords, foldedWords, titleCase } from '../../../../src/pipeline/shots/steps/decompose/words';
import { action, element, film, says, scene, shotsOf } from './stories';

const LENGTH = 500_000;
const HOSTILE = [
  'A',
  'A ',
  'A,',
  '(',
  'AB (',
  '-',
  ' ',
  '- ',
  '.',
  "A'",
  '’',
  'É ',
  '木',
  '\u0301',
  'LATER ',
  '\n-\n',
  '1. ',
  '\0',
];

/** What takes the time of its square takes minutes here. */
test.each(HOSTILE)('half a megabyte of %j is read in the time of its length', (bit) => {
  const text = bit.repeat(Math.ceil(LENGTH / bit.length));
  for (const read of [momentOf, isOnlyLook, countWords, foldedWords, titleCase, beatOf, skipsTime, isListed]) {
    expect(() => read(text)).not.toThrow();
  }
});

test('five thousand lines of any one kind are a film', () => {
  const many = 5_000;
  const kinds = [
    action('Rae sits.'),
    action('THE END'),
    element('SHOT', 'LATER'),
    element('TRANSITION', 'FADE IN:'),
    ...says('RAE', 'Go.'),
  ];
  for (const one of kinds) {
    const { scenes } = film([
      scene(
        Array.from({ length: many }, () => one),
        { targetSeconds: 60 },
      ),
    ]);
    expect(scenes[0]?.shots.length).toBeGreaterThan(0);
  }
  expect(shotsOf([action('Rae sits.\n\n'.repeat(many))]).length).toBeGreaterThan(many / 70);
});

test('ten thousand empty scenes are a film, and a target of a day each adds no more than is bearable', () => {
  const { scenes } = film(Array.from({ length: 10_000 }, () => scene([], { targetSeconds: 86_400 })));
  expect(scenes.reduce((sum, { shots }) => sum + shots.length, 0)).toBeLessThan(35_000);
});

test.each([
  ['hug', 'hug hugs hugged hugging'],
  ['cry', 'cry cries cried crying'],
  ['love', 'love loves loved loving'],
  ['crash', 'crash crashes crashed crashing'],
  ['weep', 'weep weeps weeped weeping'],
  ['open', 'open opens opened opening'],
  ['enjoy', 'enjoy enjoys enjoyed enjoying'],
])('%s is inflected', (verb, forms) => {
  expect(inflected(verb).join(' ')).toBe(forms);
});

test.each([
  ['one, two -- three...', 3],
  ['… — !', 0],
  ["don't stop", 2],
  ['木曜日', 2],
  ['', 0],
])('%j has %i words', (text, words) => {
  expect(countWords(text)).toBe(words);
});

test.each([
  ["RAE'S VAN - L.A. - BACK", "Rae's Van, L.A., Back"],
  ['CAFÉ ROUGE', 'Café Rouge'],
  ['Café on 5th', 'Café on 5th'],
  ['', ''],
])('%j is written %j', (text, written) => {
  expect(titleCase(text)).toBe(written);
});
