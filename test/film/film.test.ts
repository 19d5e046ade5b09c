import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Production } from '../../src/cli/demo/production';
import type { Ffmpeg } from '../../src/pipeline/render/ffmpeg.tool';
import { renderFilm } from '../../src/pipeline/render/film.stage';
import { measureLoudness } from '../../src/pipeline/render/loudness.tool';
import { PieceEncoder } from '../../src/pipeline/render/piece-encoder.tool';
import type { Cut } from '../../src/pipeline/timeline/cut';
import { parseGlobalId } from '../../src/pipeline/values/global-id';
import { npmFfmpeg } from '../support/ffmpeg';
import {
  bringTreatment,
  type FilmNow,
  type FilmStudio,
  filmOf,
  linesOf,
  openFilmStudio,
  runToFilm,
} from '../support/film';
import { workerExecArgv } from '../support/suppliers';

jest.setTimeout(120_000);

/** The second picture dissolves in, and so does the last: the third comes and goes by cuts, so it is one piece. */
const TEXT = [
  'A city keeps the heat of the day in its brick walls.',
  'As Figure 1 shows, the parks are cooler than the streets.',
  'Trees drink from the ground and cool the air around them.',
  'Water takes up the heat of the day and gives it back late.',
  'So plant a row of trees, and let the river breathe again.',
].join('\n\n');
const { signal } = new AbortController();

let dir: string;
let ffmpeg: Ffmpeg;
let studio: FilmStudio;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-film-'));
  ffmpeg = await npmFfmpeg();
  studio = await openFilmStudio();
});
afterAll(async () => {
  await studio?.close();
  await rm(dir, { recursive: true, force: true });
});

async function downloaded(film: FilmNow, name: string): Promise<string> {
  const bytes = Buffer.from(await (await fetch(film.film.current.media.url)).arrayBuffer());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(film.film.current.media.sha256);
  await writeFile(join(dir, name), bytes);
  return join(dir, name);
}

const kinds = (lines: Awaited<ReturnType<typeof runToFilm>>, kind: string) =>
  lines.flatMap(({ __typename, jobKey }) => (__typename === kind ? [jobKey] : []));

interface Probed {
  readonly streams: Record<string, string>[];
}

/** What FFmpeg says of the file, whoever made it. */
async function expectSound(file: string, film: FilmNow, { rate, width, height }: Record<string, unknown>) {
  const show = [
    '-count_frames',
    '-show_entries',
    'stream=codec_name,width,height,avg_frame_rate,nb_read_frames,duration',
  ];
  const { streams } = (await ffmpeg.probe(file, { format: 'mov', signal, show })) as unknown as Probed;
  const { endFrameExclusive, durationSeconds } = film.span;
  expect(streams).toMatchObject([
    { codec_name: 'h264', width, height, avg_frame_rate: rate, nb_read_frames: String(endFrameExclusive) },
    { codec_name: 'aac' },
  ]);
  const [picture, sound] = streams.map(({ duration }) => Number(duration));
  expect(Math.abs((picture ?? 0) - durationSeconds)).toBeLessThan(1 / 23);
  expect(Math.abs((sound ?? 0) - (picture ?? 0))).toBeLessThanOrEqual(0.04);
  // Ends with an error at the first damaged bit.
  await ffmpeg.run(
    ['-xerror', '-err_detect', 'explode', '-protocol_whitelist', 'file', '-f', 'mov', '-i', file, '-f', 'null', '-'],
    { signal },
  );
  const { integratedLufs, truePeakDbtp } = await measureLoudness(ffmpeg, file, { format: 'mov', signal });
  expect(Math.abs(integratedLufs + 16)).toBeLessThanOrEqual(0.5);
  expect(truePeakDbtp).toBeLessThanOrEqual(-1);
  expect(film.report).toMatchObject({ ok: true, problems: [] });
  expectCaptions(film);
}

function expectCaptions({ srt, span }: FilmNow): void {
  const times = [...srt.matchAll(/(\d\d):(\d\d):(\d\d),(\d\d\d)/g)].map(
    ([, hours, minutes, seconds, ms]) =>
      3600 * Number(hours) + 60 * Number(minutes) + Number(seconds) + Number(ms) / 1000,
  );
  expect(times.length).toBeGreaterThan(0);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(Math.max(...times)).toBeLessThanOrEqual(span.durationSeconds + 0.001);
}

