import fc from 'fast-check';
import type { Atom } from '../../../../src/pipeline/knowledge/atom';
import { ATOM_KINDS, ATOM_ZONES } from '../../../../src/pipeline/knowledge/atom';
import { wordCount } from '../../../../src/pipeline/script/paragraphs';
import type { StyleProfile } from '../../../../src/pipeline/script/style-profile';
import type { BriefSource, WritingBrief } from '../../../../src/pipeline/script/writing/brief';
import { extractiveScript } from '../../../../src/pipeline/script/writing/extractive/extractive';
import type { WrittenScript } from '../../../../src/pipeline/script/written-script';
import { splitSentences } from '../../../../src/pipeline/values/sentences';
import { longPaper } from './papers/long';
import { READING } from './papers/reading';
import { SOIL } from './papers/soil';
import { TIDES } from './papers/tides';
import { briefOf, sourceOf } from './sources';

const soil = sourceOf(SOIL, {
  documentId: 'soil',
  attribution: 'Okafor and Lind, 2025',
  authors: ['A. Okafor', 'P. Lind'],
});
const reading = sourceOf(READING, {
  documentId: 'reading',
  attribution: 'Moreau et al., 2024',
  authors: ['M', 'N', 'O'],
});
const tides = sourceOf(TIDES, { documentId: 'tides', authors: ['Ines Duarte'] });
const PAPERS: readonly (readonly [string, BriefSource])[] = [
  ['soil', soil],
  ['reading', reading],
  ['tides', tides],
];

const scriptOf = (sources: readonly BriefSource[], facts: Partial<WritingBrief> = {}): WrittenScript =>
  extractiveScript(briefOf(sources, facts)).script;
const wordsOf = ({ segments }: WrittenScript): number => segments.reduce((sum, { text }) => sum + wordCount(text), 0);
const textOf = ({ segments }: WrittenScript): string => segments.map(({ text }) => text).join('\n\n');

