import type { Card } from '../../src/providers/image/image';

const NOTHING = { heading: null, concepts: [], sources: [], madeWith: null } as const;

const SOURCES: Card['sources'] = [
  {
    title: 'Cities hold the heat: surface temperature and tree cover in six districts',
    authors: 'A. Okafor and M. Lind',
    detail: 'Urban Climate 61, 2025',
  },
  { title: 'Rivers under cities', authors: 'J. Marsh, T. Ito and five others', detail: 'Hydrology Letters, 2024' },
];

const MORE: Card['sources'] = [
  'Shade and health',
  'Green roofs in practice',
  'The white street',
  'Counting trees from the air',
  'Wind in the canyon',
].map((title, n) => ({ title, authors: `Author ${n + 1} and others`, detail: `Journal of Examples, ${2019 + n}` }));

export const CARDS: readonly Card[] = [
  { ...NOTHING, kind: 'TEXT', text: 'Cities hold the heat.', concepts: ['heat', 'cities'] },
  {
    ...NOTHING,
    kind: 'TEXT',
    heading: 'What was found',
    text: 'Under trees, the ground stayed 27 percent cooler than the asphalt beside it, on every hot day of the summer.',
    concepts: ['tree cover', 'surface temperature', 'heat island'],
  },
  {
    ...NOTHING,
    kind: 'TEXT',
    text: "Let's turn now to the method. The authors placed sixty shielded stations in six districts, each at the height of a child's head, and read them every ten minutes for three summers. That is more than nine million readings, of which fewer than one in a hundred had to be left out. A model then took the weather out of the numbers, so that what remains is the street itself: its stone, its shade and its water.",
    concepts: ['shielded stations', 'model', 'three summers'],
  },
  {
    ...NOTHING,
    kind: 'TEXT',
    text: '"We had expected the parks to be cooler. We had not expected them to be silent." — Maria Lind',
  },
  { ...NOTHING, kind: 'TITLE', text: 'Cities hold the heat', sources: SOURCES },
  {
    ...NOTHING,
    kind: 'TITLE',
    heading: 'A film in six minutes',
    text: 'Why the streets stay warm long after the sun has gone, and what a row of trees can do',
    sources: SOURCES.slice(0, 1),
  },
  { ...NOTHING, kind: 'END', text: 'Sources', sources: SOURCES, madeWith: 'Made with Workprint' },
  { ...NOTHING, kind: 'END', text: 'Sources', sources: [...SOURCES, ...MORE] },
  {
    ...NOTHING,
    kind: 'MISSING',
    heading: 'The picture of segment 7 is missing',
    text: 'The authors placed sixty shielded stations in six districts, each at the height of a child’s head, and read them every ten minutes for three summers. That is more than nine million readings, of which fewer than one in a hundred had to be left out.',
  },
];
