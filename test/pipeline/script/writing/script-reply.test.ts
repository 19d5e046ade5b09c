import fc from 'fast-check';
import { DomainError } from '../../../../src/pipeline/errors';
import type { WritingBrief } from '../../../../src/pipeline/script/writing/brief';
import { type Replied, scriptOfReply } from '../../../../src/pipeline/script/writing/reply/script-reply';
import type { JsonValue } from '../../../../src/pipeline/values/canonical-json';
import { READING } from './papers/reading';
import { SOIL } from './papers/soil';
import { briefOf, sourceOf } from './sources';

const soil = sourceOf(SOIL, { documentId: 'soil', attribution: 'Okafor and Lind, 2025', authors: ['A', 'B'] });
const reading = sourceOf(READING, { documentId: 'reading' });

const segment = (text: string, facts: object = {}): JsonValue => ({
  text,
  intent: 'BACKGROUND',
  figureRefs: [],
  keyConcepts: [],
  importance: 0.5,
  visualDirection: '',
  sources: [],
  ...facts,
});

function mended(value: JsonValue, brief: WritingBrief = briefOf([soil, reading])): Replied {
  const replied = scriptOfReply(value, brief);
  if (replied instanceof DomainError) throw replied;
  return replied;
}

const textsOf = (value: JsonValue): string[] => mended(value).script.segments.map(({ text }) => text);

test('a sound reply is taken as it is, with its sources and figures by their documents', () => {
  const { script } = mended({
    title: 'Sleep and soil',
    segments: [
      segment('Figure 3 shows that the sleeping sensors used 47.8 % less energy.', {
        intent: 'FIGURE_WALKTHROUGH',
        figureRefs: [{ kind: 'FIGURE', number: 3, source: 1 }],
        keyConcepts: ['energy'],
        importance: 0.9,
        visualDirection: 'A field at night.',
        sources: [{ source: 1, atoms: [22, 99_999] }],
      }),
    ],
  });
  expect(script).toMatchObject({
    title: 'Sleep and soil',
    sourcesUsed: ['soil', 'reading'],
    productionStyle: 'explainer',
  });
  expect(script.segments[0]).toMatchObject({
    intent: 'FIGURE_WALKTHROUGH',
    figures: [{ kind: 'FIGURE', number: 3, panel: null, documentId: 'soil' }],
    keyConcepts: ['energy'],
    importance: 0.9,
    visualDirection: 'A field at night.',
    sourceAttributions: [{ sourceId: 'soil', atomsUsed: ['22'], label: 'Okafor and Lind, 2025' }],
    claims: [
      { text: 'Figure 3', supported: true, documentId: 'soil' },
      { text: '47.8 %', supported: true, documentId: 'soil' },
    ],
  });
});

test('of a figure that two sources have, the one that the reply names is meant', () => {
  const refs = (source: number) => ({ figureRefs: [{ kind: 'FIGURE', number: 2, source }] });
  const { script } = mended({
    segments: [segment('Figure 2 shows a cycle.', refs(1)), segment('And Figure 2 shows a network.', refs(2))],
  });
  expect(script.segments.map(({ figures }) => figures[0]?.documentId)).toEqual(['soil', 'reading']);
});

test('a figure that no source has is no figure of its segment, and a claim that nobody supports', () => {
  const refs = { figureRefs: [{ kind: 'FIGURE', number: 9, source: 1 }] };
  const { script, notes } = mended({ segments: [segment('As Figure 9 shows, the ground is wet.', refs)] });
  expect(script.segments[0]?.figures).toEqual([]);
  expect(script.segments[0]?.claims).toEqual([
    { text: 'Figure 9', supported: false, documentId: null, position: null, page: null },
  ]);
  expect(notes).toContainEqual(expect.stringContaining('do not say 1 of its 1 claims'));
});

test.each([
  ['## Introduction\n\nThe ground is wet.', 'The ground is wet.'],
  ['**Narrator:** The *ground* is [wet](http://x.y).', 'The ground is wet.'],
  ['Narrator: The ground is wet.', 'The ground is wet.'],
  ['HOST 2: The ground is wet.', 'The ground is wet.'],
  ['[Music swells] The ground (pause) is wet.', 'The ground is wet.'],
  ['- The ground is wet.\n- It stays wet.', 'The ground is wet. It stays wet.'],
  ['The ground is wet [1, 2]. It stays wet [12].', 'The ground is wet. It stays wet.'],
  ['The ground is wet. The ground is wet. It stays wet.', 'The ground is wet. It stays wet.'],
  ['00:12 The ground is wet.', 'The ground is wet.'],
  ['The ground\u0000 is\ud800 wet.', 'The ground is wet.'],
])('%j is spoken as %j', (written, spoken) => {
  expect(textsOf({ segments: [segment(written)] })).toEqual([spoken]);
});

