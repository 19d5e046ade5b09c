import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ffmpeg } from '../../src/pipeline/render/ffmpeg.tool';
import { npmFfmpeg } from '../support/ffmpeg';
import { type FilmStudio, linesOf, openFilmStudio, type RunLine, SMALL } from '../support/film';

jest.setTimeout(240_000);

const signal = new AbortController().signal;
/** One packet of AAC at 48 kHz. */
const PACKET_SECONDS = 1024 / 48_000;

let studio: FilmStudio;
let ffmpeg: Ffmpeg;
let projectId: string;
let folder: string;
let keys = 0;
beforeAll(async () => {
  ffmpeg = await npmFfmpeg();
  folder = await mkdtemp(join(tmpdir(), 'workprint-plan-film-'));
  studio = await openFilmStudio();
  const { createProject } = await studio.client.mutate<{ createProject: { project: { id: string } } }>(
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } userErrors { code message } } }',
    { input: { key: 'vid', name: 'Vid', size: { width: 320, height: 180 }, idempotencyKey: 'vid' } },
  );
  projectId = createProject.project.id;
});
afterAll(async () => {
  await studio?.close();
  await rm(folder, { recursive: true, force: true });
});

const key = (): string => {
  keys += 1;
  return `key ${keys}`;
};

async function planned(treatment: string): Promise<string> {
  const { planProduction } = await studio.client.mutate<{ planProduction: { plan: { id: string } } }>(
    'mutation ($input: PlanProductionInput!) { planProduction(input: $input) { plan { id } userErrors { code message } } }',
    { input: { projectId, treatment, idempotencyKey: key() } },
  );
  return planProduction.plan.id;
}

async function started(planId: string, more: object = {}): Promise<{ id: string; leftOut: string[] }> {
  const { startPlan } = await studio.client.mutate<{ startPlan: { run: { id: string; leftOut: string[] } } }>(
    'mutation ($input: StartPlanInput!) { startPlan(input: $input) { run { id leftOut } userErrors { code message got } } }',
    { input: { planId, idempotencyKey: key(), ...more } },
  );
  return startPlan.run;
}

async function run(planId: string): Promise<RunLine[]> {
  return linesOf(studio.client, (await started(planId)).id);
}

interface Told {
  readonly notes: string[];
  readonly srt: string;
  readonly span: { readonly endFrameExclusive: number };
  readonly report: { readonly ok: boolean; readonly problems: string[] };
  readonly film: { readonly current: { readonly id: string; readonly media: { readonly url: string } } };
}

async function filmOf(planId: string): Promise<Told> {
  const { plan } = await studio.client.query<{ plan: { timeline: Told } }>(
    `query ($id: ID!) { plan(id: $id) { timeline { notes srt: captions(format: SRT) span { endFrameExclusive }
      report { ok problems } film { current { id media { url } } } } } }`,
    { id: planId },
  );
  return plan.timeline;
}

async function probed({ film }: Told): Promise<Record<string, string>[]> {
  const file = join(folder, 'film.mp4');
  await writeFile(file, new Uint8Array(await (await fetch(film.current.media.url)).arrayBuffer()));
  const entries = 'stream=codec_type,width,height,avg_frame_rate,nb_read_frames,duration';
  const show = ['-count_frames', '-show_entries', entries];
  const { streams } = await ffmpeg.probe(file, { format: 'mov', signal, show });
  return streams as unknown as Record<string, string>[];
}

const made = (lines: readonly RunLine[]) =>
  lines.flatMap(({ __typename, jobKey }) => (__typename === 'AssetMade' && jobKey ? [jobKey] : [])).sort();

test('the sample is a film of exactly 120 frames, with its sound within a packet', async () => {
  const planId = await planned(await readFile(join(SMALL, 'build-a-vid.md'), 'utf8'));
  const lines = await run(planId);
  expect(lines.at(-1)).toMatchObject({ status: 'SUCCEEDED' });
  expect(made(lines)).toEqual(
    [
      ...['job_tts_s1', 'job_tts_s2', 'job_tts_s3', 'job_music_01', 'job_video_s1', 'job_render_shotstack'],
      ...['job_gen_laptop_001', 'job_gen_background_001', 'job_gen_feed_001'],
    ].sort(),
  );
  const film = await filmOf(planId);
  const [picture, sound] = await probed(film);
  expect(picture).toMatchObject({ width: 180, height: 320, avg_frame_rate: '24/1', nb_read_frames: '120' });
  expect(Math.abs(Number(sound?.duration) - 5)).toBeLessThanOrEqual(PACKET_SECONDS);
  expect(film.report).toEqual({ ok: true, problems: [] });
  expect(film.srt).toContain('Step one: pick footage.');

  const again = await run(planId);
  expect(made(again)).toEqual([]);
  expect((await filmOf(planId)).film.current.id).toBe(film.film.current.id);
});

