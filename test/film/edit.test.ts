import type { Production } from '../../src/cli/demo/production';
import { bringTreatment, type FilmStudio, filmOf, openFilmStudio, runToFilm } from '../support/film';

jest.setTimeout(180_000);

/** The second picture dissolves in, and so does the last. */
const TEXT = [
  'A city keeps the heat of the day in its brick walls.',
  'The parks are cooler than the streets, and the river most of all.',
  'Trees drink from the ground and cool the air around them.',
  'Water takes up the heat of the day and gives it back late.',
  'So plant a row of trees, and let the river breathe again.',
].join('\n\n');

let studio: FilmStudio;
let production: Production;
beforeAll(async () => {
  studio = await openFilmStudio();
  production = await bringTreatment(studio, { text: TEXT });
  await runToFilm(studio, production, 'first');
});
afterAll(() => studio?.close());

interface Segment {
  readonly id: string;
  readonly lockVersion: number;
}

async function segment(number: number): Promise<Segment> {
  const { script } = await studio.client.query<{ script: { segments: { nodes: Segment[] } } }>(
    'query ($id: ID!) { script(id: $id) { segments { nodes { id lockVersion } } } }',
    { id: production.scriptId },
  );
  const found = script.segments.nodes[number - 1];
  if (!found) throw new Error(`The script has no segment ${number}.`);
  return found;
}

interface Radius {
  readonly piecesToRender: number;
  readonly stale: { readonly totalCount: number };
}
const RADIUS = 'piecesToRender stale { totalCount }';

async function foreseen(edit: object): Promise<Radius> {
  const { blastRadius } = await studio.client.query<{ blastRadius: Radius }>(
    `query ($edit: EditSegmentInput!) { blastRadius(edit: $edit) { ${RADIUS} } }`,
    { edit },
  );
  return blastRadius;
}

async function done(name: string, input: object): Promise<Radius> {
  const title = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const answer = await studio.client.mutate<Record<string, { blastRadius: Radius }>>(
    `mutation ($input: ${title}Input!) { ${name}(input: $input) { blastRadius { ${RADIUS} } userErrors { code message } } }`,
    { input },
  );
  return answer[name]?.blastRadius as Radius;
}

async function encodedBy(key: string): Promise<unknown> {
  const lines = await runToFilm(studio, production, key);
  expect(lines.at(-1)).toMatchObject({ status: 'SUCCEEDED' });
  return (await filmOf(studio, production)).report.piecesEncoded;
}

test.each([
  [2, 'Parks are cool, and the river most of all.', 2],
  [3, 'A tree drinks a hundred litres from the ground on a warm day, and cools the air around it.', 1],
])(
  'after other words for segment %i the next run encodes just the pieces that were foreseen',
  async (number, text, pieces) => {
    const { id: segmentId, lockVersion: expectedVersion } = await segment(number);
    const edit = { segmentId, expectedVersion, text };
    const radius = await foreseen(edit);
    expect(radius).toEqual({ piecesToRender: pieces, stale: { totalCount: 2 } });
    expect(await done('editSegment', edit)).toEqual(radius);
    expect(await encodedBy(`edit ${number}`)).toBe(pieces);
  },
);

test('a segment that moves has those encoded whose motion follows their place, and nothing made anew', async () => {
  const { id: segmentId, lockVersion: expectedVersion } = await segment(3);
  const radius = await done('moveSegment', { segmentId, expectedVersion, toNumber: 4 });
  expect(radius.stale.totalCount).toBe(0);
  expect(await encodedBy('move')).toBe(radius.piecesToRender);
});

test('a segment that is removed leaves a film of the others, as foreseen', async () => {
  const { id: segmentId, lockVersion: expectedVersion } = await segment(4);
  const radius = await done('removeSegment', { segmentId, expectedVersion });
  expect(await encodedBy('remove')).toBe(radius.piecesToRender);
});