describe.each(PAPERS)('a script out of %s', (_name, paper) => {
  test.each([1.5, 2, 2.5, 3])('lasts the %d minutes that were asked for, within 4 %', (minutes) => {
    const { script, notes } = extractiveScript(briefOf([paper], { minutes, wordsPerMinute: 140 }));
    expect(Math.abs(wordsOf(script) / (minutes * 140) - 1)).toBeLessThanOrEqual(0.04);
    expect(notes.filter((note) => note.includes('minutes'))).toEqual([]);
  });

  test('begins with what the paper asks, and ends with where it is from', () => {
    const { segments, generationPrompt, productionStyle } = scriptOf([paper]);
    expect([segments[0]?.intent, segments.at(-1)?.intent]).toEqual(['INTRO', 'OUTRO']);
    expect(segments[0]?.text).toContain(paper.title);
    expect(segments.at(-1)?.text).toContain(paper.title);
    expect(segments.at(-1)?.text).toContain('quoted and condensed');
    expect([productionStyle, generationPrompt]).toEqual([
      'extractive',
      expect.stringContaining('extractive: quoted and condensed from'),
    ]);
  });

  test('walks through each figure once, in a segment of its own that names it, in the order of the paper', () => {
    const walks = scriptOf([paper], { minutes: 4 }).segments.filter(({ intent }) => intent === 'FIGURE_WALKTHROUGH');
    const shown = walks.map(({ figures: [figure] }) => `${figure?.kind} ${figure?.number} ${figure?.documentId}`);
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown).toHaveLength(paper.figures.length);
    for (const {
      text,
      figures: [figure],
    } of walks) {
      expect(text).toMatch(new RegExp(`\\b${figure?.kind === 'TABLE' ? 'Table' : 'Figure'} ${figure?.number}\\b`));
    }
    const numbers = walks.flatMap(({ figures: [figure] }) => (figure?.kind === 'FIGURE' ? [figure.number] : []));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  test('says nothing twice, and nothing that leans on what was not said', () => {
    for (const minutes of [1, 2, 4, 8]) {
      const { segments } = scriptOf([paper], { minutes });
      const sentences = segments.flatMap(({ text }) => splitSentences(text, 'en'));
      expect(new Set(sentences).size).toBe(sentences.length);
      for (const { text } of segments.slice(1, -1)) {
        expect(text).not.toMatch(/^(?:It|This|These|They|Those|He|She|Such|However|Moreover|Therefore|But|Then)\b/);
        expect(text).not.toMatch(/\[\d|\(|\bet al\b|=|∑|\s[,.]|,,|\b[Ww]e\b/);
      }
    }
  });

  test('claims nothing that its source does not say', () => {
    const claims = scriptOf([paper], { minutes: 8 }).segments.flatMap((segment) => segment.claims ?? []);
    expect(claims.length).toBeGreaterThan(5);
    expect(claims.filter((claim) => !claim.supported || claim.documentId !== paper.documentId)).toEqual([]);
  });

  test('names the atoms that each segment was taken from', () => {
    for (const { text, sourceAttributions } of scriptOf([paper]).segments) {
      const [{ sourceId, atomsUsed } = { sourceId: '', atomsUsed: [] }] = sourceAttributions;
      expect(sourceId).toBe(paper.documentId);
      expect(atomsUsed.length).toBeGreaterThan(0);
      const atoms = atomsUsed
        .map((position) => paper.atoms[Number(position)]?.text ?? '')
        .join(' ')
        .toLowerCase();
      const own = text.toLowerCase().match(/[a-z]{8,}/g) ?? [];
      const strange = own.filter((word) => !atoms.includes(word));
      expect(strange.length).toBeLessThanOrEqual(own.length * 0.5 + 3);
    }
  });

  test('is the same each time, and another with another variation', () => {
    expect(scriptOf([paper])).toEqual(scriptOf([paper]));
    expect(textOf(scriptOf([paper], { variation: 1 }))).not.toBe(textOf(scriptOf([paper])));
  });
});

test('what a source cannot fill is shorter, and says so', () => {
  const { script, notes } = extractiveScript(briefOf([soil], { minutes: 20 }));
  expect(wordsOf(script)).toBeLessThan(20 * 150);
  expect(notes).toEqual([expect.stringMatching(/^The sources have sentences for \d+\.\d of the 20\.0 minutes/)]);
});

test('figures for which there is no time are named', () => {
  const { notes } = extractiveScript(briefOf([soil], { minutes: 1 }));
  expect(notes).toEqual([expect.stringMatching(/^There is no time to walk through Figure \d/)]);
});

test('formulas, lists of numbers and signs that point at the page are not spoken', () => {
  const text = textOf(scriptOf([soil, reading, tides], { minutes: 30 }));
  for (const words of ['threshold k', 'p(x)', 'respectively', 'Section 2.3', 'β', 'as follows', 'badger. [']) {
    expect(text).not.toContain(words);
  }
});

test('what was printed for readers is made for listeners', () => {
  const text = textOf(scriptOf([soil, reading, tides], { minutes: 30 }));
  expect(text).toContain('a small recurrent network, or RNN, with 412 parameters');
  expect(text).toContain('Duckham and colleagues scored categories of places');
  expect(text).toContain('Most of the failures came in late August, when the ground was driest');
  expect(text).toContain('In Figure 1, candidates are scored, ordered and put into words.');
  expect(text).toContain('the author watched 214 colonies');
  expect(text).toContain('systems tell us to turn left');
});

test('several sources are told side by side, each named when it is turned to, and their figures are their own', () => {
  const { segments } = scriptOf([soil, reading], { minutes: 6 });
  expect(segments[0]?.text).toMatch(/^This film brings two studies together/);
  let before = '';
  for (const { text, sourceAttributions, intent } of segments.slice(0, -1)) {
    const [{ sourceId } = { sourceId: '' }] = sourceAttributions;
    if (sourceId !== before)
      expect(text).toContain(sourceId === 'soil' ? 'Okafor and Lind’s study' : 'Moreau and colleagues’ study');
    if (intent === 'FIGURE_WALKTHROUGH')
      expect(segments.find((it) => it.text === text)?.figures[0]?.documentId).toBe(sourceId);
    before = sourceId;
  }
  expect(new Set(segments.flatMap(({ figures }) => figures.map((it) => it.documentId)))).toEqual(
    new Set(['soil', 'reading']),
  );
  expect(segments.flatMap(({ claims }) => claims ?? []).every(({ supported }) => supported)).toBe(true);
});

const profile: StyleProfile = {
  wordsPerMinute: 160,
  segmentWords: { low: 20, median: 30, high: 45 },
  sentenceWords: { low: 6, median: 14, high: 28 },
  pauseSeconds: 0.6,
  intents: [
    { intent: 'METHODOLOGY', share: 0.6 },
    { intent: 'KEY_FINDING', share: 0.4 },
  ],
  openings: ['Hello and welcome to my quiet channel about wonderful things.'],
  closings: ['Thank you all for watching this quiet channel.'],
  vocabulary: {
    favourites: ['wonderful'],
    connectives: ['so'],
    questionsShare: 0.2,
    firstPersonShare: 0,
    secondPersonShare: 0,
    technicality: 0.1,
  },
  learnedFrom: { references: 1, segments: 10, words: 300 },
};

test('a profile sets how long segments are, what they are for and how the film asks, and is never quoted', () => {
  const plain = scriptOf([soil], { minutes: 4 });
  const styled = scriptOf([soil], { minutes: 4, profile });
  const longest = ({ segments }: WrittenScript): number =>
    Math.max(...segments.slice(1, -1).map(({ text }) => wordCount(text)));
  const methods = ({ segments }: WrittenScript): number =>
    segments.filter(({ intent }) => intent === 'METHODOLOGY').reduce((sum, { text }) => sum + wordCount(text), 0);
  expect(longest(styled)).toBeLessThan(longest(plain));
  expect(methods(styled)).toBeGreaterThan(methods(plain));
  expect(textOf(styled)).toContain('How was it done?');
  expect(textOf(styled)).not.toMatch(/wonderful|quiet channel/);
});

test('in another language only the sources speak', () => {
  const german = sourceOf(
    '# Schlafende Sensoren\n\n## Einleitung\n\nDie Sensoren messen den Boden mehrmals am Tag. Sie schlafen, wenn im Boden nichts geschieht [3].\n\nDer Funk verbraucht am meisten Strom von allen Teilen.',
  );
  const { script, notes } = extractiveScript(briefOf([german], { minutes: 0.2, language: 'de' }));
  expect(textOf(script)).toContain('Sie schlafen, wenn im Boden nichts geschieht.');
  expect(textOf(script)).not.toMatch(/\b(?:This|That|the|quoted)\b/);
  expect(notes).toContainEqual(expect.stringContaining('in English alone'));
});

test('a script of ten minutes is written from a hundred pages', () => {
  const source = sourceOf(longPaper(13));
  extractiveScript(briefOf([source], { minutes: 1 }));
  const { script } = extractiveScript(briefOf([source], { minutes: 10 }));
  expect(Math.abs(wordsOf(script) / 1500 - 1)).toBeLessThan(0.04);
});

const words = fc.oneof(
  fc.constantFrom(
    'We show that this (see [3]) works.',
    'Figure 1',
    'Fig. 2a',
    '47.8 %',
    'However, it',
    '(',
    ')',
    '“',
    'et al.',
    'i.e.',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.lorem({ mode: 'sentences', maxCount: 3 }),
);
const atom = fc.record({
  kind: fc.constantFrom(...ATOM_KINDS),
  zone: fc.constantFrom(...ATOM_ZONES),
  text: fc.array(words, { maxLength: 6 }).map((parts) => parts.join(' ')),
  page: fc.integer({ min: 1, max: 9 }),
  parent: fc.option(fc.integer({ min: 0, max: 9 })),
});
const source = fc.array(atom, { maxLength: 12 }).map(
  (atoms): BriefSource => ({
    documentId: 'any',
    title: 'Anything',
    attribution: null,
    authors: [],
    atoms: atoms.map(
      (it, position): Atom => ({
        ...{ ...it, position, box: null, section: null, importance: 0.5, topics: [], entities: [], form: null },
        figure: it.kind === 'FIGURE' ? { kind: 'FIGURE', number: position + 1 } : null,
      }),
    ),
    figures: atoms.flatMap(({ kind, text, page }, idx) =>
      kind === 'FIGURE' ? [{ kind: 'FIGURE' as const, number: idx + 1, caption: text, description: '', page }] : [],
    ),
  }),
);

test('whatever a document holds, there is a script with a beginning and an end', () => {
  fc.assert(
    fc.property(
      fc.array(source, { minLength: 1, maxLength: 3 }),
      fc.double({ min: 0.1, max: 5, noNaN: true }),
      (sources, minutes) => {
        const { script } = extractiveScript(briefOf(sources, { minutes }));
        expect(script.segments.length).toBeGreaterThanOrEqual(2);
        for (const { text } of script.segments) expect(text.trim()).not.toBe('');
      },
    ),
    { numRuns: 60 },
  );
});