test('another plan of the same treatment makes nothing but a cut', async () => {
  const planId = await planned(await readFile(join(SMALL, 'build-a-vid.md'), 'utf8'));
  const lines = await run(planId);
  expect(lines.at(-1)).toMatchObject({ status: 'SUCCEEDED' });
  expect(made(lines)).toEqual([]);
});

const LONG = `## Overview
- Duration: 4 seconds
## Scenes
### Scene 1: Hook
- Duration: 2s
- Narration: "This is by far too much to say within two seconds, however fast anybody speaks, and nobody cuts it off."
- Visuals: [AI Gen Asset: a clock tower]
### Scene 2: Outro
- Duration: 2s
- Narration: "The end."
- Visuals: [AI Gen Asset: a sunset]
`;

test('narration that does not fit lengthens its scene, and says so with both durations', async () => {
  const planId = await planned(LONG);
  expect((await run(planId)).at(-1)).toMatchObject({ status: 'SUCCEEDED' });
  const film = await filmOf(planId);
  const [note] = film.notes;
  expect(note).toMatch(/^NARRATION_TOO_LONG \(s1\): The narration lasts [\d.]+ s and its scene 2 s; /);
  expect(film.span.endFrameExclusive).toBeGreaterThan(96);
  const [picture, sound] = await probed(film);
  expect(picture?.nb_read_frames).toBe(String(film.span.endFrameExclusive));
  expect(Math.abs(Number(sound?.duration) - Number(picture?.duration))).toBeLessThanOrEqual(PACKET_SECONDS);
});

const MISSING = `## Scenes
### Scene 1: Hook
- Duration: 2s
- Visuals: [Chart Overlay: Customers over time]
### Scene 2: Outro
- Duration: 2s
- Visuals: [User Asset: team photo.jpg]
`;

test('what has no numbers and what nobody brought keeps its time, and is named', async () => {
  const planId = await planned(MISSING);
  const { id, leftOut } = await started(planId);
  expect(leftOut).toEqual([expect.stringMatching(/^asset:user_/)]);
  expect((await linesOf(studio.client, id)).at(-1)).toMatchObject({ status: 'PARTIAL' });
  const { run: told } = await studio.client.query<{
    run: { jobs: { nodes: { error: { message: string } | null }[] } };
  }>('query ($id: ID!) { run(id: $id) { jobs(where: { types: [GENERATE_CHART] }) { nodes { error { message } } } } }', {
    id,
  });
  expect(told.jobs.nodes).toEqual([{ error: { message: 'The chart “Customers over time” has no stated numbers.' } }]);
  expect((await filmOf(planId)).span.endFrameExclusive).toBe(96);
});

test('a run stops for a review, and goes on from there', async () => {
  const planId = await planned(LONG.replace('a clock tower', 'a lighthouse'));
  const { id } = await started(planId, { stopAfter: 'VISUALS' });
  const lines = await linesOf(studio.client, id);
  expect(lines.at(-1)).toMatchObject({ status: 'SUCCEEDED' });
  await studio.client.mutate(
    'mutation ($input: ResumeRunInput!) { resumeRun(input: $input) { run { id } userErrors { code message } } }',
    { input: { runId: id, stopAfter: 'FILM', idempotencyKey: key() } },
  );
  const more: RunLine[] = [];
  await studio.client.follow<RunLine>({
    document: `subscription ($runId: ID!, $afterSeq: Int!) { runEvents(runId: $runId, afterSeq: $afterSeq) { __typename seq
      ... on AssetMade { jobKey } ... on RunFinished { status } } }`,
    variables: { runId: id, afterSeq: lines.at(-1)?.seq ?? 0 },
    onLine: (line) => void more.push(line),
    until: ({ __typename }) => __typename === 'RunFinished',
  });
  expect(more.at(-1)).toMatchObject({ status: 'SUCCEEDED' });
  expect(made(more)).toEqual(['job_render_shotstack']);
});