test('segments without words and segments that come twice are left out, and it is told', () => {
  const [a, b] = [
    'Farmers who water by guesswork waste a third of what they pump.',
    'Sensors could tell them when to stop, but batteries rarely last.',
  ];
  const { script, notes } = mended({
    segments: [segment(a), segment('# Heading'), segment(b), segment(a), segment(b.toUpperCase())],
  });
  expect(script.segments.map(({ text }) => text)).toEqual([a, b]);
  expect(notes.slice(0, 2)).toEqual([
    '1 segment without words left out.',
    '2 segments said twice, or beyond what a script holds, left out.',
  ]);
});

test('what is too long is parted at the ends of sentences, and its figures stay with the words that name them', () => {
  const sentence = (idx: number) =>
    `Sentence number ${idx} speaks of the ground, the pump and the farm that it waters.`;
  const text = `${Array.from({ length: 20 }, (_, idx) => sentence(idx)).join(' ')} Figure 3 shows it.`;
  const { script } = mended({ segments: [segment(text, { figureRefs: [{ kind: 'FIGURE', number: 3, source: 1 }] })] });
  expect(script.segments.map((it) => it.text).join(' ')).toBe(text);
  expect(script.segments.length).toBe(2);
  expect(script.segments.map(({ figures }) => figures.length)).toEqual([0, 1]);
});

test('an intent that nobody knows is guessed, one of later files is what it refines', () => {
  const { script } = mended({
    segments: [
      segment('One.', { intent: 'dance' }),
      segment('The result was found.', { intent: 'dance' }),
      segment('So.', { intent: 'key finding' }),
      segment('Well.', { intent: 'evidence' }),
      segment('End.', { intent: 7 }),
    ],
  });
  expect(script.segments.map(({ intent }) => intent)).toEqual([
    'INTRO',
    'KEY_FINDING',
    'KEY_FINDING',
    'KEY_FINDING',
    'OUTRO',
  ]);
});

test('figures that nobody walks through and a length that was not asked for are noted', () => {
  const { notes } = mended({ segments: [segment('Figure 1 shows a sensor.')] }, briefOf([soil], { minutes: 3 }));
  expect(notes).toEqual([
    'The script lasts 0.0 minutes and not the 3.0 that were asked for.',
    'Nobody walks through Table 1, Figure 2, Figure 3, Figure 4, Table 2.',
  ]);
});

test.each([
  [{ script: { segments: ['The ground is wet.'] } }],
  [['The ground is wet.']],
  ['The ground is wet.'],
  [{ segments: [{ narration: 'The ground is wet.' }] }],
])('%j is a script of one segment', (value) => {
  expect(textsOf(value)).toEqual(['The ground is wet.']);
});

test.each([
  [null],
  [true],
  [7],
  [''],
  [[]],
  [{}],
  [{ segments: [] }],
  [{ segments: 'none' }],
  [{ segments: [{}, null, 3, segment('***')] }],
])('nothing is left of %j, and the refusal says what came', (value) => {
  const replied = scriptOfReply(value, briefOf([soil]));
  expect(replied).toBeInstanceOf(DomainError);
  expect(replied).toMatchObject({ code: 'UNAVAILABLE', got: JSON.stringify(value) });
});

const odd = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.integer(), fc.double());
const oddSegment = fc.record(
  {
    text: odd,
    intent: odd,
    figureRefs: fc.oneof(odd, fc.array(odd)),
    sources: fc.array(odd),
    keyConcepts: odd,
    importance: odd,
    visualDirection: odd,
  },
  { requiredKeys: [] },
);

test('whatever comes, it is a script or a refusal', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.record({ segments: fc.array(fc.oneof(odd, oddSegment)) })), (value) => {
      const replied = scriptOfReply(value as JsonValue, briefOf([soil, reading]));
      if (replied instanceof DomainError) return;
      for (const { text, importance, figures } of replied.script.segments) {
        expect(text).toMatch(/[\p{L}\p{N}]/u);
        expect(text).not.toMatch(/[\n\0]/);
        expect(importance >= 0 && importance <= 1).toBe(true);
        expect(figures.every(({ documentId }) => documentId === 'soil' || documentId === 'reading')).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});
