import type { Production } from '../../src/cli/demo/production';
import { type FilmStudio, filmOf, linesOf, openFilmStudio, runToFilm } from '../support/film';
import { ingestPaper } from '../support/paper';

jest.setTimeout(240_000);

let studio: FilmStudio;
let production: Production;
beforeAll(async () => {
  studio = await openFilmStudio();
  const { createProject } = await studio.client.mutate<{ createProject: { project: { id: string } } }>(
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } userErrors { code message } } }',
    { input: { key: 'drifts', name: 'Drifts', size: { width: 320, height: 180 }, idempotencyKey: 'drifts' } },
  );
  const projectId = createProject.project.id;
  const { id } = await ingestPaper(studio, projectId);
  const input = {
    projectId,
    documentIds: [id],
    minutes: 0.6,
    tier: 'LOW',
    captions: 'KARAOKE',
    idempotencyKey: 'film',
  };
  const { startExplainer } = await studio.client.mutate<{
    startExplainer: { run: { id: string; subject: { id: string } } };
  }>(
    `mutation ($input: StartExplainerInput!) {
      startExplainer(input: $input) { run { id subject { ... on StructuredScript { id } } } userErrors { code message } } }`,
    { input },
  );
  const { run } = startExplainer;
  expect((await linesOf(studio.client, run.id)).at(-1)).toMatchObject({ status: 'SUCCEEDED' });
  production = { projectId, scriptId: run.subject.id };
});
afterAll(() => studio?.close());

interface Segment {
  readonly id: string;
  readonly lockVersion: number;
  readonly text: string;
  readonly displayMode: string;
}

async function segments(): Promise<readonly Segment[]> {
  const { script } = await studio.client.query<{ script: { segments: { nodes: Segment[] } } }>(
    'query ($id: ID!) { script(id: $id) { segments { nodes { id lockVersion text displayMode } } } }',
    { id: production.scriptId },
  );
  return script.segments.nodes;
}

async function edited({ id: segmentId, lockVersion: expectedVersion }: Segment, change: object): Promise<number> {
  const { editSegment } = await studio.client.mutate<{ editSegment: { blastRadius: { piecesToRender: number } } }>(
    `mutation ($input: EditSegmentInput!) {
      editSegment(input: $input) { blastRadius { piecesToRender } userErrors { code message got } } }`,
    { input: { segmentId, expectedVersion, ...change } },
  );
  return editSegment.blastRadius.piecesToRender;
}

async function rendered(key: string): Promise<unknown> {
  const lines = await runToFilm(studio, production, key, { captions: 'KARAOKE' });
  expect(lines.at(-1)).toMatchObject({ status: 'SUCCEEDED' });
  return (await filmOf(studio, production)).report.piecesEncoded;
}

test('of a film with its title, its figure, its sources and burned captions an edit has as many pieces encoded as were foreseen', async () => {
  const [first, ...others] = await segments();
  const figured = others.find(({ displayMode }) => displayMode === 'FIGURE_SYNC');
  if (!first || !figured) throw new Error('The script shows no figure.');
  const opening = await edited(first, { text: `Indeed, ${first.text}` });
  expect([opening > 0, await rendered('opening')]).toEqual([true, opening]);
  const shown = await edited(figured, { text: `${figured.text} That was to be expected.` });
  expect([shown > 0, await rendered('figure')]).toEqual([true, shown]);
});

test('other words that leave the picture as it is have those pieces encoded over which they are read', async () => {
  const last = (await segments()).at(-1);
  if (!last) throw new Error('The script is empty.');
  const pieces = await edited(last, { text: `${last.text} So it is.` });
  expect([pieces > 0, await rendered('last')]).toEqual([true, pieces]);
});
