import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Production } from '../../src/cli/demo/production';
import type { Ffmpeg } from '../../src/pipeline/render/ffmpeg.tool';
import { npmFfmpeg } from '../support/ffmpeg';
import { bringTreatment, type FilmNow, type FilmStudio, filmOf, linesOf, openFilmStudio } from '../support/film';

jest.setTimeout(120_000);

const TEXT = ['A city keeps the heat of the day.', 'Trees cool the air around them.', 'So plant a row of trees.'].join(
  '\n\n',
);
const { signal } = new AbortController();

let dir: string;
let ffmpeg: Ffmpeg;
let studio: FilmStudio;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-left-out-'));
  ffmpeg = await npmFfmpeg();
  studio = await openFilmStudio();
});
afterAll(async () => {
  await studio?.close();
  await rm(dir, { recursive: true, force: true });
});

const START = `mutation ($input: StartExplainerInput!) { startExplainer(input: $input) { run { id } userErrors { code message } } }`;
const RUN = 'query ($id: ID!) { run(id: $id) { status leftOut jobs(first: 50) { nodes { key } } } }';

interface RunSeen {
  readonly status: string;
  readonly leftOut: string[];
  readonly jobs: { readonly nodes: { readonly key: string }[] };
}

async function run(production: Production, options: object): Promise<RunSeen> {
  const input = { ...production, idempotencyKey: JSON.stringify(options), ...options };
  const { startExplainer } = await studio.client.mutate<{ startExplainer: { run: { id: string } } }>(START, { input });
  const { id } = startExplainer.run;
  await linesOf(studio.client, id);
  return (await studio.client.query<{ run: RunSeen }>(RUN, { id })).run;
}

const SEGMENTS = `query ($id: ID!) { script(id: $id) { segments(first: 50) { nodes {
  audio { current { id } } picture { current { id } } } } } }`;
const REJECT = `mutation ($ids: [ID!]!) {
  rejectAssets(input: { selection: { ids: $ids }, reason: "Not this one." }) { userErrors { code message } }
}`;
const MANIFEST = `query ($id: ID!) { script(id: $id) { assemblyManifest(skipRejected: true) {
  complete durationSeconds items { nodes { span { startFrame endFrameExclusive } } } } } }`;

interface Taken {
  readonly current: { readonly id: string };
}
interface Manifest {
  readonly complete: boolean;
  readonly durationSeconds: number;
  readonly items: { readonly nodes: { readonly span: { startFrame: number; endFrameExclusive: number } }[] };
}

/** The picture of the second segment and the narration of the third. */
async function reject({ scriptId }: Production): Promise<void> {
  const { script } = await studio.client.query<{ script: { segments: { nodes: { audio: Taken; picture: Taken }[] } } }>(
    SEGMENTS,
    { id: scriptId },
  );
  const { nodes } = script.segments;
  const ids = [nodes[1]?.picture.current.id, nodes[2]?.audio.current.id];
  await studio.client.mutate(REJECT, { ids });
}

async function downloaded({ film }: FilmNow): Promise<string> {
  const file = join(dir, 'film.mp4');
  await writeFile(file, Buffer.from(await (await fetch(film.current.media.url)).arrayBuffer()));
  return file;
}

async function seconds(file: string): Promise<number> {
  const show = ['-show_entries', 'stream=codec_type,duration'];
  const { streams } = (await ffmpeg.probe(file, { format: 'mov', signal, show })) as unknown as {
    streams: { codec_type: string; duration: string }[];
  };
  return Number(streams.find(({ codec_type }) => codec_type === 'video')?.duration);
}

/** How much of a small grey picture differs between a frame and the next one, from 0 to 255. */
async function changes(file: string): Promise<number[]> {
  const to = join(dir, 'frames.gray');
  const size = [32, 18] as const;
  const input = ['-protocol_whitelist', 'file', '-f', 'mov', '-i', file];
  await ffmpeg.run(['-y', ...input, '-vf', `scale=${size.join(':')}`, '-pix_fmt', 'gray', '-f', 'rawvideo', to], {
    signal,
  });
  const bytes = await readFile(to);
  const area = size[0] * size[1];
  const frames = Array.from({ length: bytes.length / area }, (_, n) => bytes.subarray(n * area, (n + 1) * area));
  return frames
    .slice(1)
    .map((frame, n) => frame.reduce((sum, grey, at) => sum + Math.abs(grey - (frames[n]?.[at] ?? 0)), 0) / area);
}

test('a rejected picture lets the one before it stand, a rejected narration takes its segment out of the film', async () => {
  const production = await bringTreatment(studio, { projectKey: 'left-out', text: TEXT, figures: [] });
  expect(await run(production, { stopAfter: 'VISUALS' })).toMatchObject({ status: 'SUCCEEDED', leftOut: [] });
  await reject(production);
  const { status, leftOut, jobs } = await run(production, { stopAfter: 'FILM', skipRejected: true });
  expect([status, leftOut]).toEqual(['SUCCEEDED', ['segment 2 / picture', 'segment 3 / audio']]);
  expect(jobs.nodes.map(({ key }) => key)).not.toContain('segment 2 / picture');
  const { script } = await studio.client.query<{ script: { assemblyManifest: Manifest } }>(MANIFEST, {
    id: production.scriptId,
  });
  const { complete, durationSeconds, items } = script.assemblyManifest;
  expect([complete, items.nodes.length]).toEqual([true, 2]);
  const film = await filmOf(studio, production);
  expect(film.report).toMatchObject({ ok: true });
  expect(film.span.durationSeconds).toBe(durationSeconds);
  const file = await downloaded(film);
  expect(Math.abs((await seconds(file)) - durationSeconds)).toBeLessThan(1 / 23);
  // The first picture goes on moving where the second one would have begun: no frame is much unlike the one before it.
  expect(Math.max(...(await changes(file)))).toBeLessThan(4);
});
