import fc from 'fast-check';
import { checkedClaims, checkedScript } from '../../../../src/pipeline/script/writing/claims';
import { completed } from '../../../../src/pipeline/script/written-script';
import { briefOf, sourceOf } from './sources';

const paper = sourceOf(
  `# Soil sensors that sleep

## Results

The sleeping sensors used 47.8 % less energy than the sensors that were always awake.

We deployed 1,200 sensors on 14 farms over three years, at a cost of 2.5 million euros.

A fraction of 0.5 of all packets was lost in rain.

The share of packets that arrived in rain was 0.62, or sixty-two percent of all packets sent.

To our knowledge this is the first open map of soil moisture at such a resolution.

We trained SoilNet-2 on the same data.

Figure 3: Energy by farm.
`,
  { documentId: 'd1' },
);

const supported = (text: string) => checkedClaims(text, [paper]).map((claim) => [claim.text, claim.supported]);

test.each([
  ['The sleeping sensors used 47.8 % less energy.', [['47.8 %', true]]],
  ['The sleeping sensors used 47.8 percent less energy.', [['47.8 percent', true]]],
  ['The sleeping sensors used 47.9 % less energy.', [['47.9 %', false]]],
  ['The sleeping sensors used about 48 % less energy.', [['48 %', true]]],
  ['The sleeping sensors used 48 % less energy.', [['48 %', false]]],
  ['The sleeping sensors used about 52 % less energy.', [['52 %', false]]],
  ['The sleeping sensors used more than 47 % less energy.', [['47 %', true]]],
  ['The sleeping sensors used less than 47 % less energy.', [['47 %', false]]],
  ['They deployed 1200 sensors on farms.', [['1200 sensors', true]]],
  ['They deployed 1.2 thousand sensors on farms.', [['1.2 thousand sensors', true]]],
  ['They deployed twelve hundred sensors on farms.', [['twelve hundred sensors', true]]],
  ['They deployed 1,300 sensors on farms.', [['1,300 sensors', false]]],
  ['The sensors were deployed at a cost of 2,500,000 euros.', [['2,500,000 euros', true]]],
  ['The sensors were deployed over 3 years on farms.', [['3 years', true]]],
  ['The sensors were deployed for four years on farms.', [['four years', false]]],
  ['The sensors fell into two groups.', []],
  ['Of all packets, 50 % were lost in rain.', [['50 %', false]]],
  ['Of all packets sent, 62 % arrived in rain.', [['62 %', true]]],
  ['Whales eat 47.8 % of all plankton.', [['47.8 %', false]]],
  ['It is the first open map of soil moisture.', [['the first open map of', true]]],
  ['It is the largest open map of soil moisture.', [['the largest open map of', false]]],
  ['They trained SoilNet-2 on the same data.', [['SoilNet-2', true]]],
  ['They trained SoilNet-3 on the same data.', [['SoilNet-3', false]]],
  [
    'Figure 3 shows energy by farm, and Table 1 nothing.',
    [
      ['Figure 3', true],
      ['Table 1', false],
    ],
  ],
  ['Figures 3 and 4 show energy.', [['Figures 3 and 4', false]]],
])('%s', (text, claims) => {
  expect(supported(text)).toEqual(claims);
});

test('a claim names the document, the atom and the page that say it', () => {
  expect(checkedClaims('The sleeping sensors used 47.8 % less energy.', [paper])).toEqual([
    { text: '47.8 %', supported: true, documentId: 'd1', position: 2, page: 1 },
  ]);
});

test('of several sources, the one that a segment was written from is believed first, and its figures are its own', () => {
  const other = sourceOf('# Another\n\nThe sleeping sensors used 47.8 % less energy than others.\n\nFigure 1: A map.', {
    documentId: 'd2',
  });
  const draft = completed({
    segments: [
      {
        text: 'Figure 3 shows that the sleeping sensors used 47.8 % less energy.',
        sourceAttributions: [{ sourceId: 'd2', sourceType: 'paper', atomsUsed: ['1'], confidence: 1, label: null }],
      },
    ],
  });
  const [segment] = draft.segments;
  const figures = [{ kind: 'FIGURE', number: 3, panel: null, documentId: 'd2' } as const];
  const script = { ...draft, segments: segment ? [{ ...segment, figures }] : [] };
  const checked = checkedScript(script, briefOf([paper, other]));
  expect(checked.segments[0]?.claims).toEqual([
    { text: 'Figure 3', supported: false, documentId: null, position: null, page: null },
    { text: '47.8 %', supported: true, documentId: 'd2', position: 1, page: 1 },
  ]);
});

const word = fc.constantFrom('river', 'sensor', 'glacier', 'forest', 'voltage', 'protein', 'membrane', 'orbit');
const number = fc.oneof(
  fc.integer({ min: 13, max: 5_000_000 }).map((value) => value.toLocaleString('en')),
  fc.double({ min: 0.01, max: 999, noNaN: true }).map((value) => value.toFixed(2)),
  fc.integer({ min: 1, max: 99 }).map((value) => `${value} %`),
  fc.double({ min: 1, max: 99, noNaN: true }).map((value) => `${value.toFixed(1)} million`),
);
const sentence = fc.tuple(fc.array(word, { minLength: 2, maxLength: 5 }), number, word).map(([words, said, last]) => ({
  said,
  words,
  text: `The ${words.join(' and the ')} reached ${said} of the ${last}.`,
}));

test('numbers that are copied with their sentence are always supported, and claims are stretches of the text', () => {
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 1, maxLength: 6 }), (sentences) => {
      const source = sourceOf(`# T\n\n${sentences.map(({ text }) => text).join('\n\n')}`);
      for (const { text } of sentences) {
        const claims = checkedClaims(text, [source]);
        expect(claims.length).toBeGreaterThan(0);
        for (const claim of claims) {
          expect(claim.supported).toBe(true);
          expect(text).toContain(claim.text);
        }
      }
    }),
  );
});

test('numbers that no source has are never supported', () => {
  fc.assert(
    fc.property(
      fc.array(sentence, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 6_000_001, max: 9_999_998 }),
      (sentences, odd) => {
        const source = sourceOf(`# T\n\n${sentences.map(({ text }) => text).join('\n\n')}`);
        const altered = sentences.map(
          ({ words, text }) => text.replace(/reached .* of/, `reached ${odd * 2 + 100_000_001} of`) + words[0],
        );
        for (const text of altered) expect(checkedClaims(text, [source]).every((claim) => !claim.supported)).toBe(true);
      },
    ),
  );
});

test('any text is checked without an end of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      for (const claim of checkedClaims(text, [paper])) expect(text).toContain(claim.text);
    }),
  );
});
