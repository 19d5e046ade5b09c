import type { Production } from '../../src/cli/demo/production';
import { bringTreatment, type FilmStudio, filmOf, openFilmStudio, runToFilm } from '../support/film';

jest.setTimeout(240_000);

/** The second segment shows two figures, the fourth one of them again. */
const TEXT = [
  'A city keeps the heat of the day in its brick walls.',
  'The parks stay cool, as Figure 1 shows for one evening, and the river cools most of all, which Figure 2 makes plain for a night.',
  'Trees drink from the ground and cool the air around them.',
  'Water takes up the heat, and Figure 2 tells how much of it comes back.',
  'So plant a row of trees, and let the river breathe again.',
].join('\n\n');

const figure = (number: number) => ({ number, caption: `Temperature, part ${number}.`, file: 'figure-1.png' });

let studio: FilmStudio;
let production: Production;
beforeAll(async () => {
  studio = await openFilmStudio();
  production = await bringTreatment(studio, { text: TEXT, figures: [figure(1), figure(2)] });
  await rendered('first');
});
afterAll(() => studio?.close());

/** How many pieces the run to the next film encodes. */
async function rendered(key: string): Promise<unknown> {
  const lines = await runToFilm(studio, production, key, { captions: 'BURNED' });
  expect(lines.at(-1)).toMatchObject({ status: 'SUCCEEDED' });
  return (await filmOf(studio, production)).report.piecesEncoded;
}

interface Segment {
  readonly id: string;
  readonly lockVersion: number;
  readonly text: string;
}

async function segment(number: number): Promise<Segment> {
  const { script } = await studio.client.query<{ script: { segments: { nodes: Segment[] } } }>(
    'query ($id: ID!) { script(id: $id) { segments { nodes { id lockVersion text } } } }',
    { id: production.scriptId },
  );
  const found = script.segments.nodes.at(number - 1);
  if (!found) throw new Error(`The script has no segment ${number}.`);
  return found;
}

async function radiusOf(name: string, input: object): Promise<number> {
  const title = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const answer = await studio.client.mutate<Record<string, { blastRadius: { piecesToRender: number } }>>(
    `mutation ($input: ${title}Input!) { ${name}(input: $input) { blastRadius { piecesToRender } userErrors { code message } } }`,
    { input },
  );
  return answer[name]?.blastRadius.piecesToRender ?? Number.NaN;
}

/** Other words; the dry run says the same as the edit. */
async function reworded(number: number, text: string): Promise<number> {
  const { id: segmentId, lockVersion: expectedVersion } = await segment(number);
  const edit = { segmentId, expectedVersion, text };
  const { blastRadius } = await studio.client.query<{ blastRadius: { piecesToRender: number } }>(
    'query ($edit: EditSegmentInput!) { blastRadius(edit: $edit) { piecesToRender } }',
    { edit },
  );
  expect(await radiusOf('editSegment', edit)).toBe(blastRadius.piecesToRender);
  return blastRadius.piecesToRender;
}

const OTHER_WORDS: readonly [string, number, string][] = [
  [
    'a word before both of its figures has changed',
    2,
    'The wide gardens stay cool, as Figure 1 shows for one evening, and the river cools most of all, which Figure 2 makes plain for a night.',
  ],
  [
    'it names another figure than before, of which there is a page elsewhere',
    4,
    'Water takes up the heat of the day, and Figure 1 tells how much of it comes back at last.',
  ],
  [
    'it shows a figure where it showed a drawing',
    3,
    'Trees drink a lot, and Figure 1 is plain about the air below them.',
  ],
  ['it shows one figure of two', 2, 'The gardens stay cool, as Figure 2 shows for a night, and the river with them.'],
  ['it shows a drawing where it showed figures', 2, 'The gardens stay cool all night, and the river with them.'],
];

test.each(OTHER_WORDS)(
  'where %s in segment %i, the run after it encodes as many pieces as were foreseen',
  async (name, number, text) => {
    const foreseen = await reworded(number, text);
    expect(foreseen).toBeGreaterThan(0);
    expect(await rendered(name)).toBe(foreseen);
  },
);

test('a segment of figures that is split or moves has as many pieces encoded as were foreseen', async () => {
  const { id: segmentId, lockVersion: expectedVersion, text } = await segment(4);
  const at = text.indexOf(' and Figure');
  const split = await radiusOf('splitSegment', { segmentId, expectedVersion, at });
  expect(await rendered('split')).toBe(split);
  const half = await segment(5);
  const moved = { segmentId: half.id, expectedVersion: half.lockVersion, toNumber: 2 };
  const foreseen = await radiusOf('moveSegment', moved);
  expect(await rendered('moved')).toBe(foreseen);
});
