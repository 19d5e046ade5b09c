import fc from 'fast-check';
import type { Atom, DocumentGraph } from '../../../src/pipeline/knowledge/atom';
import { documentGraph } from '../../../src/pipeline/knowledge/document-graph';
import { readMarkdown } from '../../../src/pipeline/knowledge/read-markdown';
import { BLOCK_KINDS, type Reading } from '../../../src/pipeline/knowledge/reading';
import { ASPHALT, CANOPY, WIND } from './papers';

const [canopy, asphalt, wind] = [CANOPY, ASPHALT, WIND].map(documentGraph) as [
  DocumentGraph,
  DocumentGraph,
  DocumentGraph,
];
const names = (concepts: readonly { readonly name: string }[]) => concepts.map(({ name }) => name);
const atomOf = ({ atoms }: DocumentGraph, words: string): Atom => {
  const found = atoms.find(({ text }) => text.includes(words));
  if (!found) throw new Error(`No atom says “${words}”.`);
  return found;
};

test('a paper has atoms of every kind that is in it', () => {
  const kinds = (graph: DocumentGraph) => new Set(graph.atoms.map(({ kind }) => kind));
  expect([...kinds(canopy)].sort()).toEqual([
    'ABSTRACT',
    'AUTHOR',
    'CHART',
    'CITATION',
    'DATE',
    'DIAGRAM',
    'EQUATION',
    'KEYWORD',
    'PARAGRAPH',
    'QUOTE',
    'SECTION_HEADER',
    'TABLE',
    'TITLE',
  ]);
  expect(canopy.atoms.filter(({ kind }) => kind === 'KEYWORD').map(({ text }) => text)).toEqual([
    'urban heat island',
    'street trees',
    'night-time temperature',
    'Canopy Atlas',
  ]);
});

test('a figure stands where its caption does, as what its caption says it is, and a table with its cells', () => {
  const drawn = canopy.atoms.filter(({ figure }) => figure !== null);
  expect(drawn.map(({ kind, figure, section }) => [kind, figure, section])).toEqual([
    ['DIAGRAM', { kind: 'FIGURE', number: 1 }, '2.1 Sensors'],
    ['CHART', { kind: 'FIGURE', number: 2 }, '3 Results'],
    ['TABLE', { kind: 'TABLE', number: 1 }, '3 Results'],
  ]);
  expect(drawn[2]?.text).toBe(
    'Effects in the generalized additive model: Predictor | Effect (°C) | p; Canopy cover | −1.8 | <0.001; Street width | 0.4 | 0.02',
  );
});

test('sections hold each other as their levels say', () => {
  const sensors = atomOf(canopy, 'Each sensor logs');
  expect(sensors.section).toBe('2.1 Sensors');
  const above = canopy.atoms[canopy.atoms[sensors.parent ?? -1]?.parent ?? -1];
  expect(above?.text).toBe('2 Methods');
});

test('what is no part of the argument is kept, and out of what the paper is about', () => {
  const [affiliation, thanks] = [atomOf(canopy, 'Department of Urban'), atomOf(canopy, 'supported by the Ravnsund')];
  const funding = atomOf(asphalt, 'Paid for by');
  for (const atom of [affiliation, thanks, funding]) {
    expect(atom).toMatchObject({ zone: 'BOILERPLATE', importance: 0.1, topics: [], entities: [] });
  }
  expect(atomOf(canopy, 'Marta Feld')).toMatchObject({ kind: 'CITATION', zone: 'BACK', importance: 0.3 });
  expect(atomOf(canopy, 'Dense cities stay')).toMatchObject({ kind: 'ABSTRACT', zone: 'FRONT' });
});

test('importance goes by what an atom is, and findings are worth most', () => {
  const worth = (words: string) => atomOf(canopy, words).importance;
  expect(worth('Street Trees and the Nights')).toBe(1);
  expect(worth('We found that streets')).toBe(1);
  expect(worth('Dense cities stay')).toBe(0.8);
  expect(worth('A closed tree canopy cools')).toBe(0.8);
  expect(worth('Overview of the sensor')).toBe(0.7);
  expect(worth('Each sensor logs')).toBe(0.5);
  expect(worth('\\frac')).toBe(0.4);
  expect(worth('Ada Okafor')).toBe(0.3);
});

test('topics are the phrases that a paper is about', () => {
  expect(names(canopy.topics)).toEqual(
    expect.arrayContaining(['street trees', 'night-time temperature', 'closed canopy', 'sensor', 'street width']),
  );
  expect(names(asphalt.topics)).toEqual(
    expect.arrayContaining([
      'cool pavement',
      'street trees',
      'surface temperature',
      'albedo',
      'thermal camera',
      'bare asphalt',
    ]),
  );
  expect(names(wind.topics)).toEqual(
    expect.arrayContaining(['wind', 'sea breeze', 'night-time temperature', 'street trees', 'closed canopy']),
  );
});

test('entities are what is named, and what an acronym stands for is one with it', () => {
  expect(names(canopy.entities).sort()).toEqual(
    ['Canopy Atlas', 'Ravnsund', 'World Health Organization', 'generalized additive model', 'urban heat island'].sort(),
  );
  expect(canopy.entities.map(({ key }) => key)).toContain('generalized additive model');
  expect(names(asphalt.entities).sort()).toEqual(['CNN', 'Lind', 'Okafor', 'Porto Alvo', 'urban heat island'].sort());
  expect(names(wind.entities)).toEqual(expect.arrayContaining(['KaldaFlow', 'Kaldavik', 'large eddy simulation']));
});