describe('a film of five sentences', () => {
  let production: Production;
  let film: FilmNow;
  beforeAll(async () => {
    production = await bringTreatment(studio, { text: TEXT });
    const lines = await runToFilm(studio, production, 'first');
    expect(lines.at(-1)).toMatchObject({ status: 'SUCCEEDED' });
    film = await filmOf(studio, production);
  });

  test('is what its timeline says, to the frame, the bit and the loudness', async () => {
    await expectSound(await downloaded(film, 'first.mp4'), film, { rate: '24/1', width: 320, height: 180 });
  });

  test('a second run encodes nothing and answers the same film', async () => {
    const lines = await runToFilm(studio, production, 'second');
    expect(kinds(lines, 'AssetMade')).toEqual([]);
    expect(kinds(lines, 'AssetReused')).toHaveLength(12);
    expect((await filmOf(studio, production)).film.current.id).toBe(film.film.current.id);
  });

  test('of the same script brought in again everything is used again, with what is known of it', async () => {
    const again = await bringTreatment(studio, { text: TEXT, scriptName: 'The same again' });
    const lines = await runToFilm(studio, again, 'the same again');
    expect(kinds(lines, 'AssetMade')).toEqual([]);
    const { current } = (await filmOf(studio, again)).film;
    expect([current.id === film.film.current.id, current.media.sha256]).toEqual([
      false,
      film.film.current.media.sha256,
    ]);
    expect((await filmOf(studio, again)).report).toEqual(film.report);
    expect(await narratedSeconds(again)).toBe(await narratedSeconds(production));
  });

  test('with another picture one piece is encoded, and the bytes are those of a cold render', async () => {
    await replacePicture(production, 3);
    const lines = await runToFilm(studio, production, 'third');
    expect(kinds(lines, 'AssetMade')).toEqual(['film']);
    const changed = await filmOf(studio, production);
    expect(changed.film.current.media.sha256).not.toBe(film.film.current.media.sha256);
    expect(changed.report).toMatchObject({ ok: true, piecesEncoded: 1, soundChunksEncoded: 0 });
    expect(await readFile(await coldRender(production))).toEqual(await readFile(await downloaded(changed, 'warm.mp4')));
  });
});

test('a film of another shape at 24000/1001 is right to the frame too', async () => {
  const [size, rate] = [
    { width: 240, height: 320 },
    { numerator: 24_000, denominator: 1_001 },
  ];
  const text = TEXT.split('\n\n').slice(1).join(' ');
  const production = await bringTreatment(studio, { projectKey: 'upright', text, size, rate });
  await runToFilm(studio, production, 'upright');
  const film = await filmOf(studio, production);
  await expectSound(await downloaded(film, 'upright.mp4'), film, { ...size, rate: '24000/1001' });
});

async function narratedSeconds({ scriptId }: Production): Promise<number> {
  const { script } = await studio.client.query<{ script: { actualSeconds: number } }>(
    'query ($id: ID!) { script(id: $id) { actualSeconds } }',
    { id: scriptId },
  );
  expect(script.actualSeconds).toBeGreaterThan(5);
  return script.actualSeconds;
}

const PICTURE = `query ($id: ID!) {
  script(id: $id) { segments(first: 50) { nodes { number picture { current { id } } } } }
}`;
const REJECT = `mutation ($ids: [ID!]!) {
  submitAssets(input: { selection: { ids: $ids } }) { userErrors { code message } }
  rejectAssets(input: { selection: { ids: $ids }, reason: "Show one tree." }) { userErrors { code message } }
}`;
const REGENERATE = `mutation ($ids: [ID!]!) {
  regenerateAssets(input: { selection: { ids: $ids }, prompt: "One large tree in a street", idempotencyKey: "again" }) {
    run { id } userErrors { code message }
  }
}`;

interface Pictures {
  readonly script: {
    readonly segments: { readonly nodes: { number: number; picture: { current: { id: string } } }[] };
  };
}

async function replacePicture({ scriptId }: Production, segment: number): Promise<void> {
  const { client } = studio;
  const { nodes } = (await client.query<Pictures>(PICTURE, { id: scriptId })).script.segments;
  const ids = nodes.flatMap(({ number, picture }) => (number === segment ? [picture.current.id] : []));
  await client.mutate(REJECT, { ids });
  const { regenerateAssets } = await client.mutate<{ regenerateAssets: { run: { id: string } } }>(REGENERATE, { ids });
  await linesOf(client, regenerateAssets.run.id);
}

/** The same cut and media, in a folder where nothing was ever rendered. */
async function coldRender({ scriptId }: Production): Promise<string> {
  const encoder = new PieceEncoder({
    ffmpeg: { path: ffmpeg.path },
    wasm: join(__dirname, '../../assets/resample.wasm'),
    workers: 1,
    execArgv: workerExecArgv,
  });
  const to = join(dir, 'cold.mp4');
  const mediaFile = async (sha256: string) =>
    join(studio.dataDir, 'blobs/sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  try {
    const cut = await cutOf(parseGlobalId(scriptId)?.rowId ?? '');
    await renderFilm(cut, { ffmpeg, encoder, mediaFile, cacheDir: join(dir, 'cold'), to, signal });
    return to;
  } finally {
    await encoder.close();
  }
}

async function cutOf(scriptId: string): Promise<Cut> {
  const client = new Client({ connectionString: studio.database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ cut: Cut }>('SELECT cut FROM timeline WHERE script_id = $1', [scriptId]);
    const [row] = rows;
    if (!row) throw new Error('The script has no timeline.');
    return row.cut;
  } finally {
    await client.end();
  }
}
