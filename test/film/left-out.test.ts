import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Production } from '../../src/cli/demo/production';
import type { Ffmpeg } from '../../src/pipeline/render/ffmpeg.tool';
import { npmFfmpeg } from '../support/ffmpeg';
import { bringTreatment, type FilmStudio, filmOf, linesOf, openFilmStudio } from '../support/film';

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
  audio { current { id } } picture { current { id media { url } } } } } } }`;
const REJECT = `mutation ($ids: [ID!]!) {
  rejectAssets(input: { selection: { ids: $ids }, reason: "Not this one." }) { userErrors { code message } }
}`;
const MANIFEST = `query ($id: ID!) { script(id: $id) { assemblyManifest(skipRejected: true) {
  complete durationSeconds items { nodes { span { startFrame endFrameExclusive } } } } } }`;

interface Segment {
  readonly audio: { readonly current: { readonly id: string } };
  readonly picture: { readonly current: { readonly id: string; readonly media: { readonly url: string } } };
}
interface Manifest {
  readonly complete: boolean;
  readonly durationSeconds: number;
  readonly items: { readonly nodes: { readonly span: { startFrame: number; endFrameExclusive: number } }[] };
}

async function segmentsOf({ scriptId }: Production): Promise<Segment[]> {
  const { script } = await studio.client.query<{ script: { segments: { nodes: Segment[] } } }>(SEGMENTS, {
    id: scriptId,
  });
  return script.segments.nodes;
}

async function downloaded(url: string | undefined, name: string): Promise<string> {
  const file = join(dir, name);
  await writeFile(file, Buffer.from(await (await fetch(url ?? '')).arrayBuffer()));
  return file;
}

async function seconds(file: string): Promise<number> {
  const show = ['-show_entries', 'stream=codec_type,duration'];
  const { streams } = (await ffmpeg.probe(file, { format: 'mov', signal, show })) as unknown as {
    streams: { codec_type: string; duration: string }[];
  };
  return Number(streams.find(({ codec_type }) => codec_type === 'video')?.duration);
}

const [WIDTH, HEIGHT] = [32, 18];

/** One picture, small and grey: a film's at a moment, or a still's. */
async function grey(file: string, format: string, atSeconds = 0): Promise<Buffer> {
  const to = join(dir, 'grey.raw');
  const from = ['-protocol_whitelist', 'file', '-ss', String(atSeconds), '-f', format, '-i', file, '-frames:v', '1'];
  const small = ['-vf', `scale=${WIDTH}:${HEIGHT}`, '-pix_fmt', 'gray', '-f', 'rawvideo', to];
  await ffmpeg.run(['-y', ...from, ...small], { signal });
  return readFile(to);
}

/** From 0 for the same picture to 255. */
function difference(one: Buffer, other: Buffer): number {
  expect([one.length, other.length]).toEqual([WIDTH * HEIGHT, WIDTH * HEIGHT]);
  return one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length;
}

test('a rejected picture lets the one before it stand, a rejected narration takes its segment out of the film', async () => {
  const production = await bringTreatment(studio, { projectKey: 'left-out', text: TEXT, figures: [] });
  expect(await run(production, { stopAfter: 'VISUALS' })).toMatchObject({ status: 'SUCCEEDED', leftOut: [] });
  const [first, second, third] = await segmentsOf(production);
  const stills = [first, second].map((segment) => segment?.picture.current);
  await studio.client.mutate(REJECT, { ids: [stills[1]?.id, third?.audio.current.id] });
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
  const file = await downloaded(film.film.current.media.url, 'film.mp4');
  expect(Math.abs((await seconds(file)) - durationSeconds)).toBeLessThan(1 / 23);
  const [own, before] = await Promise.all([1, 0].map((n) => downloaded(stills[n]?.media.url, `${n}.png`)));
  const seen = await grey(file, 'mov', durationSeconds - 1.5);
  const [unlikeOwn, unlikeBefore] = [
    difference(seen, await grey(own ?? '', 'png_pipe')),
    difference(seen, await grey(before ?? '', 'png_pipe')),
  ];
  // Seen through the move of a still: near to the one that holds, and far from the one that was sent back.
  expect(unlikeBefore).toBeLessThan(unlikeOwn / 1.5);
});