test('no concept is a fragment, a number, a label or a word of citations', () => {
  const all = [canopy, asphalt, wind].flatMap(({ topics, entities }) => [...topics, ...entities].map(({ key }) => key));
  expect(
    all.filter((key) =>
      /^(?:et al|figure|table|section|result|paper|we|the|it)\b|^[\d.]+$|\b(?:of|and|the)$/.test(key),
    ),
  ).toEqual([]);
});

test('summaries are quoted', () => {
  for (const [{ summaries }, { blocks }] of [
    [canopy, CANOPY],
    [asphalt, ASPHALT],
    [wind, WIND],
  ] as const) {
    const text = blocks.map((block) => block.text).join(' ');
    expect(text).toContain(summaries.short);
    expect(summaries.short.length).toBeLessThan(summaries.medium.length);
    expect(summaries.medium.length).toBeLessThan(summaries.long.length);
    expect(summaries.medium.split(' ').length).toBeLessThanOrEqual(110);
  }
  expect(wind.summaries.short).toBe('The sea breeze cools a city by the sea more than its street trees do.');
});

const anyBlock = fc.record({
  kind: fc.constantFrom(...BLOCK_KINDS),
  text: fc.oneof(
    fc.lorem({ maxCount: 12 }),
    fc.string({ minLength: 1, unit: 'binary' }),
    fc.constantFrom(
      'Acknowledgements',
      'References',
      '3.1 Results',
      'Figure 1: A plot of nights',
      'We use a neural net (NN). See Figure 2.',
      'a, b; c',
    ),
  ),
  page: fc.integer({ min: 1, max: 3 }),
  box: fc.option(fc.record({ left: fc.nat(500), top: fc.nat(700), width: fc.nat(500), height: fc.nat(90) })),
});
const anyReading: fc.Arbitrary<Reading> = fc.record({
  title: fc.constant(null),
  authors: fc.constant([]),
  date: fc.constant(null),
  pageCount: fc.constant(3),
  blocks: fc.array(
    anyBlock.map((block) => ({ ...block, level: block.kind === 'HEADING' ? 1 + (block.text.length % 3) : null })),
    { maxLength: 30 },
  ),
  figures: fc
    .uniqueArray(
      fc.record({
        number: fc.integer({ min: 1, max: 4 }),
        caption: fc.constantFrom('A plot of nights', '', 'Overview'),
        page: fc.integer({ min: 1, max: 3 }),
        box: anyBlock.map(({ box }) => box),
      }),
      { selector: ({ number }) => number },
    )
    .map((figures) =>
      figures.map((figure) => ({
        kind: 'FIGURE' as const,
        label: `Figure ${figure.number}`,
        picture: null,
        confidence: 1,
        ...figure,
      })),
    ),
  warnings: fc.constant([]),
});

test('of any reading, every block and figure is an atom once, places are dense, and parents come first', () => {
  fc.assert(
    fc.property(anyReading, (reading) => {
      const graph = documentGraph(reading);
      const { atoms } = graph;
      expect(atoms.map(({ position }) => position)).toEqual(atoms.map((_, at) => at));
      expect(
        atoms.every(
          ({ position, parent }) => parent === null || (parent < position && atoms[parent]?.kind === 'SECTION_HEADER'),
        ),
      ).toBe(true);
      expect(atoms.every(({ section, parent }) => section === (parent === null ? null : atoms[parent]?.text))).toBe(
        true,
      );
      expect(atoms.every(({ importance }) => importance >= 0 && importance <= 1)).toBe(true);
      const said = atoms.map(({ text }) => text).join('\n');
      for (const { kind, text } of reading.blocks)
        if (kind !== 'KEYWORDS' && !/^Figure 1:/.test(text)) expect(said).toContain(text);
      expect(
        atoms
          .filter(({ figure }) => figure)
          .map(({ figure }) => figure?.number)
          .sort(),
      ).toEqual(reading.figures.map(({ number }) => number).sort());
      const [topics, entities] = [graph.topics, graph.entities].map(
        (concepts) => new Set(concepts.map(({ key }) => key)),
      );
      expect(
        atoms.every(
          (atom) => atom.topics.every((key) => topics?.has(key)) && atom.entities.every((key) => entities?.has(key)),
        ),
      ).toBe(true);
      expect(topics?.size).toBe(graph.topics.length);
      expect(entities?.size).toBe(graph.entities.length);
      expect(
        [...graph.topics, ...graph.entities].every(
          ({ weight, key }) => weight >= 0 && weight <= 1 && key !== '' && key === key.toLowerCase(),
        ),
      ).toBe(true);
      expect(documentGraph(reading)).toEqual(graph);
    }),
    { numRuns: 300 },
  );
});

test('a plural, a hyphen and an article make no other concept', () => {
  const [one] = [
    documentGraph(
      readMarkdown(
        '# The heat-islands\n\nHeat islands grow. A heat island is warm. The heat island, and heat-islands.',
      ),
    ),
  ];
  expect(one?.topics.map(({ key }) => key)).toEqual(['heat island']);
});
