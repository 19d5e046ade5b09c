import type { Production } from '../../src/cli/demo/production';
import { bringTreatment, type FilmStudio, linesOf, openFilmStudio } from '../support/film';

jest.setTimeout(240_000);

const TEXT = ['A city keeps the heat of the day.', 'So it stays warm all night.', 'Plant a row of trees.'].join('\n\n');

let studio: FilmStudio;
let production: Production;
beforeAll(async () => {
  studio = await openFilmStudio();
  production = await bringTreatment(studio, { text: TEXT, figures: [] });
});
afterAll(() => studio?.close());

const ASSIGN = `mutation($input: AssignVisualsInput!) {
  assignVisuals(input: $input) { plan { drawnNumbers clipNumbers textNumbers carriedNumbers } userErrors { code message remedy } } }`;
const START = `mutation($input: StartExplainerInput!) { startExplainer(input: $input) { run { id } userErrors { code message remedy } } }`;
const RUN = `query($id: ID!) { run(id: $id) { status jobs(first: 50) { nodes { key type status error { message } } } } }`;
const SCRIPT = `query($id: ID!) { script(id: $id) { segments { nodes {
  picture { current { source type media { sha256 } } }
  video { wish { inputs { name sha256 } } current { source media { durationSeconds } } } } } } }`;

interface Seen {
  script: {
    segments: {
      nodes: {
        picture: { current: { source: string; media: { sha256: string } } | null };
        video: {
          wish: { inputs: { name: string; sha256: string }[] };
          current: { source: string; media: { durationSeconds: number } } | null;
        };
      }[];
    };
  };
}
interface Run {
  status: string;
  jobs: { nodes: { key: string; type: string; status: string; error: { message: string } | null }[] };
}

async function made(tier: string): Promise<Run> {
  await studio.client.mutate(ASSIGN, { input: { scriptId: production.scriptId, tier } });
  const input = { ...production, parts: ['IMAGE'], stopAfter: 'VISUALS', idempotencyKey: tier };
  const { startExplainer } = await studio.client.mutate<{ startExplainer: { run: { id: string } } }>(START, { input });
  await linesOf(studio.client, startExplainer.run.id);
  return (await studio.client.query<{ run: Run }>(RUN, { id: startExplainer.run.id })).run;
}

const seen = async () => (await studio.client.query<Seen>(SCRIPT, { id: production.scriptId })).script.segments.nodes;

test('cards are set for nothing, and the same of another tier are pictures, one of which moves', async () => {
  const micro = await made('MICRO');
  expect(micro.status).toBe('SUCCEEDED');
  expect(micro.jobs.nodes.map(({ key }) => key).sort()).toEqual([
    ...['segment 1 / picture', 'segment 2 / picture', 'segment 3 / picture'],
  ]);
  expect((await seen()).map(({ picture }) => picture.current?.source)).toEqual(['press', 'press', 'press']);
  const high = await made('HIGH');
  const clip = high.jobs.nodes.find(({ type }) => type === 'GENERATE_VIDEO');
  expect([high.status, clip]).toMatchObject(['SUCCEEDED', { status: 'COMPLETED', error: null }]);
  const segments = await seen();
  const moving = segments.filter(({ video }) => video.current !== null);
  expect(moving).toHaveLength(1);
  const [first] = moving;
  const { picture, video } = first ?? {};
  expect(picture?.current?.source).toBe('offline-image');
  expect(video?.wish.inputs).toEqual([{ name: 'still', sha256: picture?.current?.media.sha256 }]);
  expect(video?.current?.media).toMatchObject({ durationSeconds: 5 });
});

test('what is made is used again: the same tier makes nothing more', async () => {
  const again = await made('HIGH');
  expect(again.status).toBe('SUCCEEDED');
});
